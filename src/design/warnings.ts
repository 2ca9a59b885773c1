/** What looks odd about a design that can run. */
import { blockOf } from '../blocks/registry'
import type { Problem } from '../lib/parse'
import type { Block, Design } from './design'
import { groupWarnings } from './group-warnings'
import { nameOf } from './names'
import { referencesOf } from './references'
import { targetWarnings } from './targets'
import { timelineWarnings } from './timeline-warnings'

/** Warnings of a clean design: of its blocks in order, then of its connections, groups and timeline. */
export function warningsOf(design: Design): Problem[] {
  const warnings: Problem[] = []
  const outgoing = countBy(design.connections.map((connection) => connection.from))
  const incoming = countBy(design.connections.map((connection) => connection.to))
  for (const [index, block] of design.blocks.entries()) {
    const path = `blocks[${index}]`
    const warn = (message: string, cure: string, at = path): void => {
      warnings.push({ path: at, message, cure })
    }
    warnOfOddities(design, block, warn)
    warnOfWiring(block, outgoing.get(block.id) ?? 0, incoming.get(block.id) ?? 0, warn)
    for (const { path: at, id } of referencesOf(block)) {
      const step = /\[(\d+)\]/.exec(at)?.[1]
      const where = step === undefined ? '' : ` in step ${Number(step) + 1}`
      if (id === '') warn(`no connection is chosen${where}`, 'choose one, or remove the step', `${path}.params.${at}`)
    }
    for (const { path: at, message, cure } of targetWarnings(design, block)) warn(message, cure, `${path}.params.${at}`)
  }
  if (!design.blocks.some((block) => blockOf(block.kind)?.inPort === null)) {
    warnings.push({ path: 'blocks', message: 'nothing starts requests', cure: 'add a traffic source' })
  }
  const cycle = findCycle(design)
  if (cycle) {
    const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
    const message = `requests can go round and round: ${cycle.map((id) => names.get(id) ?? id).join(' → ')}`
    warnings.push({ path: 'connections', message, cure: 'remove one of these connections unless it is meant' })
  }
  warnings.push(...groupWarnings(design), ...timelineWarnings(design))
  return warnings
}

type Warn = (message: string, cure: string, at?: string) => void

function warnOfWiring(block: Block, outgoing: number, incoming: number, warn: Warn): void {
  const definition = blockOf(block.kind)
  const min = definition?.outPort?.min ?? 0
  if (outgoing < min) {
    const needed = min === 1 ? 'a connection' : `${min} connections`
    warn(`"${nameOf(block)}" needs ${needed} and has ${outgoing}`, 'connect it to a block that it can call')
  }
  if (incoming === 0 && definition?.inPort)
    warn(`nothing calls "${nameOf(block)}"`, 'connect a block to it, or remove it')
}

function warnOfOddities(design: Design, block: Block, warn: Warn): void {
  const definition = blockOf(block.kind)
  if (!definition?.oddities) return
  const leaving = design.connections.flatMap(({ from, to, params: { route } }) => {
    const callee = from === block.id && design.blocks.find(({ id }) => id === to)
    const callers = design.connections.filter((other) => other.to === to).length
    return callee ? [{ to: nameOf(callee), params: callee.params, callers, route }] : []
  })
  for (const { message, cure } of definition.oddities(nameOf(block), block.params as never, leaving))
    warn(message, cure)
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** The first cycle of calls, its first block repeated at the end, or undefined. Depth-first with an explicit stack. */
function findCycle(design: Design): string[] | undefined {
  const callees = new Map<string, string[]>()
  for (const { from, to } of design.connections) callees.set(from, [...(callees.get(from) ?? []), to])
  const done = new Set<string>()
  for (const { id: start } of design.blocks) {
    const trail: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }]
    const onTrail = new Set(trail.map((step) => step.id))
    while (trail.length > 0) {
      const step = trail.at(-1) as { id: string; next: number }
      const to = callees.get(step.id)?.[step.next++]
      if (to === undefined) {
        done.add(step.id)
        onTrail.delete(step.id)
        trail.pop()
      } else if (onTrail.has(to)) {
        return [...trail.slice(trail.findIndex((entry) => entry.id === to)).map((entry) => entry.id), to]
      } else if (!done.has(to)) {
        onTrail.add(to)
        trail.push({ id: to, next: 0 })
      }
    }
  }
  return undefined
}
