/** Making, linking and letting go of the records of calls and attempts. */
import { type AttemptRecord, type Attempts, type CallRecord, type Calls, NONE, type Requests } from '../engine/calls'
import type { Engine } from '../engine/engine'
import { mix32 } from '../lib/random'

export class CallRecords {
  private readonly engine: Engine
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts

  constructor(parts: { engine: Engine; requests: Requests; calls: Calls; attempts: Attempts }) {
    this.engine = parts.engine
    this.requests = parts.requests
    this.calls = parts.calls
    this.attempts = parts.attempts
  }

  /** Makes a call record. See BlockContext.prepare. */
  prepare(connection: number, request: number, parent: number, caller: number, tag: number, repeat: number): number {
    const { calls, requests } = this
    const call = calls.allocate()
    const requestRecord = requests.at(request)
    requestRecord.references++
    const callRecord = calls.at(call)
    callRecord.request = request
    callRecord.connection = connection
    callRecord.parent = parent
    callRecord.caller = caller
    callRecord.tag = tag
    callRecord.operation = 0
    callRecord.key = requestRecord.key
    callRecord.argument = 0
    callRecord.argument2 = 0
    callRecord.isDelivery = 0
    callRecord.pinned = NONE
    callRecord.attempts = 0
    callRecord.current = NONE
    callRecord.isSettled = 0
    callRecord.pauseMs = 0
    callRecord.result = 0
    callRecord.result2 = 0
    callRecord.startedMs = this.engine.now
    callRecord.references = 1
    callRecord.ticket = NONE
    callRecord.target = NONE
    callRecord.isWaiting = 0
    callRecord.hasGrant = 0
    callRecord.original = NONE
    callRecord.firstCopy = NONE
    callRecord.hedge = NONE
    const lineage = parent === NONE ? 0 : this.link(call, callRecord, parent)
    callRecord.lineage = repeat === 0 ? lineage : mix32(lineage + Math.imul(repeat, 0x632be5ab))
    return call
  }

  /** Puts a call into the list of its parent, whose lineage is returned. */
  private link(call: number, callRecord: CallRecord, parent: number): number {
    const { calls, attempts } = this
    const attemptRecord = attempts.at(parent)
    const sibling = attemptRecord.firstChild
    callRecord.parentGeneration = attempts.generation[parent]!
    callRecord.previous = NONE
    callRecord.next = sibling
    if (sibling !== NONE) calls.at(sibling).previous = call
    attemptRecord.firstChild = call
    return attemptRecord.lineage
  }

  /** Takes a call out of the list of its parent. */
  unlink({ next, previous }: CallRecord, parent: number): void {
    const { calls, attempts } = this
    if (next !== NONE) calls.at(next).previous = previous
    if (previous !== NONE) calls.at(previous).next = next
    else attempts.at(parent).firstChild = next
  }

  /** [ms] when a call is of no use any more: the deadline of its request, or an earlier one that came with the attempt it is for. */
  deadlineOf(callRecord: CallRecord): number {
    const { deadlineMs } = this.requests.at(callRecord.request)
    if (!this.hasParent(callRecord)) return deadlineMs
    return Math.min(deadlineMs, this.attempts.at(callRecord.parent).deadlineMs)
  }

  /** Whether the attempt for which a call was made is still there to be told. */
  hasParent({ parent, parentGeneration }: CallRecord): boolean {
    return parent !== NONE && this.attempts.generation[parent] === parentGeneration
  }

  /** Drops one reference to a call, and frees the record with the last. */
  dropCall(call: number, callRecord: CallRecord): void {
    const left = callRecord.references - 1
    callRecord.references = left
    if (left > 0) return
    this.requests.drop(callRecord.request)
    this.calls.release(call)
  }

  /** An attempt is over for good. */
  releaseAttempt(attempt: number, attemptRecord: AttemptRecord): void {
    const { call } = attemptRecord
    attemptRecord.place = 0
    this.attempts.release(attempt)
    this.dropCall(call, this.calls.at(call))
  }
}
