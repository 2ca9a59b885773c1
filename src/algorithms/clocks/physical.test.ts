import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { BoundedClock } from './bounded-uncertainty'
import { DriftingClock } from './drifting'

describe('DriftingClock', () => {
  it.each([
    { offsetMs: 0, driftPermille: 0, now: 1000, shown: 1000 },
    { offsetMs: 50, driftPermille: 0, now: 1000, shown: 1050 },
    { offsetMs: 0, driftPermille: 10, now: 1000, shown: 1010 },
    { offsetMs: -5, driftPermille: -10, now: 1000, shown: 985 },
  ])(
    'with offset $offsetMs and drift $driftPermille shows $shown at $now',
    ({ offsetMs, driftPermille, now, shown }) => {
      expect(new DriftingClock({ offsetMs, driftPermille }).read(now)).toBeCloseTo(shown, 9)
    },
  )

  it('repeats time after a jump back and drifts on from there', () => {
    const clock = new DriftingClock({ offsetMs: 0, driftPermille: 1 })
    clock.jump(1000, -500)
    expect(clock.read(1000)).toBeCloseTo(501, 9)
    expect(clock.read(2000)).toBeCloseTo(1502, 9)
    expect(clock.whenShows(1000, 1001)).toBeGreaterThan(1000)
    clock.set(3000, 3000)
    expect(clock.read(3000)).toBe(3000)
  })

  it('goes on from a saved state', () => {
    const params = { offsetMs: 3, driftPermille: 2 }
    const clock = new DriftingClock(params)
    clock.jump(10, 100)
    const copy = new DriftingClock(params)
    loadState(copy, saveState(clock))
    expect(copy.read(999)).toBe(clock.read(999))
  })

  it.each([
    { offsetMs: Infinity, driftPermille: 0 },
    { offsetMs: 0, driftPermille: -1000 },
  ])('refuses %o', (params) => {
    expect(() => new DriftingClock(params)).toThrow(ParamError)
  })
})

describe('BoundedClock', () => {
  const spanner = { baseMs: 1, driftPermille: 0.2, syncIntervalMs: 30_000, bias: 0 }

  it('lets the uncertainty grow from 1 to 7 ms over 30 s and falls back at the correction', () => {
    const clock = new BoundedClock(spanner)
    expect(clock.uncertaintyMs(0)).toBe(1)
    expect(clock.uncertaintyMs(29_999.999)).toBeCloseTo(7, 5)
    expect(clock.uncertaintyMs(30_000)).toBe(1)
  })

  it.each([-1, -0.3, 0, 1])('holds the true time in its interval with bias %d', (bias) => {
    const clock = new BoundedClock({ ...spanner, bias })
    for (let now = 0; now < 100_000; now += 777) {
      expect(clock.earliest(now)).toBeLessThanOrEqual(now + 1e-9)
      expect(clock.latest(now)).toBeGreaterThanOrEqual(now - 1e-9)
    }
  })

  it('gives a later transaction on any node a timestamp that is not smaller, when the commit waits', () => {
    const random = new SequentialRandom(5)
    for (let i = 0; i < 500; i++) {
      const clocks = [0, 1].map(() => new BoundedClock({ ...spanner, bias: 2 * random.uniform() - 1 }))
      const now = random.uniform() * 100_000
      const timestamp = clocks[0]!.latest(now)
      const end = clocks[0]!.commitWaitEnd(now, timestamp)
      expect(end - now).toBeLessThanOrEqual(2 * 7 + 0.01)
      expect(clocks[1]!.latest(end)).toBeGreaterThanOrEqual(timestamp - 1e-9)
    }
  })

  it('would order two transactions wrongly without the wait', () => {
    const ahead = new BoundedClock({ ...spanner, bias: 1 })
    const behind = new BoundedClock({ ...spanner, bias: -1 })
    expect(behind.latest(1000.1)).toBeLessThan(ahead.latest(1000))
  })
})
