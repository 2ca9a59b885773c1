/**
 * Follows chosen requests through the network and keeps what happens to them.
 *
 * Requests are known by their identity, which messages that carry their work on have as well. A call or attempt that is not of a
 * chosen request costs one look into a set. Nothing here has any influence on the run.
 */
import { type Attempt, CANCELLED, CAUSE_DEADLINE, CAUSE_TIMEOUT, type Call, OK, type Request } from '../../engine/calls'
import type { Engine } from '../../engine/engine'
import type { Connection } from '../connection'
import { CAUSES } from '../report'
import type { DecidedBy, Trace, TraceAttempt, TraceCall } from './trace'

/** What the network tells of calls as they go. */
export interface CallTracer {
  called(call: Call): void
  sent(attempt: Attempt): void
  arrived(attempt: Attempt): void
  /** `isServed` is false for an attempt that was turned away without being worked on. */
  left(attempt: Attempt, isServed: boolean): void
  ended(attempt: Attempt, outcome: number): void
  settled(call: Call, outcome: number): void
}

export class Tracer implements CallTracer {
  private readonly engine: Engine
  private readonly connections: readonly Connection[]
  private readonly blockIds: readonly string[]
  private readonly traces = new Map<number, Trace>()
  private readonly openCalls = new Map<Call, TraceCall>()
  private readonly openAttempts = new Map<Attempt, TraceAttempt>()
  /** Attempts that ended by what the callee answered. */
  private readonly answered = new WeakSet<TraceAttempt>()
  private readonly wanted: ReadonlySet<number>

  /** `wanted` are the identities of the requests to follow. */
  constructor(
    engine: Engine,
    connections: readonly Connection[],
    blockIds: readonly string[],
    wanted: ReadonlySet<number>,
  ) {
    this.engine = engine
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

  called(call: Call): void {
    const { engine } = this
    const { request, parent } = call
    if (!this.wanted.has(request.identity)) return
    const connection = this.connections[call.connection]!
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
    const within = parent === null ? this.carrying(call, connection.from) : this.openAttempts.get(parent)
    if (within) within.calls.push(entry)
    else this.traceOf(request).calls.push(entry)
  }

  /** The attempt for which a block makes a call that outlives it, and that it has not answered yet. */
  private carrying({ request, lineage, isDelivery }: Call, block: number): TraceAttempt | undefined {
    if (isDelivery) return undefined
    for (const [attempt, kept] of this.openAttempts) {
      const isSame = attempt.call.request === request && attempt.lineage === lineage
      if (isSame && attempt.block === block && kept.arrivedMs !== null && kept.leftMs === null) return kept
    }
    return undefined
  }

  sent(attempt: Attempt): void {
    const { call } = attempt
    const entry = this.openCalls.get(call.original ?? call)
    if (!entry) return
    const kept: TraceAttempt = {
      replica: attempt.replica,
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

  arrived(attempt: Attempt): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.arrivedMs = this.engine.now
    kept.replica = attempt.replica
  }

  left(attempt: Attempt, isServed: boolean): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.leftMs = this.engine.now
    kept.beganMs = isServed ? Math.min(attempt.startedMs, this.engine.now) : null
    if (kept.endMs !== null) this.openAttempts.delete(attempt)
  }

  ended(attempt: Attempt, outcome: number): void {
    const kept = this.openAttempts.get(attempt)
    if (!kept) return
    kept.endMs = this.engine.now
    kept.outcome = outcomeWord(outcome)
    if (kept.leftMs !== null && attempt.outcome === outcome) this.answered.add(kept)
    // Work that nobody waits for goes on; its record stays open until the callee is done with it.
    if (kept.leftMs !== null || kept.arrivedMs === null) this.openAttempts.delete(attempt)
  }

  settled(call: Call, outcome: number): void {
    const entry = this.openCalls.get(call)
    if (!entry) return
    entry.endMs = this.engine.now
    entry.outcome = outcomeWord(outcome)
    entry.decidedBy = this.decidedBy(entry, outcome)
    this.openCalls.delete(call)
    const { request } = call
    const trace = this.traces.get(request.identity)
    const isOfSource = this.connections[call.connection]!.from === request.source
    if (trace && trace.endMs === null && isOfSource && call.parent === null) {
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

  private traceOf(request: Request): Trace {
    const { identity } = request
    let trace = this.traces.get(identity)
    if (!trace) {
      trace = {
        ordinal: request.ordinal,
        source: this.blockIds[request.source]!,
        isWrite: request.isWrite === 1,
        key: request.key,
        startMs: request.intendedMs,
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
