/**
 * Follows chosen requests through the network and keeps what happens to them.
 *
 * Requests are known by their identity, which messages that carry their work on have as well. A call or attempt that is not of a
 * chosen request costs one look into a set. Nothing here has any influence on the run.
 */
import {
  type Attempts,
  CANCELLED,
  CAUSE_DEADLINE,
  CAUSE_TIMEOUT,
  type Calls,
  NONE,
  OK,
  type Requests,
} from '../../engine/calls'
import type { Engine } from '../../engine/engine'
import type { Connection } from '../connection'
import { CAUSES } from '../report'
import type { DecidedBy, Trace, TraceAttempt, TraceCall } from './trace'

/** What the network tells of calls as they go. */
export interface CallTracer {
  called(call: number): void
  sent(attempt: number): void
  arrived(attempt: number): void
  /** `isServed` is false for an attempt that was turned away without being worked on. */
  left(attempt: number, isServed: boolean): void
  ended(attempt: number, outcome: number): void
  settled(call: number, outcome: number): void
}

export class Tracer implements CallTracer {
  private readonly engine: Engine
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly connections: readonly Connection[]
  private readonly blockIds: readonly string[]
  private readonly traces = new Map<number, Trace>()
  private readonly openCalls = new Map<number, TraceCall>()
  private readonly openAttempts = new Map<number, TraceAttempt>()
  /** Attempts that ended by what the callee answered. */
  private readonly answered = new WeakSet<TraceAttempt>()
  private readonly wanted: ReadonlySet<number>

  /** `wanted` are the identities of the requests to follow. */
  constructor(
    parts: { engine: Engine; requests: Requests; calls: Calls; attempts: Attempts },
    connections: readonly Connection[],
    blockIds: readonly string[],
    wanted: ReadonlySet<number>,
  ) {
    this.engine = parts.engine
    this.requests = parts.requests
    this.calls = parts.calls
    this.attempts = parts.attempts
    this.connections = connections
    this.blockIds = blockIds
    this.wanted = wanted
  }

  /** What was kept, in the order in which the requests began. */
  get all(): Trace[] {
    return [...this.traces.values()]
  }

  /** Calls and attempts that are still under way. */
  get isFollowing(): boolean {
    return this.openCalls.size > 0 || this.openAttempts.size > 0
  }

  called(call: number): void {
    const { calls, engine } = this
    const callRecord = calls.at(call)
    const request = callRecord.request
    if (!this.wanted.has(this.requests.at(request).identity)) return
    const connection = this.connections[callRecord.connection]!
    const entry: TraceCall = {
      connection: connection.id,
      from: this.blockIds[connection.from]!,
      to: this.blockIds[connection.to]!,
      startMs: engine.now,
      endMs: null,
      outcome: null,
      decidedBy: null,
      attempts: [],
    }
    this.openCalls.set(call, entry)
    const parent = callRecord.parent
    const within = parent === NONE ? undefined : this.openAttempts.get(parent)
    if (within) within.calls.push(entry)
    else this.traceOf(request).calls.push(entry)
  }

  sent(attempt: number): void {
    const attemptRecord = this.attempts.at(attempt)
    const call = attemptRecord.call
    const original = this.calls.at(call).original
    const entry = this.openCalls.get(original === NONE ? call : original)
    if (!entry) return
    const kept: TraceAttempt = {
      replica: attemptRecord.replica,
      sentMs: this.engine.now,
      arrivedMs: null,
      beganMs: null,
      leftMs: null,
      endMs: null,
      outcome: null,
      calls: [],
    }
    entry.attempts.push(kept)
    this.openAttempts.set(attempt, kept)
  }

  arrived(attempt: number): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.arrivedMs = this.engine.now
    kept.replica = this.attempts.at(attempt).replica
  }

  left(attempt: number, isServed: boolean): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.leftMs = this.engine.now
    kept.beganMs = isServed ? Math.min(this.attempts.at(attempt).startedMs, this.engine.now) : null
    if (kept.endMs !== null) this.openAttempts.delete(attempt)
  }

  ended(attempt: number, outcome: number): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.endMs = this.engine.now
    kept.outcome = outcomeWord(outcome)
    if (kept.leftMs !== null && this.attempts.at(attempt).outcome === outcome) this.answered.add(kept)
    // Work that nobody waits for goes on; its record stays open until the callee is done with it.
    if (kept.leftMs !== null || kept.arrivedMs === null) this.openAttempts.delete(attempt)
  }

  settled(call: number, outcome: number): void {
    const entry = this.openCalls.get(call)
    if (!entry) return
    entry.endMs = this.engine.now
    entry.outcome = outcomeWord(outcome)
    entry.decidedBy = this.decidedBy(entry, outcome)
    this.openCalls.delete(call)
    const { calls, requests } = this
    const callRecord = calls.at(call)
    const request = callRecord.request
    const requestRecord = requests.at(request)
    const trace = this.traces.get(requestRecord.identity)
    const isOfSource = this.connections[callRecord.connection]!.from === requestRecord.source
    if (trace && trace.endMs === null && isOfSource && callRecord.parent === NONE) {
      trace.endMs = this.engine.now
      trace.outcome = entry.outcome
    }
  }

  private decidedBy(entry: TraceCall, outcome: number): DecidedBy {
    if (outcome === CANCELLED) return 'nobody waited'
    const same = entry.attempts.filter((attempt) => attempt.outcome === entry.outcome)
    if (same.some((attempt) => attempt.endMs === entry.endMs && this.answered.has(attempt))) return 'callee'
    if (outcome === OK) return 'fallback'
    return outcome === CAUSE_TIMEOUT || outcome === CAUSE_DEADLINE ? 'timeout' : 'own policy'
  }

  private traceOf(request: number): Trace {
    const { requests } = this
    const requestRecord = requests.at(request)
    const identity = requestRecord.identity
    let trace = this.traces.get(identity)
    if (!trace) {
      trace = {
        ordinal: requestRecord.ordinal,
        source: this.blockIds[requestRecord.source]!,
        isWrite: requestRecord.isWrite === 1,
        key: requestRecord.key,
        startMs: requestRecord.intendedMs,
        endMs: null,
        outcome: null,
        calls: [],
      }
      this.traces.set(identity, trace)
    }
    return trace
  }
}

function outcomeWord(outcome: number): string {
  if (outcome === OK) return 'ok'
  return outcome === CANCELLED ? 'cancelled' : (CAUSES[outcome - 1] ?? 'error')
}
