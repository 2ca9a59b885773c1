/**
 * What comes of a call when an attempt of it is over: another attempt, an answer, something to fall back on, or failure.
 *
 * An outcome is told to the caller once. A failure that is marked as final is worth no other attempt, here or further up.
 */
import { FAILURE, IGNORED, SUCCESS } from '../algorithms/circuit-breaking/circuit-breaking'
import type { Behaviour } from '../blocks/behaviour'
import { ACT, READ } from '../blocks/parts/operations'
import { isStale, type Versions } from '../blocks/parts/versions'
import { type Attempt, CANCELLED, CAUSE_DEADLINE, type Call, type Calls, NONE, OK } from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import { type CallDraws, DRAW_RETRY } from './call-draws'
import type { CallRecords } from './call-records'
import type { CallerGate } from './caller-gate'
import type { CallerPolicies } from './caller-policies'
import { type Connection, FAILED, FALLBACKS, STALE_READS, SUCCEEDED } from './connection'
import type { HedgedCalls } from './hedged-calls'
import type { CallTracer } from './traces/tracer'

const RETRY = 0
const FAIL = 1

/** What the outcomes of calls need of the rest of the network. */
export interface OutcomeParts {
  readonly engine: Engine
  readonly calls: Calls
  readonly records: CallRecords
  readonly draws: CallDraws
  readonly gate: CallerGate
  readonly hedged: HedgedCalls
  readonly connections: readonly Connection[]
  readonly behaviours: readonly Behaviour[]
  /** Versions kept by databases, by index of the block. */
  readonly versions: readonly (Versions | undefined)[]
  /** Makes the next attempt of a call. */
  readonly startAttempt: (call: Call) => void
}

export class CallOutcomes implements EventHandler {
  /** Told what happens to calls; null when nobody looks. */
  tracer: CallTracer | null = null
  private readonly engine: Engine
  private readonly calls: Calls
  private readonly records: CallRecords
  private readonly draws: CallDraws
  private readonly gate: CallerGate
  private readonly hedged: HedgedCalls
  private readonly connections: readonly Connection[]
  private readonly behaviours: readonly Behaviour[]
  private readonly versions: readonly (Versions | undefined)[]
  private readonly startAttempt: (call: Call) => void
  private readonly handler: number

  constructor(parts: OutcomeParts) {
    this.engine = parts.engine
    this.calls = parts.calls
    this.records = parts.records
    this.draws = parts.draws
    this.gate = parts.gate
    this.hedged = parts.hedged
    this.connections = parts.connections
    this.behaviours = parts.behaviours
    this.versions = parts.versions
    this.startAttempt = parts.startAttempt
    this.handler = this.engine.register(this)
  }

  handle(kind: number, a: number, generation: number): void {
    const call = this.calls.at(a)
    if (!call.isOpen(generation)) return
    if (kind === RETRY) return this.startAttempt(call)
    if (kind === FAIL) this.settle(this.connections[call.connection]!, call, call.outcome)
  }

  /** Books the end of an attempt at the caller: breaker, bulkhead, and what learns from latencies. */
  endAttempt(connection: Connection, policies: CallerPolicies, call: Call, attempt: Attempt, outcome: number): void {
    connection.inFlight--
    this.tracer?.ended(attempt, outcome)
    call.current = null
    if (connection.hasBreaker || policies.learns) this.learn(connection, policies, attempt, outcome)
    this.gate.leave(connection, policies, call)
  }

  private learn(connection: Connection, policies: CallerPolicies, attempt: Attempt, outcome: number): void {
    const result = outcome === OK ? SUCCESS : outcome === CANCELLED ? IGNORED : FAILURE
    const duration = this.engine.now - attempt.sentMs
    this.gate.record(connection, policies, attempt.target, attempt.ticket, result, duration)
    if (policies.learnedTimeout !== null && result !== IGNORED) policies.learnedTimeout.observe(duration)
    if (policies.latencies !== null && isLatencyKnown(outcome) && this.hedged.isFirstCopy(attempt.call))
      policies.latencies.observe(duration)
  }

  /** Decides what comes after an attempt: done, another one, or failure. */
  afterAttempt(connection: Connection, policies: CallerPolicies, call: Call, outcome: number, isFinal: boolean): void {
    if (outcome !== OK) return this.afterFailure(connection, policies, call, outcome, isFinal)
    if (policies.budget !== null && !call.isDelivery) policies.budget.finish(this.engine.now, call.attempts > 1, true)
    this.settle(connection, call, OK)
  }

  private afterFailure(
    connection: Connection,
    policies: CallerPolicies,
    call: Call,
    outcome: number,
    isFinal: boolean,
  ): void {
    const { engine } = this
    const { backoff, params } = connection
    const { budget } = policies
    const made = call.attempts
    if (call.isDelivery) return this.settle(connection, call, outcome)
    budget?.finish(engine.now, made > 1, false)
    const isWorthIt = ((connection.retryMask >> outcome) & 1) === 1 && (params.retryWrites || !call.request.isWrite)
    if (isFinal) this.markFinal(call)
    if (backoff === null || isFinal || !isWorthIt) return this.settle(connection, call, outcome)
    const isAllowed = made < backoff.attempts && (budget === null || budget.withdraw(engine.now))
    if (!isAllowed) {
      if (params.doNotRetry) this.markFinal(call)
      return this.settle(connection, call, outcome)
    }
    if (budget !== null) call.hasGrant = 1
    const pause = backoff.delayMs(made - 1, call.pauseMs, this.draws.forCall(connection, DRAW_RETRY, call))
    if (connection.propagatesDeadline && engine.now + pause >= this.records.deadlineOf(call)) {
      return this.settle(connection, call, CAUSE_DEADLINE)
    }
    call.pauseMs = pause
    engine.after(pause, this.handler, RETRY, call.index, call.generation)
  }

  /** Nobody waits any more for a call: neither for its attempt, if there is one, nor for a retry that was to come. */
  giveUp(connection: Connection, call: Call): void {
    if (call.hasGrant === 1) return this.giveRetryUp(connection, call)
    if (call.current === null || call.isDelivery) return
    const { budget } = connection.policiesOf(call.caller)
    budget?.giveUp(this.engine.now, call.attempts > 1)
  }

  /** A retry that the budget has granted is not made. */
  private giveRetryUp(connection: Connection, call: Call): void {
    call.hasGrant = 0
    connection.policiesOf(call.caller).budget?.giveUp(this.engine.now, true)
  }

  /** What the caller answers says that trying again is of no use. */
  private markFinal(call: Call): void {
    const parent = this.records.parentOf(call)
    if (parent !== null) parent.isFinal = 1
  }

  /** Fails a call by the caller's own decision, after everything that is due now. */
  failLater(call: Call, cause: number): void {
    call.outcome = cause
    this.engine.after(0, this.handler, FAIL, call.index, call.generation)
  }

  /** The outcome of a call is known: tells the caller, if it is still there. */
  settle(connection: Connection, call: Call, outcome: number): void {
    if (call.hasGrant === 1) this.giveRetryUp(connection, call)
    if (call.original !== null) return this.hedged.settleCopy(call, call.original, outcome)
    connection.totals[outcome === OK ? SUCCEEDED : FAILED]!++
    if (call.hedge !== NONE) this.hedged.end(call)
    call.isSettled = 1
    call.outcome = connection.hasFallback && !call.isDelivery ? this.fallBack(connection, call, outcome) : outcome
    this.tracer?.settled(call, call.outcome)
    const parent = this.records.parentOf(call)
    if (parent !== null) this.records.unlink(call, parent)
    if (parent !== null || call.parent === null) this.behaviours[connection.from]!.answered(call)
    this.records.dropCall(call)
  }

  /** The outcome as the caller sees it, where it has something else to answer than a failure. */
  private fallBack(connection: Connection, call: Call, outcome: number): number {
    const { engine } = this
    const { lastAnswers } = connection
    const { operation } = call
    // What a cache or a lock answers to its own questions says nothing of what the key holds.
    const isRead = (operation === ACT || operation === READ) && !call.request.isWrite
    if (outcome === OK) {
      if (isRead) lastAnswers?.keep(engine.now, call.key, call.result, call.result2)
      return OK
    }
    const answer = lastAnswers === null ? undefined : isRead ? lastAnswers.find(engine.now, call.key) : undefined
    if (lastAnswers !== null && answer === undefined) return outcome
    call.result = answer?.result ?? 0
    call.result2 = answer?.result2 ?? 0
    connection.totals[FALLBACKS]!++
    if (answer !== undefined && isStale(this.versions, answer.result, answer.result2, call.startedMs, call.key))
      connection.totals[STALE_READS]!++
    return OK
  }
}

/** Whether the time that an attempt took says something of how long answers take. */
function isLatencyKnown(outcome: number): boolean {
  return outcome === OK || outcome === CANCELLED
}
