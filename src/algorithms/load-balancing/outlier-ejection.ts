/**
 * Outlier ejection: takes a backend that keeps failing out of the rotation for a while, whatever the balancer.
 *
 * How: `consecutiveFailures` failures in a row of one backend eject it for baseEjectionMs · (times ejected so far + 1), at
 * most maxEjectionMs. Each `intervalMs` in which it stayed in takes one off that count. No backend is ejected while
 * ejected/n is `maxEjectedShare` or more already, except that the first one always may be. When all that the caller
 * offers are ejected, ejection is disregarded: a call to a suspect is better than none.
 * Bound: with n > 1/maxEjectedShare backends at most ⌈maxEjectedShare · n⌉ are out at a time.
 * Units: [ms], share of all backends in [0, 1].
 * Time: `now` is compared with stored times only; an earlier `now` brings nobody back early.
 * Cost: O(n) per pick to bring the eligible list up to date, O(1) else; no allocation. No randomness of its own.
 * Source: Envoy 1.3x `outlier_detection`: consecutive_5xx 5, interval 10 s, base_ejection_time 30 s, max_ejection_time
 * 300 s, max_ejection_percent 10.
 * Deviations: only consecutive failures, no success-rate comparison; backends come back at the exact time, not at the next
 * interval; disregarding ejections stands for Envoy's panic threshold.
 */

import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, type InferFields, number, object } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { keptValues } from './kept'
import { type Backends, type Balancer, NO_BACKEND, type RoutingKey } from './load-balancing'

const outlierEjectionFields = {
  consecutiveFailures: field(
    1,
    'Failures in a row',
    'A backend that fails this often in a row is taken out.',
    number('count', 5, { min: 1, max: 1000, integer: true }),
  ),
  intervalMs: field(
    2,
    'Forgiveness interval',
    'Each such time without an ejection shortens the next one again.',
    number('ms', 10_000, { min: 1, max: 1e7, scale: 'log' }),
  ),
  baseEjectionMs: field(
    3,
    'First ejection',
    'How long the first ejection lasts; the second lasts twice as long, and so on.',
    number('ms', 30_000, { min: 1, max: 1e7, scale: 'log' }),
  ),
  maxEjectionMs: field(
    4,
    'Longest ejection',
    'No ejection lasts longer than this.',
    number('ms', 300_000, { min: 1, max: 1e8, scale: 'log' }),
  ),
  maxEjectedShare: field(
    5,
    'Most ejected',
    'No backend is taken out while this share of all is out already; one always may be.',
    number('share', 0.1, { max: 1 }),
  ),
}

/** Parameters of outlier ejection, for blocks that offer it beside a balancer. */
export const OUTLIER_EJECTION = object(outlierEjectionFields)

/** Values of {@link OUTLIER_EJECTION}. */
export type OutlierEjectionParams = InferFields<typeof outlierEjectionFields>

function requireEjection(params: OutlierEjectionParams): void {
  requireNumber('consecutiveFailures', params.consecutiveFailures, { min: 1, integer: true })
  requireNumber('intervalMs', params.intervalMs, { min: Number.MIN_VALUE })
  requireNumber('baseEjectionMs', params.baseEjectionMs, { min: 0 })
  requireNumber('maxEjectionMs', params.maxEjectionMs, { min: 0 })
  requireNumber('maxEjectedShare', params.maxEjectedShare, { min: 0, max: 1 })
}

/** The backends without those that are ejected. */
class RemainingBackends implements Backends {
  eligible = new Uint8Array(0)
  private readonly all: Backends

  constructor(all: Backends) {
    this.all = all
    this.resize()
  }

  get size(): number {
    return this.all.size
  }

  get names(): readonly string[] {
    return this.all.names
  }

  get weights(): ArrayLike<number> {
    return this.all.weights
  }

  get inFlight(): ArrayLike<number> {
    return this.all.inFlight
  }

  resize(): void {
    this.eligible = new Uint8Array(this.all.size)
  }
}

/** A balancer around another one, which sees only the backends that are not ejected. */
export class OutlierEjection implements Balancer {
  private readonly params: OutlierEjectionParams
  private readonly backends: Backends
  private readonly remaining: RemainingBackends
  private readonly inner: Balancer
  private failures = new Float64Array(0)
  private ejections = new Float64Array(0)
  /** [ms] end of the running or last ejection. */
  private backAt = new Float64Array(0)

  /** @param createInner builds the balancer to protect over the backends it is given. */
  constructor(params: OutlierEjectionParams, backends: Backends, createInner: (backends: Backends) => Balancer) {
    requireEjection(params)
    this.params = params
    this.backends = backends
    this.remaining = new RemainingBackends(backends)
    this.inner = createInner(this.remaining)
    this.resize()
  }

  /** Whether a backend is out at `now`. */
  isEjected(now: number, index: number): boolean {
    return now < this.backAt[index]!
  }

  pick(now: number, key: RoutingKey, random: Random): number {
    const { size, eligible } = this.backends
    let hasRemaining = false
    for (let i = 0; i < size; i++) {
      const isIn = eligible[i] !== 0 && !this.isEjected(now, i)
      this.remaining.eligible[i] = isIn ? 1 : 0
      hasRemaining ||= isIn
    }
    if (!hasRemaining) for (let i = 0; i < size; i++) this.remaining.eligible[i] = eligible[i]!
    return size === 0 ? NO_BACKEND : this.inner.pick(now, key, random)
  }

  started(now: number, index: number): void {
    this.inner.started(now, index)
  }

  finished(now: number, index: number, latencyMs: number, ok: boolean | null): void {
    this.inner.finished(now, index, latencyMs, ok)
    if (ok === null) return
    if (ok) this.failures[index] = 0
    else if (++this.failures[index]! >= this.params.consecutiveFailures && !this.isEjected(now, index)) {
      this.failures[index] = 0
      if (this.mayEject(now)) this.eject(now, index)
    }
  }

  rebuild(before?: readonly number[]): void {
    this.resize(before)
    this.inner.rebuild(before)
  }

  save(out: StateWriter): void {
    out.array(this.failures)
    out.array(this.ejections)
    out.array(this.backAt)
    out.array(this.remaining.eligible)
    this.inner.save(out)
  }

  load(input: StateReader): void {
    input.into(this.failures)
    input.into(this.ejections)
    input.into(this.backAt)
    input.into(this.remaining.eligible)
    this.inner.load(input)
  }

  private resize(before?: readonly number[]): void {
    const { size } = this.backends
    this.failures = keptValues(this.failures, before, size)
    this.ejections = keptValues(this.ejections, before, size)
    this.backAt = keptValues(this.backAt, before, size, -Infinity)
    this.remaining.resize()
  }

  private mayEject(now: number): boolean {
    let ejected = 0
    for (let i = 0; i < this.backends.size; i++) if (this.isEjected(now, i)) ejected++
    return ejected === 0 || ejected < this.params.maxEjectedShare * this.backends.size
  }

  private eject(now: number, index: number): void {
    const { intervalMs, baseEjectionMs, maxEjectionMs } = this.params
    const isFirst = this.ejections[index] === 0
    const forgiven = isFirst ? 0 : Math.floor(Math.max(now - this.backAt[index]!, 0) / intervalMs)
    const earlier = Math.max(this.ejections[index]! - forgiven, 0)
    this.backAt[index] = now + Math.min(baseEjectionMs * (earlier + 1), maxEjectionMs)
    this.ejections[index] = earlier + 1
  }
}

/** Protects the balancer that `createInner` builds. */
export type EjectionFactory = (backends: Backends, createInner: (backends: Backends) => Balancer) => OutlierEjection

export const outlierEjection: BuildableMember<'outlier-ejection', typeof outlierEjectionFields, EjectionFactory> = {
  id: 'outlier-ejection',
  number: 1,
  label: 'Outlier ejection',
  help: 'Takes a backend that keeps failing out of the rotation for a while, whatever the balancer.',
  fields: outlierEjectionFields,
  source: 'Envoy documentation, outlier detection, consecutive 5xx',
  sourceUrl: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier',
  formula: 'ejected for base · (times ejected + 1), at most the longest ejection',
  deviations: 'Only failures in a row count; backends come back at the exact time; all are used when all are ejected.',
  create: (params) => {
    // Parameters are refused here already, not when a balancer is protected.
    requireEjection(params)
    return (backends, createInner) => new OutlierEjection(params, backends, createInner)
  },
}
