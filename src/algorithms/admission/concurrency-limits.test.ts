import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import { AimdLimit, aimd } from './aimd'
import { ConcurrencyLimit } from './concurrency-limit'
import { Gradient2Limit, gradient2 } from './gradient2'
import { VegasLimit, vegas } from './vegas'

const call = { priority: 0, user: 0, waiting: 0, utilisation: 1 }

describe('a concurrency limit', () => {
  it('admits up to the limit and again after calls have ended', () => {
    const gate = new ConcurrencyLimit(new AimdLimit({ ...defaultsOf(aimd.fields), initialLimit: 3, minLimit: 1 }))
    const random = new SequentialRandom(1)
    expect([1, 2, 3, 4].map(() => gate.admit(0, call, random))).toEqual([true, true, true, false])
    gate.finished(1, 1, false)
    expect(gate.inFlight).toBe(2)
    expect(gate.admit(1, call, random)).toBe(false)
    gate.finished(2, 1, true)
    expect(gate.admit(2, call, random)).toBe(true)
  })
})

describe('AIMD', () => {
  const create = () => new AimdLimit({ ...defaultsOf(aimd.fields), initialLimit: 100 })

  it('adds one while at least half is in use, and nothing below', () => {
    const limit = create()
    limit.sample(1, 50, false)
    expect(limit.limit).toBe(101)
    limit.sample(1, 50, false)
    expect(limit.limit).toBe(101)
  })

  it('cuts a tenth at a failure or above the timeout, not at it', () => {
    const limit = create()
    limit.sample(1, 0, true)
    expect(limit.limit).toBe(90)
    limit.sample(5000, 0, false)
    expect(limit.limit).toBe(90)
    limit.sample(5000.1, 0, false)
    expect(limit.limit).toBe(81)
  })

  it('stays within its bounds', () => {
    const limit = create()
    for (let i = 0; i < 200; i++) limit.sample(1, 0, true)
    expect(limit.limit).toBe(20)
    for (let i = 0; i < 500; i++) limit.sample(1, 1000, false)
    expect(limit.limit).toBe(200)
  })

  it('refuses a highest limit below the lowest', () => {
    expect(() => new AimdLimit({ ...defaultsOf(aimd.fields), minLimit: 50, maxLimit: 40 })).toThrow(ParamError)
  })
})

describe('Vegas', () => {
  it('grows while latency is the lowest, shrinks when it rises, holds in between', () => {
    const limit = new VegasLimit({ ...defaultsOf(vegas.fields), initialLimit: 100 })
    limit.sample(10, 100, false)
    expect(limit.estimate).toBe(100)
    limit.sample(10, 100, false)
    expect(limit.estimate).toBe(112)
    limit.sample(10.8, 100, false)
    expect(limit.estimate).toBe(112)
    limit.sample(20, 100, false)
    expect(limit.estimate).toBe(110)
  })

  it.each([
    [9, 6],
    [10, 6],
    [99, 6],
    [100, 12],
    [999, 12],
    [1000, 18],
  ])('a limit of %d grows by %d', (initialLimit, step) => {
    const limit = new VegasLimit({ ...defaultsOf(vegas.fields), initialLimit, maxLimit: 10_000 })
    limit.sample(10, initialLimit, false)
    limit.sample(10, initialLimit, false)
    expect(limit.limit).toBe(initialLimit + step)
  })

  it('measures the lowest latency afresh now and then', () => {
    const limit = new VegasLimit({ ...defaultsOf(vegas.fields), initialLimit: 20, maxLimit: 20, probeMultiplier: 2 })
    limit.sample(1, 20, false)
    for (let i = 0; i < 28; i++) limit.sample(1.2, 20, false)
    const before = limit.estimate
    limit.sample(50, 1, false)
    expect(limit.estimate).toBe(before)
    limit.sample(50, 20, false)
    expect(limit.estimate).toBeGreaterThanOrEqual(before)
  })

  it('never falls below 1', () => {
    const limit = new VegasLimit({ ...defaultsOf(vegas.fields), initialLimit: 2 })
    limit.sample(1, 2, false)
    for (let i = 0; i < 10; i++) limit.sample(9, 2, true)
    expect(limit.limit).toBe(1)
  })
})

describe('Gradient2', () => {
  const create = (initialLimit: number) => new Gradient2Limit({ ...defaultsOf(gradient2.fields), initialLimit })

  it('grows by a fifth of the queue allowance while latency is steady', () => {
    const limit = create(100)
    limit.sample(10, 100, false)
    expect(limit.estimate).toBeCloseTo(100.8, 9)
  })

  it('shrinks when latency rises beyond the tolerance, by at most a tenth at a time', () => {
    const limit = create(100)
    for (let i = 0; i < 10; i++) limit.sample(10, 10, false)
    limit.sample(1000, 100, false)
    expect(limit.estimate).toBeCloseTo(100 * 0.8 + (100 * 0.5 + 4) * 0.2, 9)
  })

  it('holds while less than half is in use, and stays within its bounds', () => {
    const limit = create(100)
    limit.sample(10, 49, false)
    expect(limit.estimate).toBe(100)
    for (let i = 0; i < 1000; i++) limit.sample(10, 1000, false)
    expect(limit.limit).toBe(200)
  })

  it('takes a latency of 0 as no rise', () => {
    const limit = create(100)
    limit.sample(0, 100, false)
    expect(limit.estimate).toBeCloseTo(100.8, 9)
  })
})
