import { describe, expect, it } from 'vitest'
import { ParamError, requireNumber } from './errors'

describe('requireNumber', () => {
  it.each([
    [0, { min: 0 }],
    [5, { min: 1, max: 5 }],
    [-3.5, {}],
    [Infinity, { min: 0 }],
    [Infinity, { integer: true }],
    [7, { integer: true, max: 7 }],
    [-0, { min: 0, integer: true }],
  ])('returns %d when it is inside %j', (value, range) => {
    expect(requireNumber('x', value, range)).toBe(value)
  })

  it.each([
    [Number.NaN, {}],
    [-1e-9, { min: 0 }],
    [5.000001, { max: 5 }],
    [1.5, { integer: true }],
    [Infinity, { max: 1e9 }],
    [-Infinity, { min: 0 }],
  ])('refuses %d outside %j', (value, range) => {
    expect(() => requireNumber('x', value, range)).toThrow(ParamError)
  })

  it('names the parameter, the value and what is allowed', () => {
    const caught = (): unknown => {
      try {
        return requireNumber('burst', 0.5, { min: 1, max: 10, integer: true })
      } catch (error) {
        return error
      }
    }
    expect(caught()).toMatchObject({ name: 'ParamError', param: 'burst', value: 0.5 })
    expect(String(caught())).toBe('ParamError: burst is 0.5, but must be a whole number in [1, 10]')
  })
})
