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
import { FAILURE, IGNORED, SUCCESS } from '../algorithms/circuit-breaking/circuit-breaking'
import type { Behaviour } from '../blocks/behaviour'
import {
  AT_CALLEE,
  type Attempts,
  CANCELLED,
  CAUSE_DEADLINE,
  CAUSE_ERROR,
  CAUSE_TIMEOUT,
  CAUSE_UNREACHABLE,
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
import { type KeyedRandom, mix32 } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { CallDraws, DRAW_ERROR, DRAW_RETRY, lineageOf } from './call-draws'
import { CallerGate, type GateExit } from './caller-gate'
import type { CallerPolicies } from './caller-policies'
import type { Conditions } from './conditions'
import {
  ATTEMPTS,
  CALLS,
  type Connection,
  FAILED,
  FALLBACKS,
  RETRIES,
  SUCCEEDED,
  TIMEOUTS,
  WASTED,
  WASTED_MS,
} from './connection'
import type { FlightRecorder } from './flights'
import { HedgedCalls, type HedgeHost } from './hedged-calls'
import type { CallTracer } from './traces/tracer'
import { Wire } from './wire'

const ARRIVE = 0
const RETURN = 1
const TIMEOUT = 2
const RETRY = 3
const CANCEL = 4
const FAIL = 5

/** What the network needs to know about the blocks; all lists are in the order of the design. */
export interface NetworkBlocks {
  readonly behaviours: readonly Behaviour[]
  /** Stable hashes of the block ids. */
  readonly entities: Int32Array
  readonly conditions: Conditions
}

export class Network implements EventHandler, GateExit, HedgeHost, Saveable {
  readonly connections: readonly Connection[]
  /** Told what happens to calls; null when nobody looks. */
  tracer: CallTracer | null = null
  /** Answers that wait for a caller that stands still: attempt and generation in turn. */
  private heldAnswers: number[] = []
  private readonly engine: Engine
  private readonly handler: number
  private readonly guard: number
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly stats: BlockStats
  private readonly draws: CallDraws
  private readonly wire: Wire
  private readonly gate: CallerGate
  private readonly hedged: HedgedCalls
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
    this.draws = new CallDraws(parts)
    this.connections = connections
    this.blocks = blocks
    this.handler = this.engine.register(this)
    this.guard = this.engine.registerGuard(this.attempts)
    this.wire = new Wire(this.engine, this.attempts, this.draws, this.handler)
    const { engine, requests, calls, attempts, draws, wire } = this
    this.gate = new CallerGate({ engine, requests, calls, draws, connections }, this)
    this.hedged = new HedgedCalls({ engine, calls, attempts, connections, wire }, this)
  }

  /** Where messages are noted for drawing; null when nobody looks. */
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
      case RETRY:
        if (this.calls.isOpen(a, b)) this.startAttempt(a)
        return
      case CANCEL:
        return this.cancelAtCallee(a, b)
      case FAIL:
        if (this.calls.isOpen(a, b)) this.settle(a, this.calls.outcome[a]!)
        return
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
    calls.ticket[call] = NONE
    calls.target[call] = NONE
    calls.isWaiting[call] = 0
    calls.original[call] = NONE
    calls.firstCopy[call] = NONE
    calls.hedge[call] = NONE
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
    const connection = this.connections[this.calls.connection[call]!]!
    connection.totals[CALLS]!++
    this.tracer?.called(call)
    if (connection.params.hedge === null) return this.startAttempt(call)
    this.hedged.begin(call)
  }

  /** Sends a prepared call without policies; it is waited for `timeoutMs` at most. */
  deliver(call: number, timeoutMs: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    connection.totals[CALLS]!++
    this.tracer?.called(call)
    calls.isDelivery[call] = 1
    this.gate.launch(call, NONE)
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
      if (this.drawAt(block, DRAW_ERROR, attempt).uniform() < errorProbability) final = CAUSE_ERROR
    }
    stats.complete(this.engine.now, block, attempts.arrivedMs[attempt]!, attempts.startedMs[attempt]!)
    this.tracer?.left(attempt, true)
    this.goBack(attempt, final, result, result2)
  }

  /** The callee turns an attempt away. */
  reject(attempt: number, cause: number): void {
    const { attempts } = this
    this.stats.reject(this.engine.now, attempts.block[attempt]!, attempts.arrivedMs[attempt]!)
    this.tracer?.left(attempt, false)
    this.goBack(attempt, cause, 0, 0)
  }

  /** The callee has stopped a cancelled attempt. */
  drop(attempt: number): void {
    const { attempts } = this
    this.stats.leave(this.engine.now, attempts.block[attempt]!, attempts.arrivedMs[attempt]!)
    this.tracer?.left(attempt, true)
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
      this.tracer?.left(attempt, true)
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
    return this.draws.forAttempt(this.blocks.entities[block]!, purpose, attempt)
  }

  /** The callee begins to work on one of two tied attempts. */
  begun(attempt: number): void {
    this.hedged.begun(attempt)
  }

  /** Makes the next attempt of a call, if its deadline and the caller's own policies allow it. */
  startAttempt(call: number): void {
    const { calls, engine } = this
    const { params } = this.connections[calls.connection[call]!]!
    if (params.propagateDeadline && engine.now >= this.requests.deadlineMs[calls.request[call]!]!) {
      return this.failLater(call, CAUSE_DEADLINE)
    }
    this.gate.enter(call)
  }

  /** Where a request stands on the scale of the callee's admission level. All replicas have the same scale. */
  rankAt(connection: Connection, request: number): number {
    return this.blocks.behaviours[connection.to]!.rankOf(0, request)
  }

  /** Replicas of the callee at present. */
  replicasOf(connection: Connection): number {
    return this.blocks.behaviours[connection.to]!.replicas
  }

  /** Makes an attempt that the gate has let through; its place in flight is taken already. */
  fly(connection: Connection, policies: CallerPolicies, call: number, ticket: number): void {
    const { calls, attempts, engine } = this
    const attempt = attempts.allocate()
    const number = calls.attempts[call]!
    calls.attempts[call] = number + 1
    calls.current[call] = attempt
    calls.references[call]!++
    connection.inFlight++
    connection.totals[ATTEMPTS]!++
    if (number > 0) connection.totals[RETRIES]!++
    else policies.budget?.deposit(engine.now)
    const target = calls.target[call] === NONE ? this.pickReplica(connection, policies, call) : calls.target[call]!
    calls.target[call] = NONE
    attempts.call[attempt] = call
    attempts.block[attempt] = connection.to
    attempts.replica[attempt] = target
    attempts.target[attempt] = connection.hasTargetBreakers ? target : 0
    attempts.isAbandoned[attempt] = 0
    attempts.isFinal[attempt] = 0
    attempts.tie[attempt] = connection.params.hedge?.type === 'tied' ? TIED : 0
    attempts.isCancelled[attempt] = 0
    attempts.lineage[attempt] = lineageOf(calls.lineage[call]!, number)
    attempts.ticket[attempt] = ticket
    attempts.firstChild[attempt] = NONE
    attempts.sentMs[attempt] = engine.now
    attempts.busyMs[attempt] = 0
    if (!calls.isDelivery[call]) this.armTimeout(connection, policies, call, attempt)
    this.tracer?.sent(attempt)
    this.wire.send(connection, attempt, true, ARRIVE)
  }

  private pickReplica(connection: Connection, policies: CallerPolicies, call: number): number {
    const replicas = this.replicasOf(connection)
    const pinned = this.calls.pinned[call]!
    if (pinned !== NONE) return Math.min(pinned, replicas - 1)
    if (replicas === 1) return 0
    const turn = policies.turn % replicas
    policies.turn = turn + 1
    return turn
  }

  private armTimeout(connection: Connection, policies: CallerPolicies, call: number, attempt: number): void {
    const { engine, attempts } = this
    const generation = attempts.generation[attempt]!
    let limit = connection.timeoutMs
    if (policies.learnedTimeout !== null) limit = Math.min(limit, policies.learnedTimeout.timeoutMs())
    if (connection.params.propagateDeadline) {
      limit = Math.min(limit, this.requests.deadlineMs[this.calls.request[call]!]! - engine.now)
    }
    if (limit !== connection.timeoutMs) return engine.after(limit, this.handler, TIMEOUT, attempt, generation)
    if (limit === Infinity) return
    if (connection.timeoutLane === NONE) connection.timeoutLane = engine.lane(limit, this.guard)
    engine.afterLane(connection.timeoutLane, this.handler, TIMEOUT, attempt, generation)
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
    this.tracer?.arrived(attempt)
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
    const connection = this.connections[calls.connection[attempts.call[attempt]!]!]!
    if (connection.params.heedLevel !== null) {
      attempts.level[attempt] = this.blocks.behaviours[connection.to]!.levelOf(attempts.replica[attempt]!)
    }
    this.wire.send(connection, attempt, false, RETURN)
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
    const isFinal = attempts.isFinal[attempt] === 1
    calls.result[call] = attempts.result[attempt]!
    calls.result2[call] = attempts.result2[attempt]!
    if (outcome !== CAUSE_UNREACHABLE) this.hearLevel(attempt, call)
    this.endAttempt(attempt, outcome)
    this.releaseAttempt(attempt)
    this.afterAttempt(call, outcome, isFinal)
  }

  /** An answer tells how much the callee lets in. */
  private hearLevel(attempt: number, call: number): void {
    const connection = this.connections[this.calls.connection[call]!]!
    if (connection.params.heedLevel === null) return
    const { calleeLevel } = connection.policiesOf(this.calls.caller[call]!)
    calleeLevel?.learn(this.engine.now, this.attempts.level[attempt]!)
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
    this.afterAttempt(call, cause, false)
  }

  /** Books the end of an attempt at the caller: breaker, bulkhead, and what learns from latencies. */
  private endAttempt(attempt: number, outcome: number): void {
    const { attempts, calls, engine } = this
    const call = attempts.call[attempt]!
    const connection = this.connections[calls.connection[call]!]!
    const caller = calls.caller[call]!
    const policies = connection.policiesOf(caller)
    connection.inFlight--
    this.tracer?.ended(attempt, outcome)
    calls.current[call] = NONE
    const result = outcome === OK ? SUCCESS : outcome === CANCELLED ? IGNORED : FAILURE
    const duration = engine.now - attempts.sentMs[attempt]!
    this.gate.record(connection, policies, attempts.target[attempt]!, attempts.ticket[attempt]!, result, duration)
    if (policies.learnedTimeout !== null && result !== IGNORED) policies.learnedTimeout.observe(duration)
    if (policies.latencies !== null && isLatencyKnown(outcome) && this.hedged.isFirstCopy(call))
      policies.latencies.observe(duration)
    this.gate.leave(policies)
  }

  /**
   * Decides what comes after an attempt: done, another one, or failure. A failure that is `isFinal` is not worth another attempt,
   * here or further up.
   */
  private afterAttempt(call: number, outcome: number, isFinal: boolean): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    const { backoff, params } = connection
    const { budget } = connection.policiesOf(calls.caller[call]!)
    const made = calls.attempts[call]!
    if (calls.isDelivery[call]) return this.settle(call, outcome)
    budget?.finish(engine.now, made > 1, outcome === OK)
    if (outcome === OK) return this.settle(call, outcome)
    const request = calls.request[call]!
    const isWorthIt =
      ((connection.retryMask >> outcome) & 1) === 1 && (params.retryWrites || !this.requests.isWrite[request])
    if (isFinal) this.markFinal(call)
    if (backoff === null || isFinal || !isWorthIt) return this.settle(call, outcome)
    const isAllowed = made < backoff.attempts && (budget === null || budget.withdraw(engine.now))
    if (!isAllowed) {
      if (params.doNotRetry) this.markFinal(call)
      return this.settle(call, outcome)
    }
    const pause = backoff.delayMs(made - 1, calls.pauseMs[call]!, this.draws.forCall(connection, DRAW_RETRY, call))
    if (params.propagateDeadline && engine.now + pause >= this.requests.deadlineMs[request]!) {
      return this.settle(call, CAUSE_DEADLINE)
    }
    calls.pauseMs[call] = pause
    engine.after(pause, this.handler, RETRY, call, calls.generation[call]!)
  }

  /** What the caller answers says that trying again is of no use. */
  private markFinal(call: number): void {
    const parent = this.calls.parent[call]!
    const isThere = parent !== NONE && this.attempts.generation[parent] === this.calls.parentGeneration[call]
    if (isThere) this.attempts.isFinal[parent] = 1
  }

  /** Fails a call by the caller's own decision, after everything that is due now. */
  failLater(call: number, cause: number): void {
    this.calls.outcome[call] = cause
    this.engine.after(0, this.handler, FAIL, call, this.calls.generation[call]!)
  }

  settle(call: number, outcome: number): void {
    const { calls, attempts } = this
    if (calls.original[call] !== NONE) return this.hedged.settleCopy(call, outcome)
    const connection = this.connections[calls.connection[call]!]!
    connection.totals[outcome === OK ? SUCCEEDED : FAILED]!++
    if (calls.hedge[call] !== NONE) this.hedged.end(call)
    calls.isSettled[call] = 1
    calls.outcome[call] =
      connection.params.fallback === null || calls.isDelivery[call] ? outcome : this.fallBack(connection, call, outcome)
    this.tracer?.settled(call, calls.outcome[call]!)
    const parent = calls.parent[call]!
    const isHeard = parent === NONE || attempts.generation[parent] === calls.parentGeneration[call]
    if (parent !== NONE && isHeard) this.unlink(call, parent)
    if (isHeard) this.blocks.behaviours[connection.from]!.answered(call)
    this.dropCall(call)
  }

  /** The outcome as the caller sees it, where it has something else to answer than a failure. */
  private fallBack(connection: Connection, call: number, outcome: number): number {
    const { calls, engine } = this
    const { lastAnswers } = connection
    const isRead = !this.requests.isWrite[calls.request[call]!]
    if (outcome === OK) {
      if (isRead) lastAnswers?.keep(engine.now, calls.key[call]!, calls.result[call]!, calls.result2[call]!)
      return OK
    }
    const answer =
      lastAnswers === null ? undefined : isRead ? lastAnswers.find(engine.now, calls.key[call]!) : undefined
    if (lastAnswers !== null && answer === undefined) return outcome
    calls.result[call] = answer?.result ?? 0
    calls.result2[call] = answer?.result2 ?? 0
    connection.totals[FALLBACKS]!++
    return OK
  }

  /** The open calls of an attempt are waited for no longer. */
  private abandonChildren(attempt: number): void {
    const { attempts, calls } = this
    let call = attempts.firstChild[attempt]!
    attempts.firstChild[attempt] = NONE
    while (call !== NONE) {
      const next = calls.next[call]!
      if (calls.hedge[call] !== NONE) this.hedged.end(call)
      this.abandonCall(call)
      call = next
    }
  }

  /** Nobody waits for the call any more. */
  abandonCall(call: number): void {
    const { calls } = this
    calls.isSettled[call] = 1
    calls.outcome[call] = CANCELLED
    this.tracer?.settled(call, CANCELLED)
    const current = calls.current[call]!
    if (current !== NONE) {
      this.endAttempt(current, CANCELLED)
      this.abandon(current)
    } else this.gate.forget(call)
    this.dropCall(call)
  }

  /** Nobody waits for the attempt any more. */
  private abandon(attempt: number): void {
    const { attempts, calls, engine } = this
    attempts.isAbandoned[attempt] = 1
    if (attempts.place[attempt] === LOST) return this.waste(attempt)
    const connection = this.connections[calls.connection[attempts.call[attempt]!]!]!
    if (!connection.params.cancellation || connection.isCutForward || attempts.place[attempt] === RETURNING) return
    const latency = this.wire.latencyMs(connection, attempt, true)
    engine.after(latency, this.handler, CANCEL, attempt, attempts.generation[attempt]!)
  }

  cancelAtCallee(attempt: number, generation: number): void {
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

  dropCall(call: number): void {
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
}

/** Whether the time that an attempt took says something of how long answers take. */
function isLatencyKnown(outcome: number): boolean {
  return outcome === OK || outcome === CANCELLED
}
