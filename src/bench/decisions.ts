/**
 * Time of one decision of each algorithm, beside a member that decides nothing.
 *
 * How: every member of every registry, with its default parameters, goes through the same loop as the reference of its family.
 * Rounds are interleaved, and the least time of the processor counts, since neighbours only ever add. What the loop itself
 * and its random numbers cost is in both figures. Calls are made the way the product makes them: through one place in the
 * code for all members.
 */
import { getHeapStatistics } from 'node:v8'
import { aroundRequests } from './decisions/around-requests'
import { betweenNodes } from './decisions/between-nodes'
import { parts } from './decisions/parts'
import { requestPath } from './decisions/request-path'
import type { Family, Subject } from './decisions/subject'
import { median, table } from './print'

/** [count] stretches in which memory is watched; collections spoil some, so the middle one counts. */
const STRETCHES = 15

/** All families, in the order in which they are printed. */
export function decisionFamilies(): Family[] {
  return [...requestPath(), ...aroundRequests(), ...betweenNodes(), ...parts()]
}

/** Prints a table for each family. */
export function measureDecisions(decisions: number, rounds: number): void {
  console.log('\nNanoseconds per decision; "net" is without what the reference of the family takes.')
  console.log(
    'Bytes taken per decision: 16 for each number with a fraction, or above 2^31, that passes between functions.',
  )
  for (const family of decisionFamilies()) printFamily(family, decisions * (family.share ?? 1), rounds)
}

function printFamily({ title, goalNs, exempt, reference, members }: Family, decisions: number, rounds: number): void {
  const subjects = [reference, ...members]
  const found = subjects.map((): number[] => [])
  for (let warm = 0; warm < 2; warm++) for (const subject of subjects) subject.run(decisions / 4)
  for (let round = 0; round < rounds; round++) {
    for (const [which, subject] of subjects.entries()) found[which]?.push(nsOf(subject, decisions))
  }
  const best = found.map((each) => Math.min(...each))
  const bytes = subjects.map((subject) => bytesOf(subject, Math.ceil(decisions / 40)))
  const goal = goalNs === null ? '' : `, goal ${goalNs}`
  console.log(`\n${title}${goal}`)
  const rows = subjects.map(({ id }, which) => {
    const ns = best[which] ?? Number.NaN
    const net = ns - (best[0] ?? Number.NaN)
    const isOver = goalNs !== null && net > goalNs && !exempt?.includes(id)
    return [id, ns.toFixed(0), which === 0 ? '' : net.toFixed(0), bytes[which]?.toFixed(0) ?? '', isOver ? 'over' : '']
  })
  table(['', 'ns', 'net', 'B', ''], rows)
}

/** [byte] memory that a decision takes, the reference's own loop included. */
function bytesOf(subject: Subject, decisions: number): number {
  const taken = Array.from({ length: STRETCHES }, () => {
    const before = getHeapStatistics().used_heap_size
    subject.run(decisions)
    return getHeapStatistics().used_heap_size - before
  })
  return Math.max(0, median(taken)) / decisions
}

function nsOf(subject: Subject, decisions: number): number {
  const before = process.cpuUsage()
  const sum = subject.run(decisions)
  const { user, system } = process.cpuUsage(before)
  if (Number.isNaN(sum)) throw new RangeError(`${subject.id} decided on something that is no number`)
  return ((user + system) * 1000) / decisions
}
