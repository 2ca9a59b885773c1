/** One figure for each sketch: how close it comes to what it summarises. */
import { bloomFalsePositives, bloomFilter } from '../../../algorithms/sketches/bloom-filter'
import { countMin } from '../../../algorithms/sketches/count-min'
import { ema } from '../../../algorithms/sketches/ema'
import { hdrHistogram } from '../../../algorithms/sketches/hdr-histogram'
import { merkleTree } from '../../../algorithms/sketches/merkle-tree'
import { timedEma } from '../../../algorithms/sketches/timed-ema'
import { wilsonLowerBound } from '../../../algorithms/sketches/wilson-lower-bound'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import { Zipf } from '../../../lib/zipf'
import type { Series } from '../chart'
import { type Chosen, exponential, figure, made, type Of, percent } from './figure'

const STEPS = 24

const filling = {
  keys: field(1, 'Keys added', 'Up to this many.', integer('count', 20_000, { min: 1000, max: 50_000, scale: 'log' })),
} as const

export const bloom = figure({
  id: 'false-positives',
  family: 'sketches',
  title: 'Yes, though it was never added',
  caption:
    'A filter is built for a number of keys. Beyond it, more and more keys that were never added seem to be there.',
  inputs: filling,
  members: [bloomFilter],
  run({ values, chosen, seed }) {
    const [one] = chosen
    if (!one) return []
    const filter = made<Of<typeof bloomFilter>>(one)
    const random = new SequentialRandom(seed, 20)
    const measured: [number, number][] = []
    const theory: [number, number][] = []
    for (let step = 1, added = 0; step <= STEPS; step++) {
      const target = Math.round((values.keys * step) / STEPS)
      // Added keys are even and asked ones odd, so that no asked key was added.
      for (; added < target; added++) filter.add((random.uint32() & ~1) >>> 0)
      let wrong = 0
      for (let i = 0; i < 2000; i++) wrong += filter.mightContain((random.uint32() | 1) >>> 0) ? 1 : 0
      measured.push([added, wrong / 2000])
      theory.push([added, bloomFalsePositives(filter.m, filter.k, added)])
    }
    return [
      {
        kind: 'lines',
        title: `${(filter.bytes / 1000).toFixed(1)} kB, ${filter.k} bits set for each key`,
        x: { label: 'keys added', unit: 'count', min: 0, max: values.keys },
        y: { label: 'wrong yes', unit: 'share', min: 0, max: Math.max(0.02, ...measured.map(([, y]) => y)) * 1.05 },
        series: [
          { label: one.member.label, id: one.member.id, points: measured },
          { label: 'in theory', isReference: true, points: theory },
        ],
      },
    ]
  },
})

const counting = {
  keys: field(
    1,
    'Different keys',
    'Some far more frequent than others.',
    integer('count', 20_000, { min: 100, max: 100_000, scale: 'log' }),
  ),
  total: field(2, 'Events', 'Counted in all.', integer('count', 50_000, { min: 1000, max: 200_000, scale: 'log' })),
} as const

export const frequencies = figure({
  id: 'frequencies',
  family: 'sketches',
  title: 'How often a key came',
  caption:
    'Estimates are never too low. Frequent keys come out right; rare ones share their cells with others and seem more frequent than they are.',
  inputs: counting,
  members: [countMin],
  fit: () => ({ error: 0.002 }),
  run({ values, chosen, seed }) {
    const [one] = chosen
    if (!one) return []
    const sketch = made<Of<typeof countMin>>(one)
    const random = new SequentialRandom(seed, 21)
    const ranks = new Zipf(values.keys, 1)
    const truth = new Float64Array(values.keys)
    for (let i = 0; i < values.total; i++) {
      const key = ranks.sample(random)
      truth[key] = (truth[key] ?? 0) + 1
      sketch.add(key)
    }
    const shown = Array.from({ length: STEPS }, (_, i) => Math.floor((values.keys - 1) ** (i / (STEPS - 1)))).filter(
      (rank, i, all) => all.indexOf(rank) === i,
    )
    const top = Math.max(2, sketch.estimate(0))
    return [
      {
        kind: 'lines',
        title: `${(sketch.bytes / 1000).toFixed(1)} kB: ${sketch.depth} rows of ${sketch.width} cells`,
        x: { label: 'rank of the key', unit: 'count', min: 1, max: values.keys, isLog: true },
        y: { label: 'times', unit: 'count', min: 0.5, max: top, isLog: true },
        series: [
          {
            label: one.member.label,
            id: one.member.id,
            points: shown.map((key) => [key + 1, Math.max(0.5, sketch.estimate(key))]),
          },
          { label: 'truth', isReference: true, points: shown.map((key) => [key + 1, Math.max(0.5, truth[key] ?? 0)]) },
        ],
      },
    ]
  },
})

const comparing = {
  leaves: field(1, 'Entries', 'In each of two copies.', integer('count', 1024, { min: 2, max: 4096, scale: 'log' })),
  different: field(2, 'Differ', 'Entries that are not the same in both.', integer('count', 3, { min: 0, max: 50 })),
} as const

export const merkle = figure({
  id: 'differences',
  family: 'sketches',
  title: 'Finding what differs between two copies',
  caption:
    'Equal hashes mean that everything below is equal and need not be looked at. A few differences are found with few comparisons.',
  inputs: comparing,
  members: [merkleTree],
  run({ values, chosen, seed }) {
    const [one] = chosen
    if (!one) return []
    const here = made<Of<typeof merkleTree>>(one)
    const there = made<Of<typeof merkleTree>>(one)
    const random = new SequentialRandom(seed, 22)
    for (let i = 0; i < values.leaves; i++) {
      here.add(i)
      there.add(i)
    }
    for (let i = 0; i < Math.min(values.different, values.leaves); i++)
      there.replace(random.uint32() % values.leaves, Uint8Array.of(255, i))
    const { positions, compared } = here.differences(there)
    return [
      {
        kind: 'table',
        columns: ['', 'Value'],
        rows: [
          { cells: ['Root here', `${here.rootHex().slice(0, 24)}…`] },
          { cells: ['Root there', `${there.rootHex().slice(0, 24)}…`] },
          { cells: ['Entries that differ', positions.join(', ') || 'none'] },
          { cells: ['Hashes compared', `${compared}, instead of ${values.leaves}`] },
          { cells: ['Hashes that prove one entry', String(here.auditPath(0).length)] },
        ],
      },
    ]
  },
})

const measuring = {
  values: field(1, 'Values', 'Measured.', integer('count', 20_000, { min: 100, max: 100_000, scale: 'log' })),
  meanMs: field(2, 'Mean', 'Of what is measured.', number('ms', 20, { min: 1, max: 1000, scale: 'log' })),
} as const

const PERCENTILES = [10, 25, 50, 75, 90, 95, 99, 99.9]

export const histogram = figure({
  id: 'percentiles',
  family: 'sketches',
  title: 'Percentiles without keeping the values',
  caption: 'Buckets grow with the values, so that the error stays the same share of the value wherever it lies.',
  inputs: measuring,
  members: [hdrHistogram],
  run({ values, chosen, seed }) {
    const [one] = chosen
    if (!one) return []
    const sketch = made<Of<typeof hdrHistogram>>(one)
    const random = new SequentialRandom(seed, 23)
    const all = new Float64Array(values.values)
    for (let i = 0; i < all.length; i++) {
      all[i] = exponential(random.uniform(), values.meanMs)
      sketch.add(all[i] ?? 0)
    }
    all.sort()
    return [
      {
        kind: 'table',
        title: `${(sketch.bytes / 1000).toFixed(0)} kB, instead of ${((all.length * 8) / 1000).toFixed(0)} kB`,
        columns: ['Percentile', 'Exact', 'From the histogram', 'Off by'],
        rows: PERCENTILES.map((p) => {
          const exact = all[Math.max(0, Math.ceil((p / 100) * all.length) - 1)] ?? 0
          const estimate = sketch.percentile(p) ?? 0
          return {
            cells: [`p${p}`, `${exact.toFixed(3)} ms`, `${estimate.toFixed(3)} ms`, percent(estimate / exact - 1)],
          }
        }),
      },
    ]
  },
})

const voting = {
  share: field(1, 'Good', 'True share of good outcomes.', number('share', 0.8, { min: 0.01, max: 0.99 })),
  trials: field(2, 'Trials', 'How many are seen.', integer('count', 200, { min: 10, max: 2000, scale: 'log' })),
} as const

export const bound = figure({
  id: 'lower-bound',
  family: 'sketches',
  title: 'How good it is at least',
  caption:
    'After few trials little is certain, and the bound says so: three successes of three are not better than ninety of a hundred.',
  inputs: voting,
  members: [wilsonLowerBound],
  run({ values, chosen, seed }) {
    const [one] = chosen
    if (!one) return []
    const sketch = made<Of<typeof wilsonLowerBound>>(one)
    const random = new SequentialRandom(seed, 24)
    const lower: [number, number][] = []
    const observed: [number, number][] = []
    for (let i = 1, good = 0; i <= values.trials; i++) {
      const isGood = random.uniform() < values.share
      good += isGood ? 1 : 0
      sketch.add(isGood ? 1 : 0)
      lower.push([i, sketch.value ?? 0])
      observed.push([i, good / i])
    }
    return [
      {
        kind: 'lines',
        x: { label: 'trials', unit: 'count', min: 1, max: values.trials },
        y: { label: 'share', unit: 'share', min: 0, max: 1 },
        series: [
          { label: one.member.label, id: one.member.id, points: lower },
          { label: 'observed', points: observed },
          {
            label: 'true share',
            isReference: true,
            points: [
              [1, values.share],
              [values.trials, values.share],
            ],
          },
        ],
      },
    ]
  },
})

const smoothing = {
  noise: field(1, 'Noise', 'How far values scatter, as a share of their level.', number('share', 0.4, { max: 1 })),
  gapMs: field(
    2,
    'Time between values',
    'On average; it becomes four times longer in the last third.',
    number('ms', 500, { min: 50, max: 5000 }),
  ),
} as const

export const averages = figure({
  id: 'averages',
  family: 'sketches',
  title: 'Following a level that jumps',
  caption:
    'Dots are values. An average by value forgets after so many values, one by time after so long, however many came.',
  inputs: smoothing,
  members: [ema, timedEma],
  run({ values, chosen, seed }) {
    const stream = valuesOf(values, seed)
    const end = stream.at(-1)?.at ?? 1
    return [
      {
        kind: 'lines',
        x: { label: 'time', unit: 'ms', min: 0, max: end },
        y: { label: 'value', unit: 'count', min: 0, max: 200 },
        series: [
          ...chosen.map((one): Series => ({ label: one.member.label, id: one.member.id, points: follow(one, stream) })),
          { label: 'values', isReference: true, isDotted: true, points: stream.map(({ at, value }) => [at, value]) },
        ],
      },
    ]
  },
})

interface Measured {
  readonly at: number
  readonly value: number
}

function valuesOf({ noise, gapMs }: { noise: number; gapMs: number }, seed: number): Measured[] {
  const random = new SequentialRandom(seed, 25)
  const count = 240
  let at = 0
  return Array.from({ length: count }, (_, i) => {
    at += exponential(random.uniform(), gapMs) * (i > count * 0.66 ? 4 : 1)
    const level = i < count / 3 ? 50 : 120
    return { at, value: Math.max(0, level * (1 + noise * (random.uniform() * 2 - 1))) }
  })
}

function follow(one: Chosen, stream: readonly Measured[]): [number, number][] {
  if (one.member.id === timedEma.id) {
    const sketch = made<Of<typeof timedEma>>(one)
    return stream.map(({ at, value }) => {
      sketch.update(at, value)
      return [at, sketch.value ?? 0]
    })
  }
  const sketch = made<Of<typeof ema>>(one)
  return stream.map(({ at, value }) => {
    sketch.add(value)
    return [at, sketch.value ?? 0]
  })
}
