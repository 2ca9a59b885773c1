import { describe, expect, it } from 'vitest'
import { logGamma } from './special-functions'

describe('special functions', () => {
  it('logGamma is the logarithm of factorials', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11)
      factorial *= n
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
    expect(logGamma(0.01)).toBeCloseTo(4.599479878042022, 12)
    expect(logGamma(1.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI) / 2), 13)
  })
})
