/** Making, linking and letting go of the records of calls and attempts. */
import { type Attempt, type Attempts, type Call, type Calls, NONE, type Request, type Requests } from '../engine/calls'
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
  prepare(
    connection: number,
    request: Request,
    parent: Attempt | null,
    caller: number,
    tag: number,
    repeat: number,
  ): Call {
    const call = this.calls.allocate()
    request.references++
    call.request = request
    call.connection = connection
    call.parent = parent
    call.caller = caller
    call.tag = tag
    call.operation = 0
    call.key = request.key
    call.argument = 0
    call.argument2 = 0
    call.isDelivery = 0
    call.pinned = NONE
    call.attempts = 0
    call.current = null
    call.isSettled = 0
    call.pauseMs = 0
    call.result = 0
    call.result2 = 0
    call.startedMs = this.engine.now
    call.references = 1
    call.ticket = NONE
    call.target = NONE
    call.isWaiting = 0
    call.hasGrant = 0
    call.original = null
    call.firstCopy = null
    call.hedge = NONE
    const lineage = parent === null ? 0 : this.link(call, parent)
    call.lineage = repeat === 0 ? lineage : mix32(lineage + Math.imul(repeat, 0x632be5ab))
    return call
  }

  /** Puts a call into the list of its parent, whose lineage is returned. */
  private link(call: Call, parent: Attempt): number {
    const sibling = parent.firstChild
    call.parentGeneration = parent.generation
    call.previous = null
    call.next = sibling
    if (sibling !== null) sibling.previous = call
    parent.firstChild = call
    return parent.lineage
  }

  /** Takes a call out of the list of its parent. */
  unlink({ next, previous }: Call, parent: Attempt): void {
    if (next !== null) next.previous = previous
    if (previous !== null) previous.next = next
    else parent.firstChild = next
  }

  /** [ms] when a call is of no use any more: the deadline of its request, or an earlier one that came with the attempt it is for. */
  deadlineOf(call: Call): number {
    const { deadlineMs } = call.request
    const parent = this.parentOf(call)
    return parent === null ? deadlineMs : Math.min(deadlineMs, parent.deadlineMs)
  }

  /** The attempt for which a call was made, while it is still there to be told; else null. */
  parentOf({ parent, parentGeneration }: Call): Attempt | null {
    return parent !== null && parent.generation === parentGeneration ? parent : null
  }

  /** Drops one reference to a call, and frees the record with the last. */
  dropCall(call: Call): void {
    const left = call.references - 1
    call.references = left
    if (left > 0) return
    this.requests.drop(call.request)
    this.calls.release(call)
  }

  /** An attempt is over for good. */
  releaseAttempt(attempt: Attempt): void {
    const { call } = attempt
    attempt.place = 0
    this.attempts.release(attempt)
    this.dropCall(call)
  }
}
