/**
 * The three kinds of process behind arrivals.ts: a given rate function, one that a Markov chain switches, and a recording.
 *
 * Each remembers what it answered last and what was left to grow then, so that the answer can be revised half-way.
 */
import type { ArrivalProcess } from './arrivals'
import type { Random } from './random'
import type { RateFunction } from './rate-functions'
import type { StateReader, StateWriter } from './state'
import { exponential } from './ziggurat'

/** A factor that cannot stop the clock: NaN and negative become 0, more than a million a million. */
function usable(loadFactor: number): number {
  if (loadFactor === 1) return 1
  return Number.isNaN(loadFactor) ? 0 : Math.min(1e6, Math.max(0, loadFactor))
}

/** Arrivals where a given rate has grown by a unit (evenly) or by an exponential (Poisson). */
export class Modulated implements ArrivalProcess {
  private readonly rate: RateFunction
  private readonly isPoisson: boolean
  /** [ms] when the pending arrival was timed. */
  private since = 0
  /** Growth still due at `since`; negative before the first call. */
  private due = -1
  private factor = 1
  /** [ms] the answer given last. */
  private pending = Infinity

  constructor(rate: RateFunction, isPoisson: boolean) {
    this.rate = rate
    this.isPoisson = isPoisson
  }

  nextAfter(now: number, random: Random, loadFactor: number): number {
    if (this.due < 0 || now >= this.pending) {
      this.due = this.isPoisson ? exponential(random) : 1
      this.since = now
    } else if (now > this.since) {
      this.due = Math.max(0, this.due - this.factor * this.rate.growth(this.since, now))
      this.since = now
    }
    this.factor = usable(loadFactor)
    if (this.factor === 0) this.pending = Infinity
    // Rounding can leave nothing due just before the pending arrival.
    else this.pending = this.due === 0 ? this.since : this.rate.reach(this.since, this.due / this.factor)
    return this.pending
  }

  rateAt(now: number): number {
    return this.rate.at(now) * 1000
  }

  save(out: StateWriter): void {
    out.number(this.since)
    out.number(this.due)
    out.number(this.factor)
    out.number(this.pending)
  }

  load(input: StateReader): void {
    this.since = input.number()
    this.due = input.number()
    this.factor = input.number()
    this.pending = input.number()
  }
}

/** Phases looked ahead for one arrival before the rest is timed at the mean rate, so that tiny rates cannot hang a run. */
const MOST_PHASES = 100_000

/**
 * Poisson arrivals whose rate alternates between two phases of exponential length. The first phase is drawn from the
 * long-run shares. Deviation: when an arrival is more than 100,000 phases away, the rest is timed at the mean rate.
 */
export class MarkovModulated implements ArrivalProcess {
  /** [1/ms] by phase: calm, burst. */
  private readonly rates: readonly [number, number]
  /** [ms] by phase. */
  private readonly meanLengths: readonly [number, number]
  private since = 0
  private due = -1
  private factor = 1
  private pending = Infinity
  /** Phase at `since`: 0 calm, 1 burst. */
  private phase = 0
  /** [ms] ends of the phase at `since` and of the following ones as far as they were drawn; at least one. */
  private ends: number[] = []

  constructor(calmRate: number, burstRate: number, meanBurstMs: number, meanCalmMs: number) {
    this.rates = [calmRate, burstRate]
    this.meanLengths = [meanCalmMs, meanBurstMs]
  }

  nextAfter(now: number, random: Random, loadFactor: number): number {
    if (this.ends.length === 0) this.start(now, random)
    const isDone = this.due < 0 || now >= this.pending
    if (now > this.since) this.advance(now, random)
    if (isDone) this.due = exponential(random)
    this.factor = usable(loadFactor)
    this.pending = this.lookAhead(random)
    return this.pending
  }

  rateAt(now: number): number {
    let phase = this.phase
    for (const end of this.ends) {
      if (now < end) break
      phase = 1 - phase
    }
    return this.rates[phase as 0 | 1] * 1000
  }

  save(out: StateWriter): void {
    out.number(this.since)
    out.number(this.due)
    out.number(this.factor)
    out.number(this.pending)
    out.number(this.phase)
    out.array(this.ends)
  }

  load(input: StateReader): void {
    this.since = input.number()
    this.due = input.number()
    this.factor = input.number()
    this.pending = input.number()
    this.phase = input.number()
    this.ends = Array.from(input.array())
  }

  private start(now: number, random: Random): void {
    const [calm, burst] = this.meanLengths
    this.phase = random.uniform() * (calm + burst) < burst ? 1 : 0
    this.since = now
    this.ends.push(now + this.length(this.phase, random))
  }

  private length(phase: number, random: Random): number {
    return this.meanLengths[phase as 0 | 1] * exponential(random)
  }

  /** Moves `since` to `now` through the phases in between and takes their growth off what is due. */
  private advance(now: number, random: Random): void {
    let passed = 0
    while (this.ends[passed]! <= now) {
      this.grow(this.ends[passed]!)
      this.phase = 1 - this.phase
      passed++
      if (passed === this.ends.length) this.ends.push(this.ends[passed - 1]! + this.length(this.phase, random))
    }
    if (passed > 0) this.ends.splice(0, passed)
    this.grow(now)
  }

  private grow(to: number): void {
    this.due = Math.max(0, this.due - this.factor * this.rates[this.phase as 0 | 1] * (to - this.since))
    this.since = to
  }

  private lookAhead(random: Random): number {
    const [calm, burst] = this.rates
    if (this.factor * Math.max(calm, burst) === 0) return Infinity
    let time = this.since
    let phase = this.phase
    let rest = this.due / this.factor
    for (let i = 0; i < MOST_PHASES; i++) {
      if (i === this.ends.length) this.ends.push(time + this.length(phase, random))
      const end = this.ends[i]!
      const rate = this.rates[phase as 0 | 1]
      if (rate * (end - time) >= rest) return rate === 0 ? time : time + rest / rate
      rest -= rate * (end - time)
      time = end
      phase = 1 - phase
    }
    const [calmMs, burstMs] = this.meanLengths
    return time + (rest * (calmMs + burstMs)) / (calm * calmMs + burst * burstMs)
  }
}

/**
 * Arrivals at recorded times. A load factor f repeats each of them ⌊f⌋ times, and once more with probability f − ⌊f⌋, as
 * decided when the arrival is timed. Times before the first call are left out.
 */
export class Replayed implements ArrivalProcess {
  private readonly times: Float64Array
  /** First time that the last answer decided about; those before it are done. */
  private first = 0
  /** The time that was answered last. */
  private index = 0
  /** How often the time at `index` is still due; negative when that is not decided. */
  private copies = -1
  private pending = -1

  constructor(times: Float64Array) {
    this.times = times
  }

  nextAfter(now: number, random: Random, loadFactor: number): number {
    if (this.pending >= 0 && now >= this.pending) {
      if (--this.copies === 0) {
        this.index++
        this.copies = -1
      }
    } else {
      // First call, or the pending arrival did not come to pass: what lies ahead is decided again, by the factor of now.
      this.index = this.first
      while (this.index < this.times.length && this.times[this.index]! < now) this.index++
      this.copies = -1
    }
    this.first = this.index
    this.pending = this.next(now, random, usable(loadFactor))
    return this.pending
  }

  private next(now: number, random: Random, factor: number): number {
    if (factor === 0) return Infinity
    const whole = Math.floor(factor)
    for (; this.index < this.times.length; this.index++) {
      if (this.copies < 0) this.copies = factor > whole && random.uniform() < factor - whole ? whole + 1 : whole
      if (this.copies > 0) return Math.max(now, this.times[this.index]!)
      this.copies = -1
    }
    return Infinity
  }

  rateAt(_now: number): number {
    return 0
  }

  save(out: StateWriter): void {
    out.number(this.first)
    out.number(this.index)
    out.number(this.copies)
    out.number(this.pending)
  }

  load(input: StateReader): void {
    this.first = input.number()
    this.index = input.number()
    this.copies = input.number()
    this.pending = input.number()
  }
}
