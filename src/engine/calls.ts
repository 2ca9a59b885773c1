/**
 * Records of what is under way: requests, calls and attempts.
 *
 * A **request** is started by a source and carries what belongs to it as a whole. A **call** is one logical use of a connection
 * on behalf of a request; it is made for a parent attempt, or by a source. An **attempt** is one physical try of a call: it
 * travels, waits, is worked on and comes back. A call may outlive its settling as long as attempts that nobody waits for are
 * still at work; a request lives as long as any of its calls.
 */
import { FRACTION, NONE, PoolRecord, RecordPool } from './record-pool'

export { NONE }

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

/** What belongs to a request as a whole. */
export class Request extends PoolRecord {
  /** Number of the request at its source, from 0. */
  ordinal = 0
  /** What draws are keyed by: ordinal mixed with the source. */
  identity = 0
  /** Index of the source block. */
  source = 0
  /** [ms] when the request was meant to start. */
  intendedMs = FRACTION
  /** [ms] absolute deadline, infinity for none. */
  deadlineMs = FRACTION
  /** What the request is about. */
  key = 0
  /** 1 for a write, 0 for a read. */
  isWrite = 0
  /** Index of the client address. */
  client = 0
  /** Who asks; several users may share a client address. */
  user = 0
  /** Index of the path in the run's list of paths. */
  path = 0
  /** Higher is more important. */
  priority = 0
  /** How many calls and messages refer to the request. */
  references = 0

  /** What a limit counts the request by: everything together, its client address, its path, its user or its key. */
  limitKey(by: 'all' | 'client' | 'route' | 'user' | 'key'): number {
    switch (by) {
      case 'all':
        return 0
      case 'client':
        return this.client
      case 'route':
        return this.path
      case 'user':
        return this.user
      case 'key':
        return this.key
    }
  }
}

/** Stands where there is no request. */
const NO_REQUEST = /* @__PURE__ */ new Request()

/** Requests. Freed when nothing refers to them any more. */
export class Requests extends RecordPool<Request> {
  constructor() {
    super(() => new Request())
  }

  /** A copy that lives by itself, with one reference: what a message carries away. */
  copy(request: Request): Request {
    const copy = this.allocate()
    const { index, generation } = copy
    Object.assign(copy, request, { index, generation, references: 1 })
    return copy
  }

  /** Drops one reference and frees the record with the last. */
  drop(request: Request): void {
    if (--request.references === 0) this.release(request)
  }
}

/** One logical use of a connection. */
export class Call extends PoolRecord {
  request = NO_REQUEST
  /** Index of the connection. */
  connection = 0
  /** Attempt at the caller for which the call is made, null for a source. */
  parent: Attempt | null = null
  /** Generation of the parent when the call was made. */
  parentGeneration = 0
  /** Replica of the caller. */
  caller = 0
  /** Caller's own number for what the call is for. */
  tag = 0
  /** What is asked for, a number that caller and callee agree on; 0 is "act on the request". */
  operation = 0
  /** Key or name that the operation is about. */
  key = 0
  /** Number that goes with the operation. */
  argument = FRACTION
  /** Second number that goes with the operation. */
  argument2 = FRACTION
  /** 1 for a delivery: it goes without policies, and its maker is told when it has reached the callee. */
  isDelivery = 0
  /** Replica of the callee that must be used, {@link NONE} when any may. */
  pinned = 0
  /** Mixes into every draw below this call: 0 for the first attempt of a first call, otherwise different for each. */
  lineage = 0
  /** Attempts made so far. */
  attempts = 0
  /** The attempt that is waited for, null when there is none. */
  current: Attempt | null = null
  /** 1 from the moment the outcome is final. */
  isSettled = 0
  /** Final outcome, valid when settled. */
  outcome = 0
  /** [ms] pause before the last retry. */
  pauseMs = FRACTION
  /** Answer that came with the outcome. */
  result = FRACTION
  result2 = FRACTION
  /** [ms] when the call was made. */
  startedMs = FRACTION
  /** Ticket of the breaker while an attempt is held back by a limiter or waits for a place, else {@link NONE}. */
  ticket = FRACTION
  /** 1 while an attempt waits for a place in flight, or has just been given one. */
  isWaiting = 0
  /** 1 from the moment a budget has granted a retry until that is made or given up. */
  hasGrant = 0
  /** Replica of the callee that the held attempt will go to, {@link NONE} when that is not yet decided. */
  target = 0
  /** The call that this one is a copy of, null for a call of its own. */
  original: Call | null = null
  /** Lineage of the call that this one is a copy of; valid for copies only. */
  originLineage = 0
  /** Copies of this call: the first, and the next of the same original. */
  firstCopy: Call | null = null
  nextCopy: Call | null = null
  /** Where the hedging of the call is kept, {@link NONE} without. */
  hedge = 0
  /** Neighbours among the open calls of the same parent. */
  next: Call | null = null
  previous: Call | null = null
  /** Attempts that are not over, plus one while unsettled. */
  references = 0

  /** Lineage that all copies of a call share with it. */
  get sharedLineage(): number {
    return this.original === null ? this.lineage : this.originLineage
  }

  /** Whether the call that had this generation is still waited for. */
  isOpen(generation: number): boolean {
    return this.generation === generation && !this.isSettled
  }
}

/** Stands where there is no call. */
const NO_CALL = /* @__PURE__ */ new Call()

/** Logical calls. Freed when settled and all attempts are over. */
export class Calls extends RecordPool<Call> {
  constructor(requests: Requests, attempts: () => Attempts) {
    const calls = () => this
    super(() => new Call(), {
      request: () => requests,
      ...{ parent: attempts, current: attempts },
      ...{ original: calls, firstCopy: calls, nextCopy: calls, next: calls, previous: calls },
    })
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

/** One physical try of a call. The callee keeps what it needs about it in its registers. */
export class Attempt extends PoolRecord {
  call = NO_CALL
  /** Index of the callee block. */
  block = 0
  /** Replica of the callee. */
  replica = 0
  /** Replica that the caller chose; the callee may hand the attempt on to another unit. */
  target = 0
  /** One of {@link TRAVELLING}, {@link AT_CALLEE}, {@link RETURNING}, {@link LOST}. */
  place = 0
  /** 1 when the caller waits no longer. */
  isAbandoned = 0
  /** 1 when the answer says that trying again is of no use. */
  isFinal = 0
  /** {@link TIED} until the callee begins with it, where another copy is then called off; else 0 or {@link BEGUN}. */
  tie = 0
  /** 1 when the callee has been told to stop. */
  isCancelled = 0
  /** Outcome, valid when returning. */
  outcome = 0
  /** Mixes into every draw that belongs to the attempt. */
  lineage = 0
  /** Ticket of the caller's breaker. */
  ticket = FRACTION
  /** Admission level that the answer carries; valid where the connection heeds it. */
  level = FRACTION
  /** First of the open calls made for the attempt, null when there is none. */
  firstChild: Call | null = null
  /** [ms] */
  sentMs = FRACTION
  /** [ms] when its answer is of no use any more, as the callee knows it; infinity where the connection does not say. */
  deadlineMs = FRACTION
  arrivedMs = FRACTION
  /** [ms] start of service; equal to the arrival where there was no wait. */
  startedMs = FRACTION
  /** [ms] own service time spent at the callee. */
  busyMs = FRACTION
  /** Answer. */
  result = FRACTION
  result2 = FRACTION
  /** Registers of the callee. */
  register0 = 0
  register1 = 0
  register2 = 0
  register3 = 0
  value0 = FRACTION
  value1 = FRACTION
}

/** Attempts. */
export class Attempts extends RecordPool<Attempt> {
  constructor(calls: Calls) {
    super(() => new Attempt(), { call: () => calls, firstChild: () => calls })
  }
}
