/**
 * DAGOR: admits calls by two-level priority, with a level that follows the mean time in the queue.
 *
 * How: a call has a business priority b (1 is the most important) and a user priority u, a hash of its user that changes
 * every hour. It is admitted ⇔ (b, u) is at or before the level in lexicographic order. At the end of each window (1 s or
 * 2,000 arrivals) the station is overloaded ⇔ the mean wait of calls taken from the queue is above 20 ms; then
 * Nexp = (1 − α)·Nadmitted, otherwise Nadmitted + β·Narrived; the new level is the last one up to which at most Nexp of the
 * calls that arrived in the window had their priorities.
 * Bound: the level moves so that a later window admits about Nexp of the same mix.
 * Units: window, queueing threshold [ms]; α, β shares.
 * Time: an earlier `now` never ends a window.
 * Cost: O(1) per call, O(levels) per window; no allocation. No randomness.
 * Source: Zhou et al., "Overload control for scaling WeChat microservices" (SoCC 2018), §4.2, algorithm 1.
 * Deviations: the paper walks the level step by step from the old one; the prefix sum gives the same level. The highest
 * priority of a call is `businessLevels` here, which is b = 1.
 */
import { requireNumber } from '../../lib/errors'
import { mix32, type Random } from '../../lib/random'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionCall, AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

const HOUR_MS = 3_600_000

const fields = {
  businessLevels: field(
    1,
    'Business levels',
    'Number of priorities of calls.',
    number('count', 8, { min: 1, max: 1000, integer: true, scale: 'log' }),
  ),
  userLevels: field(
    2,
    'User levels',
    'Number of groups that users are hashed into within one priority.',
    number('count', 128, { min: 1, max: 1000, integer: true, scale: 'log' }),
  ),
  windowMs: field(
    3,
    'Window',
    'The level is reconsidered after this time.',
    number('ms', 1000, { min: 1, max: 1e7, scale: 'log' }),
  ),
  windowCalls: field(
    4,
    'Window calls',
    'The level is also reconsidered after this many arrivals.',
    number('count', 2000, { min: 1, max: 1e9, integer: true, scale: 'log' }),
  ),
  overloadedAboveMs: field(
    5,
    'Overloaded above',
    'A mean wait above this in a window means overload.',
    number('ms', 20, { min: 0, max: 1e6 }),
  ),
  alpha: field(
    6,
    'Decrease',
    'Share by which fewer calls are admitted under overload.',
    number('share', 0.05, { max: 1 }),
  ),
  beta: field(
    7,
    'Increase',
    'Share of arrivals by which more are admitted otherwise.',
    number('share', 0.01, { max: 1 }),
  ),
}

/** Parameters of {@link Dagor}. */
export type DagorParams = InferFields<typeof fields>

/**
 * The new level from the arrivals of a window: the largest rank (0 is "nobody") up to which at most `expected` calls came.
 * `histogram[rank − 1]` counts the calls of each rank, most important first. O(levels).
 */
export function levelFor(histogram: ArrayLike<number>, expected: number): number {
  let sum = 0
  for (let rank = 1; rank <= histogram.length; rank++) {
    sum += histogram[rank - 1]!
    if (sum > expected) return rank - 1
  }
  return histogram.length
}

/** How many calls of the next window to admit. */
export function expectedCalls(
  arrived: number,
  admitted: number,
  isOverloaded: boolean,
  { alpha, beta }: Pick<DagorParams, 'alpha' | 'beta'>,
): number {
  return isOverloaded ? (1 - alpha) * admitted : admitted + beta * arrived
}

/** Rank of a call: 1 is the most important, businessLevels·userLevels the least. */
export function rankOf(
  now: number,
  priority: number,
  user: number,
  businessLevels: number,
  userLevels: number,
): number {
  const importance = Math.min(Math.max(Math.round(priority) || 1, 1), businessLevels)
  const hour = Math.floor(now / HOUR_MS)
  const hash = mix32(mix32(user | 0) ^ Math.imul(hour | 0, 0x9e3779b1)) >>> 0
  return (businessLevels - importance) * userLevels + (hash % userLevels) + 1
}

/** WeChat's overload control at one station. */
export class Dagor extends OpenGate {
  /** Rank up to which calls are admitted; travels upstream with replies, see {@link UpstreamLevel}. */
  level: number
  private readonly params: DagorParams
  private readonly histogram: Float64Array
  private windowStart = 0
  private arrived = 0
  private admitted = 0
  private waitSum = 0
  private served = 0

  constructor(params: DagorParams) {
    super()
    requireNumber('businessLevels', params.businessLevels, { min: 1, max: 1000, integer: true })
    requireNumber('userLevels', params.userLevels, { min: 1, max: 1000, integer: true })
    requireNumber('windowMs', params.windowMs, { min: Number.MIN_VALUE })
    requireNumber('windowCalls', params.windowCalls, { min: 1, integer: true })
    requireNumber('overloadedAboveMs', params.overloadedAboveMs, { min: 0 })
    requireNumber('alpha', params.alpha, { min: 0, max: 1 })
    requireNumber('beta', params.beta, { min: 0, max: 1 })
    this.params = params
    this.level = params.businessLevels * params.userLevels
    this.histogram = new Float64Array(this.level)
  }

  override admit(now: number, call: AdmissionCall, _random: Random): boolean {
    const { windowMs, windowCalls } = this.params
    if (now - this.windowStart >= windowMs || this.arrived >= windowCalls) this.closeWindow(now)
    const rank = this.rankOf(now, call.priority, call.user)
    this.histogram[rank - 1]!++
    this.arrived++
    if (rank > this.level) return false
    this.admitted++
    return true
  }

  rankOf(now: number, priority: number, user: number): number {
    return rankOf(now, priority, user, this.params.businessLevels, this.params.userLevels)
  }

  override shed(_now: number, waitedMs: number, _waiting: number): boolean {
    this.waitSum += waitedMs
    this.served++
    return false
  }

  save(out: StateWriter): void {
    out.array(this.histogram)
    for (const value of [this.level, this.windowStart, this.arrived, this.admitted, this.waitSum, this.served])
      out.number(value)
  }

  load(input: StateReader): void {
    input.into(this.histogram)
    this.level = input.number()
    this.windowStart = input.number()
    this.arrived = input.number()
    this.admitted = input.number()
    this.waitSum = input.number()
    this.served = input.number()
  }

  private closeWindow(now: number): void {
    const isOverloaded = this.served > 0 && this.waitSum / this.served > this.params.overloadedAboveMs
    this.level = levelFor(this.histogram, expectedCalls(this.arrived, this.admitted, isOverloaded, this.params))
    this.histogram.fill(0)
    this.windowStart = now
    this.arrived = 0
    this.admitted = 0
    this.waitSum = 0
    this.served = 0
  }
}

export const dagor = {
  id: 'dagor',
  number: 10,
  label: 'Two-level priority',
  help: 'Under overload refuses the least important calls first, and within one importance always the same users.',
  fields,
  source: 'Zhou et al., Overload control for scaling WeChat microservices, SoCC 2018, §4.2',
  sourceUrl: 'https://doi.org/10.1145/3267809.3267823',
  formula: 'admit ⇔ (b, u) ≤ level; level from the prefix sum ≤ (1 − α)·admitted or admitted + β·arrived',
  deviations: 'Higher numbers are more important here.',
  create: (params) => new Dagor(params),
} as const satisfies AdmissionMember<string, typeof fields>
