/**
 * The gate through which every attempt of a call has to pass at its caller: breaker, limiter, bulkhead, in this order.
 *
 * What passes is made an attempt of at once, or held until a shaping limiter lets it go or a place in flight is free. What is held
 * keeps the ticket of its breaker, and gives it back when nobody waits for the call any more. Where the deadline is propagated,
 * nothing is held beyond it.
 */
import type { UpstreamLevel } from '../algorithms/admission/upstream-level'
import { type CallResult, IGNORED, REJECTED } from '../algorithms/circuit-breaking/circuit-breaking'
import { REFUSED } from '../algorithms/rate-limiting/rate-limiting'
import {
  CAUSE_BREAKER_OPEN,
  CAUSE_BULKHEAD_FULL,
  CAUSE_DEADLINE,
  CAUSE_RATE_LIMITED,
  CAUSE_SHED,
  type CallRecord,
  type Calls,
  NONE,
  type Requests,
} from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import { type CallDraws, DRAW_BREAKER } from './call-draws'
import type { CallRecords } from './call-records'
import type { CallerPolicies } from './caller-policies'
import type { Connection } from './connection'
import type { InFlightPool } from './in-flight-pool'

const HELD_BACK = 0
const WAITED_ENOUGH = 1

/** Values of `isWaiting` of a call. */
const WAITS = 1
const GIVEN_A_PLACE = 2

/** Where calls go from the gate. */
export interface GateExit {
  /** Makes the attempt, which takes a place in flight. */
  fly(connection: Connection, policies: CallerPolicies, call: number, callRecord: CallRecord, ticket: number): void
  /** The call fails by a decision of the caller's own. */
  failLater(call: number, cause: number): void
  /** Replicas of the callee at present. */
  replicasOf(connection: Connection): number
  /** Whether a copy of a hedged call is out at a replica. */
  hasCopyAt(original: number, replica: number): boolean
  /** Where a request stands on the scale of the callee's admission level. */
  rankAt(connection: Connection, request: number): number
}

export class CallerGate implements EventHandler {
  private readonly engine: Engine
  private readonly calls: Calls
  private readonly requests: Requests
  private readonly records: CallRecords
  private readonly draws: CallDraws
  private readonly connections: readonly Connection[]
  private readonly exit: GateExit
  private readonly handler: number

  constructor(
    parts: {
      engine: Engine
      calls: Calls
      requests: Requests
      records: CallRecords
      draws: CallDraws
      connections: readonly Connection[]
    },
    exit: GateExit,
  ) {
    this.engine = parts.engine
    this.calls = parts.calls
    this.requests = parts.requests
    this.records = parts.records
    this.draws = parts.draws
    this.connections = parts.connections
    this.exit = exit
    this.handler = this.engine.register(this)
  }

  handle(kind: number, call: number, generation: number): void {
    if (!this.calls.isOpen(call, generation)) return
    if (kind === HELD_BACK) this.launchHeld(call)
    else if (kind === WAITED_ENOUGH && this.calls.at(call).isWaiting === WAITS) this.refuseWaiting(call)
  }

  /** Asks for an attempt of a call. */
  enter(connection: Connection, call: number): void {
    const { calls, engine } = this
    const callRecord = calls.at(call)
    const policies = connection.policiesOf(callRecord.caller)
    if (policies.calleeLevel !== null && this.isBelowLevel(connection, policies.calleeLevel, call)) {
      return this.exit.failLater(call, CAUSE_SHED)
    }
    let ticket = NONE
    if (connection.hasBreaker) {
      ticket = connection.hasTargetBreakers
        ? this.admitAtTarget(connection, policies, call)
        : policies.admit(engine.now, 0, this.draws.forCall(connection, DRAW_BREAKER, call))
      if (ticket === REJECTED) return this.exit.failLater(call, CAUSE_BREAKER_OPEN)
    }
    if (connection.hasLimiter) {
      const delay = this.limit(connection, policies, call)
      if (delay === REFUSED) return this.refuse(call, ticket, CAUSE_RATE_LIMITED)
      if (delay > 0 && delay >= this.leftMs(connection, callRecord)) return this.refuse(call, ticket, CAUSE_DEADLINE)
      if (delay > 0) {
        callRecord.ticket = ticket
        return engine.after(delay, this.handler, HELD_BACK, call, calls.generation[call]!)
      }
    }
    this.launch(connection, policies, call, callRecord, ticket)
  }

  /** Puts an attempt on the wire, or lets it wait for a place. */
  private launch(
    connection: Connection,
    policies: CallerPolicies,
    call: number,
    callRecord: CallRecord,
    ticket: number,
  ): void {
    const { calls, engine } = this
    const pool = this.poolOf(connection, policies, callRecord)
    if (pool.inFlight < connection.maxInFlight) return this.exit.fly(connection, policies, call, callRecord, ticket)
    if (pool.waitingCount >= connection.maxWaiting) return this.refuse(call, ticket, CAUSE_BULKHEAD_FULL)
    callRecord.ticket = ticket
    callRecord.isWaiting = WAITS
    pool.waitingCount++
    pool.waiting.push(call)
    pool.waiting.push(calls.generation[call]!)
    const waitMs = Math.min(connection.maxWaitMs, this.leftMs(connection, callRecord))
    engine.after(waitMs, this.handler, WAITED_ENOUGH, call, calls.generation[call]!)
  }

  /** [ms] until the deadline of a call, infinity where its connection does not heed it. */
  private leftMs(connection: Connection, callRecord: CallRecord): number {
    return connection.propagatesDeadline ? this.records.deadlineOf(callRecord) - this.engine.now : Infinity
  }

  /** An attempt is over: its place is free, and the call that has waited longest gets it. */
  leave(connection: Connection, policies: CallerPolicies, callRecord: CallRecord): void {
    const pool = this.poolOf(connection, policies, callRecord)
    pool.inFlight--
    if (pool.waiting.length > 0) this.giveOn(pool)
    if (connection.isolateBy !== 'all') policies.forgetPool(this.keyOf(connection, callRecord))
  }

  /** What a call counts as in flight with. */
  poolOf(connection: Connection, policies: CallerPolicies, callRecord: CallRecord): InFlightPool {
    return connection.isolateBy === 'all' ? policies.pool : policies.poolOf(this.keyOf(connection, callRecord))
  }

  private keyOf(connection: Connection, { request }: CallRecord): number {
    return this.requests.limitKey(request, connection.isolateBy)
  }

  private giveOn(pool: InFlightPool): void {
    const { calls } = this
    for (let call = pool.waiting.shift(); call !== undefined; call = pool.waiting.shift()) {
      const generation = pool.waiting.shift()!
      if (!calls.isOpen(call, generation) || calls.at(call).isWaiting !== WAITS) continue
      pool.inFlight++
      pool.waitingCount--
      calls.at(call).isWaiting = GIVEN_A_PLACE
      return this.engine.after(0, this.handler, HELD_BACK, call, generation)
    }
  }

  /** Refuses everyone who waits for a place on a connection, which is about to be counted otherwise. */
  refuseAllWaiting(connection: Connection): void {
    const { calls } = this
    for (const pool of connection.allPolicies.flatMap((policies) => policies.allPools)) {
      for (let call = pool.waiting.shift(); call !== undefined; call = pool.waiting.shift()) {
        const generation = pool.waiting.shift()!
        if (calls.isOpen(call, generation) && calls.at(call).isWaiting === WAITS) this.refuseWaiting(call)
      }
    }
  }

  /** Counts anew what is in flight on a connection: attempts that are waited for, and calls that have just been given a place. */
  recount(connection: Connection): void {
    const { calls } = this
    for (const policies of connection.allPolicies) policies.clearPools()
    for (let call = 0; call < calls.capacity; call++) {
      const callRecord = calls.at(call)
      const isHere = callRecord.references > 0 && !callRecord.isSettled && callRecord.connection === connection.index
      if (!isHere || (callRecord.current === NONE && callRecord.isWaiting !== GIVEN_A_PLACE)) continue
      this.poolOf(connection, connection.policiesOf(callRecord.caller), callRecord).inFlight++
    }
  }

  /** Nobody waits any more for a call that may be held here. */
  forget(call: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    if (callRecord.isWaiting) this.leavePool(call)
    if (callRecord.ticket === NONE) return
    const connection = this.connections[callRecord.connection]!
    const policies = connection.policiesOf(callRecord.caller)
    this.record(connection, policies, callRecord.target, callRecord.ticket, IGNORED, 0)
  }

  /** Tells the breaker how an attempt has ended. `target` is the replica that was chosen for it. */
  record(
    connection: Connection,
    policies: CallerPolicies,
    target: number,
    ticket: number,
    result: CallResult,
    durationMs: number,
  ): void {
    if (!connection.hasBreaker || ticket === NONE) return
    policies.record(this.engine.now, connection.hasTargetBreakers ? Math.max(0, target) : 0, ticket, result, durationMs)
  }

  /** Whether the callee would refuse a call, by the level that came with its last answer. */
  private isBelowLevel(connection: Connection, level: UpstreamLevel, call: number): boolean {
    return !level.allows(this.engine.now, this.exit.rankAt(connection, this.calls.at(call).request))
  }

  /** Asks the breakers of the callee's replicas in turn, from the next one on; the replica is noted for the attempt. */
  private admitAtTarget(connection: Connection, policies: CallerPolicies, call: number): number {
    const { calls } = this
    const replicas = this.exit.replicasOf(connection)
    const callRecord = calls.at(call)
    const pinned = callRecord.pinned
    for (let i = 0; i < (pinned === NONE ? replicas : 1); i++) {
      const target = pinned === NONE ? policies.turn++ % replicas : Math.min(pinned, replicas - 1)
      if (callRecord.original !== NONE && replicas > 1 && this.exit.hasCopyAt(callRecord.original, target)) continue
      const ticket = policies.admit(this.engine.now, target, this.draws.forCall(connection, DRAW_BREAKER, call))
      if (ticket === REJECTED) continue
      callRecord.target = target
      return ticket
    }
    return REJECTED
  }

  private limit(connection: Connection, policies: CallerPolicies, call: number): number {
    const { limitBy } = connection
    const { now } = this.engine
    if (limitBy === 'all') return policies.limit(now)
    return policies.limitKey(now, this.requests.limitKey(this.calls.at(call).request, limitBy))
  }

  /** Fails a call that the breaker has let through, because another of the caller's own policies refuses. */
  private refuse(call: number, ticket: number, cause: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    const connection = this.connections[callRecord.connection]!
    this.record(connection, connection.policiesOf(callRecord.caller), callRecord.target, ticket, IGNORED, 0)
    callRecord.target = NONE
    this.exit.failLater(call, cause)
  }

  private launchHeld(call: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    const ticket = callRecord.ticket
    callRecord.ticket = NONE
    const connection = this.connections[callRecord.connection]!
    const policies = connection.policiesOf(callRecord.caller)
    if (!callRecord.isWaiting) return this.launch(connection, policies, call, callRecord, ticket)
    callRecord.isWaiting = 0
    this.poolOf(connection, policies, callRecord).inFlight--
    this.exit.fly(connection, policies, call, callRecord, ticket)
  }

  private refuseWaiting(call: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    const ticket = callRecord.ticket
    callRecord.ticket = NONE
    this.leavePool(call)
    const isLate = this.leftMs(this.connections[callRecord.connection]!, callRecord) <= 0
    this.refuse(call, ticket, isLate ? CAUSE_DEADLINE : CAUSE_BULKHEAD_FULL)
  }

  /** A call waits no longer for a place in flight, and gives back one that it has just been given. */
  private leavePool(call: number): void {
    const { calls } = this
    const callRecord = calls.at(call)
    const connection = this.connections[callRecord.connection]!
    const policies = connection.policiesOf(callRecord.caller)
    if (callRecord.isWaiting === WAITS) this.poolOf(connection, policies, callRecord).waitingCount--
    else this.leave(connection, policies, callRecord)
    callRecord.isWaiting = 0
  }
}
