/**
 * Arrival processes of open load: when does the next request start?
 *
 * How: every process but the trace is a cumulative rate Λ(t), inverted: the next arrival is where Λ has grown by one unit
 * (constant) or by a fresh exponential of mean 1 (the others), which makes step, ramp, spike and wave exact
 * non-homogeneous Poisson processes and bursty an exact two-state Markov-modulated one.
 * Load factor: multiplies the rate from `now` on. When it changes, call {@link ArrivalProcess.nextAfter} again at that
 * instant, before the pending arrival: what Λ had grown until then is kept and only the rest is timed anew, so the process
 * stays exact and takes no further draw. At factor 0 or rate 0 the answer is infinity until it is asked again.
 * Units: [ms]; rates [1/s] in parameters and in {@link ArrivalProcess.rateAt}.
 * Source: time-change theorem (Çinlar 1975, §4.7); MMPP as Fischer and Meier-Hellstern, "The MMPP cookbook" (1993).
 */
import { MarkovModulated, Modulated, Replayed } from './arrival-processes'
import { type DISTRIBUTION, distributionSchema } from './distributions'
import { requireNumber } from './errors'
import type { Random } from './random'
import { constantRate, rampRate, spikeRate, stepRate, waveRate } from './rate-functions'
import { type Rule, requireRules } from './rules'
import { field, type Infer, integer, list, number, variant, variants } from './schema'
import type { Saveable } from './state'

const LONGEST_MS = 3_600_000

function rate(defaultValue: number) {
  return number('1/s', defaultValue, { max: 1e6, scale: 'log' })
}

function time(defaultValue: number, min = 0) {
  return number('ms', defaultValue, { min, max: LONGEST_MS, scale: 'log' })
}

function rateField(help = 'Requests per second.') {
  return field(1, 'Rate', help, rate(100))
}

const RAMP_RULES = [{ field: 'toMs', is: 'at-least', other: 'fromMs' }] as const satisfies readonly Rule[]
const TRACE_RULES = [{ field: 'atMs', is: 'ascending' }] as const satisfies readonly Rule[]

/** Parameters of the arrivals of a source. */
export const ARRIVALS = variants(
  [
    variant('constant', 1, 'Constant', 'Evenly spaced requests.', { ratePerSecond: rateField() }),
    variant('poisson', 2, 'Poisson', 'Independent users: memoryless times between requests.', {
      ratePerSecond: rateField('Requests per second on average.'),
    }),
    variant('bursty', 3, 'Bursty', 'Poisson with two rates that alternate at random (MMPP).', {
      ratePerSecond: rateField('Requests per second in calm periods.'),
      burstRatePerSecond: field(2, 'Burst rate', 'Requests per second in bursts.', rate(500)),
      meanBurstMs: field(3, 'Mean burst', 'Average length of a burst.', time(1_000, 1)),
      meanCalmMs: field(4, 'Mean calm', 'Average time between bursts.', time(9_000, 1)),
    }),
    variant('step', 4, 'Step', 'Poisson whose rate changes once.', {
      ratePerSecond: rateField('Requests per second before the step.'),
      toRatePerSecond: field(2, 'Rate after', 'Requests per second from the step on.', rate(200)),
      atMs: field(3, 'At', 'When the rate changes.', time(30_000)),
    }),
    variant(
      'ramp',
      5,
      'Ramp',
      'Poisson whose rate grows or falls evenly between two times.',
      {
        ratePerSecond: rateField('Requests per second before the ramp.'),
        toRatePerSecond: field(2, 'Rate after', 'Requests per second after the ramp.', rate(200)),
        fromMs: field(3, 'From', 'When the rate starts to change.', time(0)),
        toMs: field(4, 'To', 'When the rate has arrived; not before the start.', time(60_000)),
      },
      RAMP_RULES,
    ),
    variant('spike', 6, 'Spike', 'Poisson with another rate for a while.', {
      ratePerSecond: rateField('Requests per second outside the spike.'),
      spikeRatePerSecond: field(2, 'Spike rate', 'Requests per second during the spike.', rate(1_000)),
      atMs: field(3, 'At', 'When the spike begins.', time(30_000)),
      forMs: field(4, 'For', 'How long it lasts.', time(10_000)),
    }),
    variant('wave', 7, 'Wave', 'Poisson whose rate swings around its mean as load does over a day.', {
      ratePerSecond: rateField('Requests per second on average.'),
      amplitude: field(
        2,
        'Amplitude',
        'How far the rate swings, as a share of the mean.',
        number('share', 0.5, { max: 1 }),
      ),
      periodMs: field(
        3,
        'Period',
        'Time of one swing.',
        number('ms', 60_000, { min: 1, max: 86_400_000, scale: 'log' }),
      ),
    }),
    variant(
      'trace',
      8,
      'Trace',
      'Requests at given times, as recorded.',
      {
        atMs: field(
          1,
          'Times',
          'When each request starts, in ascending order.',
          list(time(0), { maxItems: 100_000, default: [0, 100, 200, 400, 800] }),
        ),
      },
      TRACE_RULES,
    ),
    variant('closed', 9, 'Closed', 'A fixed number of users who think, ask, wait for the outcome, and think again.', {
      users: field(1, 'Users', 'How many there are.', integer('count', 50, { max: 1_000_000, scale: 'log' })),
      thinkTime: field(
        2,
        'Think time',
        'From an outcome to the next request of that user.',
        distributionSchema('exponential', { meanMs: 1_000 }) as typeof DISTRIBUTION,
      ),
    }),
  ],
  'poisson',
)

/** `{ type, ...parameters }` of arrivals, validated by {@link ARRIVALS}. */
export type ArrivalParams = Infer<typeof ARRIVALS>

/** A process of arrivals that does not depend on what becomes of them. */
export interface ArrivalProcess extends Saveable {
  /**
   * [ms] absolute time of the next arrival, at least `now`; infinity when there is none as things stand.
   *
   * Call at 0, then at each arrival, and whenever the load factor changes (see the head of the file). A call at or after
   * the time given before counts that arrival as done; an earlier one moves it. Earlier than the call before: no growth.
   * @param loadFactor [factor] multiplies the rate from now on; negative or NaN counts as 0, above 1e6 as 1e6.
   */
  nextAfter(now: number, random: Random, loadFactor: number): number
  /** [1/s] rate at a time without the load factor: of its phase for bursty, 0 for a trace. Changes nothing. */
  rateAt(now: number): number
}

/**
 * Builds the process; null for `closed`, where the users decide.
 *
 * Throws: ParamError for a rate, time or share outside its range, `toMs` before `fromMs`, or a trace out of order.
 */
export function createArrivals(params: ArrivalParams): ArrivalProcess | null {
  switch (params.type) {
    case 'constant':
      return new Modulated(constantRate(rateOf('ratePerSecond', params.ratePerSecond)), false)
    case 'poisson':
      return new Modulated(constantRate(rateOf('ratePerSecond', params.ratePerSecond)), true)
    case 'bursty':
      return new MarkovModulated(
        rateOf('ratePerSecond', params.ratePerSecond),
        rateOf('burstRatePerSecond', params.burstRatePerSecond),
        requireNumber('meanBurstMs', params.meanBurstMs, { min: 1, max: Number.MAX_VALUE }),
        requireNumber('meanCalmMs', params.meanCalmMs, { min: 1, max: Number.MAX_VALUE }),
      )
    case 'step':
      return new Modulated(
        stepRate(
          rateOf('ratePerSecond', params.ratePerSecond),
          rateOf('toRatePerSecond', params.toRatePerSecond),
          timeOf('atMs', params.atMs),
        ),
        true,
      )
    case 'ramp':
      requireRules(RAMP_RULES, { toMs: params.toMs, fromMs: params.fromMs })
      return new Modulated(
        rampRate(
          rateOf('ratePerSecond', params.ratePerSecond),
          rateOf('toRatePerSecond', params.toRatePerSecond),
          timeOf('fromMs', params.fromMs),
          timeOf('toMs', params.toMs),
        ),
        true,
      )
    case 'spike':
      return new Modulated(
        spikeRate(
          rateOf('ratePerSecond', params.ratePerSecond),
          rateOf('spikeRatePerSecond', params.spikeRatePerSecond),
          timeOf('atMs', params.atMs),
          timeOf('forMs', params.forMs),
        ),
        true,
      )
    case 'wave':
      return new Modulated(
        waveRate(
          rateOf('ratePerSecond', params.ratePerSecond),
          requireNumber('amplitude', params.amplitude, { min: 0, max: 1 }),
          requireNumber('periodMs', params.periodMs, { min: 1, max: Number.MAX_VALUE }),
        ),
        true,
      )
    case 'trace':
      for (const time of params.atMs) timeOf('atMs', time)
      requireRules(TRACE_RULES, { atMs: params.atMs })
      return new Replayed(Float64Array.from(params.atMs))
    case 'closed':
      return null
  }
}

/** [1/ms] from [1/s]. */
function rateOf(param: string, perSecond: number): number {
  return requireNumber(param, perSecond, { min: 0, max: 1e6 }) / 1000
}

function timeOf(param: string, value: number): number {
  return requireNumber(param, value, { min: 0, max: Number.MAX_VALUE })
}
