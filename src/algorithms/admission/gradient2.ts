/**
 * Gradient2: lowers the limit on calls in flight when latency rises above its long-term average, raises it otherwise.
 *
 * How: the long-term latency is the mean of the first 10 samples and then moves by 2/(longWindow + 1) towards each. With
 * g = clamp(rttTolerance·long/latency, ½, 1): L ← (1 − smoothing)·L + smoothing·(L·g + queueSize), kept within
 * [minLimit, maxLimit]. With less than half of L in flight L stays. When long exceeds twice the latency it loses 5 %.
 * Bound: never more than maxLimit in flight; one sample changes L by at most smoothing·max(L/2, queueSize).
 * Units: limits [calls]; latencies in any one unit. A latency of 0 counts as no rise (g = 1).
 * Cost: O(1), no allocation. No randomness, no time.
 * Source: Netflix concurrency-limits 78a74b9, `Gradient2Limit` and `ExpAvgMeasurement`. Failures count by latency alone.
 */
import { requireNumber } from '../../lib/errors'
import { type Rule, requireRules } from '../../lib/rules'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { ConcurrencyLimit, type Limit } from './concurrency-limit'

const WARM_UP_SAMPLES = 10
const DRIFT = 2
const DRIFT_DECAY = 0.95
const LOWEST_GRADIENT = 0.5

const fields = {
  initialLimit: field(
    1,
    'Initial limit',
    'Calls in flight that are allowed at first.',
    number('count', 20, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  minLimit: field(
    2,
    'Lowest limit',
    'The limit never falls below this.',
    number('count', 20, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  maxLimit: field(
    3,
    'Highest limit',
    'The limit never rises above this.',
    number('count', 200, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  smoothing: field(
    4,
    'Smoothing',
    'Weight of the new estimate: 1 follows at once, less follows slowly.',
    number('share', 0.2, { min: 0.01, max: 1 }),
  ),
  longWindow: field(
    5,
    'Long window',
    'How many samples the long-term latency looks back.',
    number('count', 600, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  rttTolerance: field(
    6,
    'Latency tolerance',
    'How many times the long-term latency is still taken as no rise.',
    number('factor', 1.5, { min: 1, max: 100 }),
  ),
  queueSize: field(
    7,
    'Queue allowance',
    'Calls by which the limit may grow while latency is low.',
    number('count', 4, { min: 0, max: 1e5, integer: true }),
  ),
}

const rules = [{ field: 'maxLimit', is: 'at-least', other: 'minLimit' }] as const satisfies readonly Rule[]

/** Netflix's Gradient2Limit. */
export class Gradient2Limit implements Limit {
  /** The limit before it is cut to a whole number. */
  estimate: number
  private readonly params: InferFields<typeof fields>
  private longLatency = 0
  private warmUpSum = 0
  private warmUpCount = 0

  constructor(params: InferFields<typeof fields>) {
    requireNumber('initialLimit', params.initialLimit, { min: 1, integer: true })
    requireNumber('minLimit', params.minLimit, { min: 1, integer: true })
    requireNumber('maxLimit', params.maxLimit, { integer: true })
    requireRules(rules, params)
    requireNumber('smoothing', params.smoothing, { min: 0, max: 1 })
    requireNumber('longWindow', params.longWindow, { min: 1, integer: true })
    requireNumber('rttTolerance', params.rttTolerance, { min: 1 })
    requireNumber('queueSize', params.queueSize, { min: 0, integer: true })
    this.params = params
    this.estimate = params.initialLimit
  }

  get limit(): number {
    return Math.floor(this.estimate)
  }

  sample(latency: number, inFlight: number, _didDrop: boolean): void {
    const { minLimit, maxLimit, smoothing, rttTolerance, queueSize } = this.params
    const long = this.observe(latency)
    if (long / latency > DRIFT) this.longLatency *= DRIFT_DECAY
    if (inFlight < this.estimate / 2) return
    const ratio = latency > 0 ? (rttTolerance * long) / latency : 1
    const gradient = Math.max(LOWEST_GRADIENT, Math.min(1, ratio))
    const wanted = this.estimate * gradient + queueSize
    const next = this.estimate * (1 - smoothing) + wanted * smoothing
    this.estimate = Math.max(minLimit, Math.min(maxLimit, next))
  }

  save(out: StateWriter): void {
    for (const value of [this.estimate, this.longLatency, this.warmUpSum, this.warmUpCount]) out.number(value)
  }

  load(input: StateReader): void {
    this.estimate = input.number()
    this.longLatency = input.number()
    this.warmUpSum = input.number()
    this.warmUpCount = input.number()
  }

  private observe(latency: number): number {
    if (this.warmUpCount < WARM_UP_SAMPLES) {
      this.warmUpCount++
      this.warmUpSum += latency
      this.longLatency = this.warmUpSum / this.warmUpCount
    } else {
      const weight = 2 / (this.params.longWindow + 1)
      this.longLatency = this.longLatency * (1 - weight) + latency * weight
    }
    return this.longLatency
  }
}

export const gradient2 = {
  id: 'gradient2',
  number: 8,
  label: 'Gradient concurrency',
  help: 'Compares each latency with its long-term average and allows fewer calls in flight when it rises.',
  fields,
  rules,
  source: 'Netflix concurrency-limits 78a74b9, Gradient2Limit',
  sourceUrl: 'https://github.com/Netflix/concurrency-limits',
  formula: 'L ← (1 − s)·L + s·(L·clamp(tolerance·long/latency, ½, 1) + queue)',
  deviations: 'The calls in flight of a sample are those at its end.',
  create: (params) => new ConcurrencyLimit(new Gradient2Limit(params)),
} as const satisfies AdmissionMember<string, typeof fields>
