/** The latest replications of a design, for all who show figures: apart from the workers, so that it loads with nothing. */
import { create } from 'zustand'
import type { Design } from '../../design/design'
import type { Report } from '../../simulation/report'

/** A figure over several runs. */
export interface Figure {
  mean: number
  halfWidth: number
}

/** What several runs gave together, of which design. */
export interface Replicated {
  design: Design
  /** As the simulation's ReplicatedReport. */
  report: Omit<
    Report,
    'requests' | 'blocks' | 'connections' | 'worstPath' | 'intervals' | 'objectives' | 'invariants'
  > & {
    replications: number
    outcomes: { readonly [outcome: string]: number }
    requests: unknown
    blocks: unknown
    connections: unknown
    objectives: (Report['objectives'][number] & { halfWidth: number | null; metIn: number })[]
    invariants: (Report['invariants'][number] & { brokenSeeds: number[] })[]
  }
}

export const useReplicated = create<{ latest: Replicated | null }>(() => ({ latest: null }))

/** The figure at a path of a report of replications such as `requests.latencyMs.p99`, or null when there is none. */
export function figureAt(report: object, path: string): Figure | null {
  let value: unknown = report
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null
    value = (value as { [key: string]: unknown })[part]
  }
  const isFigure = typeof value === 'object' && value !== null && Object.hasOwn(value, 'halfWidth')
  return isFigure ? (value as Figure) : null
}
