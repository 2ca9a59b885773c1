/** What stands beside schedules of waits: second copies, refusals that travel, and deadlines. */
import { deadlinePropagation } from '../../../algorithms/retrying/deadlines'
import { doNotRetry } from '../../../algorithms/retrying/do-not-retry'
import { hedging } from '../../../algorithms/retrying/hedging'
import { tiedRequests } from '../../../algorithms/retrying/tied-requests'
import { SequentialRandom } from '../../../lib/random'
import { choice, field, integer, number } from '../../../lib/schema'
import type { Chart } from '../chart'
import { duration, exponential, figure, made, type Of, percent, quantile } from './figure'

const REQUESTS = 4000
const PERCENTILES = [0.5, 0.9, 0.99, 0.999]

const copying = {
  usualMs: field(1, 'Usually takes', 'On average.', number('ms', 20, { min: 1, max: 200 })),
  slow: field(2, 'Slow', 'Share of copies that meet a slow server.', number('share', 0.02, { max: 0.5 })),
  slowMs: field(3, 'Then takes', 'On average.', number('ms', 500, { min: 10, max: 3000 })),
} as const

/** [ms] how long one copy takes. */
function tookMs(
  { usualMs, slow, slowMs }: { usualMs: number; slow: number; slowMs: number },
  random: SequentialRandom,
): number {
  const isSlow = random.uniform() < slow
  return usualMs / 2 + exponential(random.uniform(), isSlow ? slowMs : usualMs / 2)
}

/** Percentiles with and without, and what it costs. */
function comparison(id: string, label: string, without: number[], withIt: number[], extra: number): Chart {
  without.sort((a, b) => a - b)
  withIt.sort((a, b) => a - b)
  return {
    kind: 'table',
    title: `${percent(extra / REQUESTS)} more copies`,
    columns: ['Latency', 'One copy', label],
    rows: PERCENTILES.map((p) => ({
      id,
      cells: [`p${p * 100}`, duration(quantile(without, p)), { text: duration(quantile(withIt, p)), tone: 'ok' }],
    })),
  }
}

export const hedges = figure({
  id: 'hedges',
  family: 'retrying',
  title: 'A second copy for slow requests',
  caption:
    'A request that has no answer after the delay is sent once more, and the first answer counts. The tail shrinks for few more copies.',
  inputs: copying,
  members: [hedging],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const random = new SequentialRandom(seed, 50)
      const hedge = made<Of<typeof hedging>>(one)
      const without: number[] = []
      const withIt: number[] = []
      let copies = 0
      for (let i = 0; i < REQUESTS; i++) {
        hedge.start(0)
        let endsAt = Infinity
        for (let at = hedge.nextAt; at < endsAt; at = hedge.nextAt) {
          hedge.send(at)
          const took = tookMs(values, random)
          if (at === 0 && hedge.sent === 1) without.push(took)
          endsAt = Math.min(endsAt, at + took)
        }
        hedge.settle()
        copies += hedge.sent
        withIt.push(endsAt)
      }
      return comparison(one.member.id, 'Hedged', without, withIt, copies - REQUESTS)
    })
  },
})

const queues = {
  load: field(1, 'Load', 'Of each server.', number('share', 0.7, { min: 0.05, max: 0.95 })),
  serviceMs: field(2, 'Service takes', 'On average.', number('ms', 10, { min: 1, max: 100 })),
} as const

export const tied = figure({
  id: 'tied',
  family: 'retrying',
  title: 'The same request in two queues',
  caption:
    'Each copy waits in a queue of its own; the first server to begin calls the other off. Copies that begin while that travels are wasted.',
  inputs: queues,
  members: [tiedRequests],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const random = new SequentialRandom(seed, 51)
      const without: number[] = []
      const withIt: number[] = []
      let waste = 0
      for (let i = 0; i < REQUESTS; i++) {
        // What a request finds in a queue at random times: nothing, or work of an exponential amount.
        const waits = [0, 1].map(() =>
          random.uniform() < values.load ? exponential(random.uniform(), values.serviceMs / (1 - values.load)) : 0,
        )
        const request = made<Of<typeof tiedRequests>>(one)
        const order = (waits[0] ?? 0) <= (waits[1] ?? 0) ? [0, 1] : [1, 0]
        for (const copy of order) request.begin(waits[copy] ?? 0, copy)
        waste += request.waste
        const service = exponential(random.uniform(), values.serviceMs)
        without.push((waits[0] ?? 0) + service)
        withIt.push(Math.min(...waits) + service)
      }
      return comparison(one.member.id, 'Tied', without, withIt, waste)
    })
  },
})

const stacking = {
  layers: field(1, 'Layers', 'Of services that call each other.', integer('count', 3, { min: 1, max: 5 })),
  attempts: field(
    2,
    'Attempts of each',
    'For a failure that is worth another try.',
    integer('count', 3, { min: 1, max: 5 }),
  ),
} as const

export const refusals = figure({
  id: 'refusals',
  family: 'retrying',
  title: 'Load on an overloaded service at the bottom',
  caption:
    'When every layer retries, attempts multiply from layer to layer. When a layer that has given up says so, those above it do not try again.',
  inputs: stacking,
  isFixed: true,
  members: [doNotRetry],
  run({ values, chosen }) {
    return chosen.map((one) => {
      const decide = made<Of<typeof doNotRetry>>(one)
      const honoured = attemptsAtBottom(values.layers, values.attempts, decide)
      const all = values.attempts ** values.layers
      return {
        kind: 'shares' as const,
        rows: [
          { label: 'Every layer retries', attempts: all, id: undefined },
          { label: one.member.label, attempts: honoured, id: one.member.id },
        ].map(({ label, attempts, id }) => ({
          label,
          ...(id === undefined ? {} : { id }),
          whole: all,
          segments: [{ label: String(attempts), value: attempts, tone: 'accent' as const }],
          summary: `${attempts} attempts for one request`,
        })),
      }
    })
  },
})

/** Attempts that reach the bottom for one request at the top, all of which fail there. */
function attemptsAtBottom(layers: number, attempts: number, decide: Of<typeof doNotRetry>): number {
  let reached = 0
  const call = (layer: number): ReturnType<typeof decide> => {
    if (layer === 0) {
      reached++
      return 'retriable'
    }
    for (let attempt = 1; ; attempt++) {
      const outcome = call(layer - 1)
      if (outcome === 'retry') continue
      const decision = decide(outcome, attempt < attempts)
      if (decision !== 'retry') return decision
    }
  }
  call(layers)
  return reached
}

const passing = {
  totalMs: field(1, 'The caller waits', 'For the whole request.', number('ms', 1000, { min: 10, max: 5000 })),
  hops: field(2, 'Services in a row', 'Each calls the next.', integer('count', 4, { min: 1, max: 8 })),
  workMs: field(3, 'Each works', 'Before it calls the next.', number('ms', 180, { min: 0, max: 1000 })),
  passes: field(
    4,
    'The deadline',
    'Whether services know how long the caller waits.',
    choice(
      [
        { id: 'passed', number: 1, label: 'is passed on' },
        { id: 'kept', number: 2, label: 'is not passed on' },
      ],
      'passed',
    ),
  ),
} as const

export const deadlines = figure({
  id: 'deadlines',
  family: 'retrying',
  title: 'How much time is left',
  caption: 'Each service gives the next what is left of the time. What it does after the deadline helps nobody.',
  inputs: passing,
  isFixed: true,
  members: [deadlinePropagation],
  run({ values, chosen }) {
    return chosen.map((one) => {
      const limit = made<Of<typeof deadlinePropagation>>(one)
      const rows = []
      let now = 0
      let deadline = values.totalMs
      for (let hop = 1; hop <= values.hops; hop++) {
        deadline = limit(now, values.passes === 'passed' ? deadline : Infinity)
        const end = now + values.workMs
        const isCut = end > deadline
        const worked = Math.min(end, deadline)
        const useful = Math.min(worked, values.totalMs)
        rows.push({
          label: `Service ${hop}`,
          ...(hop === 1 ? { id: one.member.id } : {}),
          spans: [
            { from: now, to: Math.max(now, useful), tone: 'ok' as const },
            ...(worked > values.totalMs
              ? [{ from: Math.max(now, values.totalMs), to: worked, tone: 'fail' as const }]
              : []),
          ].filter(({ from, to }) => to > from),
          summary: isCut ? 'stops: no time left' : `${duration(Math.max(0, deadline - worked))} left`,
        })
        if (isCut) break
        now = end
      }
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: Math.max(values.totalMs, now) * 1.15 },
        rows,
        bands: [
          {
            from: values.totalMs,
            to: Math.max(values.totalMs, now) * 1.15,
            tone: 'fail' as const,
            label: 'the caller has gone',
          },
        ],
        legend: [
          { tone: 'ok' as const, is: 'span' as const, word: 'works' },
          { tone: 'fail' as const, is: 'span' as const, word: 'works for nobody' },
        ],
      }
    })
  },
})
