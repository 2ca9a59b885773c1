/** When retries come, how many are let through, and how a time limit follows what it sees. */
import { backoffs, retryBudgets, timeouts } from '../../../algorithms/retrying/registry'
import type { AttemptTimeout, Backoff, RetryLimit } from '../../../algorithms/retrying/retrying'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Series, TimelineRow } from '../chart'
import { type Chosen, counted, exponential, figure, made, poisson } from './figure'

const waiting = {
  clients: field(1, 'Clients', 'That all fail at the same moment.', integer('count', 40, { min: 1, max: 300 })),
  attempts: field(2, 'Attempts', 'In all, the first included.', integer('count', 5, { min: 2, max: 10 })),
  baseMs: field(3, 'First wait', 'The wait that schedules begin with.', number('ms', 200, { min: 10, max: 1000 })),
  capMs: field(4, 'Longest wait', 'No wait is longer.', number('ms', 2000, { min: 100, max: 10_000 })),
} as const

export const waits = figure({
  id: 'backoffs',
  family: 'retrying',
  title: 'When the retries come',
  caption:
    'A server fails at time 0 and all clients try again, until they give up. Where waits are equal they come back as one crowd; jitter spreads them.',
  inputs: waiting,
  members: backoffs,
  fitted: ['attempts', 'baseMs', 'capMs'],
  fit: (member, { attempts, baseMs, capMs }) => {
    const alike = { attempts, baseMs, capMs, delayMs: baseMs, initialMs: baseMs, maxMs: capMs }
    return Object.fromEntries(Object.entries(alike).filter(([name]) => name in member.fields))
  },
  run({ values, chosen, seed }) {
    const rows = chosen.map((one) => ({ one, at: attemptTimes(one, values.clients, seed) }))
    const latest = Math.max(1000, ...rows.flatMap(({ at }) => at))
    return [
      {
        kind: 'timeline',
        x: { label: 'time since the failure', unit: 'ms', min: 0, max: latest * 1.02 },
        rows: rows.map(({ one, at }): TimelineRow => {
          return {
            label: one.member.label,
            id: one.member.id,
            marks: [{ tone: 'plain', at }],
            summary: `busiest 50 ms: ${counted(busiest(at, 50), 'attempt')}`,
          }
        }),
        legend: [{ tone: 'plain', is: 'mark', word: 'an attempt' }],
      },
    ]
  },
})

function attemptTimes(chosen: Chosen, clients: number, seed: number): number[] {
  const backoff = made<Backoff>(chosen)
  const times: number[] = []
  for (let client = 0; client < clients; client++) {
    const random = new SequentialRandom(seed, 100 + client)
    let now = 0
    let previous = 0
    for (let retry = 0; retry < backoff.attempts - 1; retry++) {
      previous = backoff.delayMs(retry, previous, random)
      now += previous
      times.push(now)
    }
  }
  return times.sort((a, b) => a - b)
}

/** Most of the sorted times that lie within a stretch. */
function busiest(times: readonly number[], withinMs: number): number {
  let most = 0
  let first = 0
  times.forEach((at, i) => {
    while ((times[first] ?? 0) < at - withinMs) first++
    most = Math.max(most, i - first + 1)
  })
  return most
}

/** [ms] */
const UNTIL = 40_000
const FAULT = { from: 10_000, to: 25_000 }

const spending = {
  ratePerSecond: field(1, 'Requests', 'First attempts that are made.', number('1/s', 60, { min: 5, max: 200 })),
  errors: field(2, 'Fail in the fault', 'Share of attempts that fail.', number('share', 0.9, { max: 1 })),
  attempts: field(
    3,
    'Attempts at most',
    'What a request would make without a budget.',
    integer('count', 4, { min: 2, max: 10 }),
  ),
  latencyMs: field(4, 'An attempt takes', 'Until it is known how it went.', number('ms', 100, { min: 1, max: 1000 })),
} as const

export const budgets = figure({
  id: 'budgets',
  family: 'retrying',
  title: 'How much load retries add',
  caption:
    'In the fault nearly every attempt fails. Without a budget each request makes all of its attempts, just when the server can bear it least.',
  inputs: spending,
  members: retryBudgets,
  run({ values, chosen, seed }) {
    const rows = chosen.map((one): Series => {
      return { label: one.member.label, id: one.member.id, points: attemptRate(made<RetryLimit>(one), values, seed) }
    })
    const open: Series = { label: 'No budget', isReference: true, points: attemptRate(null, values, seed) }
    const top = Math.max(...[...rows, open].flatMap(({ points }) => points.map(([, rate]) => rate)))
    return [
      {
        kind: 'lines',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        y: { label: 'attempts', unit: '1/s', min: 0, max: top * 1.05 },
        bands: [{ ...FAULT, tone: 'fail', label: 'fault' }],
        series: [...rows, open],
      },
    ]
  },
})

interface Attempt {
  readonly endsAt: number
  readonly number: number
}

/** Attempts of each second. */
function attemptRate(
  budget: RetryLimit | null,
  values: { readonly [name in keyof typeof spending]: number },
  seed: number,
): [number, number][] {
  const luck = new SequentialRandom(seed, 12)
  const perSecond = new Array<number>(UNTIL / 1000).fill(0)
  const running: Attempt[] = []
  const begin = (now: number, number: number): void => {
    const second = Math.floor(now / 1000)
    if (second < perSecond.length) perSecond[second] = (perSecond[second] ?? 0) + 1
    // All take equally long, so that they end in the order in which they began.
    running.push({ endsAt: now + values.latencyMs, number })
  }
  const endUntil = (until: number): void => {
    for (let first = running[0]; first && first.endsAt <= until; first = running[0]) {
      running.shift()
      const now = first.endsAt
      const isFault = now >= FAULT.from && now < FAULT.to
      const fails = luck.uniform() < (isFault ? values.errors : 0.01)
      budget?.finish(now, first.number > 1, !fails)
      if (fails && first.number < values.attempts && (budget?.withdraw(now) ?? true)) begin(now, first.number + 1)
    }
  }
  for (const now of poisson(values.ratePerSecond, UNTIL, seed)) {
    endUntil(now)
    budget?.deposit(now)
    begin(now, 1)
  }
  endUntil(UNTIL)
  return perSecond.map((count, second) => [second * 1000 + 500, count])
}

const following = {
  normalMs: field(1, 'Attempts take', 'On average, at first.', number('ms', 60, { min: 5, max: 500 })),
  slowness: field(2, 'Later slower by', 'From the middle on.', number('factor', 2.5, { min: 1, max: 8 })),
  attempts: field(3, 'Attempts', 'How many are seen.', integer('count', 600, { min: 50, max: 2000 })),
} as const

export const limits = figure({
  id: 'timeouts',
  family: 'retrying',
  title: 'How long an attempt may take',
  caption: 'Each dot is an attempt, the lines are the limits in force. From the middle on attempts take longer.',
  inputs: following,
  members: timeouts,
  run({ values, chosen, seed }) {
    const { normalMs, slowness, attempts } = values
    const random = new SequentialRandom(seed, 13)
    const took = Array.from({ length: attempts }, (_, i) => {
      const mean = i < attempts / 2 ? normalMs : normalMs * slowness
      // Never less than half the mean: the time that even a quick attempt takes.
      return mean / 2 + exponential(random.uniform(), mean / 2)
    })
    const series = chosen.map((one): Series => {
      const timeout = made<AttemptTimeout>(one)
      const points = took.map((ms, i): [number, number] => {
        const limit = timeout.timeoutMs()
        timeout.observe(Math.min(ms, limit))
        return [i, limit]
      })
      return { label: one.member.label, id: one.member.id, points, isStepped: true }
    })
    const top = Math.max(...took, ...series.flatMap(({ points }) => points.map(([, limit]) => limit)))
    return [
      {
        kind: 'lines',
        x: { label: 'attempt', unit: 'count', min: 0, max: attempts },
        y: { label: 'time', unit: 'ms', min: 0, max: top * 1.05 },
        series: [
          ...series,
          { label: 'attempts', isReference: true, isDotted: true, points: took.map((ms, i) => [i, ms]) },
        ],
      },
    ]
  },
})
