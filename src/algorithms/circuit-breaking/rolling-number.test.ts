import { describe, expect, it } from 'vitest'
import { RollingNumber } from './rolling-number'

describe('rolling number', () => {
  it('anchors its buckets at the first event', () => {
    const rolling = new RollingNumber(100, 5)
    for (const now of [37, 56, 57]) rolling.add(now, false)
    expect(rolling.successesByBucket()).toEqual([2, 1])
    rolling.advance(136)
    expect(rolling.rollingSuccesses()).toBe(3)
    rolling.advance(137)
    expect([rolling.rollingSuccesses(), rolling.cumulativeSuccesses()]).toEqual([1, 3])
  })

  it.each([
    [220, [0, 0, 0, 0, 0]],
    [220.1, [0]],
  ])('at %d, a window after the end of its bucket, it holds %j', (now, buckets) => {
    const rolling = new RollingNumber(200, 5)
    rolling.add(-20, false)
    rolling.advance(now)
    expect(rolling.successesByBucket()).toEqual(buckets)
    expect(rolling.cumulativeSuccesses()).toBe(1)
  })

  it('an earlier time counts into the latest bucket', () => {
    const rolling = new RollingNumber(100, 5)
    rolling.add(500, true)
    rolling.add(0, true)
    expect(rolling.rollingFailures()).toBe(2)
  })
})
