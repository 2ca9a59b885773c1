import { describe, expect, it } from 'vitest'
import type { Axis } from '../chart'
import { scaleOf, ticksOf } from './scale'

const axis = (min: number, max: number, more: Partial<Axis> = {}): Axis => ({
  label: '',
  unit: 'count',
  min,
  max,
  ...more,
})

describe('a scale', () => {
  it.each([
    [axis(0, 10), 5, 150],
    [axis(0, 10), -3, 100],
    [axis(0, 10), 30, 200],
    [axis(1, 100, { isLog: true }), 10, 150],
    [axis(1, 100, { isLog: true }), 0, 100],
    [axis(4, 4), 4, 100],
  ])('over %j puts %j at %j', (over, value, pixel) => {
    expect(scaleOf(over, 100, 200)(value)).toBeCloseTo(pixel, 9)
  })
})

describe('ticks', () => {
  it.each([
    [axis(0, 10), 5, [0, 2, 4, 6, 8, 10]],
    [axis(0, 1), 4, [0, 0.5, 1]],
    [axis(0, 3_600_000, { unit: 'ms' }), 6, [0, 600_000, 1_200_000, 1_800_000, 2_400_000, 3_000_000, 3_600_000]],
    [axis(1, 1000, { isLog: true }), 4, [1, 10, 100, 1000]],
    [axis(25, 2500, { isLog: true }), 8, [50, 100, 200, 500, 1000, 2000]],
    [axis(3, 3), 5, [3]],
  ])('over %j, about %j of them, are %j', (over, count, expected) => {
    expect(ticksOf(over, count)).toEqual(expected)
  })
})
