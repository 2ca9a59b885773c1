/**
 * What comes of a call when an attempt of it is over: another attempt, an answer, something to fall back on, or failure.
 *
 * An outcome is told to the caller once. A failure that is marked as final is worth no other attempt, here or further up.
 */
import { FAILURE, IGNORED, SUCCESS } from '../algorithms/circuit-breaking/circuit-breaking'
import type { Behaviour } from '../blocks/behaviour'
import { ACT, READ } from '../blocks/parts/operations'
import {
  type Attempts,
  CANCELLED,
  CAUSE_DEADLINE,
  type CallRecord,
  type Calls,
  NONE,
  OK,
  type Requests,
} from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import { type CallDraws, DRAW_RETRY } from './call-draws'
import type { CallRecords } from './call-records'
import type { CallerGate } from './caller-gate'
import type { CallerPolicies } from './caller-policies'
import { type Connection, FAILED, FALLBACKS, SUCCEEDED } from './connection'
import type { HedgedCalls } from './hedged-calls'
import type { CallTracer } from './traces/tracer'

const RETRY = 0
const FAIL = 1

/** What the outcomes of calls need of the rest of the network. */
export interface OutcomeParts {
  readonly engine: Engine
  readonly requests: Requests
  readonly calls: Calls
  readonly attempts: Attempts
  readonly records: CallRecords
  readonly draws: CallDraws
  readonly gate: CallerGate
  readonly hedged: HedgedCalls
  readonly connections: readonly Connection[]
  readonly behaviours: readonly Behaviour[]
  /** Makes the next attempt of a call. */
  readonly startAttempt: (call: number) => void
}

export class CallOutcomes implements EventHandler {
  /** Told what happens to calls; null when nobody looks. */
  tracer: CallTracer | null = null
  private readonly engine: Engine
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly records: CallRecords
  private readonly draws: CallDraws
  private readonly gate: CallerGate
  private readonly hedged: HedgedCalls
  private readonly connections: readonly Connection[]
  private readonly behaviours: readonly Behaviour[]
  private readonly startAttempt: (call: number) => void
  private readonly handler: number

  constructor(parts: OutcomeParts) {
    this.engine = parts.engine
    this.requests = parts.requests
    this.calls = parts.calls
    this.attempts = parts.attempts
    this.records = parts.records
    this.draws = parts.draws
    this.gate = parts.gate
    this.hedged = parts.hedged
    this.connections = parts.connections
    this.behaviours = parts.behaviours
    this.startAttempt = parts.startAttempt
    this.handler = this.engine.register(this)
  }

  handle(kind: number, call: number, generation: number): void {
    if (!this.calls.isOpen(call, generation)) return
    if (kind === RETRY) return this.startAttempt(call)
    const callRecord = this.calls.at(call)
    if (kind === FAIL) this.settle(this.connections[callRecord.connection]!, call, callRecord, callRecord.outcome)
  }

  /** Books the end of an attempt at the caller: breaker, bulkhead, and what learns from latencies. */
  endAttempt(
    connection: Connection,
    policies: CallerPolicies,
    callRecord: CallRecord,
    attempt: number,
    outcome: number,
  ): void {
    connection.inFlight--
    this.tracer?.ended(attempt, outcome)
    callRecord.current = NONE
    if (connection.hasBreaker || policies.learns) this.learn(connection, policies, attempt, outcome)
    this.gate.leave(connection, policies, callRecord)
  }

  private learn(connection: Connection, policies: CallerPolicies, attempt: number, outcome: number): void {
    const { attempts } = this
    const result = outcome === OK ? SUCCESS : outcome === CANCELLED ? IGNORED : FAILURE
    const attemptRecord = attempts.at(attempt)
    const duration = this.engine.now - attemptRecord.sentMs
    this.gate.record(connection, policies, attemptRecord.target, attemptRecord.ticket, result, duration)
    if (policies.learnedTimeout !== null && result !== IGNORED) policies.learnedTimeout.observe(duration)
    if (policies.latencies !== null && isLatencyKnown(outcome) && this.hedged.isFirstCopy(attemptRecord.call))
      policies.latencies.observe(duration)
  }

  /** Decides what comes after an attempt: done, another one, or failure. */
  afterAttempt(
    connection: Connection,
    policies: CallerPolicies,
    call: number,
    callRecord: CallRecord,
    outcome: number,
    isFinal: boolean,
  ): void {
    if (outcome !== OK) return this.afterFailure(connection, policies, call, callRecord, outcome, isFinal)
    if (policies.budget !== null && !callRecord.isDelivery)
      policies.budget.finish(this.engine.now, callRecord.attempts > 1, true)
    this.settle(connection, call, callRecord, OK)
  }

  private afterFailure(
    connection: Connection,
    policies: CallerPolicies,
    call: number,
    callRecord: CallRecord,
    outcome: number,
    isFinal: boolean,
  ): void {
    const { calls, engine } = this
    const { backoff, params } = connection
    const { budget } = policies
    const made = callRecord.attempts
    if (callRecord.isDelivery) return this.settle(connection, call, callRecord, outcome)
    budget?.finish(engine.now, made > 1, false)
    const request = callRecord.request
    const requestRecord = this.requests.at(request)
    const isWorthIt = ((connection.retryMask >> outcome) & 1) === 1 && (params.retryWrites || !requestRecord.isWrite)
    if (isFinal) this.markFinal(callRecord)
    if (backoff === null || isFinal || !isWorthIt) return this.settle(connection, call, callRecord, outcome)
    const isAllowed = made < backoff.attempts && (budget === null || budget.withdraw(engine.now))
    if (!isAllowed) {
      if (params.doNotRetry) this.markFinal(callRecord)
      return this.settle(connection, call, callRecord, outcome)
    }
    if (budget !== null) callRecord.hasGrant = 1
    const pause = backoff.delayMs(made - 1, callRecord.pauseMs, this.draws.forCall(connection, DRAW_RETRY, call))
    if (connection.propagatesDeadline && engine.now + pause >= this.records.deadlineOf(callRecord)) {
      return this.settle(connection, call, callRecord, CAUSE_DEADLINE)
    }
    callRecord.pauseMs = pause
    engine.after(pause, this.handler, RETRY, call, calls.generation[call]!)
  }

  /** Nobody waits any more for a call: neither for its attempt, if there is one, nor for a retry that was to come. */
  giveUp(connection: Connection, callRecord: CallRecord): void {
    if (callRecord.hasGrant === 1) return this.giveRetryUp(connection, callRecord)
    if (callRecord.current === NONE || callRecord.isDelivery) return
    const { budget } = connection.policiesOf(callRecord.caller)
    budget?.giveUp(this.engine.now, callRecord.attempts > 1)
  }

  /** A retry that the budget has granted is not made. */
  private giveRetryUp(connection: Connection, callRecord: CallRecord): void {
    callRecord.hasGrant = 0
    connection.policiesOf(callRecord.caller).budget?.giveUp(this.engine.now, true)
  }

  /** What the caller answers says that trying again is of no use. */
  private markFinal(callRecord: CallRecord): void {
    if (this.records.hasParent(callRecord)) this.attempts.at(callRecord.parent).isFinal = 1
  }

  /** Fails a call by the caller's own decision, after everything that is due now. */
  failLater(call: number, cause: number): void {
    this.calls.at(call).outcome = cause
    this.engine.after(0, this.handler, FAIL, call, this.calls.generation[call]!)
  }

  /** The outcome of a call is known: tells the caller, if it is still there. */
  settle(connection: Connection, call: number, callRecord: CallRecord, outcome: number): void {
    if (callRecord.hasGrant === 1) this.giveRetryUp(connection, callRecord)
    if (callRecord.original !== NONE) return this.hedged.settleCopy(call, outcome)
    connection.totals[outcome === OK ? SUCCEEDED : FAILED]!++
    if (callRecord.hedge !== NONE) this.hedged.end(call)
    callRecord.isSettled = 1
    callRecord.outcome =
      connection.hasFallback && !callRecord.isDelivery ? this.fallBack(connection, callRecord, outcome) : outcome
    this.tracer?.settled(call, callRecord.outcome)
    const parent = callRecord.parent
    if (parent === NONE) this.behaviours[connection.from]!.answered(call)
    else if (this.records.hasParent(callRecord)) {
      this.records.unlink(callRecord, parent)
      this.behaviours[connection.from]!.answered(call)
    }
    this.records.dropCall(call, callRecord)
  }

  /** The outcome as the caller sees it, where it has something else to answer than a failure. */
  private fallBack(connection: Connection, callRecord: CallRecord, outcome: number): number {
    const { engine } = this
    const { lastAnswers } = connection
    const { operation } = callRecord
    // What a cache or a lock answers to its own questions says nothing of what the key holds.
    const isRead = (operation === ACT || operation === READ) && !this.requests.at(callRecord.request).isWrite
    if (outcome === OK) {
      if (isRead) lastAnswers?.keep(engine.now, callRecord.key, callRecord.result, callRecord.result2)
      return OK
    }
    const answer = lastAnswers === null ? undefined : isRead ? lastAnswers.find(engine.now, callRecord.key) : undefined
    if (lastAnswers !== null && answer === undefined) return outcome
    callRecord.result = answer?.result ?? 0
    callRecord.result2 = answer?.result2 ?? 0
    connection.totals[FALLBACKS]!++
    return OK
  }
}

/** Whether the time that an attempt took says something of how long answers take. */
function isLatencyKnown(outcome: number): boolean {
  return outcome === OK || outcome === CANCELLED
}
