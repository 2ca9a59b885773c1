/**
 * Random early detection: refuses arriving calls with a probability that grows with the average length of the queue.
 *
 * How: avg ← (1 − w)·avg + w·waiting at each arrival; after an idle time of t it decays as if t/typicalServiceMs calls had
 * found the queue empty. Below minThreshold nothing is refused, at or above maxThreshold everything; between,
 * p_b = maxShare·(avg − min)/(max − min) and the call is refused with probability p_b/(1 − count·p_b), where count is the
 * number admitted since the last refusal (so that refusals are spread evenly).
 * Bound: between two refusals at most about 1/p_b calls are admitted.
 * Units: thresholds [calls], typical service [ms]; w, maxShare shares.
 * Time: an earlier `now` is no idle time.
 * Cost: O(1), one draw per call between the thresholds; no allocation.
 * Source: Floyd and Jacobson, "Random early detection gateways for congestion avoidance" (1993), figure 2.
 * Deviations: counts calls where the paper may count bytes; refuses and never marks.
 */
import { requireNumber } from '../../lib/errors'
import { pow } from '../../lib/math'
import type { Random } from '../../lib/random'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionCall, AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

const fields = {
  minThreshold: field(
    1,
    'Lower threshold',
    'Below this average queue length no call is refused.',
    number('count', 5, { min: 0, max: 1e6, scale: 'linear' }),
  ),
  maxThreshold: field(
    2,
    'Upper threshold',
    'From this average queue length on every call is refused.',
    number('count', 15, { min: 0.001, max: 1e6, scale: 'log' }),
  ),
  maxShare: field(
    3,
    'Highest share',
    'Share of calls refused just below the upper threshold.',
    number('share', 0.1, { min: 0, max: 1 }),
  ),
  weight: field(
    4,
    'Averaging weight',
    'How fast the average follows the queue; smaller is slower.',
    number('share', 0.002, { min: 0.00001, max: 1, scale: 'log' }),
  ),
  typicalServiceMs: field(
    5,
    'Typical service time',
    'How fast the average decays while nothing waits.',
    number('ms', 1, { min: 0.001, max: 1e6, scale: 'log' }),
  ),
}

const NOT_BETWEEN = -1
const BUSY = Number.NaN

/** RED. */
export class Red extends OpenGate {
  /** [calls] average queue length. */
  average = 0
  private readonly params: InferFields<typeof fields>
  /** Calls admitted since the last refusal while between the thresholds. */
  private count = NOT_BETWEEN
  /** [ms] since when nothing waits. */
  private emptySince = 0

  constructor(params: InferFields<typeof fields>) {
    super()
    requireNumber('minThreshold', params.minThreshold, { min: 0 })
    requireNumber('maxThreshold', params.maxThreshold, { min: Number.MIN_VALUE })
    requireNumber('maxShare', params.maxShare, { min: 0, max: 1 })
    requireNumber('weight', params.weight, { min: Number.MIN_VALUE, max: 1 })
    requireNumber('typicalServiceMs', params.typicalServiceMs, { min: Number.MIN_VALUE })
    this.params = params
  }

  override admit(now: number, call: AdmissionCall, random: Random): boolean {
    this.follow(now, call.waiting)
    const { minThreshold, maxThreshold, maxShare } = this.params
    if (this.average >= maxThreshold) {
      this.count = 0
      return false
    }
    if (this.average < minThreshold) {
      this.count = NOT_BETWEEN
      return true
    }
    this.count++
    const base = (maxShare * (this.average - minThreshold)) / (maxThreshold - minThreshold)
    const rest = 1 - this.count * base
    if (rest > 0 && random.uniform() * rest >= base) return true
    this.count = 0
    return false
  }

  override foundEmpty(now: number): void {
    if (Number.isNaN(this.emptySince)) this.emptySince = now
  }

  save(out: StateWriter): void {
    for (const value of [this.average, this.count, this.emptySince]) out.number(value)
  }

  load(input: StateReader): void {
    this.average = input.number()
    this.count = input.number()
    this.emptySince = input.number()
  }

  private follow(now: number, waiting: number): void {
    const { weight, typicalServiceMs } = this.params
    if (waiting > 0 || Number.isNaN(this.emptySince)) this.average += weight * (waiting - this.average)
    else this.average *= pow(1 - weight, Math.max(now - this.emptySince, 0) / typicalServiceMs)
    this.emptySince = BUSY
  }
}

export const red = {
  id: 'red',
  number: 12,
  label: 'Random early detection',
  help: 'Refuses a growing share of calls at random as the average queue grows, before it is full.',
  fields,
  source: 'Floyd and Jacobson, Random early detection gateways, IEEE/ACM ToN 1(4), 1993',
  sourceUrl: 'https://doi.org/10.1109/90.251892',
  formula: 'p = p_b/(1 − count·p_b), p_b = maxShare·(avg − min)/(max − min)',
  deviations: 'Counts calls, never marks.',
  create: (params) => new Red(params),
} as const satisfies AdmissionMember<string, typeof fields>
