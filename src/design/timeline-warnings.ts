/** What looks odd about the timeline of a design: faults and changes that do nothing, or not what they say. */
import { blockOf } from '../blocks/registry'
import type { Problem } from '../lib/parse'
import type { Block, Design } from './design'
import { groupsOf } from './group-tree'
import { nameOf } from './names'
import { segmentsOf } from './path'
import type { Fault } from './scenario'
import { fits, targetOf } from './timeline'

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

function replicaWarning({ type, target, replica }: Fault, design: Design): Omit<Problem, 'path'> | undefined {
  if (replica === null) return undefined
  // A group has blocks with more replicas and with less; each is hit where it has that one.
  if (type !== 'partition' && type !== 'cold-cache' && groupsOf(design).some(({ id }) => id === target))
    return undefined
  const block = design.blocks.find((candidate) => candidate.id === target)
  if (!block || type === 'cold-cache') {
    return { message: `a fault of type "${type}" does not look at the replica`, cure: 'leave it out' }
  }
  const units = mostUnits(block, design)
  if (replica < units) return undefined
  const have = units === 1 ? 'only replica 0' : `replicas 0 to ${units - 1}`
  return {
    message: `"${nameOf(block)}" has no replica ${replica}, so the fault does nothing`,
    cure: `it has ${have}; use one`,
  }
}

/** [count] parts of the block that faults can hit, at most at any time of the run. */
function mostUnits(block: Block, design: Design): number {
  const units = blockOf(block.kind)?.units
  if (!units) return 1
  const sizes = [block.params[units.parameter]]
  for (const { path, value } of design.scenario.changes) {
    const [root, id, , name, ...deeper] = segmentsOf(path)
    const isSize = root === 'blocks' && id === block.id && name === units.parameter && deeper.length === 0
    if (isSize) sizes.push(value)
  }
  return units.own + Math.max(...sizes.map(Number))
}
