/**
 * How calls travel: the policies of the caller, the wire, arrival, answer, timeout, retry, cancellation.
 *
 * A call goes through the caller's policies from outside in (fallback, deadline, hedge, retry, breaker, limiter, bulkhead, attempt
 * timeout), its attempts over the wire to a replica of the callee and back. What the caller's own policies refuse fails the call at
 * once and is never retried. An attempt that nobody waits for any more goes on at the callee, unless its connection cancels, and is
 * counted as wasted when it is over.
 *
 * Ways to get stuck: a message is lost on a connection without a timeout, or a block never answers; such calls stay in flight.
 */
import type { Behaviour } from '../blocks/behaviour'
import type { ConnectionParams } from '../design/connection'
import {
  AT_CALLEE,
  type AttemptRecord,
  type Attempts,
  CANCELLED,
  CAUSE_DEADLINE,
  CAUSE_ERROR,
  CAUSE_TIMEOUT,
  CAUSE_UNREACHABLE,
  type CallRecord,
  type Calls,
  LOST,
  NONE,
  OK,
  RETURNING,
  type Requests,
  TIED,
} from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import type { BlockStats } from '../engine/stats'
import type { KeyedRandom } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { AttemptTimeouts } from './attempt-timeouts'
import { CallDraws, DRAW_ERROR, lineageOf } from './call-draws'
import { CallOutcomes } from './call-outcomes'
import { CallRecords } from './call-records'
import { CallerGate, type GateExit } from './caller-gate'
import type { CallerPolicies } from './caller-policies'
import type { Conditions } from './conditions'
import { ATTEMPTS, CALLS, type Connection, RETRIES, TIMEOUTS, WASTED, WASTED_MS } from './connection'
import type { FlightRecorder } from './flights'
import { HedgedCalls, type HedgeHost } from './hedged-calls'
import type { CallTracer } from './traces/tracer'
import { Wire } from './wire'

const ARRIVE = 0
const RETURN = 1
const TIMEOUT = 2
const CANCEL = 3

/** What the network needs to know about the blocks; all lists are in the order of the design. */
export interface NetworkBlocks {
  readonly behaviours: readonly Behaviour[]
  /** Stable hashes of the block ids. */
  readonly entities: Int32Array
  readonly conditions: Conditions
}

export class Network implements EventHandler, GateExit, HedgeHost, Saveable {
  readonly connections: readonly Connection[]
  /** The records of calls and attempts. */
  readonly records: CallRecords
  readonly draws: CallDraws
  /** Replicas of each block at present: a copy, since the blocks themselves are of many kinds. */
  readonly replicas: Int32Array
  /** Answers that wait for a caller that stands still: attempt and generation in turn. */
  private heldAnswers: number[] = []
  private tracer: CallTracer | null = null
  private readonly engine: Engine
  private readonly handler: number
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly stats: BlockStats
  private readonly wire: Wire
  private readonly timeouts: AttemptTimeouts
  private readonly gate: CallerGate
  private readonly hedged: HedgedCalls
  private readonly outcomes: CallOutcomes
  private readonly behaviours: readonly Behaviour[]
  private readonly conditions: Conditions
  private readonly entities: Int32Array

  constructor(
    parts: {
      engine: Engine
      requests: Requests
      calls: Calls
      attempts: Attempts
      stats: BlockStats
      random: KeyedRandom
    },
    connections: readonly Connection[],
    blocks: NetworkBlocks,
  ) {
    this.engine = parts.engine
    this.requests = parts.requests
    this.calls = parts.calls
    this.attempts = parts.attempts
    this.stats = parts.stats
    this.draws = new CallDraws(parts)
    this.records = new CallRecords(parts)
    this.connections = connections
    this.behaviours = blocks.behaviours
    this.conditions = blocks.conditions
    this.entities = blocks.entities
    this.replicas = new Int32Array(blocks.entities.length).fill(1)
    this.handler = this.engine.register(this)
    this.wire = new Wire(this.engine, this.attempts, this.draws, this.handler)
    const { engine, requests, calls, attempts, records, draws, wire, behaviours, handler } = this
    this.timeouts = new AttemptTimeouts({ engine, attempts, records }, { handler, kind: TIMEOUT })
    this.gate = new CallerGate({ engine, requests, calls, records, draws, connections }, this)
    this.hedged = new HedgedCalls({ engine, calls, attempts, connections, wire }, this)
    const { gate, hedged } = this
    this.outcomes = new CallOutcomes({
      ...{ engine, requests, calls, attempts, records, draws, gate, hedged, connections, behaviours },
      startAttempt: (call) => this.startAttempt(call),
    })
  }

  /** Told what happens to calls; null when nobody looks. */
  set watcher(tracer: CallTracer | null) {
    this.tracer = tracer
    this.outcomes.tracer = tracer
  }

  /** Where messages are noted for drawing; null when nobody looks. */
  get flights(): FlightRecorder | null {
    return this.wire.flights
  }

  set flights(recorder: FlightRecorder | null) {
    this.wire.flights = recorder
  }

  handle(kind: number, a: number, b: number): void {
    switch (kind) {
      case ARRIVE:
        return this.arrive(a)
      case RETURN:
        return this.finish(a)
      case TIMEOUT:
        return this.timeOut(a, b)
      case CANCEL:
        return this.cancelAtCallee(a, b)
    }
  }

  save(out: StateWriter): void {
    out.array(this.heldAnswers)
    this.hedged.save(out)
  }

  load(input: StateReader): void {
    this.heldAnswers = [...input.array()]
    this.hedged.load(input)
  }

  /** The parameters of a connection have changed. Who waits for a place is refused where places are shared out otherwise now. */
  configure(connection: Connection, params: ConnectionParams): void {
    const { scope, isolateBy } = connection.params
    const isRegrouped = scope !== params.scope || isolateBy !== params.isolateBy
    if (isRegrouped) this.gate.refuseAllWaiting(connection)
    connection.configure(params)
    if (isRegrouped) this.gate.recount(connection)
  }

  /** Sends a prepared call through the policies of its connection. */
  send(call: number): void {
    const callRecord = this.calls.at(call)
    const connection = this.connections[callRecord.connection]!
    connection.totals[CALLS]!++
    this.tracer?.called(call)
    if (connection.isUngated) this.fly(connection, connection.policiesOf(callRecord.caller), call, callRecord, NONE)
    else if (connection.isHedged) this.hedged.begin(call)
    else this.startAttempt(call)
  }

  /** Sends a prepared call without policies; it is waited for `timeoutMs` at most. */
  deliver(call: number, timeoutMs: number): void {
    const callRecord = this.calls.at(call)
    const connection = this.connections[callRecord.connection]!
    connection.totals[CALLS]!++
    this.tracer?.called(call)
    callRecord.isDelivery = 1
    this.fly(connection, connection.policiesOf(callRecord.caller), call, callRecord, NONE)
    this.timeouts.armDelivery(connection, callRecord.current, timeoutMs)
  }

  /** The callee answers an attempt that it served. */
  answer(attempt: number, outcome: number, result: number, result2: number): void {
    const { attempts, stats } = this
    const attemptRecord = attempts.at(attempt)
    const block = attemptRecord.block
    const final = this.conditions.areWell ? outcome : this.spoiled(attempt, outcome)
    stats.complete(block, attemptRecord.arrivedMs, attemptRecord.startedMs)
    this.tracer?.left(attempt, true)
    this.goBack(attempt, attemptRecord, final, result, result2)
  }

  /** The outcome of served work, which an error that is injected may spoil. */
  private spoiled(attempt: number, outcome: number): number {
    const attemptRecord = this.attempts.at(attempt)
    const block = attemptRecord.block
    const { errorProbability } = this.conditions.of(block, attemptRecord.replica)
    if (errorProbability <= 0 || outcome !== OK) return outcome
    return this.drawAt(block, DRAW_ERROR, attempt).uniform() < errorProbability ? CAUSE_ERROR : outcome
  }

  /** The callee turns an attempt away. */
  reject(attempt: number, cause: number): void {
    const { attempts } = this
    const attemptRecord = attempts.at(attempt)
    this.stats.reject(attemptRecord.block, attemptRecord.arrivedMs)
    this.tracer?.left(attempt, false)
    this.goBack(attempt, attemptRecord, cause, 0, 0)
  }

  /** The callee has stopped a cancelled attempt. */
  drop(attempt: number): void {
    const { attempts } = this
    const attemptRecord = attempts.at(attempt)
    this.stats.leave(attemptRecord.block, attemptRecord.arrivedMs)
    this.tracer?.left(attempt, true)
    this.abandonChildren(attempt)
    this.waste(attempt)
  }

  /** Everything that is at a replica is lost; callers see the connection break. */
  crash(block: number, replica: number): void {
    const { attempts } = this
    for (let attempt = 0; attempt < attempts.capacity; attempt++) {
      if (attempts.at(attempt).place !== AT_CALLEE || attempts.at(attempt).block !== block) continue
      if (attempts.at(attempt).replica !== replica) continue
      this.stats.leave(block, attempts.at(attempt).arrivedMs)
      this.tracer?.left(attempt, true)
      this.goBack(attempt, attempts.at(attempt), CAUSE_UNREACHABLE, 0, 0)
    }
  }

  /** A unit goes on after standing still: answers that came meanwhile are taken in. */
  resume(block: number, unit: number): void {
    const waiting = this.heldAnswers
    this.heldAnswers = []
    for (let at = 0; at < waiting.length; at += 2) {
      const attempt = waiting[at]!
      if (this.attempts.generation[attempt] !== waiting[at + 1]) continue
      const call = this.attempts.at(attempt).call
      const isHere =
        this.connections[this.calls.at(call).connection]!.from === block && this.calls.at(call).caller === unit
      if (isHere) this.engine.after(0, this.handler, RETURN, attempt, 0)
      else this.heldAnswers.push(attempt, waiting[at + 1]!)
    }
  }

  /** Draws that belong to an attempt, for a purpose of the block where it is. */
  drawAt(block: number, purpose: number, attempt: number): KeyedRandom {
    return this.draws.forAttempt(this.entities[block]!, purpose, attempt)
  }

  /** The callee begins to work on one of two tied attempts. */
  begun(attempt: number): void {
    this.hedged.begun(attempt)
  }

  /** Makes the next attempt of a call, if its deadline and the caller's own policies allow it. */
  startAttempt(call: number): void {
    const { calls, engine } = this
    const callRecord = calls.at(call)
    const connection = this.connections[callRecord.connection]!
    if (connection.propagatesDeadline && engine.now >= this.records.deadlineOf(callRecord)) {
      return this.failLater(call, CAUSE_DEADLINE)
    }
    this.gate.enter(connection, call)
  }

  failLater(call: number, cause: number): void {
    this.outcomes.failLater(call, cause)
  }

  settle(call: number, outcome: number): void {
    const callRecord = this.calls.at(call)
    this.outcomes.settle(this.connections[callRecord.connection]!, call, callRecord, outcome)
  }

  private connectionOf(call: number): Connection {
    return this.connections[this.calls.at(call).connection]!
  }

  /** Where a request stands on the scale of the callee's admission level. All replicas have the same scale. */
  rankAt(connection: Connection, request: number): number {
    return this.behaviours[connection.to]!.rankOf(0, request)
  }

  /** Replicas of the callee at present. */
  replicasOf(connection: Connection): number {
    return this.replicas[connection.to]!
  }

  /** Makes an attempt that may go: takes a place in flight, arms the timeout and puts it on the wire. */
  fly(connection: Connection, policies: CallerPolicies, call: number, callRecord: CallRecord, ticket: number): void {
    const { attempts, engine } = this
    const target = callRecord.target === NONE ? this.pickReplica(connection, policies, callRecord) : callRecord.target
    const attempt = attempts.allocate()
    const number = callRecord.attempts
    callRecord.attempts = number + 1
    callRecord.current = attempt
    callRecord.references++
    this.gate.poolOf(connection, policies, callRecord).inFlight++
    connection.inFlight++
    connection.totals[ATTEMPTS]!++
    if (number > 0) {
      connection.totals[RETRIES]!++
      callRecord.hasGrant = 0
    } else policies.budget?.deposit(engine.now)
    callRecord.target = NONE
    const attemptRecord = attempts.at(attempt)
    attemptRecord.call = call
    attemptRecord.block = connection.to
    attemptRecord.replica = target
    attemptRecord.target = target
    attemptRecord.isAbandoned = 0
    attemptRecord.isFinal = 0
    attemptRecord.tie = connection.isTied ? TIED : 0
    attemptRecord.isCancelled = 0
    attemptRecord.lineage = lineageOf(callRecord.lineage, number)
    attemptRecord.ticket = ticket
    attemptRecord.firstChild = NONE
    attemptRecord.sentMs = engine.now
    attemptRecord.busyMs = 0
    attemptRecord.deadlineMs = Infinity
    if (!callRecord.isDelivery) this.timeouts.arm(connection, policies, callRecord, attempt)
    this.tracer?.sent(attempt)
    this.wire.send(connection, attempt, attemptRecord, true, ARRIVE)
  }

  /** The replica that is next in turn; a copy of a hedged call passes by those where another copy is, as long as there are others. */
  private pickReplica(connection: Connection, policies: CallerPolicies, { pinned, original }: CallRecord): number {
    const replicas = this.replicasOf(connection)
    if (pinned !== NONE) return Math.min(pinned, replicas - 1)
    if (replicas === 1) return 0
    let turn = policies.turn % replicas
    if (original !== NONE) {
      for (let passed = 1; passed < replicas && this.hasCopyAt(original, turn); passed++) turn = (turn + 1) % replicas
    }
    policies.turn = turn + 1
    return turn
  }

  /** Whether a copy of a hedged call is out at a replica. */
  hasCopyAt(original: number, replica: number): boolean {
    return this.hedged.hasCopyAt(original, replica)
  }

  private arrive(attempt: number): void {
    const { attempts, engine } = this
    const attemptRecord = attempts.at(attempt)
    if (attemptRecord.isCancelled) return this.waste(attempt)
    const block = attemptRecord.block
    const behaviour = this.behaviours[block]!
    const chosen = attemptRecord.replica
    const replica = chosen === 0 ? 0 : Math.min(chosen, this.replicas[block]! - 1)
    attemptRecord.replica = replica
    attemptRecord.arrivedMs = engine.now
    attemptRecord.startedMs = engine.now
    const { call } = attemptRecord
    if (this.calls.at(call).isDelivery && !attemptRecord.isAbandoned) {
      this.behaviours[this.connectionOf(call).from]!.delivered(call)
    }
    if (!this.conditions.areWell && this.conditions.of(block, replica).isCrashed)
      return this.goBack(attempt, attemptRecord, CAUSE_UNREACHABLE, 0, 0)
    attemptRecord.place = AT_CALLEE
    this.tracer?.arrived(attempt)
    this.stats.arrive(block)
    behaviour.arrive(attempt)
  }

  private goBack(
    attempt: number,
    attemptRecord: AttemptRecord,
    outcome: number,
    result: number,
    result2: number,
  ): void {
    if (attemptRecord.firstChild !== NONE) this.abandonChildren(attempt)
    if (attemptRecord.isAbandoned) return this.waste(attempt)
    attemptRecord.outcome = outcome
    attemptRecord.result = result
    attemptRecord.result2 = result2
    const connection = this.connectionOf(attemptRecord.call)
    if (connection.heedsLevel) {
      attemptRecord.level = this.behaviours[connection.to]!.levelOf(attemptRecord.replica)
    }
    this.wire.send(connection, attempt, attemptRecord, false, RETURN)
  }

  /** An answer has arrived at the caller. */
  private finish(attempt: number): void {
    const { attempts, calls } = this
    const attemptRecord = attempts.at(attempt)
    if (attemptRecord.isAbandoned) return this.waste(attempt)
    const call = attemptRecord.call
    const callRecord = calls.at(call)
    const connection = this.connections[callRecord.connection]!
    const caller = callRecord.caller
    if (this.conditions.pausedUnits > 0 && this.conditions.of(connection.from, caller).isPaused) {
      this.heldAnswers.push(attempt, attempts.generation[attempt]!)
      return
    }
    const policies = connection.policiesOf(caller)
    const outcome = attemptRecord.outcome
    const isFinal = attemptRecord.isFinal === 1
    callRecord.result = attemptRecord.result
    callRecord.result2 = attemptRecord.result2
    // An answer tells how much the callee lets in.
    if (connection.heedsLevel && outcome !== CAUSE_UNREACHABLE)
      policies.calleeLevel?.learn(this.engine.now, attemptRecord.level)
    this.outcomes.endAttempt(connection, policies, callRecord, attempt, outcome)
    this.records.releaseAttempt(attempt, attemptRecord)
    this.outcomes.afterAttempt(connection, policies, call, callRecord, outcome, isFinal)
  }

  private timeOut(attempt: number, generation: number): void {
    const { attempts, calls, engine } = this
    const attemptRecord = attempts.at(attempt)
    if (attempts.generation[attempt] !== generation) return
    if (attemptRecord.isAbandoned) return this.expire(attempt)
    const call = attemptRecord.call
    const connection = this.connectionOf(call)
    const callRecord = calls.at(call)
    const policies = connection.policiesOf(callRecord.caller)
    const isDeadline = connection.propagatesDeadline && engine.now >= this.records.deadlineOf(callRecord)
    if (!isDeadline) connection.totals[TIMEOUTS]!++
    const cause = isDeadline ? CAUSE_DEADLINE : CAUSE_TIMEOUT
    this.outcomes.endAttempt(connection, policies, callRecord, attempt, cause)
    this.abandon(attempt)
    this.outcomes.afterAttempt(connection, policies, call, callRecord, cause, false)
  }

  /** The open calls of an attempt are waited for no longer. */
  private abandonChildren(attempt: number): void {
    const { attempts, calls } = this
    const attemptRecord = attempts.at(attempt)
    let call = attemptRecord.firstChild
    attemptRecord.firstChild = NONE
    while (call !== NONE) {
      const next = calls.at(call).next
      if (calls.at(call).hedge !== NONE) this.hedged.end(call)
      this.abandonCall(call)
      call = next
    }
  }

  /** Nobody waits for the call any more. */
  abandonCall(call: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    callRecord.isSettled = 1
    callRecord.outcome = CANCELLED
    this.tracer?.settled(call, CANCELLED)
    const current = callRecord.current
    const connection = this.connectionOf(call)
    this.outcomes.giveUp(connection, callRecord)
    if (current !== NONE) {
      const policies = connection.policiesOf(callRecord.caller)
      this.outcomes.endAttempt(connection, policies, callRecord, current, CANCELLED)
      this.abandon(current)
    } else this.gate.forget(call)
    this.records.dropCall(call, callRecord)
  }

  /** Nobody waits for the attempt any more. */
  private abandon(attempt: number): void {
    const { attempts, calls, engine } = this
    const attemptRecord = attempts.at(attempt)
    attemptRecord.isAbandoned = 1
    if (attemptRecord.place === LOST) return this.waste(attempt)
    if (engine.now >= attemptRecord.deadlineMs) return this.expire(attempt)
    const connection = this.connections[calls.at(attemptRecord.call).connection]!
    if (!connection.cancels || connection.isCutForward || attemptRecord.place === RETURNING) return
    const latency = this.wire.latencyMs(connection, attempt, true)
    engine.after(latency, this.handler, CANCEL, attempt, attempts.generation[attempt]!)
  }

  /** A callee that knows the deadline of an attempt needs no message to stop at it. */
  private expire(attempt: number): void {
    const { deadlineMs, place } = this.attempts.at(attempt)
    if (this.engine.now >= deadlineMs && place !== RETURNING)
      this.cancelAtCallee(attempt, this.attempts.generation[attempt]!)
  }

  cancelAtCallee(attempt: number, generation: number): void {
    const { attempts } = this
    if (attempts.generation[attempt] !== generation) return
    const attemptRecord = attempts.at(attempt)
    attemptRecord.isCancelled = 1
    if (attemptRecord.place === AT_CALLEE) this.behaviours[attemptRecord.block]!.cancel(attempt)
  }

  /** An attempt is over whose result nobody waited for. */
  private waste(attempt: number): void {
    const { attempts, calls } = this
    const attemptRecord = attempts.at(attempt)
    const connection = this.connections[calls.at(attemptRecord.call).connection]!
    connection.totals[WASTED]!++
    connection.totals[WASTED_MS]! += attemptRecord.busyMs
    this.records.releaseAttempt(attempt, attemptRecord)
  }
}
