/** What looks odd about the timeline of a design: faults and changes that do nothing, or not what they say. */
import { blockOf } from '../blocks/registry'
import type { Problem } from '../lib/parse'
import type { Block, Design } from './design'
import { groupsOf } from './group-tree'
import { nameOf } from './names'
import { segmentsOf } from './path'
import type { Fault } from './scenario'
import { fits, partsOf, targetOf } from './timeline'

/** Warnings of a clean design, in the order of its faults and then of its changes. */
export function timelineWarnings(design: Design): Problem[] {
  const { durationMs, faults, changes } = design.scenario
  const warnings: Problem[] = []
  for (const [index, fault] of faults.entries()) {
    const path = `scenario.faults[${index}]`
    if (fault.atMs >= durationMs) warnings.push({ path: `${path}.atMs`, ...late('fault begins', durationMs) })
    const target = targetOf(design, fault.target)
    if (target?.is === 'group' && !fits(fault.type, target)) {
      const message = `the fault "${fault.type}" hits nothing in "${fault.target}"`
      warnings.push({ path: `${path}.target`, message, cure: 'aim it elsewhere, or remove it' })
    }
    const replica = replicaWarning(fault, design)
    if (replica) warnings.push({ path: `${path}.replica`, ...replica })
  }
  for (const [index, change] of changes.entries()) {
    if (change.atMs < durationMs) continue
    warnings.push({ path: `scenario.changes[${index}].atMs`, ...late('change happens', durationMs) })
  }
  return warnings
}

function late(what: string, durationMs: number): Omit<Problem, 'path'> {
  return { message: `the ${what} after the run has ended`, cure: `let it be before ${durationMs}` }
}

function replicaWarning(fault: Fault, design: Design): Omit<Problem, 'path'> | undefined {
  const { type, target, replica } = fault
  if (replica === null) return undefined
  const group = groupsOf(design).find(({ id }) => id === target)
  const looksAtReplica = type !== 'partition' && type !== 'cold-cache'
  // A group has blocks with more replicas and with less; each is hit where it has that one.
  const hit = group && looksAtReplica ? blocksHit(fault, design) : design.blocks.filter(({ id }) => id === target)
  const [first] = hit
  if (group && looksAtReplica && !first) return undefined
  if (!first || type === 'cold-cache') {
    return { message: `a fault of type "${type}" does not look at the replica`, cure: 'leave it out' }
  }
  const units = Math.max(...hit.map((block) => mostUnits(block, design, fault)))
  if (replica < units) return undefined
  const have = units === 1 ? 'only replica 0' : `replicas 0 to ${units - 1}`
  return {
    message: `"${nameOf(group ?? first)}" has no replica ${replica}, so the fault does nothing`,
    cure: `it has ${have}; use one`,
  }
}

/** Blocks of a group that a fault at it can hit. */
function blocksHit({ type, target }: Fault, design: Design): Block[] {
  return partsOf(design, target).flatMap((part) => (part.is === 'block' && fits(type, part) ? [part.block] : []))
}

/** [count] parts of the block that faults can hit, at most at any time while the fault lasts. */
function mostUnits(block: Block, design: Design, { atMs, forMs }: Fault): number {
  const units = blockOf(block.kind)?.units
  if (!units) return 1
  let size = Number(block.params[units.parameter])
  let most = 0
  for (const change of design.scenario.changes) {
    const [root, id, , name] = segmentsOf(change.path)
    if (root !== 'blocks' || id !== block.id || name !== units.parameter) continue
    if (change.atMs >= atMs + forMs) break
    if (change.atMs > atMs) most = Math.max(most, size)
    size = Number(change.value)
  }
  return units.own + Math.max(most, size)
}
