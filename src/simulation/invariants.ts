/**
 * What must hold in every run: conservation and Little's law (a broken one is a defect of the product), and what the blocks
 * promise themselves (a broken one is a result to show).
 */
import { blockOf } from '../blocks/registry'
import type { Block } from '../design/design'
import { AT_CALLEE, type Attempts, type Calls } from '../engine/calls'
import type { BlockStats } from '../engine/stats'
import type { Connection } from './connection'
import type { InvariantReport, Report } from './report'

/** Relative difference that rounding may make. */
const TOLERANCE = 1e-9

/** Records of a run that the checks look through. */
export interface CheckedParts {
  readonly stats: BlockStats
  readonly attempts: Attempts
  readonly calls: Calls
  readonly connections: readonly Connection[]
}

/**
 * Little's law for every block over the window that ends at `now`: ∫ N dt against the summed time spent inside the window,
 * from independent accumulators. Calls that are still there count up to `now`.
 */
export function checkLittlesLaw(parts: CheckedParts, blocks: readonly Block[], now: number): InvariantReport[] {
  const inside = Float64Array.from(blocks, (_, block) => parts.stats.insideSum(block))
  const present = new Int32Array(blocks.length)
  const stay = (block: number, arrivedMs: number) => {
    inside[block]! += parts.stats.insideOf(now, arrivedMs)
    present[block]!++
  }
  const { attempts, calls } = parts
  for (let index = 0; index < attempts.capacity; index++) {
    const { place, block, arrivedMs } = attempts.at(index)
    if (place === AT_CALLEE) stay(block, arrivedMs)
  }
  for (let index = 0; index < calls.capacity; index++) {
    const call = calls.at(index)
    if (call.references <= 0 || call.isSettled || call.parent !== null || call.original !== null) continue
    const { source, intendedMs } = call.request
    if (parts.connections[call.connection]!.from === source) stay(source, intendedMs)
  }
  return blocks.flatMap((block, index): InvariantReport[] => {
    const integral = parts.stats.present.sinceOpen(now, index)
    const sum = inside[index]!
    const isEqual = Math.abs(integral - sum) <= TOLERANCE * Math.max(1, Math.abs(integral), Math.abs(sum))
    const arrived = parts.stats.arrivals.of(index)
    const gone = parts.stats.departures.of(index)
    const isConserved = arrived === gone + present[index]! && present[index] === parts.stats.present.of(index)
    return [
      {
        id: 'littles-law',
        target: block.id,
        holds: isEqual,
        isEngineCheck: true,
        detail: `integral of calls present ${integral}, summed stays ${sum}`,
      },
      {
        id: 'conservation',
        target: block.id,
        holds: isConserved,
        isEngineCheck: true,
        detail: `${arrived} arrived, ${gone} left, ${present[index]} present`,
      },
    ]
  })
}

/** The promises of blocks and connections: figures that must be zero, where they are counted. */
export function checkPromises(
  blocks: readonly Block[],
  reports: Pick<Report, 'blocks' | 'connections'>,
): InvariantReport[] {
  const ofBlocks = blocks.flatMap((block) =>
    (blockOf(block.kind)?.figures ?? [])
      .filter((figure) => figure.isViolation && reports.blocks[block.id]?.[figure.id] !== undefined)
      .map((figure) => {
        const value = reports.blocks[block.id]?.[figure.id]
        return promise(figure.id, block.id, typeof value === 'number' ? value : 0, figure.label)
      }),
  )
  const ofConnections = Object.entries(reports.connections).flatMap(([id, { staleReads }]) =>
    staleReads === undefined ? [] : [promise('staleReads', id, staleReads, 'stale reads')],
  )
  return [...ofBlocks, ...ofConnections]
}

function promise(id: string, target: string, count: number, label: string): InvariantReport {
  return { id, target, holds: count === 0, isEngineCheck: false, detail: `${count} ${label}` }
}
