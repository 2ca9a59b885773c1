/**
 * Sampling: opens when more than a share of the calls sampled over a duration failed, given enough calls a second.
 *
 * How: results are counted in at least five windows of at most one second that make up the duration; a failure opens when
 * results ≥ duration·minimum rate and failures > threshold·results. At most one window is turned over for each result, and
 * only when one comes, so that counts from before an idle time survive it.
 * States, time, cost: {@link SingleTrialBreaker}. The success of a trial forgets all counts before it is counted itself.
 * Units: threshold [share], duration, open [ms], rate [1/s]. Throws: ParamError from the constructor only.
 * Source: cockatiel 3.2.1, SamplingBreaker and CircuitBreakerPolicy. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, nullable, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { openMsField } from './rate-fields'
import { SingleTrialBreaker, type TripPolicy } from './single-trial-breaker'

const fields = {
  threshold: field(
    1,
    'Failure rate',
    'More than this share of failed calls opens the breaker.',
    number('share', 0.2, { min: 0.001, max: 0.999 }),
  ),
  durationMs: field(
    2,
    'Duration',
    'How far back calls are sampled.',
    number('ms', 30_000, { min: 10, max: 1e7, scale: 'log' }),
  ),
  minimumPerSecond: field(
    3,
    'Minimum rate',
    'With fewer calls a second it does not open; without it, as many as make five failures a second at the threshold.',
    nullable(number('1/s', 1, { min: 0.001, scale: 'log' }), null, 'by the threshold'),
  ),
  openMs: openMsField(4, 10_000),
} as const

const MIN_WINDOWS = 5
const MAX_WINDOW_MS = 1000
/** [1/s] failures at the threshold that the default minimum rate stands for. */
const DEFAULT_FAILURES_PER_SECOND = 5

/** The test for opening. See the head of this file. */
class SamplingPolicy implements TripPolicy {
  private readonly threshold: number
  private readonly minimumCalls: number
  private readonly windowMs: number
  private readonly startedAtMs: Float64Array
  private readonly failures: Float64Array
  private readonly successes: Float64Array
  private current = 0
  private failureSum = 0
  private successSum = 0

  constructor(threshold: number, durationMs: number, minimumPerSecond: number) {
    const windows = Math.max(MIN_WINDOWS, Math.ceil(durationMs / MAX_WINDOW_MS))
    this.threshold = threshold
    this.windowMs = Math.round(durationMs / windows)
    this.minimumCalls = this.windowMs * windows * (minimumPerSecond / 1000)
    this.startedAtMs = new Float64Array(windows)
    this.failures = new Float64Array(windows)
    this.successes = new Float64Array(windows)
  }

  success(now: number, isTrial: boolean): void {
    if (isTrial) this.clear()
    this.rotate(now)
    this.successes[this.current]!++
    this.successSum++
  }

  failure(now: number): boolean {
    this.rotate(now)
    this.failures[this.current]!++
    this.failureSum++
    const total = this.failureSum + this.successSum
    return total >= this.minimumCalls && this.failureSum > this.threshold * total
  }

  save(out: StateWriter): void {
    out.number(this.current)
    out.number(this.failureSum)
    out.number(this.successSum)
    out.array(this.startedAtMs)
    out.array(this.failures)
    out.array(this.successes)
  }

  load(input: StateReader): void {
    this.current = input.number()
    this.failureSum = input.number()
    this.successSum = input.number()
    input.into(this.startedAtMs)
    input.into(this.failures)
    input.into(this.successes)
  }

  private clear(): void {
    this.failureSum = 0
    this.successSum = 0
    this.startedAtMs.fill(0)
    this.failures.fill(0)
    this.successes.fill(0)
  }

  private rotate(now: number): void {
    if (now - this.startedAtMs[this.current]! < this.windowMs) return
    const next = (this.current + 1) % this.startedAtMs.length
    this.failureSum -= this.failures[next]!
    this.successSum -= this.successes[next]!
    this.failures[next] = 0
    this.successes[next] = 0
    this.startedAtMs[next] = now
    this.current = next
  }
}

/** See the head of this file. */
export class Sampling extends SingleTrialBreaker {
  constructor(params: InferFields<typeof fields>) {
    const threshold = requireNumber('threshold', params.threshold, fields.threshold.schema)
    const durationMs = requireNumber('durationMs', params.durationMs, fields.durationMs.schema)
    const minimumPerSecond =
      params.minimumPerSecond === null
        ? DEFAULT_FAILURES_PER_SECOND / threshold
        : requireNumber('minimumPerSecond', params.minimumPerSecond, fields.minimumPerSecond.schema.inner)
    const openMs = requireNumber('openMs', params.openMs, fields.openMs.schema)
    super(new SamplingPolicy(threshold, durationMs, minimumPerSecond), openMs)
  }
}

export const sampling: BuildableMember<'sampling', typeof fields, Sampling> = {
  id: 'sampling',
  number: 8,
  label: 'Sampling',
  help: 'Opens when too large a share of the calls sampled over a while failed.',
  fields,
  source: 'cockatiel 3.2.1, SamplingBreaker',
  sourceUrl: 'https://github.com/connor4312/cockatiel#samplingbreaker',
  formula: 'open ⇔ calls ≥ duration·minimum rate and failures > threshold·calls',
  deviations: 'Calls that come during the trial are refused; in the source they wait for its result.',
  create: (params) => new Sampling(params),
}
