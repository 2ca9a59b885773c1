/** Changes to the faults of a scenario: pure functions from design to design. */
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { FAULT_FIELDS, FAULT_KINDS, type Fault, type RandomTimes } from '../../design/scenario'
import { type FaultTarget, faultsThatFit, partsOf } from '../../design/timeline'
import { defaultValue, object, variantOf } from '../../lib/schema'

/** [ms] times are rounded to this when dragged. */
export const SNAP_MS = 100
/** [ms] shortest fault that dragging can make. */
export const LEAST_MS = 100

function withFaults(design: Design, faults: Fault[]): Design {
  return { ...design, scenario: { ...design.scenario, faults } }
}

export function addFault(design: Design, fault: Fault): Design {
  return withFaults(design, [...design.scenario.faults, fault])
}

export function replaceFault(design: Design, index: number, fault: Fault): Design {
  return withFaults(
    design,
    design.scenario.faults.map((existing, place) => (place === index ? fault : existing)),
  )
}

export function removeFault(design: Design, index: number): Design {
  return withFaults(
    design,
    design.scenario.faults.filter((_, place) => place !== index),
  )
}

/** All that can fail, in the order of the design. */
export function targetsOf(design: Design): { id: string; target: FaultTarget }[] {
  return [
    ...design.blocks.map((block) => ({ id: block.id, target: { is: 'block', block } as const })),
    ...design.connections.map((connection) => ({
      id: connection.id,
      target: { is: 'connection', connection } as const,
    })),
    ...groupsOf(design).map(({ id }) => ({ id, target: { is: 'group', parts: partsOf(design, id) } as const })),
  ].filter(({ target }) => faultsThatFit(target).length > 0)
}

/** The same fault of another kind, with the defaults of that kind. */
export function withKind(fault: Fault, type: string): Fault {
  const { atMs, forMs, target, replica } = fault
  const own = defaultValue(object(variantOf(FAULT_KINDS, type)?.fields ?? {})) as object
  return { ...own, ...randomTimesOf(fault), type, atMs, forMs, target, replica } as Fault
}

/** The same fault coming and going at random while it lasts, or striking once. */
export function withRandomTimes(fault: Fault, isRandom: boolean): Fault {
  const { mtbfMs, mttrMs, ...steady } = fault
  const inner = FAULT_FIELDS.mtbfMs.schema.inner.default
  return isRandom
    ? { ...steady, mtbfMs: mtbfMs ?? inner, mttrMs: mttrMs ?? FAULT_FIELDS.mttrMs.schema.default }
    : steady
}

function randomTimesOf({ mtbfMs, mttrMs }: Fault): Partial<RandomTimes> {
  return mtbfMs === undefined || mttrMs === undefined ? {} : { mtbfMs, mttrMs }
}

/** The same fault aimed elsewhere; it becomes the first kind that fits there when its own does not. */
export function withTarget(fault: Fault, id: string, target: FaultTarget): Fault {
  const kinds = faultsThatFit(target)
  const aimed = { ...fault, target: id, replica: null }
  return kinds.includes(fault.type) ? aimed : withKind(aimed, kinds[0] ?? fault.type)
}

/** A fault to begin with: of `wish` where that can fail, else of what can fail first, from `atMs` on for a sixth of the run. */
export function newFault(design: Design, atMs: number, wish?: string): Fault | null {
  const targets = targetsOf(design)
  const wished = targets.find(({ id }) => id === wish)
  const chosen =
    wished ?? targets.find(({ target }) => faultsThatFit(target).includes(FAULT_KINDS.default)) ?? targets[0]
  if (chosen === undefined) return null
  const { durationMs } = design.scenario
  const forMs = Math.max(LEAST_MS, snapped(durationMs / 6))
  const blank = { atMs: clamp(snapped(atMs), 0, durationMs), forMs, target: chosen.id, replica: null }
  const fault = withKind({ ...blank, type: FAULT_KINDS.default } as Fault, FAULT_KINDS.default)
  return withTarget(fault, chosen.id, chosen.target)
}

/** [ms] when a fault begins that is added with the button: where the run stands while it rests midway, else after a quarter of it. */
export function timeForFault(durationMs: number, standsAtMs: number | null): number {
  return standsAtMs !== null && standsAtMs > 0 && standsAtMs < durationMs ? standsAtMs : durationMs / 4
}

/** Which part of a fault is held while dragging. */
export type Grip = 'whole' | 'start' | 'end'

/** The fault moved or resized by `byMs`, snapped, inside [0, durationMs]. */
export function dragged(fault: Fault, grip: Grip, byMs: number, durationMs: number): Fault {
  const endMs = fault.atMs + fault.forMs
  if (grip === 'whole') {
    return { ...fault, atMs: clamp(snapped(fault.atMs + byMs), 0, Math.max(0, durationMs - LEAST_MS)) }
  }
  if (grip === 'start') {
    const atMs = clamp(snapped(fault.atMs + byMs), 0, endMs - LEAST_MS)
    return { ...fault, atMs, forMs: endMs - atMs }
  }
  return { ...fault, forMs: clamp(snapped(fault.forMs + byMs), LEAST_MS, Math.max(LEAST_MS, durationMs - fault.atMs)) }
}

function snapped(ms: number): number {
  return Math.round(ms / SNAP_MS) * SNAP_MS
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

/** A lane for each fault so that those at the same time do not cover each other; faults keep their order. */
export function lanesOf(faults: readonly Pick<Fault, 'atMs' | 'forMs'>[]): number[] {
  const ends: number[] = []
  const lanes = new Array<number>(faults.length).fill(0)
  const order = faults.map((_, index) => index).sort((a, b) => (faults[a]?.atMs ?? 0) - (faults[b]?.atMs ?? 0))
  for (const index of order) {
    const fault = faults[index]
    if (fault === undefined) continue
    const free = ends.findIndex((endMs) => endMs <= fault.atMs)
    const lane = free < 0 ? ends.length : free
    ends[lane] = fault.atMs + fault.forMs
    lanes[index] = lane
  }
  return lanes
}
