/** A token that is used, revoked and used again. */

import { type TokenScheme, VALID } from '../../../algorithms/identity/identity'
import { tokenSchemes } from '../../../algorithms/identity/registry'
import { field, number } from '../../../lib/schema'
import type { Marks, Span, TimelineRow } from '../chart'
import { type Chosen, counted, figure, made, poisson } from './figure'

const MINUTE = 60_000

const inputs = {
  everyMs: field(
    1,
    'A request every',
    'On average, while the caller is busy.',
    number('ms', 30_000, { min: 5000, max: 10 * MINUTE, scale: 'log' }),
  ),
  revokedMs: field(
    2,
    'Revoked after',
    'When the right to it is withdrawn.',
    number('ms', 20 * MINUTE, { max: 60 * MINUTE }),
  ),
  idleMs: field(
    3,
    'Idle for',
    'From the 5th minute on the caller does nothing for so long.',
    number('ms', 8 * MINUTE, { max: 40 * MINUTE }),
  ),
  lifetimeMs: field(
    4,
    'Lifetime',
    'Of a token, where it has one.',
    number('ms', 30 * MINUTE, { min: MINUTE, max: 60 * MINUTE }),
  ),
} as const

/** [ms] */
const UNTIL = 60 * MINUTE
const IDLE_FROM = 5 * MINUTE

type Values = { readonly [name in keyof typeof inputs]: number }

export const identity = figure({
  id: 'tokens',
  family: 'identity',
  title: 'A token that is revoked',
  caption:
    'A signed token needs nobody to check it, and nobody can take it back before it ends. One that is looked up can be taken back at once, at the price of a call for each request.',
  inputs,
  members: tokenSchemes,
  fitted: ['lifetimeMs'],
  fit: (member, { lifetimeMs }) => {
    const alike = { lifetimeMs, idleMs: 10 * MINUTE, absoluteMs: 60 * MINUTE }
    return Object.fromEntries(Object.entries(alike).filter(([name]) => name in member.fields))
  },
  run({ values, chosen, seed }) {
    const { revokedMs, idleMs, everyMs } = values
    const requests = poisson(1000 / everyMs, UNTIL, seed).filter((at) => at < IDLE_FROM || at >= IDLE_FROM + idleMs)
    return [
      {
        kind: 'timeline',
        x: { label: 'time since it was issued', unit: 'ms', min: 0, max: UNTIL },
        rows: chosen.map((one) => rowOf(one, requests, values)),
        bands: [{ from: revokedMs, to: UNTIL, tone: 'fail', label: 'revoked' }],
        legend: [
          { tone: 'ok', is: 'mark', word: 'accepted' },
          { tone: 'timeout', is: 'mark', word: 'accepted although revoked' },
          { tone: 'fail', is: 'mark', word: 'refused' },
          { tone: 'accent', is: 'span', word: 'the token counts as good' },
        ],
      },
    ]
  },
})

function rowOf(chosen: Chosen, requests: readonly number[], { revokedMs }: Values): TimelineRow {
  const scheme = made<TokenScheme>(chosen)
  const token = scheme.issue(0)
  const marks: Record<'ok' | 'timeout' | 'fail', number[]> = { ok: [], timeout: [], fail: [] }
  let isRevoked = false
  let asked = 0
  let lastGood = 0
  for (const now of requests) {
    if (!isRevoked && now >= revokedMs) {
      scheme.revoke(revokedMs, token)
      isRevoked = true
    }
    if (scheme.needsIssuer(now, token)) asked++
    const isGood = scheme.check(now, token) === VALID
    if (isGood) lastGood = now
    marks[!isGood ? 'fail' : isRevoked ? 'timeout' : 'ok'].push(now)
  }
  const spans: Span[] = lastGood > 0 ? [{ from: 0, to: lastGood, tone: 'accent' }] : []
  return {
    label: chosen.member.label,
    id: chosen.member.id,
    spans,
    marks: (['ok', 'timeout', 'fail'] as const).map((tone): Marks => ({ tone, at: marks[tone] })),
    summary: `issuer asked ${counted(asked, 'time')}, ${marks.timeout.length} accepted too long`,
  }
}
