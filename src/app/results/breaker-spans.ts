/** From transitions of breakers to the spans of time that a strip shows. */
import type { TransitionMark } from '../../simulation/protocol'

export const BREAKER_STATES = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** One stretch of time in one state. */
export interface BreakerSpan {
  fromMs: number
  toMs: number
  state: BreakerState
  /** How many of the caller's replicas have a breaker in this state, when not all of them are closed. */
  callers: number
}

/**
 * The state of a connection's breakers over [0, nowMs]. Each replica of the caller may have its own; the strip shows open as
 * soon as one is open, else half-open as soon as one is, else closed.
 */
export function breakerSpans(transitions: readonly TransitionMark[], connection: number, nowMs: number): BreakerSpan[] {
  const states = new Map<number, BreakerState>()
  const spans: BreakerSpan[] = []
  let current: BreakerSpan = { fromMs: 0, toMs: nowMs, state: 'closed', callers: 0 }
  for (const mark of transitions) {
    if (mark.connection !== connection || mark.atMs > nowMs) continue
    states.set(mark.caller, BREAKER_STATES[mark.state] ?? 'closed')
    const next = worst([...states.values()])
    if (next.state === current.state && next.callers === current.callers) continue
    if (mark.atMs > current.fromMs) spans.push({ ...current, toMs: mark.atMs })
    current = { fromMs: mark.atMs, toMs: nowMs, ...next }
  }
  spans.push(current)
  return merged(spans.filter((span) => span.toMs > span.fromMs))
}

function worst(states: readonly BreakerState[]): { state: BreakerState; callers: number } {
  for (const state of ['open', 'half-open'] as const) {
    const callers = states.filter((candidate) => candidate === state).length
    if (callers > 0) return { state, callers }
  }
  return { state: 'closed', callers: 0 }
}

/** Neighbours of one state become one span, with the most callers of them. */
function merged(spans: readonly BreakerSpan[]): BreakerSpan[] {
  const result: BreakerSpan[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last?.state === span.state) {
      last.toMs = span.toMs
      last.callers = Math.max(last.callers, span.callers)
    } else result.push({ ...span })
  }
  return result
}

/** How often the breakers of a connection opened. */
export function timesOpened(transitions: readonly TransitionMark[], connection: number): number {
  return transitions.filter((mark) => mark.connection === connection && BREAKER_STATES[mark.state] === 'open').length
}
