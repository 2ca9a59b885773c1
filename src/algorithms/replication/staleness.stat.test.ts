import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { Quorum } from './quorum'
import { staleReadProbability } from './quorum-arithmetic'
import { newestVersion } from './read-repair'

/** Share of reads that miss a write which only W replicas got, with a two-sided interval of 4.5 standard errors. */
function staleShare(n: number, w: number, r: number, runs: number): { mean: number; half: number } {
  const random = new SequentialRandom(17)
  const scheme = new Quorum({ replicas: n, writeAnswers: w, readAnswers: r, readsAll: false })
  const isUp = new Uint8Array(n).fill(1)
  const out = new Int32Array(n)
  let stale = 0
  for (let run = 0; run < runs; run++) {
    const count = scheme.plan(false, isUp, random, out)
    // The replicas below w have the write.
    const versions = Array.from(out.slice(0, count), (replica) => (replica < w ? 1 : 0))
    if (newestVersion(versions) < 1) stale++
  }
  const mean = stale / runs
  return { mean, half: 4.5 * Math.sqrt((mean * (1 - mean)) / runs) }
}

describe.each([
  { n: 3, w: 1, r: 1 },
  { n: 5, w: 2, r: 2 },
  { n: 10, w: 3, r: 3 },
])('reads of $r of $n after a write to $w', ({ n, w, r }) => {
  const { mean, half } = staleShare(n, w, r, 200_000)
  const theory = staleReadProbability(n, w, r)

  it('are stale as often as the formula says', () => {
    expect(half).toBeLessThan(0.025 * theory)
    expect(Math.abs(mean - theory)).toBeLessThan(half)
  })

  it('are not stale 5 % more often', () => {
    expect(Math.abs(mean - 1.05 * theory)).toBeGreaterThan(half)
  })
})
