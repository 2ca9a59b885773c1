import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { ABSENT } from './caching'
import { fifoHitRatio, lruHitRatio, zipf } from './che'
import { buildEviction } from './registry'

const KEYS = 500
const CAPACITY = 50
const REPLICATIONS = 12
const WARM_UP = 5000
const REQUESTS = 20_000

/** Two-sided quantile of Student's t with 11 degrees of freedom at about one in 10 000. */
const T = 5.9

/** What the approximation itself may be off by. */
const APPROXIMATION = 0.004

const popularity = zipf(KEYS, 0.9)
let total = 0
const cumulative = popularity.map((p) => {
  total += p
  return total
})

function draw(random: SequentialRandom): number {
  const u = random.uniform()
  let low = 0
  let high = KEYS - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! < u) low = middle + 1
    else high = middle
  }
  return low
}

function hitRatioOf(type: string, seed: number): number {
  const cache = buildEviction({ type }, CAPACITY)
  const random = new SequentialRandom(seed)
  let hits = 0
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const key = draw(random)
    if (cache.lookup(key) === ABSENT) cache.insert(key, random)
    else if (i >= WARM_UP) hits++
  }
  return hits / REQUESTS
}

function measure(type: string): { readonly mean: number; readonly halfWidth: number } {
  const ratios = Array.from({ length: REPLICATIONS }, (_, i) => hitRatioOf(type, i + 1))
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / REPLICATIONS
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (REPLICATIONS - 1)
  return { mean, halfWidth: T * Math.sqrt(variance / REPLICATIONS) }
}

const agrees = ({ mean, halfWidth }: ReturnType<typeof measure>, theory: number) =>
  Math.abs(mean - theory) <= halfWidth + APPROXIMATION

describe.each([
  ['lru', lruHitRatio],
  ['fifo', fifoHitRatio],
  ['random', fifoHitRatio],
] as const)('hits of %s under independent references', (type, theory) => {
  const measured = measure(type)

  it('agree with the approximation, to within two percent', () => {
    expect(measured.halfWidth + APPROXIMATION).toBeLessThan(0.02)
    expect(agrees(measured, theory(popularity, CAPACITY))).toBe(true)
  })

  it('do not agree with a cache a tenth larger, nor with the other theory', () => {
    expect(agrees(measured, theory(popularity, CAPACITY * 1.1))).toBe(false)
    expect(agrees(measured, (theory === lruHitRatio ? fifoHitRatio : lruHitRatio)(popularity, CAPACITY))).toBe(false)
  })
})
