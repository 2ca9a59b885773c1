/** From values to pixels, and where to put ticks. */
import type { Axis } from '../chart'

export type Scale = (value: number) => number

/** Maps the axis onto [from, to] pixels; values beyond the axis are held at its ends. */
export function scaleOf({ min, max, isLog = false }: Axis, from: number, to: number): Scale {
  const position = (value: number): number => (isLog ? Math.log(Math.max(value, Number.MIN_VALUE)) : value)
  const low = position(min)
  const span = position(max) - low || 1
  return (value) => from + (Math.min(1, Math.max(0, (position(value) - low) / span)) * (to - from) || 0)
}

/** Round values within the axis, about `count` of them. */
export function ticksOf({ min, max, isLog = false, unit }: Axis, count: number): number[] {
  if (isLog) return logTicks(min, max, count)
  const rough = (max - min) / Math.max(1, count)
  if (!(rough > 0)) return [min]
  const steps = unit === 'ms' && rough > 20_000 ? [1.2, 3, 6, 12, 18] : [1, 2, 5, 10]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (steps.find((factor) => factor * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++)
    ticks.push(Number((i * step).toPrecision(12)))
  return ticks
}

function logTicks(min: number, max: number, count: number): number[] {
  const decades = Math.log10(max / min)
  const factors = decades * 2 > count ? [1] : decades * 3 > count ? [1, 3] : [1, 2, 5]
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(3))
      if (value >= min * 0.999 && value <= max * 1.001) ticks.push(value)
    }
  }
  return ticks
}
