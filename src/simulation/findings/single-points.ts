/**
 * Blocks of which there is one, and without which no request is done.
 *
 * How: a block cannot do without another where each of its calls asks for it, and fails when that fails; or where its calls split
 * over several, and all of these cannot do without it. What is optional, has a fallback, is asked in some cases only, is a copy of
 * which fewer have to answer than there are, or consumes messages that nobody waits for, can be done without. Loops are followed once.
 */
import { replicatedStore } from '../../blocks/replicated-store/block'
import type { Finding, FindingRule, Observed, ObservedBlock, ObservedConnection } from './finding'
import { takesMessages, waitedFor } from './strain'

/** Share of calls that ask for a block from which all are said to. */
const ALL = 0.95

/** A step of a plan, as far as it says how often a connection is called and whether that matters. */
type Step = { readonly optional?: boolean; readonly times?: number; readonly batch?: boolean }

function stepsThat({ from, connection }: ObservedConnection): Step[] {
  const plan = (from.block.params['plan'] ?? []) as readonly Step[]
  return plan.filter((step) => Object.values<unknown>(step).includes(connection.id))
}

/** Whether a call of the caller fails when its call over this connection does. */
function isRequired(one: ObservedConnection): boolean {
  return (
    one.connection.params.fallback === null && !stepsThat(one).some(({ optional }) => optional) && !hasOthers(one.from)
  )
}

/** How copies are kept, as far as it says how many there are and have to answer; a chain needs one. */
type Scheme = { replicas: number; spares?: number; writeAnswers?: number; readAnswers?: number }

/** Whether a block keeps copies of which one may be away: most of its calls are answered by fewer than there are. */
function hasOthers({ block, report }: ObservedBlock): boolean {
  if (block.kind !== replicatedStore.id) return false
  const { replicas, spares = 0, writeAnswers = 1, readAnswers = 1 } = block.params['scheme'] as Scheme
  const { reads, writes } = report as { reads?: number; writes?: number }
  const needAll = (answers: number, calls = 0) => (answers === replicas + spares ? calls : 0)
  const ofAll = needAll(writeAnswers, writes) + needAll(readAnswers, reads)
  return ofAll < ALL * ((reads ?? 0) + (writes ?? 0))
}

/** How often a call of the caller goes this way, repetitions of a step aside. */
function share(one: ObservedConnection): number {
  const times = stepsThat(one).reduce((sum, step) => sum + (step.batch ? 1 : (step.times ?? 1)), 0)
  return one.report.calls / (one.from.report.completions * Math.max(1, times))
}

/** Blocks without which a block can do nothing, itself included. */
function needsOf(run: Observed, block: ObservedBlock, known: Map<ObservedBlock, ReadonlySet<ObservedBlock>>) {
  const found = known.get(block)
  if (found) return found
  const needs = new Set([block])
  known.set(block, needs)
  if (block.report.completions === 0 || takesMessages(block)) return needs
  const ways = [
    ...waitedFor(run, block),
    ...run.connections.filter(({ from, to }) => from === block && takesMessages(to)),
  ]
  const required = ways.filter((way) => way.report.calls > 0 && isRequired(way))
  for (const way of required) {
    if (share(way) >= ALL) for (const need of needsOf(run, way.to, known)) needs.add(need)
  }
  const sum = required.reduce((total, way) => total + share(way), 0)
  const [first, ...others] = required.map((way) => needsOf(run, way.to, known))
  if (first && sum >= ALL && sum <= 1 / ALL) {
    for (const need of first) if (others.every((other) => other.has(need))) needs.add(need)
  }
  return needs
}

/** Blocks of which there is one, and through which every request goes. A cache that is only asked first can be done without. */
export const singlePoints: FindingRule = (run): Finding[] => {
  const { blocks, connections, report } = run
  const called = new Set(connections.map(({ to }) => to))
  const calling = new Set(connections.map(({ from }) => from))
  const known = new Map<ObservedBlock, ReadonlySet<ObservedBlock>>()
  const tops = blocks.filter((block) => calling.has(block) && !called.has(block) && block.report.arrivals > 0)
  const single = blocks.filter((block) => {
    const isAskedFirst = block.report['hits'] !== undefined && !calling.has(block)
    return (
      block.meanUnits === 1 &&
      block.report.arrivals > 0 &&
      called.has(block) &&
      !isAskedFirst &&
      tops.every((top) => needsOf(run, top, known).has(block))
    )
  })
  if (report.requests.offered === 0 || tops.length === 0 || single.length === 0) return []
  const names = single.map(({ name }) => name)
  return [
    {
      id: 'single-point',
      target: single[0]!.block.id,
      severity: 'notable',
      text:
        names.length === 1
          ? `Every request goes through ${names[0]}, of which there is one: when it fails, nothing works.`
          : `Every request goes through ${names.slice(0, -1).join(', ')} and ${names.at(-1)}, of which there is one each: when one fails, nothing works.`,
      evidence: single.map(({ block }) => `blocks.${block.id}.arrivals`),
    },
  ]
}
