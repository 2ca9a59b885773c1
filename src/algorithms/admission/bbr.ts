/**
 * BBR-style limiter: when the processors are busy, admits only as many calls as the best recent throughput can carry.
 *
 * How: maxInFlight = ⌊maxPass·minRt·bucketsPerSecond/1000⌋, where maxPass is the most calls finished in one past bucket
 * of the window (at least 1) and minRt the smallest mean latency of one, rounded up, in whole ms (at least 1; calls of less
 * than 1 ms do not count for it); both are kept for one bucket's duration. A call is refused ⇔ more than maxInFlight calls
 * and more than one are in flight, and the load is at or above the threshold, or was when refusing began at most 1 s ago.
 * The load is the utilisation in permille, sampled every 500 ms and smoothed: cpu ← ⌊0.95·cpu + 0.05·sample⌋.
 * Bound: below the threshold nothing is refused, except for up to 1 s after refusing began.
 * Units: window [ms], threshold [permille].
 * Cost: O(buckets) once per bucket, else O(1); no allocation. No randomness.
 * Source: go-kratos/aegis e0742c6 `ratelimit/bbr`; Alibaba Sentinel had the idea first.
 * (There the ½ is added after rounding down, and so has no effect.)
 * Deviations: samples of the load are taken when calls arrive, all missed ones with the value of that moment.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionCall, AdmissionMember } from './admission'
import { OpenGate } from './open-gate'
import { bucketsSince, RollingBuckets } from './rolling-buckets'

const SAMPLE_MS = 500
const DECAY = 0.95
/** After this many samples in a row with one value the smoothed load no longer changes. */
const SETTLED_SAMPLES = 400
const HOLD_MS = 1000
const PERMILLE = 1000
const NEVER = Number.NEGATIVE_INFINITY

/** kratos BBR. */
export class Bbr extends OpenGate {
  /** [permille] smoothed load. */
  cpu = 0
  /** Admitted calls that have not finished. */
  inFlight = 0
  private readonly buckets: number
  private readonly bucketMs: number
  private readonly cpuThreshold: number
  private readonly passes: RollingBuckets
  private readonly latencies: RollingBuckets
  private refusingSince = NEVER
  private cachedPass = 0
  private cachedPassAt = NEVER
  private cachedLatency = 0
  private cachedLatencyAt = NEVER
  private sampledAt = 0

  /** @param windowMs [ms] above 0. @param buckets a whole number of at least 2. @param cpuThreshold [permille]. */
  constructor(windowMs: number, buckets: number, cpuThreshold: number) {
    super()
    requireNumber('windowMs', windowMs, { min: Number.MIN_VALUE, max: 1e9 })
    this.buckets = requireNumber('buckets', buckets, { min: 2, max: 10_000, integer: true })
    this.cpuThreshold = requireNumber('cpuThreshold', cpuThreshold, { min: 0, max: PERMILLE })
    this.bucketMs = windowMs / buckets
    this.passes = new RollingBuckets(buckets, this.bucketMs)
    this.latencies = new RollingBuckets(buckets, this.bucketMs)
  }

  override admit(now: number, call: AdmissionCall, _random: Random): boolean {
    this.sampleLoad(now, call.utilisation)
    return this.allow(now)
  }

  /** As `admit`, with the load as it stands. */
  allow(now: number): boolean {
    if (this.refuses(now)) return false
    this.inFlight++
    return true
  }

  override finished(now: number, latencyMs: number, _ok: boolean): void {
    const whole = Math.floor(latencyMs)
    if (whole > 0) this.latencies.add(now, whole)
    if (this.inFlight > 0) this.inFlight--
    this.passes.add(now, 1)
  }

  /** Most calls finished in one past bucket. */
  maxPass(now: number): number {
    if (bucketsSince(this.cachedPassAt, now, this.bucketMs, this.buckets) < 1) return this.cachedPass
    const live = this.passes.liveCount(now)
    let best = live > 0 ? 1 : 0
    for (let rank = 0; rank < Math.min(live, this.buckets - 1); rank++)
      best = Math.max(best, this.passes.sums[this.passes.liveBucket(now, rank)]!)
    this.cachedPass = best
    this.cachedPassAt = now
    return best
  }

  /** [ms] smallest mean latency of one past bucket, rounded up, at least 1. */
  minLatencyMs(now: number): number {
    if (bucketsSince(this.cachedLatencyAt, now, this.bucketMs, this.buckets) < 1) return this.cachedLatency
    const live = this.latencies.liveCount(now)
    let best = Number.POSITIVE_INFINITY
    for (let rank = 0; rank < Math.min(live, this.buckets - 1); rank++) {
      const bucket = this.latencies.liveBucket(now, rank)
      const count = this.latencies.counts[bucket]!
      if (count > 0) best = Math.min(best, this.latencies.sums[bucket]! / count)
    }
    this.cachedLatency = Number.isFinite(best) ? Math.max(Math.ceil(best), 1) : 1
    this.cachedLatencyAt = now
    return this.cachedLatency
  }

  /** Calls that the best recent throughput can carry. */
  maxInFlight(now: number): number {
    const bucketsPerSecond = Math.trunc(1000 / this.bucketMs)
    return Math.floor((this.maxPass(now) * this.minLatencyMs(now) * bucketsPerSecond) / 1000)
  }

  save(out: StateWriter): void {
    this.passes.save(out)
    this.latencies.save(out)
    for (const value of [this.cpu, this.inFlight, this.refusingSince, this.sampledAt]) out.number(value)
    for (const value of [this.cachedPass, this.cachedPassAt, this.cachedLatency, this.cachedLatencyAt])
      out.number(value)
  }

  load(input: StateReader): void {
    this.passes.load(input)
    this.latencies.load(input)
    this.cpu = input.number()
    this.inFlight = input.number()
    this.refusingSince = input.number()
    this.sampledAt = input.number()
    this.cachedPass = input.number()
    this.cachedPassAt = input.number()
    this.cachedLatency = input.number()
    this.cachedLatencyAt = input.number()
  }

  private refuses(now: number): boolean {
    if (this.cpu < this.cpuThreshold) {
      if (this.refusingSince === NEVER) return false
      if (now - this.refusingSince <= HOLD_MS) return this.isFull(now)
      this.refusingSince = NEVER
      return false
    }
    const isFull = this.isFull(now)
    if (isFull && this.refusingSince === NEVER) this.refusingSince = now
    return isFull
  }

  private isFull(now: number): boolean {
    return this.inFlight > 1 && this.inFlight > this.maxInFlight(now)
  }

  private sampleLoad(now: number, utilisation: number): void {
    const due = Math.floor((now - this.sampledAt) / SAMPLE_MS)
    if (!(due > 0)) return
    const sample = Math.min(Math.max(utilisation, 0), 1) * PERMILLE
    for (let i = 0; i < Math.min(due, SETTLED_SAMPLES); i++)
      this.cpu = Math.floor(this.cpu * DECAY + sample * (1 - DECAY))
    this.sampledAt += due * SAMPLE_MS
  }
}

const fields = {
  windowMs: field(
    1,
    'Window',
    'How far back the best throughput and the lowest latency are looked for.',
    number('ms', 10_000, { min: 10, max: 1e7, scale: 'log' }),
  ),
  buckets: field(
    2,
    'Buckets',
    'Parts of the window.',
    number('count', 100, { min: 2, max: 10_000, integer: true, scale: 'log' }),
  ),
  cpuThreshold: field(
    3,
    'Load threshold',
    'Calls are refused only while the servers are at least this busy.',
    number('permille', 800, { min: 0, max: 1000 }),
  ),
}

export const bbr = {
  id: 'bbr',
  number: 9,
  label: 'BBR-style limiter',
  help: 'When servers are busy, admits only as many calls as the best recent throughput times the lowest latency.',
  fields,
  source: 'go-kratos/aegis e0742c6, ratelimit/bbr',
  sourceUrl: 'https://github.com/go-kratos/aegis/tree/main/ratelimit/bbr',
  formula: 'refuse ⇔ load ≥ threshold and inFlight > maxPass · minRt · bucketsPerSecond / 1000',
  deviations: 'The load is the share of busy servers instead of processor time.',
  create: (params) => new Bbr(params.windowMs, params.buckets, params.cpuThreshold),
} as const satisfies AdmissionMember<string, typeof fields>
