/** One stream through every limiter. */
import type { Member } from '../../../algorithms/member'
import type { RateLimiter } from '../../../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../../../algorithms/rate-limiting/registry'
import { choice, field, integer, number } from '../../../lib/schema'
import type { TimelineRow } from '../chart'
import { type Chosen, counted, figure, made, type Params, poisson } from './figure'

const inputs = {
  pattern: field(
    1,
    'Arrivals',
    'How requests come.',
    choice(
      [
        { id: 'poisson', number: 1, label: 'at random (Poisson)' },
        { id: 'even', number: 2, label: 'evenly spaced' },
        { id: 'clumps', number: 3, label: 'all at the start of each second' },
      ],
      'poisson',
    ),
  ),
  ratePerSecond: field(2, 'Offered', 'Requests that come.', number('1/s', 16, { min: 1, max: 100 })),
  limit: field(3, 'Allowed', 'Requests that may pass in the long run.', integer('1/s', 10, { min: 1, max: 100 })),
  burst: field(
    4,
    'Burst',
    'Requests that may pass at once, where the limiter knows one.',
    integer('count', 5, { min: 1, max: 50 }),
  ),
  seconds: field(5, 'Seconds', 'How long.', integer('count', 4, { min: 1, max: 10 })),
} as const

export const rateLimiting = figure({
  id: 'limiters',
  family: 'rate-limiting',
  title: 'One stream through each limiter',
  caption:
    'Every row sees the same requests. Watch what happens at the turn of a window, and after a pause: that is where limiters of the same rate differ.',
  inputs,
  members: rateLimiters,
  fitted: ['limit', 'burst'],
  fit: limitsOf,
  run({ values, chosen, seed }) {
    const untilMs = values.seconds * 1000
    const arrivals = arrivalsOf(values.pattern, values.ratePerSecond, untilMs, seed)
    const offered: TimelineRow = {
      label: 'Requests',
      marks: [{ tone: 'plain', at: arrivals }],
      summary: counted(arrivals.length, 'request'),
    }
    return [
      {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: untilMs },
        rows: [offered, ...chosen.map((one) => rowOf(one, arrivals, untilMs))],
        legend: [
          { tone: 'ok', is: 'mark', word: 'passes' },
          { tone: 'slow', is: 'mark', word: 'passes after a wait' },
          { tone: 'fail', is: 'mark', word: 'refused' },
        ],
      },
    ]
  },
})

function arrivalsOf(pattern: 'poisson' | 'even' | 'clumps', rate: number, untilMs: number, seed: number): number[] {
  if (pattern === 'poisson') return poisson(rate, untilMs, seed)
  const count = Math.floor((rate * untilMs) / 1000)
  if (pattern === 'even') return Array.from({ length: count }, (_, i) => (i * 1000) / rate)
  const each = Math.max(1, Math.round(rate))
  return Array.from({ length: count }, (_, i) => Math.floor(i / each) * 1000 + (i % each) * 8).filter(
    (at) => at < untilMs,
  )
}

function rowOf(chosen: Chosen, arrivals: readonly number[], untilMs: number): TimelineRow {
  const limiter = made<RateLimiter>(chosen)
  const passed: number[] = []
  const delayed: number[] = []
  const refused: number[] = []
  for (const at of arrivals) {
    const answer = limiter.decide(at)
    if (answer === 0) passed.push(at)
    else if (answer > 0) delayed.push(at + answer)
    else refused.push(at)
  }
  const waits = delayed.length > 0 ? `, ${delayed.length} wait` : ''
  return {
    label: chosen.member.label,
    id: chosen.member.id,
    marks: [
      { tone: 'ok', at: passed },
      { tone: 'slow', at: delayed.filter((at) => at <= untilMs) },
      { tone: 'fail', at: refused },
    ],
    summary: `${passed.length} pass${waits}, ${refused.length} refused`,
  }
}

/** The parameters that say "so many a second, and so many at once", whatever a limiter calls them. */
function limitsOf(member: Member, { limit, burst }: { limit: number; burst: number }): Params {
  const known: Params = {
    ratePerSecond: limit,
    permitsPerSecond: limit,
    limit,
    rate: limit,
    windowMs: 1000,
    perMs: 1000,
    periodMs: 'maxBurst' in member.fields ? 1000 / limit : 1000,
    maxBurst: burst - 1,
    burst,
    slack: burst,
    levels: [
      { limit, windowMs: 1000 },
      { limit: limit * 2, windowMs: 4000 },
    ],
  }
  return Object.fromEntries(Object.keys(member.fields).flatMap((name) => (name in known ? [[name, known[name]]] : [])))
}
