/** What one request went through, as a Mermaid sequence diagram: who called whom, when, and how each attempt ended. */
import type { Design } from '../../design/design'
import { escapeLabel } from '../../design/mermaid'
import { nameOf } from '../../design/names'
import type { Trace, TraceAttempt, TraceCall } from '../../simulation/traces/trace'
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
  const kind = trace.isWrite ? 'write' : 'read'
  const lines = [
    'sequenceDiagram',
    `  accTitle: ${escapeLabel(`Request ${trace.ordinal + 1} of ${name(trace.source)}, a ${kind}`)}`,
    ...[...lanes].map(([block, lane]) => `  participant ${lane} as ${escapeLabel(name(block))}`),
    ...shown.map(({ text }) => `  ${text}`),
  ]
  if (steps.length > shown.length) lines.push(`  Note over b0: ${steps.length - shown.length} more steps`)
  return `${lines.join('\n')}\n`
}

function stepsOf(call: TraceCall, laneOf: (block: string) => string, startMs: number): Step[] {
  const from = laneOf(call.from)
  const to = laneOf(call.to)
  const since = (atMs: number): string => `+${formatDuration(atMs - startMs)}`
  const steps = call.attempts.flatMap((attempt, index) => {
    const which = call.attempts.length > 1 ? `attempt ${index + 1}` : 'call'
    const where = attempt.replica > 0 ? ` to replica ${attempt.replica}` : ''
    // At equal times, what a call asks for begins after it and ends before it.
    const [sent, ...ends] = attemptSteps(attempt, from, to, `${which}${where}`, since)
    return [sent, ...attempt.calls.flatMap((below) => stepsOf(below, laneOf, startMs)), ...ends]
  })
  if (call.attempts.length === 0 && call.endMs !== null) {
    steps.push({ atMs: call.endMs, text: `Note over ${from}: ${words(call.outcome)}, not sent ${since(call.endMs)}` })
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
    steps.push({ atMs: leftMs, text: `${to}--x${from}: too late ${since(leftMs)}` })
  }
  return steps
}

function words(outcome: string | null): string {
  return outcome === null ? 'no end' : outcome.replaceAll('-', ' ')
}
