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
import type { Versions } from '../blocks/parts/versions'
import type { ConnectionParams } from '../design/connection'
import {
  AT_CALLEE,
  type Attempt,
  type Attempts,
  CANCELLED,
  CAUSE_DEADLINE,
  CAUSE_ERROR,
  CAUSE_TIMEOUT,
  CAUSE_UNREACHABLE,
  type Call,
  type Calls,
  LOST,
  NONE,
  OK,
  RETURNING,
  type Request,
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
  /** Versions kept by databases. */
  readonly versions: readonly (Versions | undefined)[]
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
    this.attempts = parts.attempts
    this.stats = parts.stats
    this.draws = new CallDraws(parts.random)
    this.records = new CallRecords(parts)
    this.connections = connections
    this.behaviours = blocks.behaviours
    this.conditions = blocks.conditions
    this.entities = blocks.entities
    this.replicas = new Int32Array(blocks.entities.length).fill(1)
    this.handler = this.engine.register(this)
    this.wire = new Wire(this.engine, this.draws, this.handler)
    const { calls } = parts
    const { engine, attempts, records, draws, wire, behaviours, handler } = this
    this.timeouts = new AttemptTimeouts({ engine, attempts, records }, { handler, kind: TIMEOUT })
    this.gate = new CallerGate({ engine, calls, records, draws, connections }, this)
    this.hedged = new HedgedCalls({ engine, calls, attempts, connections, wire }, this)
    const { gate, hedged } = this
    this.outcomes = new CallOutcomes({
      ...{ engine, calls, records, draws, gate, hedged, connections, behaviours },
      versions: blocks.versions,
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
    const attempt = this.attempts.at(a)
    switch (kind) {
      case ARRIVE:
        return this.arrive(attempt)
      case RETURN:
        return this.finish(attempt)
      case TIMEOUT:
        return this.timeOut(attempt, b)
      case CANCEL:
        return this.cancelAtCallee(attempt, b)
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
    this.gate.giveAllOn(connection)
  }

  /** Sends a prepared call through the policies of its connection. */
  send(call: Call): void {
    const connection = this.connections[call.connection]!
    connection.totals[CALLS]!++
    this.tracer?.called(call)
    if (connection.isUngated) this.fly(connection, connection.policiesOf(call.caller), call, NONE)
    else if (connection.isHedged) this.hedged.begin(call)
    else this.startAttempt(call)
  }

  /** Sends a prepared call without policies; it is waited for `timeoutMs` at most. */
  deliver(call: Call, timeoutMs: number): Attempt {
    const connection = this.connections[call.connection]!
    connection.totals[CALLS]!++
    call.isDelivery = 1
    this.tracer?.called(call)
    const attempt = this.fly(connection, connection.policiesOf(call.caller), call, NONE)
    this.timeouts.armDelivery(connection, attempt, timeoutMs)
    return attempt
  }

  /** The callee answers an attempt that it served. */
  answer(attempt: Attempt, outcome: number, result: number, result2: number): void {
    const { block } = attempt
    const final = this.conditions.areWell ? outcome : this.spoiled(attempt, outcome)
    this.stats.complete(block, attempt.arrivedMs, attempt.startedMs)
    this.tracer?.left(attempt, true)
    // What a consumer has not got elsewhere is an error of its own: neither is it gone nor has it taken too long.
    this.goBack(attempt, final !== OK && attempt.call.isDelivery ? CAUSE_ERROR : final, result, result2)
  }

  /** The outcome of served work, which an error that is injected may spoil. */
  private spoiled(attempt: Attempt, outcome: number): number {
    const block = attempt.block
    const { errorProbability } = this.conditions.of(block, attempt.replica)
    if (errorProbability <= 0 || outcome !== OK) return outcome
    return this.drawAt(block, DRAW_ERROR, attempt).uniform() < errorProbability ? CAUSE_ERROR : outcome
  }

  /** The callee turns an attempt away. */
  reject(attempt: Attempt, cause: number): void {
    this.stats.reject(attempt.block, attempt.arrivedMs)
    this.tracer?.left(attempt, false)
    this.goBack(attempt, cause, 0, 0)
  }

  /** The callee has stopped a cancelled attempt. */
  drop(attempt: Attempt): void {
    this.stats.leave(attempt.block, attempt.arrivedMs)
    this.tracer?.left(attempt, true)
    this.abandonChildren(attempt)
    this.waste(attempt)
  }

  /** Everything that is at a replica is lost; callers see the connection break. */
  crash(block: number, replica: number): void {
    const { attempts } = this
    for (let index = 0; index < attempts.capacity; index++) {
      const attempt = attempts.at(index)
      if (attempt.place !== AT_CALLEE || attempt.block !== block || attempt.replica !== replica) continue
      this.behaviours[block]!.lose(attempt)
      this.stats.leave(block, attempt.arrivedMs)
      this.tracer?.left(attempt, true)
      this.goBack(attempt, CAUSE_UNREACHABLE, 0, 0)
    }
  }

  /** A unit goes on after standing still: answers that came meanwhile are taken in. */
  resume(block: number, unit: number): void {
    const waiting = this.heldAnswers
    this.heldAnswers = []
    for (let at = 0; at < waiting.length; at += 2) {
      const attempt = this.attempts.at(waiting[at]!)
      if (attempt.generation !== waiting[at + 1]) continue
      const { call, index, generation } = attempt
      const isHere = this.connectionOf(call).from === block && call.caller === unit
      if (isHere) this.engine.after(0, this.handler, RETURN, index, 0)
      else this.heldAnswers.push(index, generation)
    }
  }

  /** Draws that belong to an attempt, for a purpose of the block where it is. */
  drawAt(block: number, purpose: number, attempt: Attempt): KeyedRandom {
    return this.draws.forAttempt(this.entities[block]!, purpose, attempt)
  }

  /** The callee begins to work on one of two tied attempts. */
  begun(attempt: Attempt): void {
    this.hedged.begun(attempt)
  }

  /** Makes the next attempt of a call, if its deadline and the caller's own policies allow it. */
  startAttempt(call: Call): void {
    const { engine } = this
    const connection = this.connections[call.connection]!
    if (connection.propagatesDeadline && engine.now >= this.records.deadlineOf(call)) {
      return this.failLater(call, CAUSE_DEADLINE)
    }
    this.gate.enter(connection, call)
  }

  failLater(call: Call, cause: number): void {
    this.outcomes.failLater(call, cause)
  }

  settle(call: Call, outcome: number): void {
    this.outcomes.settle(this.connections[call.connection]!, call, outcome)
  }

  private connectionOf(call: Call): Connection {
    return this.connections[call.connection]!
  }

  /** Where a request stands on the scale of the callee's admission level. All replicas have the same scale. */
  rankAt(connection: Connection, request: Request): number {
    return this.behaviours[connection.to]!.rankOf(0, request)
  }

  /** Replicas of the callee at present. */
  replicasOf(connection: Connection): number {
    return this.replicas[connection.to]!
  }

  /** Makes an attempt that may go: takes a place in flight, arms the timeout and puts it on the wire. */
  fly(connection: Connection, policies: CallerPolicies, call: Call, ticket: number): Attempt {
    const { attempts, engine } = this
    const target = call.target === NONE ? this.pickReplica(connection, policies, call) : call.target
    const attempt = attempts.allocate()
    const number = call.attempts
    call.attempts = number + 1
    call.current = attempt
    call.references++
    this.gate.poolOf(connection, policies, call).inFlight++
    connection.inFlight++
    connection.totals[ATTEMPTS]!++
    if (number > 0) {
      connection.totals[RETRIES]!++
      call.hasGrant = 0
    } else policies.budget?.deposit(engine.now)
    call.target = NONE
    attempt.call = call
    attempt.block = connection.to
    attempt.replica = target
    attempt.target = target
    attempt.isAbandoned = 0
    attempt.isFinal = 0
    attempt.tie = connection.isTied ? TIED : 0
    attempt.isCancelled = 0
    attempt.lineage = lineageOf(call.lineage, number)
    attempt.ticket = ticket
    attempt.firstChild = null
    attempt.sentMs = engine.now
    attempt.busyMs = 0
    attempt.deadlineMs = Infinity
    if (!call.isDelivery) this.timeouts.arm(connection, policies, call, attempt)
    this.tracer?.sent(attempt)
    this.wire.send(connection, attempt, true, ARRIVE)
    return attempt
  }

  /** The replica that is next in turn; a copy of a hedged call passes by those where another copy is, as long as there are others. */
  private pickReplica(connection: Connection, policies: CallerPolicies, { pinned, original }: Call): number {
    const replicas = this.replicasOf(connection)
    if (pinned !== NONE) return Math.min(pinned, replicas - 1)
    if (replicas === 1) return 0
    let turn = policies.turn % replicas
    if (original !== null) {
      for (let passed = 1; passed < replicas && this.hasCopyAt(original, turn); passed++) turn = (turn + 1) % replicas
    }
    policies.turn = turn + 1
    return turn
  }

  /** Whether a copy of a hedged call is out at a replica. */
  hasCopyAt(original: Call, replica: number): boolean {
    return this.hedged.hasCopyAt(original, replica)
  }

  private arrive(attempt: Attempt): void {
    const { engine } = this
    if (attempt.isCancelled) return this.waste(attempt)
    const block = attempt.block
    const behaviour = this.behaviours[block]!
    const chosen = attempt.replica
    const replica = chosen === 0 ? 0 : Math.min(chosen, this.replicas[block]! - 1)
    attempt.replica = replica
    attempt.arrivedMs = engine.now
    attempt.startedMs = engine.now
    const { call } = attempt
    if (call.isDelivery && !attempt.isAbandoned) {
      this.behaviours[this.connectionOf(call).from]!.delivered(call)
    }
    if (!this.conditions.areWell && this.conditions.of(block, replica).isCrashed)
      return this.goBack(attempt, CAUSE_UNREACHABLE, 0, 0)
    attempt.place = AT_CALLEE
    this.tracer?.arrived(attempt)
    this.stats.arrive(block)
    behaviour.arrive(attempt)
  }

  private goBack(attempt: Attempt, outcome: number, result: number, result2: number): void {
    if (attempt.firstChild !== null) this.abandonChildren(attempt)
    if (attempt.isAbandoned) return this.waste(attempt)
    attempt.outcome = outcome
    attempt.result = result
    attempt.result2 = result2
    const connection = this.connectionOf(attempt.call)
    if (connection.heedsLevel) {
      attempt.level = this.behaviours[connection.to]!.levelOf(attempt.replica)
    }
    this.wire.send(connection, attempt, false, RETURN)
  }

  /** An answer has arrived at the caller. */
  private finish(attempt: Attempt): void {
    if (attempt.isAbandoned) return this.waste(attempt)
    const { call } = attempt
    const connection = this.connectionOf(call)
    const { caller } = call
    if (this.conditions.pausedUnits > 0 && this.conditions.of(connection.from, caller).isPaused) {
      this.heldAnswers.push(attempt.index, attempt.generation)
      return
    }
    const policies = connection.policiesOf(caller)
    const outcome = attempt.outcome
    const isFinal = attempt.isFinal === 1
    call.result = attempt.result
    call.result2 = attempt.result2
    // An answer tells how much the callee lets in.
    if (connection.heedsLevel && outcome !== CAUSE_UNREACHABLE)
      policies.calleeLevel?.learn(this.engine.now, attempt.level)
    this.outcomes.endAttempt(connection, policies, call, attempt, outcome)
    this.records.releaseAttempt(attempt)
    this.outcomes.afterAttempt(connection, policies, call, outcome, isFinal)
  }

  private timeOut(attempt: Attempt, generation: number): void {
    if (attempt.generation !== generation) return
    if (attempt.isAbandoned) return this.expire(attempt)
    const { call } = attempt
    const connection = this.connectionOf(call)
    const policies = connection.policiesOf(call.caller)
    const isDeadline = connection.propagatesDeadline && this.engine.now >= this.records.deadlineOf(call)
    if (!isDeadline) connection.totals[TIMEOUTS]!++
    const cause = isDeadline ? CAUSE_DEADLINE : CAUSE_TIMEOUT
    this.outcomes.endAttempt(connection, policies, call, attempt, cause)
    this.abandon(attempt)
    this.outcomes.afterAttempt(connection, policies, call, cause, false)
  }

  /** The open calls of an attempt are waited for no longer. */
  private abandonChildren(attempt: Attempt): void {
    let call = attempt.firstChild
    attempt.firstChild = null
    while (call !== null) {
      const { next } = call
      if (call.hedge !== NONE) this.hedged.end(call)
      this.abandonCall(call)
      call = next
    }
  }

  /** Nobody waits for the call any more. */
  abandonCall(call: Call): void {
    call.isSettled = 1
    call.outcome = CANCELLED
    this.tracer?.settled(call, CANCELLED)
    const { current } = call
    const connection = this.connectionOf(call)
    this.outcomes.giveUp(connection, call)
    if (current !== null) {
      const policies = connection.policiesOf(call.caller)
      this.outcomes.endAttempt(connection, policies, call, current, CANCELLED)
      this.abandon(current)
    } else this.gate.forget(call)
    this.records.dropCall(call)
  }

  /** Nobody waits for the attempt any more. */
  private abandon(attempt: Attempt): void {
    const { engine } = this
    attempt.isAbandoned = 1
    if (attempt.place === LOST) return this.waste(attempt)
    if (engine.now >= attempt.deadlineMs) return this.expire(attempt)
    const connection = this.connectionOf(attempt.call)
    if (!connection.cancels || connection.isCutForward || attempt.place === RETURNING) return
    const latency = this.wire.latencyMs(connection, attempt, true)
    engine.after(latency, this.handler, CANCEL, attempt.index, attempt.generation)
  }

  /** A callee that knows the deadline of an attempt needs no message to stop at it. */
  private expire(attempt: Attempt): void {
    const { deadlineMs, place } = attempt
    if (this.engine.now >= deadlineMs && place !== RETURNING) this.cancelAtCallee(attempt, attempt.generation)
  }

  cancelAtCallee(attempt: Attempt, generation: number): void {
    if (attempt.generation !== generation) return
    attempt.isCancelled = 1
    if (attempt.place === AT_CALLEE) this.behaviours[attempt.block]!.cancel(attempt)
  }

  /** An attempt is over whose result nobody waited for. */
  private waste(attempt: Attempt): void {
    const connection = this.connectionOf(attempt.call)
    connection.totals[WASTED]!++
    connection.totals[WASTED_MS]! += attempt.busyMs
    this.records.releaseAttempt(attempt)
  }
}
