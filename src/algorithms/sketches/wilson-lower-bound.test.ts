import { describe, expect, it } from 'vitest'
import { WilsonLowerBound } from './wilson-lower-bound'

describe('Wilson lower bound', () => {
  it('the Wilson bound ranks many good observations above few perfect ones', () => {
    const few = new WilsonLowerBound(0.95)
    const many = new WilsonLowerBound(0.95)
    expect(few.value).toBeNull()
    expect(few.interval()).toEqual({ lower: 0, upper: 1 })
    few.add(1)
    for (let i = 0; i < 100; i++) many.add(i < 90 ? 1 : 0)
    expect(few.value).toBeCloseTo(0.20654931437723745, 12)
    expect(many.value).toBeGreaterThan(few.value ?? 1)
  })
})
