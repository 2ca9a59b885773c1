/** What stands beside the policies of eviction: lives, loads, writes and theory. */
import { cheApproximation } from '../../../algorithms/caching/che'
import { singleFlight } from '../../../algorithms/caching/single-flight'
import { cacheStrategies, cacheStrategy } from '../../../algorithms/caching/strategies'
import { timeToLive } from '../../../algorithms/caching/ttl'
import { writeBehind } from '../../../algorithms/caching/write-behind'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import { Zipf } from '../../../lib/zipf'
import type { Series } from '../chart'
import { counted, figure, made, type Of, percent, poisson } from './figure'

const ending = {
  entries: field(
    1,
    'Entries',
    'All put at the same moment, as after a restart.',
    integer('count', 60, { min: 1, max: 300 }),
  ),
} as const

export const lives = figure({
  id: 'lives',
  family: 'caching',
  title: 'When entries end that were put together',
  caption: 'Without jitter all of them end in one moment, and all of their readers go to the database at once.',
  inputs: ending,
  members: [timeToLive],
  fit: () => ({ ttlMs: 10_000, jitter: 0.3 }),
  run({ values, chosen, seed }) {
    return chosen.map(({ member, params }) => {
      const ttlMs = Number(params['ttlMs'])
      const rows = [params, { ...params, jitter: 0 }].map((one) => {
        const life = made<Of<typeof timeToLive>>({ member, params: one })
        const random = new SequentialRandom(seed, 30)
        const at = Array.from({ length: values.entries }, () => life.endOf(0, random))
        return { at, jitter: Number(one['jitter']) }
      })
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: Math.max(1, ttlMs) * 1.05 },
        rows: rows.map(({ at, jitter }) => ({
          label: jitter === 0 ? 'Without jitter' : `Jitter ${percent(jitter)}`,
          marks: [{ tone: 'plain' as const, at }],
          summary: `over ${Math.round(Math.max(...at) - Math.min(...at))} ms`,
        })),
        legend: [{ tone: 'plain' as const, is: 'mark' as const, word: 'an entry ends' }],
      }
    })
  },
})

const loading = {
  ratePerSecond: field(
    1,
    'Misses',
    'Requests that find nothing in the cache.',
    number('1/s', 200, { min: 1, max: 1000 }),
  ),
  keys: field(
    2,
    'Keys',
    'That they ask for, some more often than others.',
    integer('count', 20, { min: 1, max: 500, scale: 'log' }),
  ),
  loadMs: field(3, 'A load takes', 'From the database.', number('ms', 100, { min: 1, max: 1000 })),
} as const

export const flights = figure({
  id: 'flights',
  family: 'caching',
  title: 'Who loads, and who waits for the load of another',
  caption:
    'Of those who miss the same key at the same time one goes to the database. The hotter the keys, the more it saves.',
  inputs: loading,
  members: [singleFlight],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const group = made<Of<typeof singleFlight>>(one)
      const random = new SequentialRandom(seed, 31)
      const ranks = new Zipf(values.keys, 1)
      const running: { flight: number; endsAt: number }[] = []
      const arrivals = poisson(values.ratePerSecond, 10_000, seed)
      let loads = 0
      for (const now of arrivals) {
        while ((running[0]?.endsAt ?? Infinity) <= now) group.end(running.shift()?.flight ?? -1)
        const flight = group.join(ranks.sample(random))
        if (!group.isLeader) continue
        loads++
        running.push({ flight, endsAt: now + values.loadMs })
      }
      const saved = arrivals.length - loads
      return {
        kind: 'shares' as const,
        rows: [
          {
            label: 'Ten seconds',
            id: one.member.id,
            segments: [
              { label: 'loads', value: loads, tone: 'slow' as const },
              { label: 'wait for a load', value: saved, tone: 'ok' as const },
            ],
            summary: `${percent(saved / Math.max(1, arrivals.length))} of the loads saved`,
          },
        ],
        legend: [
          { tone: 'slow' as const, is: 'span' as const, word: 'goes to the database' },
          { tone: 'ok' as const, is: 'span' as const, word: 'waits for one that did' },
        ],
      }
    })
  },
})

const writing = {
  ratePerSecond: field(1, 'Writes', 'That come.', number('1/s', 8, { min: 0.5, max: 50 })),
  keys: field(2, 'Keys', 'That are written.', integer('count', 10, { min: 1, max: 200 })),
  crashMs: field(3, 'Crash after', 'What waits then is lost.', number('ms', 8300, { max: 10_000 })),
} as const

export const batches = figure({
  id: 'batches',
  family: 'caching',
  title: 'Writes that wait for their batch',
  caption: 'A write to a key that waits already replaces it, which is what the buffer saves. A crash loses what waits.',
  inputs: writing,
  members: [writeBehind],
  fit: () => ({ batchSize: 8, delayMs: 1500 }),
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const buffer = made<Of<typeof writeBehind>>(one)
      const random = new SequentialRandom(seed, 32)
      const marks = { written: [] as number[], replaced: [] as number[], flushed: [] as number[] }
      const flush = (now: number): void => {
        if (buffer.dueAt(now) > now) return
        while (buffer.take() >= 0);
        marks.flushed.push(now)
      }
      let isCrashed = false
      for (const now of poisson(values.ratePerSecond, 10_000, seed)) {
        for (let due = buffer.dueAt(0); due <= Math.min(now, values.crashMs); due = buffer.dueAt(0)) flush(due)
        if (!isCrashed && now >= values.crashMs) {
          buffer.crash()
          isCrashed = true
        }
        const isNew = buffer.write(now, Math.floor(random.uniform() * values.keys))
        marks[isNew ? 'written' : 'replaced'].push(now)
        flush(now)
      }
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: 10_000 },
        rows: [
          {
            label: 'Writes',
            marks: [
              { tone: 'plain' as const, at: marks.written },
              { tone: 'slow' as const, at: marks.replaced },
            ],
            summary: `${counted(marks.replaced.length, 'write')} replaced`,
          },
          {
            label: 'Database',
            id: one.member.id,
            marks: [{ tone: 'ok' as const, at: marks.flushed }],
            summary: `${counted(marks.flushed.length, 'batch', 'batches')}, ${buffer.lost} lost`,
          },
        ],
        bands: [{ from: values.crashMs, to: 10_000, tone: 'fail' as const, label: 'after the crash' }],
        legend: [
          { tone: 'plain' as const, is: 'mark' as const, word: 'joins the buffer' },
          { tone: 'slow' as const, is: 'mark' as const, word: 'replaces one that waits' },
          { tone: 'ok' as const, is: 'mark' as const, word: 'a batch is written' },
        ],
      }
    })
  },
})

export const strategies = figure({
  id: 'strategies',
  family: 'caching',
  title: 'The steps of each strategy',
  caption: 'What happens on a miss and on a write, in order. Between any two steps another request may come.',
  inputs: {},
  isFixed: true,
  members: [cacheStrategy],
  run: ({ chosen }) =>
    chosen.map(({ member, params }) => ({
      kind: 'table' as const,
      columns: ['Strategy', 'On a miss', 'On a write', 'Can lose writes'],
      rows: cacheStrategies.map(({ id, label, canLoseWrites }) => {
        const run = made<Of<typeof cacheStrategy>>({ member, params: { ...params, strategy: id } })
        const isChosen = Object.values(params).includes(id)
        const cells = [stepsOf(() => run('miss')), stepsOf(() => run('write')), canLoseWrites ? 'yes' : 'no']
        return {
          cells: [label, ...cells.map((text) => (isChosen ? { text, tone: 'accent' as const } : text))],
        }
      }),
    })),
})

/** The steps of a run in which everything succeeds. */
function stepsOf(begin: () => ReturnType<Of<typeof cacheStrategy>>): string {
  const run = begin()
  const steps: string[] = []
  for (let i = 0; i < 20 && run.state !== 'done' && run.state !== 'failed'; i++) {
    steps.push(run.step.replaceAll('-', ' '))
    run.advance(true)
  }
  return steps.join(' → ')
}

const predicting = {
  keys: field(1, 'Keys', 'That are asked for.', integer('count', 2000, { min: 10, max: 20_000, scale: 'log' })),
  exponent: field(2, 'Skew', 'Exponent of Zipf.', number('exponent', 0.9, { max: 2 })),
} as const

export const theory = figure({
  id: 'hit-ratios',
  family: 'caching',
  title: 'Hits that theory expects',
  caption: 'No request is simulated here: the hit ratio follows from how popular the keys are.',
  inputs: predicting,
  isFixed: true,
  members: [cheApproximation],
  run({ values, chosen }) {
    const sizes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1].map((share) => Math.max(1, Math.round(share * values.keys)))
    return chosen.map(({ member, params }) => {
      const ratios = sizes.map((capacity) =>
        made<Of<typeof cheApproximation>>({ member, params: { ...params, ...values, capacity } }),
      )
      const line = (label: string, pick: (ratio: (typeof ratios)[number]) => number): Series => {
        return { label, points: ratios.map((ratio, i) => [sizes[i] ?? 0, pick(ratio)]) }
      }
      return {
        kind: 'lines' as const,
        x: { label: 'keys held', unit: 'count' as const, min: sizes[0] ?? 1, max: sizes.at(-1) ?? 1, isLog: true },
        y: { label: 'hits', unit: 'share' as const, min: 0, max: 1 },
        series: [
          line('LRU', ({ lru }) => lru),
          line('FIFO or random', ({ fifoOrRandom }) => fifoOrRandom),
          line('perfect LFU', ({ perfectLfu }) => perfectLfu),
        ],
      }
    })
  },
})
