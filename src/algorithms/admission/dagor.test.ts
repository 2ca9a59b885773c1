import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import { Dagor, dagor, expectedCalls, levelFor, rankOf } from './dagor'
import { UpstreamLevel } from './upstream-level'

const random = new SequentialRandom(1)
const params = { ...defaultsOf(dagor.fields), businessLevels: 2, userLevels: 4 }
const call = { priority: 1, user: 0, waiting: 0, utilisation: 1 }

describe('the level for a window', () => {
  it.each([
    [0, 1],
    [1, 2],
    [9.99, 2],
    [10, 3],
    [100, 3],
    [-1, 0],
  ])('with %d calls expected is rank %d', (expected, level) => {
    expect(levelFor([0, 1, 9], expected)).toBe(level)
  })

  it('expects 5 % fewer admitted under overload, 1 % of arrivals more otherwise', () => {
    expect(expectedCalls(2000, 1000, true, params)).toBe(950)
    expect(expectedCalls(2000, 1000, false, params)).toBe(1020)
  })
})

describe('the rank of a call', () => {
  it('puts every user of a higher priority before every user of a lower one', () => {
    for (let user = 0; user < 200; user++) {
      expect(rankOf(0, 2, user, 2, 4)).toBeLessThanOrEqual(4)
      expect(rankOf(0, 1, user, 2, 4)).toBeGreaterThan(4)
    }
  })

  it.each([
    [99, 2],
    [0, 1],
    [Number.NaN, 1],
  ])('takes priority %d as %d', (priority, same) => {
    expect(rankOf(0, priority, 7, 2, 4)).toBe(rankOf(0, same, 7, 2, 4))
  })

  it('stays for an hour and is drawn again after', () => {
    const users = Array.from({ length: 100 }, (_, user) => user)
    const ranks = (now: number) => users.map((user) => rankOf(now, 1, user, 1, 128))
    expect(ranks(3_599_999)).toEqual(ranks(0))
    expect(ranks(3_600_000)).not.toEqual(ranks(0))
  })
})

describe('two-level priority admission', () => {
  it('lowers the level after a window with a mean wait above 20 ms, and then refuses the least important', () => {
    const gate = new Dagor(params)
    for (let i = 0; i < 1000; i++) {
      expect(gate.admit(i, { ...call, user: i, priority: 1 + (i % 2) }, random)).toBe(true)
      gate.shed(i, 20.1, 5)
    }
    gate.admit(1000, call, random)
    expect(gate.level).toBe(7)
    const refused = Array.from({ length: 100 }, (_, user) => !gate.admit(1001, { ...call, user }, random))
    expect(refused.filter(Boolean).length).toBeGreaterThan(0)
    for (let user = 0; user < 100; user++) expect(gate.admit(1002, { ...call, user, priority: 2 }, random)).toBe(true)
  })

  it('keeps everybody in at a mean wait of exactly 20 ms', () => {
    const gate = new Dagor(params)
    for (let i = 0; i <= 1000; i++) {
      gate.admit(i, { ...call, user: i }, random)
      gate.shed(i, 20, 5)
    }
    expect(gate.level).toBe(8)
  })

  it('closes a window after 2,000 arrivals too', () => {
    const gate = new Dagor(params)
    for (let i = 0; i < 2000; i++) {
      gate.admit(0, { ...call, user: i }, random)
      gate.shed(0, 100, 5)
    }
    expect(gate.level).toBe(8)
    gate.admit(0, call, random)
    expect(gate.level).toBeLessThan(8)
  })
})

describe('the level upstream', () => {
  it('sends everything before the first reply, then only what would be admitted', () => {
    const level = new UpstreamLevel(1000)
    expect(level.allows(0, 99)).toBe(true)
    level.learn(0, 5)
    expect([level.allows(1, 5), level.allows(1, 6)]).toEqual([true, false])
  })

  it('forgets a level that has not been heard for too long', () => {
    const level = new UpstreamLevel(1000)
    level.learn(0, 5)
    expect([level.allows(1000, 6), level.allows(1001, 6)]).toEqual([false, true])
  })
})
