/** What the studies of recorded cases share: units, how long their runs are, what is too rare to be counted. */
import type { Study } from './study'

/** A case of the vectors. */
export interface RecordedCase {
  readonly model: string
  readonly config: { readonly [name: string]: unknown }
  readonly expect: { readonly [name: string]: unknown }
}

/** [ms] a unit of time of the vectors. */
export const UNIT = 10
/** Utilisation from which intervals are too wide to be of use. */
export const TOO_BUSY = 0.96
/** Shares below which what is counted is too rare. */
export const RARE_LOSS = 2e-3
export const RARE_WAIT = 0.02

/** [1/s] of a rate in the time of the vectors. */
export const perSecond = (rate: number): number => (rate * 1000) / UNIT

/** Most customers of a run. */
const MOST = 150_000

/**
 * [s] in which so many customers arrive as an interval of use needs: `effort` of them in a system that is never busy, more by
 * 1/(1 − ρ)² where the queue forgets slowly.
 */
export function secondsFor(rate: number, utilisation: number, effort: number): number {
  const customers = Math.max(4000, effort / (1 - Math.min(utilisation, TOO_BUSY)) ** 2)
  return Math.ceil(Math.min(MOST, customers) / perSecond(rate))
}

/** What a case comes to: designs, and what is asked of their reports. */
export type Parts = Pick<Study, 'designs' | 'checks'>
/** Makes it; numbers of the case are read by name, and reading one that is not there throws. Null where there is no study. */
export type Builder = (
  config: (name: string) => number,
  expect: (name: string) => number,
  given: RecordedCase,
) => Parts | null
