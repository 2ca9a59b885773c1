/**
 * Calls that are sent more than once: when the next copy goes, and which copy decides.
 *
 * A hedged call makes no attempts itself. Its copies are calls of their own, each with its retries; the first good answer is that
 * of the call, and so is the failure of the last copy when no more are to come. Of tied copies the one that begins first decides,
 * well or not.
 */
import { Hedging } from '../algorithms/retrying/hedging'
import { type Attempts, BEGUN, type Calls, NONE, OK, TIED } from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import { mix32 } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { CallRecords } from './call-records'
import { type Connection, HEDGES } from './connection'
import type { Wire } from './wire'

const NEXT_COPY = 0
const CALLED_OFF = 1

/** What hedging needs of the network. */
export interface HedgeHost {
  readonly records: CallRecords
  startAttempt(call: number): void
  settle(call: number, outcome: number): void
  abandonCall(call: number): void
  cancelAtCallee(attempt: number, generation: number): void
}

export class HedgedCalls implements EventHandler, Saveable {
  private readonly engine: Engine
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly connections: readonly Connection[]
  private readonly wire: Wire
  private readonly host: HedgeHost
  private readonly handler: number
  private readonly entries: Hedging[] = []
  /** How many times each of them may be sent. */
  private readonly copies: number[] = []
  private free: number[] = []

  constructor(
    parts: { engine: Engine; calls: Calls; attempts: Attempts; connections: readonly Connection[]; wire: Wire },
    host: HedgeHost,
  ) {
    this.engine = parts.engine
    this.calls = parts.calls
    this.attempts = parts.attempts
    this.connections = parts.connections
    this.wire = parts.wire
    this.host = host
    this.handler = this.engine.register(this)
  }

  handle(kind: number, a: number, b: number): void {
    if (kind === CALLED_OFF) {
      const isStillTied = this.attempts.generation[a] === b && this.attempts.at(a).tie === TIED
      if (isStillTied) this.host.cancelAtCallee(a, b)
    } else if (kind === NEXT_COPY && this.calls.isOpen(a, b) && this.engine.now >= this.of(a).nextAt) this.sendCopy(a)
  }

  /** Begins a hedged call with its first copy. */
  begin(call: number): void {
    const { calls, engine } = this
    const callRecord = calls.at(call)
    const connection = this.connections[callRecord.connection]!
    const { hedge } = connection
    const attempts = hedge === null || hedge.type === 'tied' ? 2 : hedge.attempts
    const { latencies } = connection.policiesOf(callRecord.caller)
    const delayMs = hedge?.type === 'percentile' ? (latencies?.valueMs ?? Infinity) : (hedge?.delayMs ?? 0)
    const index = this.free.pop() ?? this.entries.length
    if (this.copies[index] !== attempts) {
      this.entries[index] = new Hedging({ attempts, delayMs: 0 })
      this.copies[index] = attempts
    }
    const hedging = this.entries[index]!
    callRecord.hedge = index
    hedging.start(engine.now, delayMs)
    this.sendCopy(call)
  }

  /** The callee begins to work on one of two tied attempts: the other is called off, unless that comes too late. */
  begun(attempt: number): void {
    const { attempts, calls } = this
    const attemptRecord = attempts.at(attempt)
    if (attemptRecord.tie !== TIED) return
    attemptRecord.tie = BEGUN
    const copy = attemptRecord.call
    const callRecord = calls.at(copy)
    const original = callRecord.original
    if (original === NONE || callRecord.isSettled) return
    this.of(original).settle()
    for (let other = calls.at(original).firstCopy; other !== NONE; ) {
      const next = calls.at(other).nextCopy
      if (other !== copy) this.callOff(other, attempt)
      other = next
    }
  }

  /** A copy of a hedged call has its outcome: that of the call, if nothing better is to come. */
  settleCopy(copy: number, outcome: number): void {
    const { calls, engine } = this
    const callRecord = calls.at(copy)
    const original = callRecord.original
    const hedging = this.of(original)
    this.unlinkCopy(copy)
    callRecord.isSettled = 1
    const isDecided = outcome === OK || hedging.isOver || hedging.fail(engine.now)
    const originalRecord = calls.at(original)
    if (isDecided) {
      originalRecord.result = callRecord.result
      originalRecord.result2 = callRecord.result2
      this.host.settle(original, outcome)
    } else if (hedging.nextAt <= engine.now) this.sendCopy(original)
    this.host.records.dropCall(copy, callRecord)
  }

  /** The outcome of a hedged call is known: whatever copies are still out are waited for no longer. */
  end(original: number): void {
    const { calls } = this
    const callRecord = calls.at(original)
    this.free.push(callRecord.hedge)
    callRecord.hedge = NONE
    let copy = callRecord.firstCopy
    callRecord.firstCopy = NONE
    while (copy !== NONE) {
      const next = calls.at(copy).nextCopy
      this.host.abandonCall(copy)
      copy = next
    }
  }

  /**
   * Whether a call is the first copy of a hedged one. Only these tell how long answers take: one that is given up because a copy was
   * faster has taken at least as long as it was waited for.
   */
  isFirstCopy(call: number): boolean {
    const { calls } = this
    const callRecord = calls.at(call)
    const original = callRecord.original
    return original !== NONE && callRecord.lineage === calls.at(original).lineage
  }

  /** Whether a copy of a hedged call is out at a replica of the callee. */
  hasCopyAt(original: number, replica: number): boolean {
    const { calls, attempts } = this
    for (let copy = calls.at(original).firstCopy; copy !== NONE; copy = calls.at(copy).nextCopy) {
      const { current } = calls.at(copy)
      if (current !== NONE && attempts.at(current).target === replica) return true
    }
    return false
  }

  /** Waits for a tied copy no longer, and tells its callee so; the news travels from where `winner` has begun. */
  private callOff(copy: number, winner: number): void {
    const { attempts, calls } = this
    const callRecord = calls.at(copy)
    const rival = callRecord.current
    const latency = this.wire.latencyMs(this.connections[callRecord.connection]!, winner, true)
    if (rival !== NONE) {
      this.engine.after(latency, this.handler, CALLED_OFF, rival, attempts.generation[rival]!)
    }
    this.unlinkCopy(copy)
    this.host.abandonCall(copy)
  }

  /** Sends the next copy of a hedged call, and sees to the one after it. */
  private sendCopy(original: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.at(original).connection]!
    const hedging = this.of(original)
    const number = hedging.send(engine.now)
    if (number < 0) return
    if (hedging.nextAt < Infinity) {
      engine.after(hedging.nextAt - engine.now, this.handler, NEXT_COPY, original, calls.generation[original]!)
    }
    if (number > 0) connection.totals[HEDGES]!++
    this.host.startAttempt(this.copyOf(original, number))
  }

  private copyOf(original: number, number: number): number {
    const { calls } = this
    const callRecord = calls.at(original)
    const copy = this.host.records.prepare(
      callRecord.connection,
      callRecord.request,
      NONE,
      callRecord.caller,
      callRecord.tag,
      0,
    )
    const copyRecord = calls.at(copy)
    copyRecord.parent = callRecord.parent
    copyRecord.parentGeneration = callRecord.parentGeneration
    copyRecord.operation = callRecord.operation
    copyRecord.key = callRecord.key
    copyRecord.argument = callRecord.argument
    copyRecord.argument2 = callRecord.argument2
    copyRecord.pinned = callRecord.pinned
    copyRecord.startedMs = callRecord.startedMs
    copyRecord.lineage = number === 0 ? callRecord.lineage : mix32(callRecord.lineage + Math.imul(number, 0x27d4eb2f))
    copyRecord.original = original
    copyRecord.originLineage = callRecord.lineage
    copyRecord.nextCopy = callRecord.firstCopy
    callRecord.firstCopy = copy
    return copy
  }

  /** Takes a copy out of the list of those that are out. */
  private unlinkCopy(copy: number): void {
    const { calls } = this
    const callRecord = calls.at(copy)
    const original = callRecord.original
    const next = callRecord.nextCopy
    const originalRecord = calls.at(original)
    if (originalRecord.firstCopy === copy) {
      originalRecord.firstCopy = next
      return
    }
    let before = originalRecord.firstCopy
    while (calls.at(before).nextCopy !== copy) before = calls.at(before).nextCopy
    calls.at(before).nextCopy = next
  }

  private of(call: number): Hedging {
    return this.entries[this.calls.at(call).hedge]!
  }

  save(out: StateWriter): void {
    out.array(this.free)
    out.array(this.copies)
    for (const entry of this.entries) entry.save(out)
  }

  load(input: StateReader): void {
    this.free = [...input.array()]
    this.entries.length = 0
    this.copies.length = 0
    for (const attempts of input.array()) {
      const entry = new Hedging({ attempts, delayMs: 0 })
      entry.load(input)
      this.entries.push(entry)
      this.copies.push(attempts)
    }
  }
}
