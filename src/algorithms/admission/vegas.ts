/**
 * Vegas: estimates how many of the calls in flight are queueing, and steers the limit so that few do.
 *
 * How: queue = ⌈L·(1 − lowest latency/latency)⌉ and s = max(1, ⌊log₁₀ L⌋). A failure gives L − s; with less than half of L
 * in flight L stays; queue ≤ s gives L + 6s, queue < 3s gives L + s, queue > 6s gives L − s, otherwise L stays. The result
 * is kept within [1, maxLimit] and smoothed. A new lowest latency only sets that; after about probeMultiplier·L samples the
 * lowest latency is measured afresh.
 * Bound: never more than maxLimit in flight.
 * Units: limits [calls]; latencies in any one unit.
 * Cost: O(1), no allocation. No time.
 * Source: Netflix concurrency-limits 78a74b9, `VegasLimit`; Brakmo and Peterson (1995) for the principle.
 * Deviations: the probe comes after exactly ¾·probeMultiplier·L samples; there a random factor from [½, 1) is drawn.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { ConcurrencyLimit, type Limit } from './concurrency-limit'

/** Mean of the random factor on the time between two probes. */
const PROBE_JITTER = 0.75
const ALPHA = 3
const BETA = 6

const fields = {
  initialLimit: field(
    1,
    'Initial limit',
    'Calls in flight that are allowed at first.',
    number('count', 20, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  maxLimit: field(
    2,
    'Highest limit',
    'The limit never rises above this.',
    number('count', 1000, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  smoothing: field(
    3,
    'Smoothing',
    'Weight of the new estimate: 1 follows at once, less follows slowly.',
    number('share', 1, { min: 0.01, max: 1 }),
  ),
  probeMultiplier: field(
    4,
    'Probe after',
    'The lowest latency is measured afresh after about this many times the limit in samples.',
    number('factor', 30, { min: 1, max: 1e6, scale: 'log' }),
  ),
}

/** ⌊log₁₀ n⌋ for a whole n ≥ 1, but at least 1; exact, without logarithms. */
function stepFor(limit: number): number {
  let step = 1
  for (let power = 100; power <= limit; power *= 10) step++
  return step
}

/** Netflix's VegasLimit. */
export class VegasLimit implements Limit {
  /** The limit before it is cut to a whole number. */
  estimate: number
  private readonly params: InferFields<typeof fields>
  /** Lowest latency; 0 before the first. */
  private lowest = 0
  private samples = 0

  constructor(params: InferFields<typeof fields>) {
    requireNumber('initialLimit', params.initialLimit, { min: 1, integer: true })
    requireNumber('maxLimit', params.maxLimit, { min: 1, integer: true })
    requireNumber('smoothing', params.smoothing, { min: 0, max: 1 })
    requireNumber('probeMultiplier', params.probeMultiplier, { min: 1 })
    this.params = params
    this.estimate = params.initialLimit
  }

  get limit(): number {
    return Math.floor(this.estimate)
  }

  sample(latency: number, inFlight: number, didDrop: boolean): void {
    const { maxLimit, smoothing, probeMultiplier } = this.params
    this.samples++
    const isProbe = PROBE_JITTER * probeMultiplier * this.estimate <= this.samples
    if (isProbe) this.samples = 0
    if (isProbe || this.lowest === 0 || latency < this.lowest) {
      this.lowest = latency
      return
    }
    const wanted = this.wanted(Math.ceil(this.estimate * (1 - this.lowest / latency)), inFlight, didDrop)
    if (wanted === this.estimate) return
    const next = Math.max(1, Math.min(maxLimit, wanted))
    this.estimate = (1 - smoothing) * this.estimate + smoothing * next
  }

  save(out: StateWriter): void {
    for (const value of [this.estimate, this.lowest, this.samples]) out.number(value)
  }

  load(input: StateReader): void {
    this.estimate = input.number()
    this.lowest = input.number()
    this.samples = input.number()
  }

  private wanted(queue: number, inFlight: number, didDrop: boolean): number {
    const step = stepFor(Math.floor(this.estimate))
    if (didDrop) return this.estimate - step
    if (inFlight * 2 < this.estimate) return this.estimate
    if (queue <= step) return this.estimate + BETA * step
    if (queue < ALPHA * step) return this.estimate + step
    return queue > BETA * step ? this.estimate - step : this.estimate
  }
}

export const vegas = {
  id: 'vegas',
  number: 7,
  label: 'Vegas concurrency',
  help: 'Compares each latency with the lowest seen and allows as many calls in flight as leave only a short queue.',
  fields,
  source: 'Netflix concurrency-limits 78a74b9, VegasLimit',
  sourceUrl: 'https://github.com/Netflix/concurrency-limits',
  formula: 'queue = ⌈L · (1 − lowest/latency)⌉; small: L + 6s, large: L − s, s = ⌊log₁₀ L⌋',
  deviations: 'Probes come at regular intervals; the calls in flight of a sample are those at its end.',
  create: (params) => new ConcurrencyLimit(new VegasLimit(params)),
} as const satisfies AdmissionMember<string, typeof fields>
