/** A circuit breaker as a Mermaid state diagram: its rules, and how often it changed in a run. */

import { CONNECTION_FIELDS } from '../../design/connection'
import type { Connection, Design } from '../../design/design'
import { escapeLabel } from '../../design/mermaid'
import { variantOf } from '../../lib/schema'
import type { Report } from '../../simulation/report'
import { plural, t, text } from '../i18n/language'
import { summaryOf } from '../inspector/summary'
import { targetName } from '../results/fault-text'

/** Ids and names of the states, as reports call them. */
const STATES: Readonly<Record<string, readonly [string, string]>> = {
  closed: ['closed', 'Closed'],
  open: ['open', 'Open'],
  'half-open': ['halfOpen', 'Half-open'],
}

/** What a breaker does, whatever its rule. */
const MOVES: readonly (readonly [from: string, to: string, why: string])[] = [
  ['closed', 'open', text('too much fails')],
  ['open', 'half-open', text('after a pause')],
  ['half-open', 'closed', text('trials succeed')],
  ['half-open', 'open', text('a trial fails')],
]

/** Connections of a design that have a breaker. */
export function withBreaker({ connections }: Design): Connection[] {
  return connections.filter(({ params }) => params.breaker !== null)
}

/** The diagram, with how often each change happened when there is a report. */
export function breakerDiagram(design: Design, { id, params }: Connection, report: Report | null): string {
  const found = report?.connections[id]?.breaker?.transitions ?? null
  const moves = MOVES.map(([from, to, why]) => {
    const times = found?.filter((each) => each.from === from && each.to === to).length
    return `  ${idOf(from)} --> ${idOf(to)}: ${escapeLabel(times === undefined ? t(why) : `${t(why)}, ${timesText(times)}`)}`
  })
  return [
    'stateDiagram-v2',
    `  accTitle: ${escapeLabel(t('Breaker {name}', { name: targetName(design, id) }))}`,
    ...Object.values(STATES).map(([state, name]) => `  state "${t(name)}" as ${state}`),
    '  [*] --> closed',
    ...moves,
    '  note right of closed',
    ...rules(params.breaker).map((line) => `    ${escapeLabel(line)}`),
    '  end note',
    '',
  ].join('\n')
}

function idOf(state: string): string {
  return STATES[state]?.[0] ?? state
}

function timesText(times: number): string {
  return plural(times, { one: 'once', other: '{count} times' })
}

/** The rule and its parameters. */
function rules(breaker: Connection['params']['breaker']): string[] {
  const variant = breaker && variantOf(CONNECTION_FIELDS.breaker.schema.inner, breaker.type)
  if (!variant) return []
  const values = breaker as unknown as { readonly [name: string]: unknown }
  return [
    t(variant.label),
    ...Object.entries(variant.fields).map(
      ([name, { label, schema }]) => `${t(label)} ${summaryOf(schema, values[name])}`,
    ),
  ]
}
