/**
 * Calls that are sent more than once: when the next copy goes, and which copy decides.
 *
 * A hedged call makes no attempts itself. Its copies are calls of their own, each with its retries; the first good answer is that
 * of the call, and so is the failure of the last copy when no more are to come. Of tied copies the one that begins first decides,
 * well or not.
 */
import { Hedging } from '../algorithms/retrying/hedging'
import { type Attempt, type Attempts, BEGUN, type Call, type Calls, NONE, OK, TIED } from '../engine/calls'
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
  startAttempt(call: Call): void
  settle(call: Call, outcome: number): void
  abandonCall(call: Call): void
  cancelAtCallee(attempt: Attempt, generation: number): void
}

export class HedgedCalls implements EventHandler, Saveable {
  private readonly engine: Engine
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly connections: readonly Connection[]
  private readonly wire: Wire
  private readonly host: HedgeHost
  private readonly handler: number
  private readonly guard: number
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
    this.guard = this.engine.registerGuard(this.calls)
  }

  handle(kind: number, a: number, b: number): void {
    if (kind === CALLED_OFF) {
      const attempt = this.attempts.at(a)
      if (attempt.generation === b && attempt.tie === TIED) this.host.cancelAtCallee(attempt, b)
    } else if (kind === NEXT_COPY) {
      const call = this.calls.at(a)
      if (call.isOpen(b) && this.engine.now >= this.of(call).nextAt) this.sendCopy(call)
    }
  }

  /** Begins a hedged call with its first copy. */
  begin(call: Call): void {
    const { engine } = this
    const connection = this.connections[call.connection]!
    const { hedge } = connection
    const attempts = hedge === null || hedge.type === 'tied' ? 2 : hedge.attempts
    const { latencies } = connection.policiesOf(call.caller)
    const delayMs = hedge?.type === 'percentile' ? (latencies?.valueMs ?? Infinity) : (hedge?.delayMs ?? 0)
    const index = this.free.pop() ?? this.entries.length
    if (this.copies[index] !== attempts) {
      this.entries[index] = new Hedging({ attempts, delayMs: 0 })
      this.copies[index] = attempts
    }
    const hedging = this.entries[index]!
    call.hedge = index
    hedging.start(engine.now, delayMs)
    this.sendCopy(call)
  }

  /** The callee begins to work on one of two tied attempts: the other is called off, unless that comes too late. */
  begun(attempt: Attempt): void {
    if (attempt.tie !== TIED) return
    attempt.tie = BEGUN
    const copy = attempt.call
    const { original } = copy
    if (original === null || copy.isSettled) return
    this.of(original).settle()
    for (let other = original.firstCopy; other !== null; ) {
      const next = other.nextCopy
      if (other !== copy) this.callOff(other, attempt)
      other = next
    }
  }

  /** A copy has its outcome: that of the `original`, if nothing better is to come. */
  settleCopy(copy: Call, original: Call, outcome: number): void {
    const { engine } = this
    const hedging = this.of(original)
    unlinkCopy(copy, original)
    copy.isSettled = 1
    const isDecided = outcome === OK || hedging.isOver || hedging.fail(engine.now)
    if (isDecided) {
      original.result = copy.result
      original.result2 = copy.result2
      this.host.settle(original, outcome)
    } else if (hedging.nextAt <= engine.now) this.sendCopy(original)
    this.host.records.dropCall(copy)
  }

  /** The outcome of a hedged call is known: whatever copies are still out are waited for no longer. */
  end(original: Call): void {
    this.free.push(original.hedge)
    original.hedge = NONE
    let copy = original.firstCopy
    original.firstCopy = null
    while (copy !== null) {
      const next = copy.nextCopy
      this.host.abandonCall(copy)
      copy = next
    }
  }

  /**
   * Whether a call is the first copy of a hedged one. Only these tell how long answers take: one that is given up because a copy was
   * faster has taken at least as long as it was waited for.
   */
  isFirstCopy({ original, lineage }: Call): boolean {
    return original !== null && lineage === original.lineage
  }

  /** Whether a copy of a hedged call is out at a replica of the callee. */
  hasCopyAt(original: Call, replica: number): boolean {
    for (let copy = original.firstCopy; copy !== null; copy = copy.nextCopy) {
      if (copy.current?.target === replica) return true
    }
    return false
  }

  /** Waits for a tied copy no longer, and tells its callee so; the news travels from where `winner` has begun. */
  private callOff(copy: Call, winner: Attempt): void {
    const { current, original } = copy
    const latency = this.wire.latencyMs(this.connections[copy.connection]!, winner, true)
    if (current !== null) this.engine.after(latency, this.handler, CALLED_OFF, current.index, current.generation)
    unlinkCopy(copy, original!)
    this.host.abandonCall(copy)
  }

  /** Sends the next copy of a hedged call, and sees to the one after it. */
  private sendCopy(original: Call): void {
    const { engine } = this
    const hedging = this.of(original)
    const number = hedging.send(engine.now)
    if (number < 0) return
    const connection = this.connections[original.connection]!
    if (hedging.nextAt < Infinity) this.awaitTurn(connection, hedging.nextAt, original)
    if (number > 0) connection.totals[HEDGES]!++
    this.host.startAttempt(this.copyOf(original, number))
  }

  /** Sets the timer for the next copy. Most calls are over by then, so that fixed delays go on a lane. */
  private awaitTurn(connection: Connection, nextAt: number, { index, generation }: Call): void {
    const { engine, handler, guard } = this
    const { hedge } = connection
    const delayMs = hedge === null || hedge.type === 'percentile' ? 0 : hedge.delayMs
    if (delayMs > 0 && engine.now + delayMs === nextAt) {
      engine.afterLane(connection.hedgeLane(engine, delayMs, guard), handler, NEXT_COPY, index, generation)
    } else engine.at(nextAt, handler, NEXT_COPY, index, generation)
  }

  private copyOf(original: Call, number: number): Call {
    const { connection, request, caller, tag, lineage } = original
    const copy = this.host.records.prepare(connection, request, null, caller, tag, 0)
    copy.parent = original.parent
    copy.parentGeneration = original.parentGeneration
    copy.operation = original.operation
    copy.key = original.key
    copy.argument = original.argument
    copy.argument2 = original.argument2
    copy.pinned = original.pinned
    copy.startedMs = original.startedMs
    copy.lineage = number === 0 ? lineage : mix32(lineage + Math.imul(number, 0x27d4eb2f))
    copy.original = original
    copy.originLineage = lineage
    copy.nextCopy = original.firstCopy
    original.firstCopy = copy
    return copy
  }

  private of(call: Call): Hedging {
    return this.entries[call.hedge]!
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

/** Takes a copy out of the list of those that are out. */
function unlinkCopy(copy: Call, original: Call): void {
  if (original.firstCopy === copy) {
    original.firstCopy = copy.nextCopy
    return
  }
  let before = original.firstCopy
  while (before !== null && before.nextCopy !== copy) before = before.nextCopy
  if (before !== null) before.nextCopy = copy.nextCopy
}
