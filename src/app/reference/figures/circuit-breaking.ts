/** A dependency that fails for a while, behind every breaker. */
import {
  BREAKER_STATES,
  type CircuitBreaker,
  FAILURE,
  REJECTED,
  SUCCESS,
} from '../../../algorithms/circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../../../algorithms/circuit-breaking/registry'
import { SequentialRandom } from '../../../lib/random'
import { field, number } from '../../../lib/schema'
import type { Span, TimelineRow, Tone } from '../chart'
import { type Chosen, counted, figure, made, poisson } from './figure'

/** [ms] */
const UNTIL = 60_000
const FAULT_FROM = 15_000

const inputs = {
  ratePerSecond: field(1, 'Calls', 'Calls that want to be made.', number('1/s', 30, { min: 1, max: 100 })),
  errors: field(
    2,
    'Fail in the fault',
    'Share of calls that fail while the fault lasts.',
    number('share', 0.8, { max: 1 }),
  ),
  faultMs: field(3, 'Fault lasts', 'How long the dependency fails.', number('ms', 15_000, { max: 40_000 })),
  background: field(4, 'Fail otherwise', 'Share of calls that fail anyhow.', number('share', 0.01, { max: 0.5 })),
  latencyMs: field(
    5,
    'A call takes',
    'Time until it is known how a call went.',
    number('ms', 50, { min: 1, max: 2000 }),
  ),
  openMs: field(
    6,
    'Open for',
    'How long a breaker stays open, where it has such a time.',
    number('ms', 5000, { min: 500, max: 20_000 }),
  ),
} as const

const STATE_TONES: readonly Tone[] = ['ok', 'fail', 'slow']

export const circuitBreaking = figure({
  id: 'breakers',
  family: 'circuit-breaking',
  title: 'A dependency that fails for a while',
  caption:
    'Every breaker sees calls at the same times. A good one opens soon after the fault begins, spares the caller most failures, tries now and then, and closes when the fault is over.',
  inputs,
  members: circuitBreakers,
  fitted: ['openMs'],
  fit: (member, { openMs }) => {
    // Windows and waits of one size, so that the rows can be compared.
    const alike = {
      openMs,
      errorTimeoutMs: openMs,
      windowMs: 10_000,
      minimumCalls: 20,
      sustainMs: 3000,
      durationMs: 10_000,
    }
    return Object.fromEntries(Object.entries(alike).filter(([name]) => name in member.fields))
  },
  run({ values, chosen, seed }) {
    const arrivals = poisson(values.ratePerSecond, UNTIL, seed)
    const end = FAULT_FROM + values.faultMs
    return [
      {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        rows: chosen.map((one) => rowOf(one, arrivals, values, seed)),
        bands: values.faultMs > 0 ? [{ from: FAULT_FROM, to: end, tone: 'fail', label: 'fault' }] : [],
        legend: [
          { tone: 'ok', is: 'span', word: 'closed' },
          { tone: 'slow', is: 'span', word: 'half-open' },
          { tone: 'fail', is: 'span', word: 'open' },
          { tone: 'timeout', is: 'mark', word: 'a call that failed' },
          { tone: 'plain', is: 'mark', word: 'a call that was spared' },
        ],
      },
    ]
  },
})

interface Pending {
  readonly at: number
  readonly ticket: number
  readonly fails: boolean
}

type Values = { readonly [name in keyof typeof inputs]: number }

function rowOf(chosen: Chosen, arrivals: readonly number[], values: Values, seed: number): TimelineRow {
  const breaker = made<CircuitBreaker>(chosen)
  const luck = new SequentialRandom(seed, 7)
  const random = new SequentialRandom(seed, 8)
  const pending: Pending[] = []
  const spans: Span[] = []
  const failed: number[] = []
  const spared: number[] = []
  let since = 0
  let state = breaker.stateCode()

  const look = (now: number): void => {
    const next = breaker.stateCode()
    if (next === state) return
    spans.push(spanOf(since, now, state))
    since = now
    state = next
  }
  const hear = (until: number): void => {
    for (let first = pending[0]; first && first.at <= until; first = pending[0]) {
      pending.shift()
      breaker.record(first.at, first.ticket, first.fails ? FAILURE : SUCCESS, values.latencyMs)
      if (first.fails) failed.push(first.at)
      look(first.at)
    }
  }

  for (const now of arrivals) {
    hear(now)
    // Drawn for every call, made or not, so that all rows see the same luck.
    const isFault = now >= FAULT_FROM && now < FAULT_FROM + values.faultMs
    const fails = luck.uniform() < (isFault ? values.errors : values.background)
    const ticket = breaker.admit(now, random)
    look(now)
    if (ticket === REJECTED) spared.push(now)
    else pending.push({ at: now + values.latencyMs, ticket, fails })
  }
  hear(UNTIL)
  spans.push(spanOf(since, UNTIL, state))
  return {
    label: chosen.member.label,
    id: chosen.member.id,
    spans,
    marks: [
      { tone: 'plain', at: spared },
      { tone: 'timeout', at: failed },
    ],
    summary: `${counted(failed.length, 'failure')}, ${spared.length} spared`,
  }
}

function spanOf(from: number, to: number, state: number): Span {
  return { from, to, tone: STATE_TONES[state] ?? 'plain', label: BREAKER_STATES[state] ?? '' }
}
