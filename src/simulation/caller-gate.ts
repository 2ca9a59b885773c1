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
  type Attempt,
  CAUSE_BREAKER_OPEN,
  CAUSE_BULKHEAD_FULL,
  CAUSE_DEADLINE,
  CAUSE_RATE_LIMITED,
  CAUSE_SHED,
  type Call,
  type Calls,
  NONE,
  type Request,
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
  fly(connection: Connection, policies: CallerPolicies, call: Call, ticket: number): Attempt
  /** The call fails by a decision of the caller's own. */
  failLater(call: Call, cause: number): void
  /** Replicas of the callee at present. */
  replicasOf(connection: Connection): number
  /** Whether a copy of a hedged call is out at a replica. */
  hasCopyAt(original: Call, replica: number): boolean
  /** Where a request stands on the scale of the callee's admission level. */
  rankAt(connection: Connection, request: Request): number
}

export class CallerGate implements EventHandler {
  private readonly engine: Engine
  private readonly calls: Calls
  private readonly records: CallRecords
  private readonly draws: CallDraws
  private readonly connections: readonly Connection[]
  private readonly exit: GateExit
  private readonly handler: number

  constructor(
    parts: {
      engine: Engine
      calls: Calls
      records: CallRecords
      draws: CallDraws
      connections: readonly Connection[]
    },
    exit: GateExit,
  ) {
    this.engine = parts.engine
    this.calls = parts.calls
    this.records = parts.records
    this.draws = parts.draws
    this.connections = parts.connections
    this.exit = exit
    this.handler = this.engine.register(this)
  }

  handle(kind: number, a: number, generation: number): void {
    const call = this.calls.at(a)
    if (!call.isOpen(generation)) return
    if (kind === HELD_BACK) this.launchHeld(call)
    else if (kind === WAITED_ENOUGH && call.isWaiting === WAITS) this.refuseWaiting(call)
  }

  /** Asks for an attempt of a call. */
  enter(connection: Connection, call: Call): void {
    const { engine } = this
    const policies = connection.policiesOf(call.caller)
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
      if (delay > 0 && engine.now + delay >= this.deadlineMs(connection, call))
        return this.refuse(call, ticket, CAUSE_DEADLINE)
      if (delay > 0) {
        call.ticket = ticket
        return engine.after(delay, this.handler, HELD_BACK, call.index, call.generation)
      }
    }
    this.launch(connection, policies, call, ticket)
  }

  /** Puts an attempt on the wire, or lets it wait for a place. */
  private launch(connection: Connection, policies: CallerPolicies, call: Call, ticket: number): void {
    const { engine } = this
    const pool = this.poolOf(connection, policies, call)
    if (pool.inFlight < connection.maxInFlight) {
      this.exit.fly(connection, policies, call, ticket)
      return
    }
    if (pool.waitingCount >= connection.maxWaiting) return this.refuse(call, ticket, CAUSE_BULKHEAD_FULL)
    call.ticket = ticket
    call.isWaiting = WAITS
    pool.waitingCount++
    pool.waiting.push(call.index)
    pool.waiting.push(call.generation)
    const untilMs = Math.min(engine.now + connection.maxWaitMs, this.deadlineMs(connection, call))
    engine.at(untilMs, this.handler, WAITED_ENOUGH, call.index, call.generation)
  }

  /** [ms] deadline of a call, infinity where its connection does not heed it. */
  private deadlineMs(connection: Connection, call: Call): number {
    return connection.propagatesDeadline ? this.records.deadlineOf(call) : Infinity
  }

  /** An attempt is over: its place is free, and the call that has waited longest gets it. */
  leave(connection: Connection, policies: CallerPolicies, call: Call): void {
    const pool = this.poolOf(connection, policies, call)
    pool.inFlight--
    if (pool.waiting.length > 0) this.giveOn(connection, pool)
    if (connection.isolateBy !== 'all') policies.forgetPool(this.keyOf(connection, call))
  }

  /** What a call counts as in flight with. */
  poolOf(connection: Connection, policies: CallerPolicies, call: Call): InFlightPool {
    return connection.isolateBy === 'all' ? policies.pool : policies.poolOf(this.keyOf(connection, call))
  }

  private keyOf(connection: Connection, { request }: Call): number {
    return request.limitKey(connection.isolateBy)
  }

  /** Gives the places that are free to those who have waited longest. */
  private giveOn(connection: Connection, pool: InFlightPool): void {
    while (pool.inFlight < connection.maxInFlight) {
      const index = pool.waiting.shift()
      if (index === undefined) return
      const generation = pool.waiting.shift()!
      const call = this.calls.at(index)
      if (!call.isOpen(generation) || call.isWaiting !== WAITS) continue
      pool.inFlight++
      pool.waitingCount--
      call.isWaiting = GIVEN_A_PLACE
      this.engine.after(0, this.handler, HELD_BACK, index, generation)
    }
  }

  /** There may be more places on a connection than before: those who wait get them. */
  giveAllOn(connection: Connection): void {
    for (const policies of connection.allPolicies) for (const pool of policies.allPools) this.giveOn(connection, pool)
  }

  /** Refuses everyone who waits for a place on a connection, which is about to be counted otherwise. */
  refuseAllWaiting(connection: Connection): void {
    for (const pool of connection.allPolicies.flatMap((policies) => policies.allPools)) {
      for (let index = pool.waiting.shift(); index !== undefined; index = pool.waiting.shift()) {
        const generation = pool.waiting.shift()!
        const call = this.calls.at(index)
        if (call.isOpen(generation) && call.isWaiting === WAITS) this.refuseWaiting(call)
      }
    }
  }

  /** Counts anew what is in flight on a connection: attempts that are waited for, and calls that have just been given a place. */
  recount(connection: Connection): void {
    const { calls } = this
    for (const policies of connection.allPolicies) policies.clearPools()
    for (let index = 0; index < calls.capacity; index++) {
      const call = calls.at(index)
      const isHere = call.references > 0 && !call.isSettled && call.connection === connection.index
      if (!isHere || (call.current === null && call.isWaiting !== GIVEN_A_PLACE)) continue
      this.poolOf(connection, connection.policiesOf(call.caller), call).inFlight++
    }
  }

  /** Nobody waits any more for a call that may be held here. */
  forget(call: Call): void {
    if (call.isWaiting) this.leavePool(call)
    if (call.ticket === NONE) return
    const connection = this.connections[call.connection]!
    const policies = connection.policiesOf(call.caller)
    this.record(connection, policies, call.target, call.ticket, IGNORED, 0)
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
  private isBelowLevel(connection: Connection, level: UpstreamLevel, call: Call): boolean {
    return !level.allows(this.engine.now, this.exit.rankAt(connection, call.request))
  }

  /** Asks the breakers of the callee's replicas in turn, from the next one on; the replica is noted for the attempt. */
  private admitAtTarget(connection: Connection, policies: CallerPolicies, call: Call): number {
    const replicas = this.exit.replicasOf(connection)
    const pinned = call.pinned
    for (let i = 0; i < (pinned === NONE ? replicas : 1); i++) {
      const target = pinned === NONE ? policies.turn++ % replicas : Math.min(pinned, replicas - 1)
      if (call.original !== null && replicas > 1 && this.exit.hasCopyAt(call.original, target)) continue
      const ticket = policies.admit(this.engine.now, target, this.draws.forCall(connection, DRAW_BREAKER, call))
      if (ticket === REJECTED) continue
      call.target = target
      return ticket
    }
    return REJECTED
  }

  private limit(connection: Connection, policies: CallerPolicies, call: Call): number {
    const { limitBy } = connection
    const { now } = this.engine
    if (limitBy === 'all') return policies.limit(now)
    return policies.limitKey(now, call.request.limitKey(limitBy))
  }

  /** Fails a call that the breaker has let through, because another of the caller's own policies refuses. */
  private refuse(call: Call, ticket: number, cause: number): void {
    const connection = this.connections[call.connection]!
    this.record(connection, connection.policiesOf(call.caller), call.target, ticket, IGNORED, 0)
    call.target = NONE
    this.exit.failLater(call, cause)
  }

  private launchHeld(call: Call): void {
    const ticket = call.ticket
    call.ticket = NONE
    const connection = this.connections[call.connection]!
    const policies = connection.policiesOf(call.caller)
    if (!call.isWaiting) return this.launch(connection, policies, call, ticket)
    call.isWaiting = 0
    this.poolOf(connection, policies, call).inFlight--
    this.exit.fly(connection, policies, call, ticket)
  }

  private refuseWaiting(call: Call): void {
    const ticket = call.ticket
    call.ticket = NONE
    this.leavePool(call)
    const isLate = this.engine.now >= this.deadlineMs(this.connections[call.connection]!, call)
    this.refuse(call, ticket, isLate ? CAUSE_DEADLINE : CAUSE_BULKHEAD_FULL)
  }

  /** A call waits no longer for a place in flight, and gives back one that it has just been given. */
  private leavePool(call: Call): void {
    const connection = this.connections[call.connection]!
    const policies = connection.policiesOf(call.caller)
    if (call.isWaiting === WAITS) this.poolOf(connection, policies, call).waitingCount--
    else this.leave(connection, policies, call)
    call.isWaiting = 0
  }
}
