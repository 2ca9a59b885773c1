/** Making, linking and letting go of the records of calls and attempts. */
import { type Attempts, type Calls, NONE, type Requests } from '../engine/calls'
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
    const lineage = parent === NONE ? 0 : this.link(call, parent)
    calls.lineage[call] = repeat === 0 ? lineage : mix32(lineage + Math.imul(repeat, 0x632be5ab))
    return call
  }

  /** Puts a call into the list of its parent, whose lineage is returned. */
  private link(call: number, parent: number): number {
    const { calls, attempts } = this
    const sibling = attempts.firstChild[parent]!
    calls.parentGeneration[call] = attempts.generation[parent]!
    calls.previous[call] = NONE
    calls.next[call] = sibling
    if (sibling !== NONE) calls.previous[sibling] = call
    attempts.firstChild[parent] = call
    return attempts.lineage[parent]!
  }

  /** Takes a call out of the list of its parent. */
  unlink(call: number, parent: number): void {
    const { calls, attempts } = this
    const next = calls.next[call]!
    const previous = calls.previous[call]!
    if (next !== NONE) calls.previous[next] = previous
    if (previous !== NONE) calls.next[previous] = next
    else attempts.firstChild[parent] = next
  }

  /** Whether the attempt for which a call was made is still there to be told. */
  hasParent(call: number): boolean {
    const parent = this.calls.parent[call]!
    return parent !== NONE && this.attempts.generation[parent] === this.calls.parentGeneration[call]
  }

  /** Drops one reference to a call, and frees the record with the last. */
  dropCall(call: number): void {
    const { calls } = this
    const left = calls.references[call]! - 1
    calls.references[call] = left
    if (left > 0) return
    this.requests.drop(calls.request[call]!)
    calls.release(call)
  }

  /** An attempt is over for good. */
  releaseAttempt(attempt: number): void {
    const { attempts } = this
    const call = attempts.call[attempt]!
    attempts.place[attempt] = 0
    attempts.release(attempt)
    this.dropCall(call)
  }
}
