import { describe, expect, it } from 'vitest'
import { SlidingLogRedisson } from './sliding-log-redisson'

describe('sliding log with retry time', () => {
  it('tells a refused caller to come 3 ms after the oldest grant ends', () => {
    const limiter = new SlidingLogRedisson({ limit: 2, windowMs: 1000 })
    expect(limiter.acquire(0, 1)).toBeNull()
    expect(limiter.acquire(100, 1)).toBeNull()
    expect(limiter.acquire(300, 1)).toBe(703)
    expect(limiter.acquire(999, 1)).toBe(4)
    expect(limiter.acquire(1000, 1)).toBeNull()
  })

  it('names the end of the oldest grant even where that frees too little, while the family view is exact', () => {
    const limiter = new SlidingLogRedisson({ limit: 3, windowMs: 1000 })
    limiter.acquire(0, 1)
    limiter.acquire(500, 2)
    expect(limiter.acquire(600, 3)).toBe(403)
    expect(limiter.retryAfterMs(600, 3)).toBe(900)
  })

  it('never gives more permits than the rate', () => {
    const limiter = new SlidingLogRedisson({ limit: 3, windowMs: 1000 })
    expect(limiter.acquire(0, 4)).toBe(Infinity)
    expect(limiter.retryAfterMs(0, 4)).toBe(Infinity)
  })
})
