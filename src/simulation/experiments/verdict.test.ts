import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { normal } from '../../lib/ziggurat'
import { verdictOf, verdicts } from './verdict'

const p99 = (a: number[], b: number[]) => verdictOf('p99', ' ms', { a, b })

describe('a verdict', () => {
  it('gives the ratio of the figures with its interval', () => {
    // Logarithms of the ratios by hand: mean −0.3682, s 0.03376, half-width 4.303 · s / √3 = 0.0839.
    expect(p99([100, 200, 300], [67, 138, 215])).toBe("B's p99 is 31 % lower, 95 % interval 25 to 36.")
    expect(p99([100, 200, 300], [150, 302, 455])).toBe("B's p99 is 51 % higher, 95 % interval 49 to 53.")
  })

  it('says how many times as much it is where that is more than a percentage can say', () => {
    // Ratios of 50, 100 and 200: 100 by their logarithms, s = 0.6931, half-width 4.303 · s / √3 = 1.722.
    expect(p99([10, 10, 10], [500, 1000, 2000])).toBe("B's p99 is 100 times that of A, 95 % interval 18 to 559.")
    expect(p99([100, 100, 100], [290, 291, 292])).toMatch(/^B's p99 is 191 % higher/)
    expect(p99([100, 100, 100], [10, 10.1, 9.9])).toMatch(/^B's p99 is 90 % lower/)
  })

  it('claims nothing where the interval leaves it open', () => {
    expect(p99([100, 200, 300], [110, 190, 302])).toMatch(
      /^p99: no difference can be shown; B's lies between [\d.]+ % lower and [\d.]+ % higher\.$/,
    )
  })

  it('claims nothing from one pair', () => {
    expect(p99([100], [50])).toMatch(/one pair of runs shows no more than chance/)
  })

  it('takes differences where there is nothing to divide by', () => {
    const failed = (b: number[]) => verdictOf('number of failed requests', '', { a: [0, 0, 1], b })
    expect(failed([20, 22, 24])).toMatch(/^B's number of failed requests is 22 higher, 95 % interval 1\d to 2\d\.$/)
    expect(failed([0, 2, 1])).toMatch(/no difference can be shown; B's lies between [\d.]+ lower and [\d.]+ higher/)
  })

  it('says so when a figure has too few samples or is the same', () => {
    const pairs = new Map([['requests.latencyMs.p50', { a: [5, 5], b: [5, 5] }]])
    const found = verdicts(pairs, { replications: 2, outcomes: { a: { completed: 2 }, b: { completed: 2 } } })
    expect(found[0]).toBe('p99: too few samples in some run to compare.')
    expect(found).toContain('p50: the same in every run.')
  })

  it('claims a difference of equal designs in about one case of twenty', () => {
    const random = new SequentialRandom(8)
    const noisy = () => Array.from({ length: 8 }, () => 100 + 5 * normal(random))
    let claims = 0
    for (let i = 0; i < 600; i++) if (p99(noisy(), noisy()).startsWith("B's")) claims++
    expect(claims).toBeGreaterThan(600 * 0.02)
    expect(claims).toBeLessThan(600 * 0.09)
  })
})
