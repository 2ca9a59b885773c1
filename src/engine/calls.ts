/**
 * Records of what is under way: requests, calls and attempts.
 *
 * A **request** is started by a source and carries what belongs to it as a whole. A **call** is one logical use of a connection
 * on behalf of a request; it is made for a parent attempt, or by a source. An **attempt** is one physical try of a call: it
 * travels, waits, is worked on and comes back. A call may outlive its settling as long as attempts that nobody waits for are
 * still at work; a request lives as long as any of its calls.
 */
import { Pool } from './pool'

/** No record. */
export const NONE = -1

/** Outcome of an attempt or call: 0, or the index of a cause plus one. */
export const OK = 0
export const CAUSE_TIMEOUT = 1
export const CAUSE_DEADLINE = 2
export const CAUSE_QUEUE_FULL = 3
export const CAUSE_SHED = 4
export const CAUSE_RATE_LIMITED = 5
export const CAUSE_BREAKER_OPEN = 6
export const CAUSE_BULKHEAD_FULL = 7
export const CAUSE_ERROR = 8
export const CAUSE_UNREACHABLE = 9
export const CAUSE_LOCK_NOT_ACQUIRED = 10
export const CAUSE_NO_BACKEND = 11
/** Cancelled by the caller: the result goes nowhere and is counted nowhere. */
export const CANCELLED = 12

/** Requests. Freed when nothing refers to them any more. */
export class Requests extends Pool {
  /** Number of the request at its source, from 0. */
  ordinal: Int32Array
  /** What draws are keyed by: ordinal mixed with the source. */
  identity: Int32Array
  /** Index of the source block. */
  source: Int32Array
  /** [ms] when the request was meant to start. */
  intendedMs: Float64Array
  /** [ms] absolute deadline, infinity for none. */
  deadlineMs: Float64Array
  /** What the request is about. */
  key: Int32Array
  /** 1 for a write, 0 for a read. */
  isWrite: Uint8Array
  /** Index of the client address. */
  client: Int32Array
  /** Who asks; several users may share a client address. */
  user: Int32Array
  /** Index of the path in the run's list of paths. */
  path: Int32Array
  /** Higher is more important. */
  priority: Uint8Array
  /** How many calls and messages refer to the request. */
  references: Int32Array

  constructor(capacity = 256) {
    super(
      [
        'ordinal',
        'identity',
        'source',
        'intendedMs',
        'deadlineMs',
        'key',
        'isWrite',
        'client',
        'user',
        'path',
        'priority',
        'references',
      ],
      capacity,
    )
    this.ordinal = new Int32Array(capacity)
    this.identity = new Int32Array(capacity)
    this.source = new Int32Array(capacity)
    this.intendedMs = new Float64Array(capacity)
    this.deadlineMs = new Float64Array(capacity)
    this.key = new Int32Array(capacity)
    this.isWrite = new Uint8Array(capacity)
    this.client = new Int32Array(capacity)
    this.user = new Int32Array(capacity)
    this.path = new Int32Array(capacity)
    this.priority = new Uint8Array(capacity)
    this.references = new Int32Array(capacity)
  }

  /** What a limit counts a request by: everything together, its client address, its path or its user. */
  limitKey(request: number, by: 'all' | 'client' | 'route' | 'user'): number {
    switch (by) {
      case 'all':
        return 0
      case 'client':
        return this.client[request]!
      case 'route':
        return this.path[request]!
      case 'user':
        return this.user[request]!
    }
  }

  /** A copy that lives by itself, with one reference: what a message carries away. */
  copy(request: number): number {
    const copy = this.allocate()
    this.ordinal[copy] = this.ordinal[request]!
    this.identity[copy] = this.identity[request]!
    this.source[copy] = this.source[request]!
    this.intendedMs[copy] = this.intendedMs[request]!
    this.deadlineMs[copy] = this.deadlineMs[request]!
    this.key[copy] = this.key[request]!
    this.isWrite[copy] = this.isWrite[request]!
    this.client[copy] = this.client[request]!
    this.user[copy] = this.user[request]!
    this.path[copy] = this.path[request]!
    this.priority[copy] = this.priority[request]!
    this.references[copy] = 1
    return copy
  }

  /** Drops one reference and frees the record with the last. */
  drop(request: number): void {
    const left = this.references[request]! - 1
    this.references[request] = left
    if (left === 0) this.release(request)
  }
}

/** Logical calls. Freed when settled and all attempts are over. */
export class Calls extends Pool {
  request: Int32Array
  /** Index of the connection. */
  connection: Int32Array
  /** Attempt at the caller for which the call is made, {@link NONE} for a source. */
  parent: Int32Array
  /** Generation of the parent when the call was made. */
  parentGeneration: Int32Array
  /** Replica of the caller. */
  caller: Int32Array
  /** Caller's own number for what the call is for. */
  tag: Int32Array
  /** What is asked for, a number that caller and callee agree on; 0 is "act on the request". */
  operation: Int32Array
  /** Key or name that the operation is about. */
  key: Int32Array
  /** Number that goes with the operation. */
  argument: Float64Array
  /** Second number that goes with the operation. */
  argument2: Float64Array
  /** 1 for a delivery: it goes without policies, and its maker is told when it has reached the callee. */
  isDelivery: Uint8Array
  /** Replica of the callee that must be used, {@link NONE} when any may. */
  pinned: Int32Array
  /** Mixes into every draw below this call: 0 for the first attempt of a first call, otherwise different for each. */
  lineage: Int32Array
  /** Attempts made so far. */
  attempts: Int32Array
  /** The attempt that is waited for, {@link NONE} when there is none. */
  current: Int32Array
  /** 1 from the moment the outcome is final. */
  isSettled: Uint8Array
  /** Final outcome, valid when settled. */
  outcome: Uint8Array
  /** [ms] pause before the last retry. */
  pauseMs: Float64Array
  /** Answer that came with the outcome. */
  result: Float64Array
  result2: Float64Array
  /** [ms] when the call was made. */
  startedMs: Float64Array
  /** Ticket of the breaker while an attempt is held back by a limiter or waits for a place, else {@link NONE}. */
  ticket: Float64Array
  /** 1 while an attempt waits for a place in flight, or has just been given one. */
  isWaiting: Uint8Array
  /** Replica of the callee that the held attempt will go to, {@link NONE} when that is not yet decided. */
  target: Int32Array
  /** The call that this one is a copy of, {@link NONE} for a call of its own. */
  original: Int32Array
  /** Lineage of the call that this one is a copy of; valid for copies only. */
  originLineage: Int32Array
  /** Copies of this call: the first, and the next of the same original. */
  firstCopy: Int32Array
  nextCopy: Int32Array
  /** Where the hedging of the call is kept, {@link NONE} without. */
  hedge: Int32Array
  /** Neighbours among the open calls of the same parent. */
  next: Int32Array
  previous: Int32Array
  /** Attempts that are not over, plus one while unsettled. */
  references: Int32Array

  constructor(capacity = 256) {
    super(
      [
        'request',
        'connection',
        'parent',
        'parentGeneration',
        'caller',
        'tag',
        'operation',
        'key',
        'argument',
        'argument2',
        'isDelivery',
        'pinned',
        'lineage',
        'attempts',
        'current',
        'isSettled',
        'outcome',
        'pauseMs',
        'result',
        'result2',
        'startedMs',
        'ticket',
        'isWaiting',
        'target',
        'original',
        'originLineage',
        'firstCopy',
        'nextCopy',
        'hedge',
        'next',
        'previous',
        'references',
      ],
      capacity,
    )
    this.request = new Int32Array(capacity)
    this.connection = new Int32Array(capacity)
    this.parent = new Int32Array(capacity)
    this.parentGeneration = new Int32Array(capacity)
    this.caller = new Int32Array(capacity)
    this.tag = new Int32Array(capacity)
    this.operation = new Int32Array(capacity)
    this.key = new Int32Array(capacity)
    this.argument = new Float64Array(capacity)
    this.argument2 = new Float64Array(capacity)
    this.isDelivery = new Uint8Array(capacity)
    this.pinned = new Int32Array(capacity)
    this.lineage = new Int32Array(capacity)
    this.attempts = new Int32Array(capacity)
    this.current = new Int32Array(capacity)
    this.isSettled = new Uint8Array(capacity)
    this.outcome = new Uint8Array(capacity)
    this.pauseMs = new Float64Array(capacity)
    this.result = new Float64Array(capacity)
    this.result2 = new Float64Array(capacity)
    this.startedMs = new Float64Array(capacity)
    this.ticket = new Float64Array(capacity)
    this.isWaiting = new Uint8Array(capacity)
    this.target = new Int32Array(capacity)
    this.original = new Int32Array(capacity)
    this.originLineage = new Int32Array(capacity)
    this.firstCopy = new Int32Array(capacity)
    this.nextCopy = new Int32Array(capacity)
    this.hedge = new Int32Array(capacity)
    this.next = new Int32Array(capacity)
    this.previous = new Int32Array(capacity)
    this.references = new Int32Array(capacity)
  }

  /** Lineage that all copies of a call share with it. */
  sharedLineage(call: number): number {
    return this.original[call] === NONE ? this.lineage[call]! : this.originLineage[call]!
  }

  /** Whether the call that had this generation is still waited for. */
  isOpen(call: number, generation: number): boolean {
    return this.generation[call] === generation && !this.isSettled[call]
  }
}

/** Where an attempt is. */
export const TRAVELLING = 1
export const AT_CALLEE = 2
export const RETURNING = 3
/** Its message vanished; only a timeout ends it. */
export const LOST = 4

/** Values of `tie` of an attempt. */
export const TIED = 1
export const BEGUN = 2

/** Attempts. The callee keeps what it needs about an attempt in its registers. */
export class Attempts extends Pool {
  call: Int32Array
  /** Index of the callee block. */
  block: Int32Array
  /** Replica of the callee. */
  replica: Int32Array
  /** Replica that the caller chose; the callee may hand the attempt on to another unit. */
  target: Int32Array
  /** One of {@link TRAVELLING}, {@link AT_CALLEE}, {@link RETURNING}, {@link LOST}. */
  place: Uint8Array
  /** 1 when the caller waits no longer. */
  isAbandoned: Uint8Array
  /** 1 when the answer says that trying again is of no use. */
  isFinal: Uint8Array
  /** {@link TIED} until the callee begins with it, where another copy is then called off; else 0 or {@link BEGUN}. */
  tie: Uint8Array
  /** 1 when the callee has been told to stop. */
  isCancelled: Uint8Array
  /** Outcome, valid when returning. */
  outcome: Uint8Array
  /** Mixes into every draw that belongs to the attempt. */
  lineage: Int32Array
  /** Ticket of the caller's breaker. */
  ticket: Float64Array
  /** Admission level that the answer carries; valid where the connection heeds it. */
  level: Float64Array
  /** First of the open calls made for the attempt. */
  firstChild: Int32Array
  /** [ms] */
  sentMs: Float64Array
  arrivedMs: Float64Array
  /** [ms] start of service; equal to the arrival where there was no wait. */
  startedMs: Float64Array
  /** [ms] own service time spent at the callee. */
  busyMs: Float64Array
  /** Answer. */
  result: Float64Array
  result2: Float64Array
  /** Registers of the callee. */
  register0: Int32Array
  register1: Int32Array
  register2: Int32Array
  register3: Int32Array
  value0: Float64Array
  value1: Float64Array

  constructor(capacity = 256) {
    super(
      [
        'call',
        'block',
        'replica',
        'target',
        'place',
        'isAbandoned',
        'isFinal',
        'tie',
        'isCancelled',
        'outcome',
        'lineage',
        'ticket',
        'level',
        'firstChild',
        'sentMs',
        'arrivedMs',
        'startedMs',
        'busyMs',
        'result',
        'result2',
        'register0',
        'register1',
        'register2',
        'register3',
        'value0',
        'value1',
      ],
      capacity,
    )
    this.call = new Int32Array(capacity)
    this.block = new Int32Array(capacity)
    this.replica = new Int32Array(capacity)
    this.target = new Int32Array(capacity)
    this.place = new Uint8Array(capacity)
    this.isAbandoned = new Uint8Array(capacity)
    this.isFinal = new Uint8Array(capacity)
    this.tie = new Uint8Array(capacity)
    this.isCancelled = new Uint8Array(capacity)
    this.outcome = new Uint8Array(capacity)
    this.lineage = new Int32Array(capacity)
    this.ticket = new Float64Array(capacity)
    this.level = new Float64Array(capacity)
    this.firstChild = new Int32Array(capacity)
    this.sentMs = new Float64Array(capacity)
    this.arrivedMs = new Float64Array(capacity)
    this.startedMs = new Float64Array(capacity)
    this.busyMs = new Float64Array(capacity)
    this.result = new Float64Array(capacity)
    this.result2 = new Float64Array(capacity)
    this.register0 = new Int32Array(capacity)
    this.register1 = new Int32Array(capacity)
    this.register2 = new Int32Array(capacity)
    this.register3 = new Int32Array(capacity)
    this.value0 = new Float64Array(capacity)
    this.value1 = new Float64Array(capacity)
  }
}
