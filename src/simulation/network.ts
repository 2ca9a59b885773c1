/**
 * How calls travel: the policies of the caller, the wire, arrival, answer, timeout, retry, cancellation.
 *
 * A call goes through the caller's policies from outside in (deadline, retry, breaker, limiter, bulkhead, attempt timeout), its
 * attempts over the wire to a replica of the callee and back. What the caller's own policies refuse fails the call at once and
 * is never retried. An attempt that nobody waits for any more goes on at the callee, unless its connection cancels, and is
 * counted as wasted when it is over.
 *
 * Ways to get stuck: a message is lost on a connection without a timeout, or a block never answers; such calls stay in flight.
 */
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from '../algorithms/circuit-breaking/circuit-breaking'
import { REFUSED } from '../algorithms/rate-limiting/rate-limiting'
import type { Behaviour } from '../blocks/behaviour'
import {
  AT_CALLEE,
  type Attempts,
  CANCELLED,
  CAUSE_BREAKER_OPEN,
  CAUSE_BULKHEAD_FULL,
  CAUSE_DEADLINE,
  CAUSE_ERROR,
  CAUSE_RATE_LIMITED,
  CAUSE_TIMEOUT,
  CAUSE_UNREACHABLE,
  type Calls,
  LOST,
  NONE,
  OK,
  RETURNING,
  type Requests,
  TRAVELLING,
} from '../engine/calls'
import { type Engine, type EventHandler, UNGUARDED } from '../engine/engine'
import type { BlockStats } from '../engine/stats'
import { type KeyedRandom, mix32 } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { Conditions } from './conditions'
import {
  ATTEMPTS,
  CALLS,
  type CallerPolicies,
  type Connection,
  FAILED,
  RETRIES,
  SUCCEEDED,
  TIMEOUTS,
  WASTED,
  WASTED_MS,
} from './connection'
import type { FlightRecorder } from './flights'

const ARRIVE = 0
const RETURN = 1
const TIMEOUT = 2
const RETRY = 3
const CANCEL = 4
const HELD_BACK = 5
const FAIL = 6

const DRAW_FORWARD = 1
const DRAW_BACKWARD = 2
const DRAW_LOSS_FORWARD = 3
const DRAW_LOSS_BACKWARD = 4
const DRAW_RETRY = 5
const DRAW_BREAKER = 6
const DRAW_ERROR = 7

/** What the network needs to know about the blocks; all lists are in the order of the design. */
export interface NetworkBlocks {
  readonly behaviours: readonly Behaviour[]
  /** Stable hashes of the block ids. */
  readonly entities: Int32Array
  readonly conditions: Conditions
}

export class Network implements EventHandler, Saveable {
  readonly connections: readonly Connection[]
  /** Where messages are noted for drawing; null when nobody looks. */
  flights: FlightRecorder | null = null
  /** Answers that wait for a caller that stands still: attempt and generation in turn. */
  private heldAnswers: number[] = []
  private readonly engine: Engine
  private readonly handler: number
  private readonly guard: number
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly stats: BlockStats
  private readonly random: KeyedRandom
  private readonly blocks: NetworkBlocks

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
    this.random = parts.random
    this.connections = connections
    this.blocks = blocks
    this.handler = this.engine.register(this)
    this.guard = this.engine.registerGuard(this.attempts)
  }

  handle(kind: number, a: number, b: number): void {
    switch (kind) {
      case ARRIVE:
        return this.arrive(a)
      case RETURN:
        return this.finish(a)
      case TIMEOUT:
        return this.timeOut(a, b)
      case RETRY:
        if (this.calls.generation[a] === b && !this.calls.isSettled[a]) this.startAttempt(a)
        return
      case CANCEL:
        return this.cancelAtCallee(a, b)
      case HELD_BACK:
        if (this.calls.generation[a] === b && !this.calls.isSettled[a]) this.launch(a, this.calls.ticket[a]!)
        return
      case FAIL:
        if (this.calls.generation[a] === b && !this.calls.isSettled[a]) this.settle(a, this.calls.outcome[a]!)
        return
    }
  }

  save(out: StateWriter): void {
    out.array(this.heldAnswers)
  }

  load(input: StateReader): void {
    this.heldAnswers = [...input.array()]
  }

  /** Makes a call record. See BlockContext.prepare. */
  prepare(connection: number, request: number, parent: number, caller: number, tag: number, repeat: number): number {
    const { calls, attempts, requests } = this
    const call = calls.allocate()
    requests.references[request]!++
    calls.request[call] = request
    calls.connection[call] = connection
    calls.parent[call] = parent
    calls.caller[call] = caller
    calls.tag[call] = tag
    calls.operation[call] = 0
    calls.key[call] = requests.key[request]!
    calls.argument[call] = 0
    calls.argument2[call] = 0
    calls.isDelivery[call] = 0
    calls.pinned[call] = NONE
    calls.attempts[call] = 0
    calls.current[call] = NONE
    calls.isSettled[call] = 0
    calls.pauseMs[call] = 0
    calls.result[call] = 0
    calls.result2[call] = 0
    calls.startedMs[call] = this.engine.now
    calls.references[call] = 1
    calls.previous[call] = NONE
    calls.next[call] = NONE
    let lineage = 0
    if (parent !== NONE) {
      lineage = attempts.lineage[parent]!
      calls.parentGeneration[call] = attempts.generation[parent]!
      const sibling = attempts.firstChild[parent]!
      calls.next[call] = sibling
      if (sibling !== NONE) calls.previous[sibling] = call
      attempts.firstChild[parent] = call
    }
    calls.lineage[call] = repeat === 0 ? lineage : mix32(lineage + Math.imul(repeat, 0x632be5ab))
    return call
  }

  /** Sends a prepared call through the policies of its connection. */
  send(call: number): void {
    this.connections[this.calls.connection[call]!]!.totals[CALLS]!++
    this.startAttempt(call)
  }

  /** Sends a prepared call without policies; it is waited for `timeoutMs` at most. */
  deliver(call: number, timeoutMs: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    connection.totals[CALLS]!++
    calls.isDelivery[call] = 1
    this.launch(call, NONE)
    const attempt = calls.current[call]!
    const generation = this.attempts.generation[attempt]!
    if (timeoutMs <= 0 || timeoutMs === Infinity)
      return engine.after(timeoutMs, this.handler, TIMEOUT, attempt, generation)
    engine.afterLane(connection.deliveryLane(engine, timeoutMs, this.guard), this.handler, TIMEOUT, attempt, generation)
  }

  /** The callee answers an attempt that it served. */
  answer(attempt: number, outcome: number, result: number, result2: number): void {
    const { attempts, stats } = this
    const block = attempts.block[attempt]!
    const errorProbability = this.blocks.conditions.of(block, attempts.replica[attempt]!).errorProbability
    let final = outcome
    if (errorProbability > 0 && outcome === OK) {
      const draw = this.drawAt(block, DRAW_ERROR, attempt)
      if (draw.uniform() < errorProbability) final = CAUSE_ERROR
    }
    stats.complete(this.engine.now, block, attempts.arrivedMs[attempt]!, attempts.startedMs[attempt]!)
    this.goBack(attempt, final, result, result2)
  }

  /** The callee turns an attempt away. */
  reject(attempt: number, cause: number): void {
    const { attempts } = this
    this.stats.reject(this.engine.now, attempts.block[attempt]!, attempts.arrivedMs[attempt]!)
    this.goBack(attempt, cause, 0, 0)
  }

  /** The callee has stopped a cancelled attempt. */
  drop(attempt: number): void {
    const { attempts } = this
    this.stats.leave(this.engine.now, attempts.block[attempt]!, attempts.arrivedMs[attempt]!)
    this.abandonChildren(attempt)
    this.waste(attempt)
  }

  /** Everything that is at a replica is lost; callers see the connection break. */
  crash(block: number, replica: number): void {
    const { attempts } = this
    for (let attempt = 0; attempt < attempts.capacity; attempt++) {
      if (attempts.place[attempt] !== AT_CALLEE || attempts.block[attempt] !== block) continue
      if (attempts.replica[attempt] !== replica) continue
      this.stats.leave(this.engine.now, block, attempts.arrivedMs[attempt]!)
      this.goBack(attempt, CAUSE_UNREACHABLE, 0, 0)
    }
  }

  /** A unit goes on after standing still: answers that came meanwhile are taken in. */
  resume(block: number, unit: number): void {
    const waiting = this.heldAnswers
    this.heldAnswers = []
    for (let at = 0; at < waiting.length; at += 2) {
      const attempt = waiting[at]!
      if (this.attempts.generation[attempt] !== waiting[at + 1]) continue
      const call = this.attempts.call[attempt]!
      const isHere = this.connections[this.calls.connection[call]!]!.from === block && this.calls.caller[call] === unit
      if (isHere) this.engine.after(0, this.handler, RETURN, attempt, 0)
      else this.heldAnswers.push(attempt, waiting[at + 1]!)
    }
  }

  /** Draws that belong to an attempt, for a purpose of the block where it is. */
  drawAt(block: number, purpose: number, attempt: number): KeyedRandom {
    const request = this.calls.request[this.attempts.call[attempt]!]!
    return this.random.rekey(
      this.blocks.entities[block]!,
      purpose,
      this.requests.identity[request]!,
      this.attempts.lineage[attempt]!,
    )
  }

  private startAttempt(call: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    if (connection.params.propagateDeadline && engine.now >= this.requests.deadlineMs[calls.request[call]!]!) {
      return this.failLater(call, CAUSE_DEADLINE)
    }
    const caller = calls.caller[call]!
    const policies = connection.policiesOf(caller)
    let ticket = NONE
    if (policies.breaker !== null) {
      ticket = policies.breaker.admit(engine.now, this.drawFor(connection, call, DRAW_BREAKER))
      connection.watchBreaker(engine.now, caller, policies)
      if (ticket === REJECTED) return this.failLater(call, CAUSE_BREAKER_OPEN)
    }
    if (policies.limiter !== null) {
      const delay = policies.limiter.decide(engine.now, 1)
      if (delay === REFUSED) {
        this.tellBreaker(connection, policies, caller, ticket, IGNORED, 0)
        return this.failLater(call, CAUSE_RATE_LIMITED)
      }
      if (delay > 0) {
        calls.ticket[call] = ticket
        return engine.after(delay, this.handler, HELD_BACK, call, calls.generation[call]!)
      }
    }
    this.launch(call, ticket)
  }

  /** Puts an attempt on the wire. A delivery meets neither bulkhead nor the timeout of the connection. */
  private launch(call: number, ticket: number): void {
    const { calls, attempts, engine } = this
    const hasPolicies = calls.isDelivery[call] === 0
    const connection = this.connections[calls.connection[call]!]!
    const caller = calls.caller[call]!
    const policies = connection.policiesOf(caller)
    if (hasPolicies && policies.inFlight >= connection.maxInFlight) {
      this.tellBreaker(connection, policies, caller, ticket, IGNORED, 0)
      return this.failLater(call, CAUSE_BULKHEAD_FULL)
    }
    const attempt = attempts.allocate()
    const number = calls.attempts[call]!
    calls.attempts[call] = number + 1
    calls.current[call] = attempt
    calls.references[call]!++
    policies.inFlight++
    connection.inFlight++
    connection.totals[ATTEMPTS]!++
    if (number > 0) connection.totals[RETRIES]!++
    attempts.call[attempt] = call
    attempts.block[attempt] = connection.to
    attempts.replica[attempt] = this.pickReplica(connection, policies, call)
    attempts.isAbandoned[attempt] = 0
    attempts.isCancelled[attempt] = 0
    attempts.lineage[attempt] =
      number === 0 ? calls.lineage[call]! : mix32(calls.lineage[call]! + Math.imul(number, 0x1b873593))
    attempts.ticket[attempt] = ticket
    attempts.firstChild[attempt] = NONE
    attempts.sentMs[attempt] = engine.now
    attempts.busyMs[attempt] = 0
    if (hasPolicies) this.armTimeout(connection, call, attempt)
    this.travel(connection, attempt, ARRIVE)
  }

  private pickReplica(connection: Connection, policies: CallerPolicies, call: number): number {
    const replicas = this.blocks.behaviours[connection.to]!.replicas
    const pinned = this.calls.pinned[call]!
    if (pinned !== NONE) return Math.min(pinned, replicas - 1)
    if (replicas === 1) return 0
    const turn = policies.turn % replicas
    policies.turn = turn + 1
    return turn
  }

  private armTimeout(connection: Connection, call: number, attempt: number): void {
    const { engine, attempts } = this
    const generation = attempts.generation[attempt]!
    if (connection.params.propagateDeadline) {
      const left = this.requests.deadlineMs[this.calls.request[call]!]! - engine.now
      if (left < connection.timeoutMs) return engine.after(left, this.handler, TIMEOUT, attempt, generation)
    }
    if (connection.timeoutMs === Infinity) return
    if (connection.timeoutLane === NONE) connection.timeoutLane = engine.lane(connection.timeoutMs, this.guard)
    engine.afterLane(connection.timeoutLane, this.handler, TIMEOUT, attempt, generation)
  }

  /** Puts a message on the wire, in the direction that `kind` says, or loses it. */
  private travel(connection: Connection, attempt: number, kind: typeof ARRIVE | typeof RETURN): void {
    const { attempts, engine } = this
    const isForward = kind === ARRIVE
    const call = attempts.call[attempt]!
    const isLost =
      (isForward ? connection.isCutForward : connection.isCutBackward) ||
      (connection.params.loss > 0 &&
        this.drawFor(connection, call, isForward ? DRAW_LOSS_FORWARD : DRAW_LOSS_BACKWARD, attempt).uniform() <
          connection.params.loss)
    let latency = connection.constantLatencyMs
    if (latency < 0) {
      latency = connection.latency.sample(
        this.drawFor(connection, call, isForward ? DRAW_FORWARD : DRAW_BACKWARD, attempt),
      )
    }
    this.flights?.note(connection.index, isForward, engine.now, latency, isLost, attempts.outcome[attempt]!, attempt)
    if (isLost) {
      if (attempts.isAbandoned[attempt]) this.waste(attempt)
      else attempts.place[attempt] = LOST
      return
    }
    attempts.place[attempt] = isForward ? TRAVELLING : RETURNING
    if (connection.constantLatencyMs > 0) {
      if (connection.latencyLane === NONE) connection.latencyLane = engine.lane(latency, UNGUARDED)
      engine.afterLane(connection.latencyLane, this.handler, kind, attempt, 0)
    } else engine.after(latency, this.handler, kind, attempt, 0)
  }

  private arrive(attempt: number): void {
    const { attempts, engine } = this
    if (attempts.isCancelled[attempt]) return this.waste(attempt)
    const block = attempts.block[attempt]!
    const behaviour = this.blocks.behaviours[block]!
    const replica = Math.min(attempts.replica[attempt]!, behaviour.replicas - 1)
    attempts.replica[attempt] = replica
    attempts.arrivedMs[attempt] = engine.now
    attempts.startedMs[attempt] = engine.now
    const call = attempts.call[attempt]!
    if (this.calls.isDelivery[call] && !attempts.isAbandoned[attempt]) {
      this.blocks.behaviours[this.connections[this.calls.connection[call]!]!.from]!.delivered(call)
    }
    if (this.blocks.conditions.of(block, replica).isCrashed) return this.goBack(attempt, CAUSE_UNREACHABLE, 0, 0)
    attempts.place[attempt] = AT_CALLEE
    this.stats.arrive(engine.now, block)
    behaviour.arrive(attempt)
  }

  private goBack(attempt: number, outcome: number, result: number, result2: number): void {
    const { attempts, calls } = this
    if (attempts.firstChild[attempt] !== NONE) this.abandonChildren(attempt)
    if (attempts.isAbandoned[attempt]) return this.waste(attempt)
    attempts.outcome[attempt] = outcome
    attempts.result[attempt] = result
    attempts.result2[attempt] = result2
    this.travel(this.connections[calls.connection[attempts.call[attempt]!]!]!, attempt, RETURN)
  }

  /** An answer has arrived at the caller. */
  private finish(attempt: number): void {
    const { attempts, calls } = this
    if (attempts.isAbandoned[attempt]) return this.waste(attempt)
    const call = attempts.call[attempt]!
    if (this.blocks.conditions.pausedUnits > 0) {
      const { from } = this.connections[calls.connection[call]!]!
      if (this.blocks.conditions.of(from, calls.caller[call]!).isPaused) {
        this.heldAnswers.push(attempt, attempts.generation[attempt]!)
        return
      }
    }
    const outcome = attempts.outcome[attempt]!
    calls.result[call] = attempts.result[attempt]!
    calls.result2[call] = attempts.result2[attempt]!
    this.endAttempt(attempt, outcome)
    this.releaseAttempt(attempt)
    this.afterAttempt(call, outcome)
  }

  private timeOut(attempt: number, generation: number): void {
    const { attempts, calls, engine } = this
    if (attempts.generation[attempt] !== generation || attempts.isAbandoned[attempt]) return
    const call = attempts.call[attempt]!
    const connection = this.connections[calls.connection[call]!]!
    const isDeadline =
      connection.params.propagateDeadline && engine.now >= this.requests.deadlineMs[calls.request[call]!]!
    if (!isDeadline) connection.totals[TIMEOUTS]!++
    const cause = isDeadline ? CAUSE_DEADLINE : CAUSE_TIMEOUT
    this.endAttempt(attempt, cause)
    this.abandon(attempt)
    this.afterAttempt(call, cause)
  }

  /** Books the end of an attempt at the caller: breaker and bulkhead. */
  private endAttempt(attempt: number, outcome: number): void {
    const { attempts, calls, engine } = this
    const call = attempts.call[attempt]!
    const connection = this.connections[calls.connection[call]!]!
    const caller = calls.caller[call]!
    const policies = connection.policiesOf(caller)
    policies.inFlight--
    connection.inFlight--
    calls.current[call] = NONE
    const result = outcome === OK ? SUCCESS : outcome === CANCELLED ? IGNORED : FAILURE
    const duration = engine.now - attempts.sentMs[attempt]!
    this.tellBreaker(connection, policies, caller, attempts.ticket[attempt]!, result, duration)
  }

  private tellBreaker(
    connection: Connection,
    policies: CallerPolicies,
    caller: number,
    ticket: number,
    result: CallResult,
    durationMs: number,
  ): void {
    if (policies.breaker === null || ticket === NONE) return
    policies.breaker.record(this.engine.now, ticket, result, durationMs)
    connection.watchBreaker(this.engine.now, caller, policies)
  }

  /** Decides what comes after an attempt: done, another one, or failure. */
  private afterAttempt(call: number, outcome: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    const { backoff } = connection
    const made = calls.attempts[call]!
    if (outcome === OK || backoff === null || made >= backoff.attempts || !((connection.retryMask >> outcome) & 1)) {
      return this.settle(call, outcome)
    }
    const pause = backoff.delayMs(made - 1, calls.pauseMs[call]!, this.drawFor(connection, call, DRAW_RETRY))
    if (connection.params.propagateDeadline && engine.now + pause >= this.requests.deadlineMs[calls.request[call]!]!) {
      return this.settle(call, CAUSE_DEADLINE)
    }
    calls.pauseMs[call] = pause
    engine.after(pause, this.handler, RETRY, call, calls.generation[call]!)
  }

  /** Fails a call by the caller's own decision, after everything that is due now. */
  private failLater(call: number, cause: number): void {
    this.calls.outcome[call] = cause
    this.engine.after(0, this.handler, FAIL, call, this.calls.generation[call]!)
  }

  private settle(call: number, outcome: number): void {
    const { calls, attempts } = this
    const connection = this.connections[calls.connection[call]!]!
    connection.totals[outcome === OK ? SUCCEEDED : FAILED]!++
    calls.isSettled[call] = 1
    calls.outcome[call] = outcome
    const parent = calls.parent[call]!
    const isHeard = parent === NONE || attempts.generation[parent] === calls.parentGeneration[call]
    if (parent !== NONE && isHeard) this.unlink(call, parent)
    if (isHeard) this.blocks.behaviours[connection.from]!.answered(call)
    this.dropCall(call)
  }

  /** The open calls of an attempt are waited for no longer. */
  private abandonChildren(attempt: number): void {
    const { attempts, calls } = this
    let call = attempts.firstChild[attempt]!
    attempts.firstChild[attempt] = NONE
    while (call !== NONE) {
      const next = calls.next[call]!
      calls.isSettled[call] = 1
      calls.outcome[call] = CANCELLED
      const current = calls.current[call]!
      if (current !== NONE) {
        this.endAttempt(current, CANCELLED)
        this.abandon(current)
      }
      this.dropCall(call)
      call = next
    }
  }

  /** Nobody waits for the attempt any more. */
  private abandon(attempt: number): void {
    const { attempts, calls, engine } = this
    attempts.isAbandoned[attempt] = 1
    if (attempts.place[attempt] === LOST) return this.waste(attempt)
    const connection = this.connections[calls.connection[attempts.call[attempt]!]!]!
    if (!connection.params.cancellation || connection.isCutForward || attempts.place[attempt] === RETURNING) return
    const latency =
      connection.constantLatencyMs >= 0
        ? connection.constantLatencyMs
        : connection.latency.sample(this.drawFor(connection, attempts.call[attempt]!, DRAW_FORWARD, attempt))
    engine.after(latency, this.handler, CANCEL, attempt, attempts.generation[attempt]!)
  }

  private cancelAtCallee(attempt: number, generation: number): void {
    const { attempts } = this
    if (attempts.generation[attempt] !== generation) return
    attempts.isCancelled[attempt] = 1
    if (attempts.place[attempt] === AT_CALLEE) this.blocks.behaviours[attempts.block[attempt]!]!.cancel(attempt)
  }

  /** An attempt is over whose result nobody waited for. */
  private waste(attempt: number): void {
    const { attempts, calls } = this
    const connection = this.connections[calls.connection[attempts.call[attempt]!]!]!
    connection.totals[WASTED]!++
    connection.totals[WASTED_MS]! += attempts.busyMs[attempt]!
    this.releaseAttempt(attempt)
  }

  private releaseAttempt(attempt: number): void {
    const { attempts } = this
    const call = attempts.call[attempt]!
    attempts.place[attempt] = 0
    attempts.release(attempt)
    this.dropCall(call)
  }

  private dropCall(call: number): void {
    const { calls } = this
    const left = calls.references[call]! - 1
    calls.references[call] = left
    if (left > 0) return
    this.requests.drop(calls.request[call]!)
    calls.release(call)
  }

  private unlink(call: number, parent: number): void {
    const { calls, attempts } = this
    const next = calls.next[call]!
    const previous = calls.previous[call]!
    if (next !== NONE) calls.previous[next] = previous
    if (previous !== NONE) calls.next[previous] = next
    else attempts.firstChild[parent] = next
  }

  private drawFor(connection: Connection, call: number, purpose: number, attempt = NONE): KeyedRandom {
    const { calls } = this
    const lineage =
      attempt !== NONE
        ? this.attempts.lineage[attempt]!
        : mix32(calls.lineage[call]! + Math.imul(calls.attempts[call]!, 0x1b873593))
    return this.random.rekey(connection.entity, purpose, this.requests.identity[calls.request[call]!]!, lineage)
  }
}
