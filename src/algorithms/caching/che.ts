/**
 * Che's approximation: the hit ratio of LRU, and of FIFO or random eviction, under independent references.
 *
 * How: with popularities pᵢ, a key stays for a characteristic time T, counted in requests, that is the same for all keys. LRU:
 * Σ 1 − e^(−pᵢT) = C, and key i hits with 1 − e^(−pᵢT). FIFO and random: Σ pᵢT/(1 + pᵢT) = C, and key i hits with pᵢT/(1 + pᵢT).
 * Bound: an approximation; on 20 000 requests of a Zipf law it is within about one percent.
 * Units: capacity C [keys], T [requests], popularities [share], summing to 1.
 * Cost: about ten passes over the popularities. Randomness: none. Throws: never.
 * Source: H. Che, Y. Tung, Z. Wang, "Hierarchical web caching systems", IEEE JSAC 20 (2002); C. Fricker et al., "A versatile and
 * accurate approximation for LRU cache performance" (2012) for FIFO and random.
 */

import { requireNumber } from '../../lib/errors'
import { expm1, pow } from '../../lib/math'
import { field, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'

/** Steps end by themselves, after about ten; this many are never needed. */
const MAX_STEPS = 200

/** [share] popularities of n keys under Zipf's law with exponent s, most popular first. */
export function zipf(n: number, s: number): Float64Array {
  const popularity = new Float64Array(n)
  let sum = 0
  for (let rank = n; rank >= 1; rank--) {
    popularity[rank - 1] = pow(rank, -s)
    sum += popularity[rank - 1]!
  }
  for (let i = 0; i < n; i++) popularity[i]! /= sum
  return popularity
}

/** [requests] characteristic time of LRU; infinity where the cache holds every key that is ever asked for. */
export function lruTime(popularity: Float64Array, capacity: number): number {
  return solve(popularity, capacity, LRU)
}

/** [share] hits of LRU over all requests. */
export function lruHitRatio(popularity: Float64Array, capacity: number): number {
  return hitRatio(popularity, lruTime(popularity, capacity), LRU)
}

/** [share] hits of LRU among requests for the key at `index`. */
export function lruHitRatioOf(popularity: Float64Array, capacity: number, index: number): number {
  return LRU.share(popularity[index]! * lruTime(popularity, capacity))
}

/** [requests] characteristic time of FIFO and random eviction; infinity as in {@link lruTime}. */
export function fifoTime(popularity: Float64Array, capacity: number): number {
  return solve(popularity, capacity, FIFO)
}

/** [share] hits of FIFO and random eviction over all requests. */
export function fifoHitRatio(popularity: Float64Array, capacity: number): number {
  return hitRatio(popularity, fifoTime(popularity, capacity), FIFO)
}

/** [share] hits of a cache that always holds the `capacity` most popular keys. Popularities are sorted, highest first. */
export function perfectLfuHitRatio(popularity: Float64Array, capacity: number): number {
  let sum = 0
  for (let i = 0; i < capacity && i < popularity.length; i++) sum += popularity[i]!
  return sum
}

/** How a key is held: with which probability, from x = pT, and how that grows with x, from the probability itself. */
interface Law {
  share(x: number): number
  slope(share: number): number
}

const LRU: Law = {
  share: (x) => -expm1(-x),
  slope: (share) => 1 - share,
}

const FIFO: Law = {
  share: (x) => (x === Infinity ? 1 : x / (1 + x)),
  slope: (share) => (1 - share) * (1 - share),
}

function hitRatio(popularity: Float64Array, time: number, law: Law): number {
  let sum = 0
  for (let i = 0; i < popularity.length; i++) {
    const p = popularity[i]!
    if (p > 0) sum += p * law.share(p * time)
  }
  return sum
}

/**
 * Finds T by Newton's method. The expected size is concave and rising in T and at most T, so from T = C every step stays on the left of
 * the root and the steps end there.
 */
function solve(popularity: Float64Array, capacity: number, law: Law): number {
  let askedFor = 0
  for (let i = 0; i < popularity.length; i++) if (popularity[i]! > 0) askedFor++
  if (!(capacity < askedFor)) return Infinity
  if (!(capacity > 0)) return 0
  let time = capacity
  for (let step = 0; step < MAX_STEPS; step++) {
    let size = 0
    let slope = 0
    for (let i = 0; i < popularity.length; i++) {
      const p = popularity[i]!
      if (p === 0) continue
      const share = law.share(p * time)
      size += share
      slope += p * law.slope(share)
    }
    const next = time + (capacity - size) / slope
    if (!(next > time)) break
    time = next
  }
  return time
}

const fields = {
  keys: field(
    1,
    'Keys',
    'How many different keys are asked for.',
    integer('count', 1000, { min: 1, max: 1e6, scale: 'log' }),
  ),
  exponent: field(2, 'Zipf exponent', 'How uneven their popularity is; 0 is even.', number('exponent', 1, { max: 5 })),
  capacity: field(
    3,
    'Capacity',
    'Keys that the cache holds.',
    integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
  ),
}

/** [share] hits that theory expects of a cache under independent references. */
export interface HitRatios {
  readonly lru: number
  readonly fifoOrRandom: number
  readonly perfectLfu: number
}

export const cheApproximation: BuildableMember<'che-approximation', typeof fields, HitRatios> = {
  id: 'che-approximation',
  number: 5,
  label: "Che's approximation",
  help: 'The hit ratio to expect of a cache when each request picks its key independently of the others.',
  fields,
  source:
    'Che, Tung and Wang, "Hierarchical web caching systems" (IEEE JSAC 20, 2002); Fricker, Robert and Roberts (2012)',
  sourceUrl: 'https://arxiv.org/abs/1202.3974',
  formula: 'Σ 1 − e^(−pᵢT) = C; hit ratio Σ pᵢ·(1 − e^(−pᵢT))',
  deviations: '',
  create: (params) => {
    const keys = requireNumber('keys', params.keys, { min: 1, max: 1e6, integer: true })
    const capacity = requireNumber('capacity', params.capacity, { min: 1, max: 1e6, integer: true })
    const popularity = zipf(keys, requireNumber('exponent', params.exponent, { min: 0, max: 5 }))
    return {
      lru: lruHitRatio(popularity, capacity),
      fifoOrRandom: fifoHitRatio(popularity, capacity),
      perfectLfu: perfectLfuHitRatio(popularity, capacity),
    }
  },
}
