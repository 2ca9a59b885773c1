/**
 * Rates that change with time, with their integrals inverted in closed form where there is one.
 *
 * Units: time [ms], rates [1/ms], growth [expected events].
 */
import { cos, sin } from './math'

/** A rate λ(t) ≥ 0 for t ≥ 0. */
export interface RateFunction {
  /** [1/ms] λ(t). */
  at(time: number): number
  /** Expected events between two times, `from` ≤ `to`: the integral of λ. */
  growth(from: number, to: number): number
  /** [ms] the earliest time by which the integral from `from` has grown by `amount` > 0; infinity when it never does. */
  reach(from: number, amount: number): number
}

/** λ = rate. */
class ConstantRate implements RateFunction {
  private readonly rate: number

  constructor(rate: number) {
    this.rate = rate
  }

  at(_time: number): number {
    return this.rate
  }

  growth(from: number, to: number): number {
    return this.rate * (to - from)
  }

  reach(from: number, amount: number): number {
    return this.rate === 0 ? Infinity : from + amount / this.rate
  }
}

/** Linear between `start` and `end`, `before` earlier and `after` later; a step when the two times are equal. */
class LinearRate implements RateFunction {
  private readonly before: number
  private readonly after: number
  private readonly start: number
  private readonly end: number
  private readonly slope: number

  constructor(before: number, after: number, start: number, end: number) {
    this.before = before
    this.after = after
    this.start = start
    this.end = end
    this.slope = end > start ? (after - before) / (end - start) : 0
  }

  at(time: number): number {
    if (time < this.start) return this.before
    if (time >= this.end) return this.after
    return this.before + this.slope * (time - this.start)
  }

  growth(from: number, to: number): number {
    let sum = 0
    if (from < this.start) sum += this.before * (Math.min(to, this.start) - from)
    const left = Math.max(from, this.start)
    const right = Math.min(to, this.end)
    if (right > left) sum += (right - left) * (this.before + this.slope * (0.5 * (left + right) - this.start))
    if (to > this.end) sum += this.after * (to - Math.max(from, this.end))
    return sum
  }

  reach(from: number, amount: number): number {
    let time = from
    let rest = amount
    if (time < this.start) {
      const step = this.before * (this.start - time)
      if (step >= rest) return time + rest / this.before
      rest -= step
      time = this.start
    }
    if (time < this.end) {
      const step = this.growth(time, this.end)
      // Half slope · x² + rate · x = rest, in the form without cancellation.
      if (step >= rest) {
        const rate = this.at(time)
        const root = Math.sqrt(Math.max(0, rate * rate + 2 * this.slope * rest))
        return Math.min(this.end, time + (2 * rest) / (rate + root))
      }
      rest -= step
      time = this.end
    }
    return this.after === 0 ? Infinity : time + rest / this.after
  }
}

/** `rate`, but `spike` from `start` up to but not including `end`. */
class SpikeRate implements RateFunction {
  private readonly rate: number
  private readonly spike: number
  private readonly start: number
  private readonly end: number

  constructor(rate: number, spike: number, start: number, end: number) {
    this.rate = rate
    this.spike = spike
    this.start = start
    this.end = end
  }

  at(time: number): number {
    return time >= this.start && time < this.end ? this.spike : this.rate
  }

  growth(from: number, to: number): number {
    const inside = Math.max(0, Math.min(to, this.end) - Math.max(from, this.start))
    return this.rate * (to - from - inside) + this.spike * inside
  }

  reach(from: number, amount: number): number {
    let time = from
    let rest = amount
    if (time < this.start) {
      const step = this.rate * (this.start - time)
      if (step >= rest) return time + rest / this.rate
      rest -= step
      time = this.start
    }
    if (time < this.end) {
      const step = this.spike * (this.end - time)
      if (step >= rest) return time + rest / this.spike
      rest -= step
      time = this.end
    }
    return this.rate === 0 ? Infinity : time + rest / this.rate
  }
}

/** λ = mean · (1 + amplitude · sin(2πt/period)), amplitude ≤ 1. */
class WaveRate implements RateFunction {
  private readonly mean: number
  private readonly amplitude: number
  private readonly period: number

  constructor(mean: number, amplitude: number, period: number) {
    this.mean = mean
    this.amplitude = amplitude
    this.period = period
  }

  at(time: number): number {
    return this.mean * (1 + this.amplitude * sin(this.angle(time)))
  }

  growth(from: number, to: number): number {
    const swing = (this.amplitude * this.period) / (2 * Math.PI)
    return Math.max(0, this.mean * (to - from + swing * (cos(this.angle(from)) - cos(this.angle(to)))))
  }

  /** Newton's method kept inside a bracket: the integral rises, and stays within one swing of its mean line. */
  reach(from: number, amount: number): number {
    if (this.mean === 0) return Infinity
    const straight = amount / this.mean
    const swing = (this.amplitude * this.period) / Math.PI
    let low = Math.max(0, straight - swing)
    let high = straight + swing
    let x = straight
    for (let i = 0; i < 60 && high - low > 1e-12 * (from + high); i++) {
      const error = this.growth(from, from + x) - amount
      if (error === 0) break
      if (error > 0) high = x
      else low = x
      const rate = this.at(from + x)
      const step = x - error / rate
      const next = step > low && step < high ? step : 0.5 * (low + high)
      if (Math.abs(next - x) <= 1e-13 * (from + x)) {
        x = next
        break
      }
      x = next
    }
    return from + x
  }

  /** [rad] the place in the period, reduced before multiplying so that late times lose nothing. */
  private angle(time: number): number {
    return (2 * Math.PI * (time % this.period)) / this.period
  }
}

/** The same rate always. */
export function constantRate(rate: number): RateFunction {
  return new ConstantRate(rate)
}

/** One rate before a time, another from it on. */
export function stepRate(before: number, after: number, at: number): RateFunction {
  return new LinearRate(before, after, at, at)
}

/** Linear from one rate to another between two times. */
export function rampRate(before: number, after: number, from: number, to: number): RateFunction {
  return new LinearRate(before, after, from, to)
}

/** Another rate during [at, at + duration). */
export function spikeRate(rate: number, spike: number, at: number, duration: number): RateFunction {
  return new SpikeRate(rate, spike, at, at + duration)
}

/** A sine around a mean, rising at time 0. */
export function waveRate(mean: number, amplitude: number, period: number): RateFunction {
  return new WaveRate(mean, amplitude, period)
}
