/** The same tasks in every timer structure: how late they fire and what it costs. */
import { timers } from '../../../algorithms/timers/registry'
import type { Timers } from '../../../algorithms/timers/timers'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Chart, Series } from '../chart'
import { type Chosen, duration, figure, made, quantile } from './figure'

const inputs = {
  tasks: field(
    1,
    'Tasks',
    'Scheduled within ten seconds.',
    integer('count', 3000, { min: 100, max: 20_000, scale: 'log' }),
  ),
  delayMs: field(
    2,
    'Longest delay',
    'Delays are spread evenly up to it.',
    number('ms', 2000, { min: 10, max: 10_000 }),
  ),
  cancelled: field(
    3,
    'Cancelled',
    'Share of tasks that are taken back half-way, as timeouts mostly are.',
    number('share', 0.8, { max: 1 }),
  ),
} as const

/** [ms] */
const SCHEDULING = 10_000

export const timersFigure = figure({
  id: 'timers',
  family: 'timers',
  title: 'When tasks fire, and what it costs',
  caption:
    'All get the same tasks. A heap fires on the dot and pays for order; wheels round to their ticks and pay little; shards are polled and may be late.',
  inputs,
  members: timers,
  run({ values, chosen, seed }) {
    const results = chosen.map((one) => ({ one, ...drive(one, values, seed) }))
    const offsets = results.flatMap(({ errors }) => errors)
    const low = Math.min(0, ...offsets)
    const high = Math.max(1, ...offsets)
    const charts: Chart[] = [
      {
        kind: 'lines',
        title: 'How far from their time tasks fire: the share that has fired by then',
        x: { label: 'after (or before) the deadline', unit: 'ms', min: low, max: high },
        y: { label: 'fired', unit: 'share', min: 0, max: 1 },
        series: results.map(({ one, errors }): Series => {
          return {
            label: one.member.label,
            id: one.member.id,
            points: distribution(errors, low, high),
            isStepped: true,
          }
        }),
      },
      {
        kind: 'shares',
        title: 'Entries looked at for each task',
        rows: results.map(({ one, work, errors }) => ({
          label: one.member.label,
          id: one.member.id,
          segments: [{ label: work.toFixed(1), value: work, tone: 'accent' }],
          whole: Math.max(...results.map((result) => result.work)),
          summary: `${work.toFixed(1)} a task, late p99 ${duration(quantile(errors, 0.99))}`,
        })),
      },
    ]
    return charts
  },
})

interface Change {
  readonly at: number
  readonly id: number
  /** [ms] null to cancel. */
  readonly delayMs: number | null
}

/** Schedules, cancels and fires; tells how far from its deadline each task fired, in order, and the work for each task. */
function drive(chosen: Chosen, values: { readonly [name in keyof typeof inputs]: number }, seed: number) {
  const structure = made<Timers>(chosen)
  const deadlines = new Map<number, number>()
  const errors: number[] = []
  const fire = (id: number, at: number): void => {
    errors.push(at - (deadlines.get(id) ?? at))
  }
  const advanceTo = (until: number): void => {
    // A structure that has nothing to do wants no call; one that stands still would ask for the same time for ever.
    for (let at = structure.nextAt(), calls = 0; at <= until && calls < 100_000; at = structure.nextAt(), calls++)
      structure.advance(at, fire)
  }
  for (const { at, id, delayMs } of changesOf(values, seed)) {
    advanceTo(at)
    if (delayMs === null) structure.cancel(id)
    else {
      deadlines.set(id, at + delayMs)
      structure.schedule(at, delayMs, id)
    }
  }
  advanceTo(SCHEDULING * 3)
  return { errors: errors.sort((a, b) => a - b), work: structure.work / values.tasks }
}

function changesOf(
  { tasks, delayMs, cancelled }: { readonly [name in keyof typeof inputs]: number },
  seed: number,
): Change[] {
  const random = new SequentialRandom(seed, 14)
  const changes: Change[] = []
  for (let id = 0; id < tasks; id++) {
    const at = Math.floor(random.uniform() * SCHEDULING)
    const delay = 1 + Math.floor(random.uniform() * delayMs)
    changes.push({ at, id, delayMs: delay })
    if (random.uniform() < cancelled) changes.push({ at: at + delay / 2, id, delayMs: null })
  }
  return changes.sort((a, b) => a.at - b.at)
}

/** Share of the sorted values at or below each of many places. */
function distribution(sorted: readonly number[], low: number, high: number): [number, number][] {
  const places = 160
  let count = 0
  return Array.from({ length: places + 1 }, (_, i) => {
    const at = low + ((high - low) * i) / places
    while (count < sorted.length && (sorted[count] ?? 0) <= at + 1e-9) count++
    return [at, sorted.length === 0 ? 0 : count / sorted.length]
  })
}
