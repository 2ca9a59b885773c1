import { expect, it } from 'vitest'
import { UNITS } from './units'

it('the list of units is closed and has no repetition', () => {
  expect(new Set(UNITS).size).toBe(UNITS.length)
  expect([...UNITS].sort()).toMatchInlineSnapshot(`
    [
      "1/s",
      "byte",
      "byte/s",
      "count",
      "exponent",
      "factor",
      "km",
      "ms",
      "permille",
      "share",
    ]
  `)
})
