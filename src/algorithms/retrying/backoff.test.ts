import { describe, expect, it } from 'vitest'
import type { Random } from '../../lib/random'
import { build } from '../member'
import { backoffs } from './registry'
import type { Backoff } from './retrying'

/** Gives the numbers in turn, again and again. */
function fed(...draws: number[]): Random & { count: number } {
  return {
    count: 0,
    uniform() {
      return draws[this.count++ % draws.length]!
    },
    uint32: () => 0,
  }
}

const base = { attempts: 10, baseMs: 100, capMs: 1000, wholeMs: false, exponent: 2 }

function waits(type: string, draws: number[], count: number, extra: Record<string, unknown> = {}): number[] {
  const backoff = build<Backoff>(backoffs, { type, ...base, ...extra })
  const random = fed(...draws)
  let previous = 0
  return Array.from({ length: count }, (_, retry) => {
    previous = backoff.delayMs(retry, previous, random)
    return previous
  })
}

describe('schedules', () => {
  it.each([
    ['fixed', [0.5], { delayMs: 70 }, [70, 70, 70]],
    ['exponential', [0.5], {}, [100, 200, 400, 800, 1000, 1000]],
    ['full-jitter', [0.5], {}, [50, 100, 200, 400, 500, 500]],
    ['full-jitter', [0.25], { wholeMs: true, baseMs: 101 }, [25, 50, 101]],
    ['equal-jitter', [0.5], {}, [75, 150, 300, 600, 750, 750]],
    ['equal-jitter', [0.25], { wholeMs: true, baseMs: 101 }, [63, 126, 252]],
    ['decorrelated-jitter', [0.5], {}, [200, 350, 575, 912.5, 1000]],
    ['decorrelated-jitter', [1], {}, [300, 900, 1000, 1000]],
    [
      'grpc',
      [0.5],
      { initialMs: 1000, multiplier: 1.5, jitter: 0.2, maxMs: 2000, jittersFirst: true },
      [1000, 1500, 2000],
    ],
    [
      'grpc',
      [1],
      { initialMs: 1000, multiplier: 1.5, jitter: 0.2, maxMs: 2000, jittersFirst: true },
      [1200, 1800, 2400],
    ],
    [
      'grpc',
      [1],
      { initialMs: 1000, multiplier: 1.5, jitter: 0.2, maxMs: 2000, jittersFirst: false },
      [1000, 1800, 2400],
    ],
  ])('%s with draws of %o and %o waits %o', (type, draws, extra, expected) => {
    const got = waits(type, draws, expected.length, extra)
    got.forEach((wait, i) => {
      expect(wait).toBeCloseTo(expected[i]!, 9)
    })
  })

  it('grpc cuts steps and jitter to whole nanoseconds', () => {
    const params = { initialMs: 0.001, multiplier: 1.6, jitter: 0.2, maxMs: 1, jittersFirst: false }
    // 1000, 1600, 2560, 4096 and 6553.6 ns; 0.3 of the way from -1310.6 to 1310.6 ns is -524.24 ns.
    expect(waits('grpc', [0.3], 5, params)[4]).toBe((6553 - 524) / 1e6)
  })

  it.each(['exponential', 'full-jitter', 'equal-jitter', 'decorrelated-jitter', 'polly'])(
    '%s with base 0 never waits',
    (type) => {
      expect(waits(type, [0.7, 0.2], 5, { baseMs: 0 })).toEqual([0, 0, 0, 0, 0])
    },
  )

  it('is capped even where the base is above the cap', () => {
    expect(waits('exponential', [0.5], 2, { baseMs: 5000 })).toEqual([1000, 1000])
    expect(waits('decorrelated-jitter', [0.5], 2, { baseMs: 5000 })).toEqual([1000, 1000])
  })

  it.each([
    ['fixed', 0],
    ['exponential', 0],
    ['full-jitter', 4],
    ['equal-jitter', 4],
    ['decorrelated-jitter', 4],
    ['polly', 7],
  ])('%s draws %i times for four waits', (type, draws) => {
    const backoff = build<Backoff>(backoffs, { type, ...base, delayMs: 1 } as { type: string })
    const random = fed(0.3)
    for (let retry = 0; retry < 4; retry++) backoff.delayMs(retry, 1, random)
    expect(random.count).toBe(draws)
  })
})

describe('polly', () => {
  it('is the difference of two points on its curve, scaled', () => {
    const curve = (t: number) => 2 ** t * Math.tanh(Math.sqrt(4 * t))
    expect(waits('polly', [0.3], 1, { capMs: 1e9 })[0]).toBeCloseTo((curve(0.3) / 1.4) * 100, 9)
    const backoff = build<Backoff>(backoffs, { type: 'polly', ...base, capMs: 1e9 } as { type: string })
    expect(backoff.delayMs(4, 0, fed(0.1, 0.9))).toBeCloseTo(((curve(4.9) - curve(3.1)) / 1.4) * 100, 9)
  })

  it('does not wait where both points fall together', () => {
    const backoff = build<Backoff>(backoffs, { type: 'polly', ...base, exponent: 1 } as { type: string })
    expect(backoff.delayMs(5, 0, fed(1, 0))).toBe(0)
  })
})
