import { describe, expect, it } from 'vitest'
import { LoadFollowing } from './load-following'

const params = {
  ratePerSecond: 100,
  minimumPerSecond: 10,
  burst: 10,
  targetLoad: 0.8,
  decrease: 0.5,
  increase: 0.1,
  intervalMs: 1000,
}

describe('load following', () => {
  it('halves above the target, adds a tenth at or below it, and stays within its limits', () => {
    const limiter = new LoadFollowing(params)
    const loads = [0.9, 1, 0.81, 0.81, 0.8, 0]
    const rates = loads.map((load, i) => {
      limiter.observeLoad(i * 1000, load)
      return limiter.ratePerSecond()
    })
    expect(rates).toEqual([50, 25, 12.5, 10, 20, 30])
    for (let i = 0; i < 20; i++) limiter.observeLoad(10_000 + i * 1000, 0)
    expect(limiter.ratePerSecond()).toBe(100)
  })

  it('changes at most once an interval, and not when time goes backwards', () => {
    const limiter = new LoadFollowing(params)
    limiter.observeLoad(5000, 1)
    limiter.observeLoad(5999, 1)
    limiter.observeLoad(3000, 1)
    expect(limiter.ratePerSecond()).toBe(50)
    limiter.observeLoad(6000, 1)
    expect(limiter.ratePerSecond()).toBe(25)
  })

  it('admits at the present rate', () => {
    const limiter = new LoadFollowing(params)
    limiter.decide(0, 10)
    limiter.observeLoad(0, 1)
    expect(limiter.retryAfterMs(0)).toBe(20)
  })

  it('takes a lowest rate above the highest as the highest', () => {
    const limiter = new LoadFollowing({ ...params, minimumPerSecond: 1000 })
    limiter.observeLoad(0, 1)
    expect(limiter.ratePerSecond()).toBe(100)
  })
})
