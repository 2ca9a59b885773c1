/** From a trace to the rows of a waterfall: one for each attempt, in the order in which things were done. */
import type { DecidedBy, Trace, TraceAttempt, TraceCall } from '../../simulation/traces/trace'

/** A stretch of time in a row. */
export interface Stretch {
  readonly is: 'network' | 'waiting' | 'work' | 'unheard' | 'pause'
  readonly fromMs: number
  readonly toMs: number
}

export interface WaterfallRow {
  readonly key: string
  readonly depth: number
  /** Ids of the blocks at both ends. */
  readonly from: string
  readonly to: string
  readonly replica: number | null
  /** Which attempt of its call, from 1; 0 for a call that made none. */
  readonly attempt: number
  readonly attempts: number
  readonly startMs: number
  readonly endMs: number
  readonly outcome: string
  /** Who decided, where that is not the callee. */
  readonly note: string
  readonly stretches: readonly Stretch[]
}

/** [ms] first and last moment that a waterfall shows. */
export function spanOf(trace: Trace): { startMs: number; endMs: number } {
  const ends = rowsOf(trace).map(({ endMs }) => endMs)
  return { startMs: trace.startMs, endMs: Math.max(trace.endMs ?? 0, trace.startMs, ...ends) }
}

const NOTES: Readonly<Record<DecidedBy, string>> = {
  callee: '',
  timeout: 'given up by the caller',
  'own policy': 'refused by the caller',
  fallback: 'answered by the fallback',
  'nobody waited': '',
}

export function rowsOf(trace: Trace): WaterfallRow[] {
  const rows: WaterfallRow[] = []
  for (const [index, call] of trace.calls.entries()) addCall(rows, call, 0, `${index}`)
  return rows
}

function addCall(rows: WaterfallRow[], call: TraceCall, depth: number, key: string): void {
  const { from, to } = call
  const note = call.decidedBy === null ? '' : NOTES[call.decidedBy]
  if (call.attempts.length === 0) {
    const endMs = call.endMs ?? call.startMs
    rows.push({
      ...{ key, depth, from, to, replica: null, attempt: 0, attempts: 0, startMs: call.startMs, endMs, note },
      outcome: call.outcome ?? 'under way',
      stretches: [],
    })
    return
  }
  for (const [index, attempt] of call.attempts.entries()) {
    const before = call.attempts[index - 1]
    const pauseFrom = before ? (before.endMs ?? attempt.sentMs) : call.startMs
    rows.push({
      ...{ key: `${key}.${index}`, depth, from, to, replica: attempt.replica },
      ...{ attempt: index + 1, attempts: call.attempts.length },
      startMs: attempt.sentMs,
      endMs: endOf(attempt),
      outcome: attempt.outcome ?? 'under way',
      note: index === call.attempts.length - 1 ? note : '',
      stretches: stretchesOf(attempt, pauseFrom),
    })
    for (const [at, inner] of attempt.calls.entries()) addCall(rows, inner, depth + 1, `${key}.${index}.${at}`)
  }
}

function endOf({ endMs, leftMs, sentMs }: TraceAttempt): number {
  return Math.max(sentMs, endMs ?? sentMs, leftMs ?? sentMs)
}

function stretchesOf(attempt: TraceAttempt, pauseFromMs: number): Stretch[] {
  const { sentMs, arrivedMs, beganMs, leftMs, endMs } = attempt
  const heardUntil = endMs ?? Infinity
  const list: Stretch[] = [{ is: 'pause', fromMs: pauseFromMs, toMs: sentMs }]
  const add = (is: Stretch['is'], fromMs: number, toMs: number): void => {
    if (fromMs >= heardUntil) list.push({ is: 'unheard', fromMs, toMs })
    else if (toMs > heardUntil) list.push({ is, fromMs, toMs: heardUntil }, { is: 'unheard', fromMs: heardUntil, toMs })
    else list.push({ is, fromMs, toMs })
  }
  if (arrivedMs === null) add('network', sentMs, endMs ?? sentMs)
  else {
    add('network', sentMs, arrivedMs)
    const began = beganMs ?? leftMs ?? endMs ?? arrivedMs
    add('waiting', arrivedMs, Math.max(arrivedMs, began))
    add('work', Math.max(arrivedMs, began), leftMs ?? endMs ?? began)
    if (leftMs !== null && endMs !== null && endMs > leftMs) add('network', leftMs, endMs)
  }
  return list.filter(({ fromMs, toMs }) => toMs > fromMs)
}
