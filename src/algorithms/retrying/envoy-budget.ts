/**
 * Envoy's retry budget: retries under way may be a share of the requests under way.
 *
 * How: a retry is granted while retries under way < ⌊max(minimum, share · requests under way)⌋.
 * Bound: at any time retries under way ≤ max(minimum, share · requests under way).
 * Units: share [share], minimum [count]. Cost: O(1), two numbers, no allocation. Time is not used. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Envoy documentation, CircuitBreakers.Thresholds.RetryBudget. Attempts waiting in a queue count as under way.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { RetryLimit } from './retrying'

const fields = {
  share: field(1, 'Retry share', 'Retries under way per request under way.', number('share', 0.2, { max: 1 })),
  minConcurrency: field(
    2,
    'Minimum',
    'Retries under way that are always allowed.',
    integer('count', 3, { max: 100_000 }),
  ),
}

/** See the head of this file. */
export class EnvoyBudget implements RetryLimit {
  private readonly share: number
  private readonly minConcurrency: number
  /** Attempts under way, retries included. */
  private active = 0
  /** Retries under way. */
  private retries = 0

  constructor(params: InferFields<typeof fields>) {
    this.share = requireNumber('share', params.share, { min: 0, max: 1 })
    this.minConcurrency = requireNumber('minConcurrency', params.minConcurrency, { min: 0, integer: true })
  }

  /** A first attempt begins and is under way until {@link finish}. */
  deposit(_now: number): void {
    this.active++
  }

  /** A granted retry is under way until {@link finish}. */
  withdraw(now: number): boolean {
    if (this.balance(now) === 0) return false
    this.active++
    this.retries++
    return true
  }

  finish(_now: number, isRetry: boolean): void {
    this.active = Math.max(0, this.active - 1)
    if (isRetry) this.retries = Math.max(0, this.retries - 1)
  }

  giveUp(now: number, isRetry: boolean): void {
    this.finish(now, isRetry)
  }

  balance(_now: number): number {
    return Math.max(0, Math.floor(Math.max(this.minConcurrency, this.share * this.active)) - this.retries)
  }

  save(out: StateWriter): void {
    out.number(this.active)
    out.number(this.retries)
  }

  load(input: StateReader): void {
    this.active = input.number()
    this.retries = input.number()
  }
}

export const envoyBudget: BuildableMember<'envoy', typeof fields, RetryLimit> = {
  id: 'envoy',
  number: 2,
  label: 'Envoy budget',
  help: 'Allows as many retries under way as a share of the requests under way.',
  fields,
  source: 'Envoy documentation, CircuitBreakers.Thresholds.RetryBudget',
  sourceUrl: 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto',
  formula: 'retry ⇔ retries under way < ⌊max(minimum, share · requests under way)⌋',
  deviations: '',
  create: (params) => new EnvoyBudget(params),
}
