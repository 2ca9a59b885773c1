import { describe, expect, it } from 'vitest'
import { EnvoyBudget } from './envoy-budget'
import { FinagleBudget } from './finagle-budget'
import { GrpcThrottle } from './grpc-throttle'

describe('finagle budget', () => {
  const create = (minPerSecond: number, share: number) => new FinagleBudget({ share, minPerSecond, ttlMs: 10_000 })

  it('starts with its reserve', () => {
    expect(create(10, 0.2).balance(0)).toBe(100)
    expect(create(0, 0.2).balance(0)).toBe(0)
  })

  it('grants one retry for five requests at a share of a fifth', () => {
    const budget = create(0, 0.2)
    for (let i = 0; i < 4; i++) budget.deposit(0)
    expect(budget.withdraw(0)).toBe(false)
    budget.deposit(0)
    expect([budget.withdraw(0), budget.withdraw(0)]).toEqual([true, false])
  })

  it('keeps retries under its share in the long run', () => {
    const budget = create(0, 0.1)
    let granted = 0
    for (let i = 0; i < 20_000; i++) {
      budget.deposit(i * 3)
      while (budget.withdraw(i * 3)) granted++
    }
    expect(granted).toBeLessThanOrEqual(2000)
    expect(granted).toBeGreaterThan(1900)
  })

  it('without a share has only the reserve, each retry costing one', () => {
    const budget = create(1, 0)
    const grants = Array.from({ length: 12 }, () => budget.withdraw(0))
    expect(grants.filter(Boolean).length).toBe(10)
    expect(create(0, 0).withdraw(0)).toBe(false)
  })

  it('forgets deposits after the memory, not before nine tenths of it', () => {
    const budget = create(0, 1)
    budget.deposit(0)
    expect(budget.balance(9000)).toBe(1)
    expect(budget.balance(21_000)).toBe(0)
  })
})

describe('envoy budget', () => {
  it('grants a share of what is under way, rounded down, and at least the minimum', () => {
    const budget = new EnvoyBudget({ share: 0.2, minConcurrency: 1 })
    expect(budget.balance(0)).toBe(1)
    for (let i = 0; i < 14; i++) budget.deposit(0)
    expect(budget.balance(0)).toBe(2)
    expect([budget.withdraw(0), budget.withdraw(0), budget.withdraw(0)]).toEqual([true, true, true])
    expect(budget.withdraw(0)).toBe(false)
    budget.finish(0, true)
    expect(budget.withdraw(0)).toBe(true)
  })

  it('counts retries themselves as under way', () => {
    const budget = new EnvoyBudget({ share: 1, minConcurrency: 0 })
    expect(budget.withdraw(0)).toBe(false)
    budget.deposit(0)
    for (let i = 0; i < 5; i++) expect(budget.withdraw(0)).toBe(true)
  })

  it('does not fall below nothing under way', () => {
    const budget = new EnvoyBudget({ share: 0.5, minConcurrency: 0 })
    budget.finish(0, true)
    budget.deposit(0)
    budget.deposit(0)
    expect(budget.balance(0)).toBe(1)
  })
})

describe('grpc throttle', () => {
  it('stops at half of its tokens, exactly half being too few', () => {
    const throttle = new GrpcThrottle({ maxTokens: 4, tokenRatio: 0.5 })
    throttle.finish(0, false, false)
    expect([throttle.tokens, throttle.withdraw(0)]).toEqual([3, true])
    throttle.finish(0, false, false)
    expect([throttle.tokens, throttle.withdraw(0)]).toEqual([2, false])
    throttle.finish(0, true, true)
    expect([throttle.tokens, throttle.withdraw(0)]).toEqual([2.5, true])
  })

  it.each([
    [0.251, 0.25],
    [1.001, 1.001],
    [0.0335, 0.033],
  ])('earns thousandths in single precision: %s gives %s', (tokenRatio, earned) => {
    const throttle = new GrpcThrottle({ maxTokens: 10, tokenRatio })
    for (let i = 0; i < 10; i++) throttle.finish(0, false, false)
    throttle.finish(0, false, true)
    expect(throttle.tokens).toBe(earned)
  })

  it('stays between nothing and its maximum', () => {
    const throttle = new GrpcThrottle({ maxTokens: 2, tokenRatio: 0.7 })
    throttle.finish(0, false, true)
    expect(throttle.tokens).toBe(2)
    for (let i = 0; i < 5; i++) throttle.finish(0, false, false)
    expect(throttle.tokens).toBe(0)
  })
})
