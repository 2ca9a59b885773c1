/** What one request went through, as a Mermaid sequence diagram: who called whom, when, and how each attempt ended. */

import type { Design } from '../../design/design'
import { escapeLabel } from '../../design/mermaid'
import { nameOf } from '../../design/names'
import type { Trace, TraceAttempt, TraceCall } from '../../simulation/traces/trace'
import { t } from '../i18n/language'
import { formatDuration } from '../ui/format'

/** Most arrows and notes that are drawn; what comes later is counted in a last note. */
const MAX_STEPS = 200

/** One line of the diagram and its time. */
interface Step {
  readonly atMs: number
  readonly text: string
}

/**
 * The diagram. Blocks stand in the order in which the request reaches them; arrows in the order of their times, each with the time
 * since the request began. A crossed arrow never arrives, or arrives when nobody waits any more.
 */
export function sequenceDiagram(design: Design, trace: Trace): string {
  const lanes = new Map<string, string>()
  const laneOf = (block: string): string => {
    const lane = lanes.get(block) ?? `b${lanes.size}`
    lanes.set(block, lane)
    return lane
  }
  laneOf(trace.source)
  const steps = trace.calls.flatMap((call) => stepsOf(call, laneOf, trace.startMs)).sort((a, b) => a.atMs - b.atMs)
  const shown = steps.slice(0, MAX_STEPS)
  const name = (id: string): string => nameOf(design.blocks.find((block) => block.id === id) ?? { id })
  const title = t(trace.isWrite ? 'Request {number} of {name}, a write' : 'Request {number} of {name}, a read', {
    number: trace.ordinal + 1,
    name: name(trace.source),
  })
  const lines = [
    'sequenceDiagram',
    `  accTitle: ${escapeLabel(title)}`,
    ...[...lanes].map(([block, lane]) => `  participant ${lane} as ${escapeLabel(name(block))}`),
    ...shown.map(({ text }) => `  ${text}`),
  ]
  if (steps.length > shown.length)
    lines.push(`  Note over b0: ${t('{count} more steps', { count: steps.length - shown.length })}`)
  return `${lines.join('\n')}\n`
}

function stepsOf(call: TraceCall, laneOf: (block: string) => string, startMs: number): Step[] {
  const from = laneOf(call.from)
  const to = laneOf(call.to)
  const since = (atMs: number): string => `+${formatDuration(atMs - startMs)}`
  const steps = call.attempts.flatMap((attempt, index) => {
    const which = call.attempts.length > 1 ? t('attempt {number}', { number: index + 1 }) : t('call')
    const where = attempt.replica > 0 ? ` ${t('to replica {number}', { number: attempt.replica })}` : ''
    // At equal times, what a call asks for begins after it and ends before it.
    const [sent, ...ends] = attemptSteps(attempt, from, to, `${which}${where}`, since)
    return [sent, ...attempt.calls.flatMap((below) => stepsOf(below, laneOf, startMs)), ...ends]
  })
  if (call.attempts.length === 0 && call.endMs !== null) {
    steps.push({
      atMs: call.endMs,
      text: `Note over ${from}: ${words(call.outcome)}, ${t('not sent')} ${since(call.endMs)}`,
    })
  }
  return steps
}

function attemptSteps(
  { sentMs, arrivedMs, leftMs, endMs, outcome }: TraceAttempt,
  from: string,
  to: string,
  what: string,
  since: (atMs: number) => string,
): [Step, ...Step[]] {
  const steps: [Step, ...Step[]] = [
    { atMs: sentMs, text: `${from}${arrivedMs === null ? '-x' : '->>'}${to}: ${what} ${since(sentMs)}` },
  ]
  const isHeard = leftMs !== null && endMs !== null && leftMs <= endMs
  if (endMs !== null) {
    const text = isHeard ? `${to}-->>${from}: ${words(outcome)}` : `Note over ${from}: ${words(outcome)}`
    steps.push({ atMs: endMs, text: `${text} ${since(endMs)}` })
  }
  if (leftMs !== null && endMs !== null && !isHeard) {
    steps.push({ atMs: leftMs, text: `${to}--x${from}: ${t('too late')} ${since(leftMs)}` })
  }
  return steps
}

function words(outcome: string | null): string {
  return outcome === null ? t('no end') : t(outcome.replaceAll('-', ' '))
}
