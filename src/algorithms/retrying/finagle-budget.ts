/**
 * Finagle's retry budget: each request deposits a share of a retry; deposits expire; a reserve is always there.
 *
 * How: tokens are counted in thousandths. A first attempt puts in 1000, a retry takes out w = ⌊1000/share⌋ and is granted while
 * balance = reserve + tokens not yet expired ≥ w, where reserve = minimum per second · ttl · w. Tokens, taken out as well as put in,
 * are kept in ten slices of ttl/10 and vanish with their slice.
 * Bound: over a long time retries ≤ share · requests + reserve per ttl, about.
 * Units: ttl, time [ms]; minimum [1/s]; share [retries per request]. Cost: O(1), ten numbers, no allocation.
 * Time: slices turn when a call comes at least ttl/10 after the last turn; an earlier `now` turns nothing.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Finagle 4feb34c, RetryBudget.scala, with twitter/util TokenBucket.newLeakyBucket and WindowedAdder. The balance can be
 * negative for a while, when deposits expire before the withdrawals made against them.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { RetryLimit } from './retrying'

const fields = {
  share: field(1, 'Retry share', 'Retries allowed per request.', number('factor', 0.2, { max: 1000, scale: 'log' })),
  minPerSecond: field(
    2,
    'Minimum',
    'Retries per second of memory that are always in reserve.',
    number('1/s', 10, { max: 100_000 }),
  ),
  ttlMs: field(3, 'Memory', 'How long a request counts.', number('ms', 10_000, { min: 1000, max: 60_000 })),
}

/** Tokens that a request deposits, from the source. */
const DEPOSIT = 1000

/** Slices that a ttl is cut into, from the source: one being written and nine past ones. */
const SLICES = 10
const PAST = SLICES - 1

/** See the head of this file. */
export class FinagleBudget implements RetryLimit {
  /** Tokens that a first attempt puts in. */
  private readonly deposited: number
  /** Tokens that a retry costs. */
  private readonly withdrawn: number
  /** Tokens that are always there. */
  private readonly reserve: number
  /** [ms] */
  private readonly sliceMs: number
  /** Tokens of the slices that are over, put in less taken out. */
  private readonly past = new Float64Array(PAST)
  /** Tokens of the slice being written. */
  private present = 0
  /** Index of the past slice that is overwritten next. */
  private oldest = 0
  /** [ms] when the slice being written began; NaN before the first call. */
  private since = Number.NaN

  constructor(params: InferFields<typeof fields>) {
    const share = requireNumber('share', params.share, { min: 0, max: 1000 })
    const minimum = requireNumber('minPerSecond', params.minPerSecond, { min: 0, max: 1e9 })
    const ttlMs = requireNumber('ttlMs', params.ttlMs, { min: 1000, max: 60_000 })
    this.deposited = share === 0 ? 0 : DEPOSIT
    this.withdrawn = share === 0 ? 1 : Math.floor(DEPOSIT / share)
    this.reserve = minimum * Math.floor(ttlMs / 1000) * this.withdrawn
    this.sliceMs = Math.floor(ttlMs / SLICES)
  }

  deposit(now: number): void {
    this.turn(now)
    this.present += this.deposited
  }

  withdraw(now: number): boolean {
    if (this.tokens(now) < this.withdrawn) return false
    this.present -= this.withdrawn
    return true
  }

  /** Outcomes do not matter to this budget. */
  finish(): void {}

  giveUp(): void {}

  balance(now: number): number {
    return Math.trunc(this.tokens(now) / this.withdrawn)
  }

  save(out: StateWriter): void {
    out.array(this.past)
    out.number(this.present)
    out.number(this.oldest)
    out.number(this.since)
  }

  load(input: StateReader): void {
    input.into(this.past)
    this.present = input.number()
    this.oldest = input.number()
    this.since = input.number()
  }

  /** The balance in tokens; can be below 0. */
  private tokens(now: number): number {
    this.turn(now)
    let sum = this.present + this.reserve
    for (let i = 0; i < PAST; i++) sum += this.past[i]!
    return sum
  }

  /** Closes the slice being written when it is over, and empties those that were skipped. */
  private turn(now: number): void {
    if (Number.isNaN(this.since)) this.since = now
    const elapsed = now - this.since
    if (!(elapsed >= this.sliceMs)) return
    this.past[this.oldest] = this.present
    this.oldest = (this.oldest + 1) % PAST
    this.present = 0
    const skipped = Math.min(Math.floor(elapsed / this.sliceMs) - 1, PAST)
    for (let i = 0; i < skipped; i++) {
      this.past[this.oldest] = 0
      this.oldest = (this.oldest + 1) % PAST
    }
    this.since = now
  }
}

export const finagleBudget: BuildableMember<'finagle', typeof fields, RetryLimit> = {
  id: 'finagle',
  number: 1,
  label: 'Finagle budget',
  help: 'Allows a share of recent requests to be retried, plus a reserve.',
  fields,
  source: 'Finagle 4feb34c, RetryBudget.scala; twitter/util 17c8187, TokenBucket, WindowedAdder',
  sourceUrl: 'https://twitter.github.io/finagle/guide/Clients.html#retries',
  formula: 'retry ⇔ 1000·requests − w·retries over the last ttl + reserve ≥ w, w = ⌊1000/share⌋',
  deviations: 'The first slice begins with the first call, not with construction',
  create: (params) => new FinagleBudget(params),
}
