import { expect, it } from 'vitest'
import { drawableScale } from './png'

it.each([
  [1000, 500, 2, 2],
  [20_000, 100, 2, 16_384 / 20_000],
  [16_000, 16_000, 1, 0.5],
])('a picture of %s by %s at %s is drawn at %s', (width, height, wish, scale) => {
  expect(drawableScale(width, height, wish)).toBeCloseTo(scale, 6)
})
