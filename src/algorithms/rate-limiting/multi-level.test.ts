import { describe, expect, it } from 'vitest'
import { FixedWindow } from './fixed-window'
import { MultiLevel } from './multi-level'
import { REFUSED } from './rate-limiting'
import { SmoothBursty } from './smooth-bursty'
import { TokenBucket } from './token-bucket'

const window = (limit: number, windowMs: number) => new FixedWindow({ limit, windowMs, anchor: 'aligned' })

describe('several levels', () => {
  it('admits what every level admits', () => {
    const limiter = new MultiLevel([window(2, 100), window(3, 1000)])
    expect([0, 0, 0, 100, 100].map((now) => limiter.decide(now))).toEqual([0, 0, REFUSED, 0, REFUSED])
  })

  it('a refusal by one takes nothing from the others', () => {
    const day = window(10, 86_400_000)
    const limiter = new MultiLevel([day, window(1, 100)])
    for (let i = 0; i < 50; i++) limiter.decide(0)
    expect(day.remaining(0)).toBe(9)
  })

  it('waits for the level that takes longest', () => {
    const limiter = new MultiLevel([window(1, 100), new TokenBucket({ ratePerSecond: 4, burst: 1 })])
    limiter.decide(0)
    expect(limiter.retryAfterMs(0)).toBe(250)
    expect(limiter.retryAfterMs(0, 2)).toBe(Infinity)
  })

  it('cannot tell what remains when a level cannot', () => {
    expect(new MultiLevel([window(3, 100), window(2, 50)]).remaining(0)).toBe(2)
    expect(new MultiLevel([window(3, 100), new SmoothBursty({ permitsPerSecond: 1 })]).remaining(0)).toBeUndefined()
  })

  it('needs a level', () => {
    expect(() => new MultiLevel([])).toThrow(expect.objectContaining({ name: 'ParamError', param: 'levels' }))
  })
})
