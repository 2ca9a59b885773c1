/** How much of a stream each policy of eviction answers, by how much it may hold. */
import type { AnyEvictionMember, Eviction } from '../../../algorithms/caching/caching'
import { ABSENT } from '../../../algorithms/caching/caching'
import { lruHitRatio, zipf } from '../../../algorithms/caching/che'
import { fifo } from '../../../algorithms/caching/fifo'
import { lru } from '../../../algorithms/caching/lru'
import { evictions } from '../../../algorithms/caching/registry'
import { s3Fifo } from '../../../algorithms/caching/s3-fifo'
import { sieve } from '../../../algorithms/caching/sieve'
import { wTinyLfu } from '../../../algorithms/caching/w-tinylfu'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import { Zipf } from '../../../lib/zipf'
import type { Series } from '../chart'
import { type Chosen, figure } from './figure'

const inputs = {
  keys: field(
    1,
    'Keys',
    'Different keys that are asked for.',
    integer('count', 5000, { min: 100, max: 50_000, scale: 'log' }),
  ),
  exponent: field(
    2,
    'Skew',
    'Exponent of Zipf: 0 for all alike, 1 and more for few favourites.',
    number('exponent', 0.9, { max: 2 }),
  ),
  scans: field(
    3,
    'Asked once only',
    'Share of requests for a key that never comes again, as a scan makes them.',
    number('share', 0, { max: 0.9 }),
  ),
  requests: field(4, 'Requests', 'How many.', integer('count', 40_000, { min: 1000, max: 200_000, scale: 'log' })),
} as const

/** Capacities as shares of the number of keys. */
const SIZES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]

export const caching = figure({
  id: 'evictions',
  family: 'caching',
  title: 'Hits by capacity',
  caption:
    'The same requests to caches of seven sizes. Requests that come only once tell policies apart: those that take in everything lose what is asked for often.',
  inputs,
  members: evictions,
  initial: [lru, fifo, sieve, s3Fifo, wTinyLfu],
  run({ values, chosen, seed }) {
    const { keys, exponent, scans } = values
    const stream = streamOf(values, seed)
    const capacities = SIZES.map((size) => Math.max(1, Math.round(size * keys)))
    const popularity = zipf(keys, exponent).map((share) => share * (1 - scans))
    const theory: Series = {
      label: 'LRU in theory',
      isReference: true,
      points: capacities.map((capacity) => [capacity, lruHitRatio(popularity, capacity)]),
    }
    const series = chosen.map((one): Series => {
      return {
        label: one.member.label,
        id: one.member.id,
        points: capacities.map((capacity) => [capacity, hitRatio(one, capacity, stream)]),
      }
    })
    return [
      {
        kind: 'lines',
        x: { label: 'keys held', unit: 'count', min: capacities[0] ?? 1, max: capacities.at(-1) ?? keys, isLog: true },
        y: { label: 'hits', unit: 'share', min: 0, max: 1 },
        // The theory knows nothing of keys that come once.
        series: scans === 0 ? [...series, theory] : series,
      },
    ]
  },
})

function streamOf(
  { keys, exponent, scans, requests }: { [name in keyof typeof inputs]: number },
  seed: number,
): Uint32Array {
  const random = new SequentialRandom(seed, 2)
  const ranks = new Zipf(keys, exponent)
  const stream = new Uint32Array(requests)
  let next = keys
  for (let i = 0; i < requests; i++) stream[i] = random.uniform() < scans ? next++ : ranks.sample(random)
  return stream
}

function hitRatio({ member, params }: Chosen, capacity: number, stream: Uint32Array): number {
  const cache: Eviction = (member as AnyEvictionMember).create(params as never, capacity)
  const random = new SequentialRandom(1, 3)
  // The first third fills the cache and is not counted.
  const start = Math.floor(stream.length / 3)
  let hits = 0
  for (const [i, key] of stream.entries()) {
    if (cache.lookup(key) !== ABSENT) hits += i >= start ? 1 : 0
    else cache.insert(key, random)
  }
  return hits / (stream.length - start)
}
