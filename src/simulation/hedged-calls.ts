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
      const isStillTied = this.attempts.generation[a] === b && this.attempts.tie[a] === TIED
      if (isStillTied) this.host.cancelAtCallee(a, b)
    } else if (kind === NEXT_COPY && this.calls.isOpen(a, b) && this.engine.now >= this.of(a).nextAt) this.sendCopy(a)
  }

  /** Begins a hedged call with its first copy. */
  begin(call: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[call]!]!
    const { hedge } = connection.params
    const attempts = hedge === null || hedge.type === 'tied' ? 2 : hedge.attempts
    const { latencies } = connection.policiesOf(calls.caller[call]!)
    const delayMs = hedge?.type === 'percentile' ? (latencies?.valueMs ?? Infinity) : (hedge?.delayMs ?? 0)
    const index = this.free.pop() ?? this.entries.length
    const hedging = new Hedging({ attempts, delayMs: 0 })
    this.entries[index] = hedging
    this.copies[index] = attempts
    calls.hedge[call] = index
    hedging.start(engine.now, delayMs)
    this.sendCopy(call)
  }

  /** The callee begins to work on one of two tied attempts: the other is called off, unless that comes too late. */
  begun(attempt: number): void {
    const { attempts, calls } = this
    if (attempts.tie[attempt] !== TIED) return
    attempts.tie[attempt] = BEGUN
    const copy = attempts.call[attempt]!
    const original = calls.original[copy]!
    if (original === NONE || calls.isSettled[copy]) return
    this.of(original).settle()
    for (let other = calls.firstCopy[original]!; other !== NONE; ) {
      const next = calls.nextCopy[other]!
      if (other !== copy) this.callOff(other, attempt)
      other = next
    }
  }

  /** A copy of a hedged call has its outcome: that of the call, if nothing better is to come. */
  settleCopy(copy: number, outcome: number): void {
    const { calls, engine } = this
    const original = calls.original[copy]!
    const hedging = this.of(original)
    this.unlinkCopy(copy)
    calls.isSettled[copy] = 1
    const isDecided = outcome === OK || hedging.isOver || hedging.fail(engine.now)
    if (isDecided) {
      calls.result[original] = calls.result[copy]!
      calls.result2[original] = calls.result2[copy]!
      this.host.settle(original, outcome)
    } else if (hedging.nextAt <= engine.now) this.sendCopy(original)
    this.host.records.dropCall(copy)
  }

  /** The outcome of a hedged call is known: whatever copies are still out are waited for no longer. */
  end(original: number): void {
    const { calls } = this
    this.free.push(calls.hedge[original]!)
    calls.hedge[original] = NONE
    let copy = calls.firstCopy[original]!
    calls.firstCopy[original] = NONE
    while (copy !== NONE) {
      const next = calls.nextCopy[copy]!
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
    const original = calls.original[call]!
    return original !== NONE && calls.lineage[call] === calls.lineage[original]
  }

  /** Waits for a tied copy no longer, and tells its callee so; the news travels from where `winner` has begun. */
  private callOff(copy: number, winner: number): void {
    const { attempts, calls } = this
    const rival = calls.current[copy]!
    const latency = this.wire.latencyMs(this.connections[calls.connection[copy]!]!, winner, true)
    if (rival !== NONE) {
      this.engine.after(latency, this.handler, CALLED_OFF, rival, attempts.generation[rival]!)
    }
    this.unlinkCopy(copy)
    this.host.abandonCall(copy)
  }

  /** Sends the next copy of a hedged call, and sees to the one after it. */
  private sendCopy(original: number): void {
    const { calls, engine } = this
    const connection = this.connections[calls.connection[original]!]!
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
    const copy = this.host.records.prepare(
      calls.connection[original]!,
      calls.request[original]!,
      NONE,
      calls.caller[original]!,
      calls.tag[original]!,
      0,
    )
    calls.parent[copy] = calls.parent[original]!
    calls.parentGeneration[copy] = calls.parentGeneration[original]!
    calls.operation[copy] = calls.operation[original]!
    calls.key[copy] = calls.key[original]!
    calls.argument[copy] = calls.argument[original]!
    calls.argument2[copy] = calls.argument2[original]!
    calls.pinned[copy] = calls.pinned[original]!
    calls.startedMs[copy] = calls.startedMs[original]!
    calls.lineage[copy] =
      number === 0 ? calls.lineage[original]! : mix32(calls.lineage[original]! + Math.imul(number, 0x27d4eb2f))
    calls.original[copy] = original
    calls.originLineage[copy] = calls.lineage[original]!
    calls.nextCopy[copy] = calls.firstCopy[original]!
    calls.firstCopy[original] = copy
    return copy
  }

  /** Takes a copy out of the list of those that are out. */
  private unlinkCopy(copy: number): void {
    const { calls } = this
    const original = calls.original[copy]!
    const next = calls.nextCopy[copy]!
    if (calls.firstCopy[original] === copy) {
      calls.firstCopy[original] = next
      return
    }
    let before = calls.firstCopy[original]!
    while (calls.nextCopy[before] !== copy) before = calls.nextCopy[before]!
    calls.nextCopy[before] = next
  }

  private of(call: number): Hedging {
    return this.entries[this.calls.hedge[call]!]!
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
