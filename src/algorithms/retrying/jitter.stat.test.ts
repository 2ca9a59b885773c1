import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { build } from '../member'
import { backoffs } from './registry'
import type { Backoff } from './retrying'

const DRAWS = 20_000

/** Two-sided quantile of the normal distribution at about one in 100 000. */
const Z = 4.5

const params = {
  attempts: 10,
  baseMs: 100,
  capMs: 2000,
  wholeMs: false,
  initialMs: 100,
  multiplier: 2,
  jitter: 0.2,
  maxMs: 2000,
  jittersFirst: true,
}

interface Estimate {
  readonly mean: number
  readonly halfWidth: number
}

/** Mean wait before one retry, after a given previous wait. */
function estimate(type: string, retry: number, previousMs: number): Estimate {
  const backoff = build<Backoff>(backoffs, { type, ...params })
  const random = new SequentialRandom(17, retry)
  let sum = 0
  let squares = 0
  for (let i = 0; i < DRAWS; i++) {
    const wait = backoff.delayMs(retry, previousMs, random)
    sum += wait
    squares += wait * wait
  }
  const mean = sum / DRAWS
  return { mean, halfWidth: Z * Math.sqrt(Math.max(0, squares / DRAWS - mean * mean) / DRAWS) }
}

const agrees = ({ mean, halfWidth }: Estimate, theory: number) => Math.abs(mean - theory) <= halfWidth

const step = (retry: number) => Math.min(params.capMs, params.baseMs * 2 ** retry)

/** E min(cap, U(a, b)). */
function meanOfCapped(a: number, b: number, cap: number): number {
  if (b <= cap) return (a + b) / 2
  return ((cap - a) * ((a + cap) / 2) + (b - cap) * cap) / (b - a)
}

describe.each([
  ['full-jitter', 0, 0, step(0) / 2],
  ['full-jitter', 3, 0, step(3) / 2],
  ['full-jitter', 9, 0, step(9) / 2],
  ['equal-jitter', 0, 0, (step(0) * 3) / 4],
  ['equal-jitter', 4, 0, (step(4) * 3) / 4],
  ['decorrelated-jitter', 0, 0, meanOfCapped(100, 300, params.capMs)],
  ['decorrelated-jitter', 1, 400, meanOfCapped(100, 1200, params.capMs)],
  ['decorrelated-jitter', 2, 900, meanOfCapped(100, 2700, params.capMs)],
  ['grpc', 2, 0, step(2)],
] as const)('mean wait of %s before retry %i after %i ms', (type, retry, previousMs, theory) => {
  const measured = estimate(type, retry, previousMs)

  it('agrees with theory to within three percent', () => {
    expect(measured.halfWidth).toBeLessThan(0.03 * theory)
    expect(agrees(measured, theory)).toBe(true)
  })

  it('does not agree with a theory five percent off', () => {
    expect(agrees(measured, theory * 1.05)).toBe(false)
    expect(agrees(measured, theory * 0.95)).toBe(false)
  })
})
