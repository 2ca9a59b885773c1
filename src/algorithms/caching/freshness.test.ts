import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { SingleFlight } from './single-flight'
import { TimeToLive } from './ttl'
import { WriteBehind } from './write-behind'

const half = { uniform: () => 0.5, uint32: () => 0 }

describe('time to live', () => {
  it.each([
    [1000, 0, 1100],
    [1000, 0.2, 1000],
    [1000, 1, 600],
    [0, 0.5, 100],
    [Infinity, 0.5, Infinity],
  ])('of %f ms with jitter %f ends at %f', (ttlMs, jitter, end) => {
    expect(new TimeToLive({ ttlMs, jitter }).endOf(100, half)).toBe(end)
  })

  it('is over at exactly its end, and was not before', () => {
    expect([99, 100, 101].map((now) => TimeToLive.isGood(now, 100))).toEqual([true, false, false])
  })

  it('draws nothing without jitter', () => {
    const never = {
      uniform: () => {
        throw new Error('drawn')
      },
      uint32: () => 0,
    }
    expect(new TimeToLive({ ttlMs: 5, jitter: 0 }).endOf(1, never)).toBe(6)
  })

  it('stays within its bound', () => {
    const ttl = new TimeToLive({ ttlMs: 1000, jitter: 0.3 })
    const random = new SequentialRandom(1)
    const ends = Array.from({ length: 2000 }, () => ttl.endOf(0, random))
    expect(Math.min(...ends)).toBeGreaterThan(700)
    expect(Math.min(...ends)).toBeLessThan(705)
    expect(Math.max(...ends)).toBeLessThanOrEqual(1000)
  })

  it.each([[{ ttlMs: -1, jitter: 0 }], [{ ttlMs: Number.NaN, jitter: 0 }], [{ ttlMs: 1, jitter: 1.1 }]])(
    'refuses %o',
    (params) => {
      expect(() => new TimeToLive(params)).toThrow(ParamError)
    },
  )
})

describe('single flight', () => {
  it('lets the first lead and the others follow', () => {
    const flights = new SingleFlight()
    const flight = flights.join(5)
    expect(flights.isLeader).toBe(true)
    expect([flights.join(5), flights.isLeader]).toEqual([flight, false])
    expect(flights.join(6)).not.toBe(flight)
    expect(flights.isLeader).toBe(true)
    expect([flights.end(flight), flights.end(flight), flights.isLoading(5), flights.isLoading(6)]).toEqual([
      2,
      0,
      false,
      true,
    ])
    flights.join(5)
    expect(flights.isLeader).toBe(true)
  })

  it('starts anew after a key was forgotten, and keeps both flights apart', () => {
    const flights = new SingleFlight()
    const old = flights.join(1)
    flights.forget(1)
    const young = flights.join(1)
    expect([flights.isLeader, young === old]).toEqual([true, false])
    expect(flights.end(old)).toBe(1)
    expect(flights.isLoading(1)).toBe(true)
    expect(flights.end(young)).toBe(1)
    expect(flights.isLoading(1)).toBe(false)
  })

  it('never has two loads of a key under way', () => {
    const flights = new SingleFlight()
    const random = new SequentialRandom(4)
    const leaders = new Map<number, number>()
    for (let i = 0; i < 5000; i++) {
      const key = Math.floor(random.uniform() * 40)
      const flight = flights.join(key)
      expect(flights.isLeader).toBe(!leaders.has(key))
      leaders.set(key, flight)
      if (random.uniform() < 0.3) {
        expect(flights.end(flight)).toBeGreaterThan(0)
        leaders.delete(key)
      }
    }
  })

  it('goes on after save and load', () => {
    const flights = new SingleFlight()
    for (let key = 0; key < 40; key++) flights.join(key)
    flights.end(3)
    const copy = new SingleFlight()
    loadState(copy, saveState(flights))
    expect(copy.join(3)).toBe(flights.join(3))
    expect([copy.isLeader, copy.end(7), copy.end(3)]).toEqual([true, 1, 1])
  })

  it('has no flight of a number it never gave', () => {
    expect(new SingleFlight().end(3)).toBe(0)
    expect(new SingleFlight().end(-1)).toBe(0)
  })
})

describe('write-behind buffer', () => {
  it('is due when enough keys wait or the oldest has waited long enough', () => {
    const buffer = new WriteBehind({ batchSize: 3, delayMs: 100 })
    expect(buffer.dueAt(0)).toBe(Infinity)
    expect([buffer.write(10, 1), buffer.write(20, 2), buffer.write(30, 1)]).toEqual([true, true, false])
    expect([buffer.dueAt(50), buffer.dueAt(110), buffer.dueAt(200), buffer.dueAt(5)]).toEqual([110, 110, 200, 110])
    buffer.write(40, 3)
    expect(buffer.dueAt(50)).toBe(50)
    expect([buffer.take(), buffer.take(), buffer.take(), buffer.take()]).toEqual([1, 2, 3, -1])
  })

  it('loses in a crash what waits, and counts it', () => {
    const buffer = new WriteBehind({ batchSize: 100, delayMs: 10 })
    for (let key = 0; key < 30; key++) buffer.write(0, key)
    buffer.take()
    expect([buffer.crash(), buffer.size, buffer.lost, buffer.take()]).toEqual([29, 0, 29, -1])
  })

  it('goes on after save and load', () => {
    const buffer = new WriteBehind({ batchSize: 100, delayMs: 10 })
    for (let key = 0; key < 50; key++) buffer.write(key, key)
    buffer.take()
    const copy = new WriteBehind({ batchSize: 100, delayMs: 10 })
    loadState(copy, saveState(buffer))
    expect([copy.size, copy.dueAt(0), copy.take()]).toEqual([49, 11, 1])
  })

  it.each([[{ batchSize: 0, delayMs: 1 }], [{ batchSize: 1.5, delayMs: 1 }], [{ batchSize: 1, delayMs: -1 }]])(
    'refuses %o',
    (params) => {
      expect(() => new WriteBehind(params)).toThrow(ParamError)
    },
  )
})
