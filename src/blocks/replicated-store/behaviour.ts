/**
 * Keeps copies of values in several databases and answers when enough of them have.
 *
 * Wiring: callers → [store] → databases, one connection for each copy, in order. Calls to copies belong to no attempt: those that
 * nobody needs to wait for go on when the caller has its answer. A write is numbered when it begins and counts as confirmed when W
 * copies have it; a copy keeps the newest number it was given. A copy that does not answer is passed by for a while; what it missed is kept
 * as a hint, one of which at a time is sent to it once it answers again. A read that cannot get an answer asks another copy, if there
 * is one that was not asked.
 * In a chain the store passes a write from copy to copy itself, and leaves out one that does not answer.
 * Deviation: hints are kept at the store, also those that spares would keep.
 */
import { build } from '../../algorithms/member'
import { type Hint, HintedHandoff } from '../../algorithms/replication/hinted-handoff'
import { newestVersion, staleReplicas } from '../../algorithms/replication/read-repair'
import { type ReplicationScheme, UNAVAILABLE } from '../../algorithms/replication/replication'
import { type Attempt, CAUSE_NO_BACKEND, CAUSE_TIMEOUT, CAUSE_UNREACHABLE, type Call, OK } from '../../engine/calls'
import { IntMap } from '../../lib/int-map'
import { mix32 } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { ParamsOf } from '../block'
import { READ, STORE, WRITE } from '../parts/operations'
import { FIRST_OWN_DRAW, UnqueuedBlock } from '../parts/unqueued'
import { Versions } from '../parts/versions'
import { type replicatedStore, SCHEMES } from './block'
import { NOBODY, type Operation, Operations } from './operations'

type Params = ParamsOf<typeof replicatedStore>

const DRAW_COPIES = FIRST_OWN_DRAW

/** A tag is a copy, and above its bits what the call is for: one of these, or the number of an operation after them. */
const COPY_BITS = 7
const COPY_MASK = (1 << COPY_BITS) - 1
const FOR_REPAIR = 0
const FOR_HINT = 1
const FIRST_OPERATION = 2

export class ReplicatedStore extends UnqueuedBlock<Params> {
  private scheme: ReplicationScheme
  private hints: HintedHandoff | null
  private readonly operations = new Operations()
  /** What callers may count on: writes that were confirmed. */
  private readonly confirmed = new Versions()
  /** Writes of each key so far. */
  private readonly numbered = new IntMap()
  /** By copy: [ms] until when it is passed by, and the hints that are being handed to it, of which the first may be on its way. */
  private suspectedMs: number[] = []
  private handing: Hint[][] = []
  private isHanding: number[] = []
  private isUp = new Uint8Array(0)
  private chosen = new Int32Array(0)
  private reads = 0
  private writes = 0
  private staleReads = 0
  private unavailable = 0
  private repaired = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.scheme = schemeOf(params)
    this.hints = handoffOf(params)
    context.versions[context.block] = this.confirmed
  }

  override start(): void {
    const copies = this.context.outgoing.length
    this.suspectedMs = Array.from({ length: copies }, () => Number.NEGATIVE_INFINITY)
    this.handing = this.suspectedMs.map(() => [])
    this.isHanding = this.suspectedMs.map(() => 0)
  }

  override answered(call: Call): void {
    const { outcome, tag } = call
    const copy = tag & COPY_MASK
    const purpose = tag >> COPY_BITS
    const isGone = outcome === CAUSE_UNREACHABLE || outcome === CAUSE_TIMEOUT
    if (isGone) this.suspectedMs[copy] = this.context.engine.now + this.params.suspectMs
    else this.suspectedMs[copy] = Number.NEGATIVE_INFINITY
    if (purpose === FOR_HINT) this.handed(copy, outcome === OK)
    else if (purpose >= FIRST_OPERATION) this.proceed(purpose, copy, call)
    if (outcome === OK) this.handOver(copy, call.request.index)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    if (before.scheme !== params.scheme) this.scheme = schemeOf(params)
    if (before.handoff !== params.handoff) this.hints = handoffOf(params)
  }

  override openWindow(): void {
    this.reads = 0
    this.writes = 0
    this.staleReads = 0
    this.unavailable = 0
    this.repaired = 0
  }

  override figures(): number[] {
    const { reads, writes, staleReads, unavailable, repaired } = this
    const handing = this.handing.reduce((sum, hints) => sum + hints.length, 0)
    return [reads, writes, staleReads, unavailable, handing + (this.hints?.size ?? 0), repaired]
  }

  protected override lost(): void {
    this.operations.forsake()
  }

  protected override stop(attempt: Attempt): void {
    this.operations.at(attempt.register1).attempt = NOBODY
  }

  /** The store's own time is over: it asks the copies. */
  protected done(attempt: Attempt): void {
    const { context, scheme } = this
    const { call } = attempt
    const number = this.operations.begin()
    const one = this.operations.at(number)
    attempt.register1 = number
    one.isWrite = call.operation === WRITE || (call.operation !== READ && call.request.isWrite === 1)
    one.key = call.key
    one.attempt = attempt.index
    one.generation = attempt.generation
    one.sinceMs = call.startedMs
    one.request = call.request.index
    one.lineage = attempt.lineage
    one.needed = scheme.isChained ? 1 : one.isWrite ? scheme.writeAnswers : scheme.readAnswers
    call.request.references++
    this.look(one.request)
    const count = scheme.plan(one.isWrite, this.isUp, context.draw(DRAW_COPIES, attempt), this.chosen)
    if (count === UNAVAILABLE) this.conclude(one, CAUSE_NO_BACKEND)
    else if (one.isWrite) this.write(number, one, count)
    else for (let i = 0; i < count; i++) this.ask(number, one, this.chosen[i]!)
    this.endIfOver(number, one)
  }

  /** Which copies are there, as far as is known. In a chain one that has missed something has to get that first. */
  private look(request: number): void {
    const { scheme, suspectedMs } = this
    const { now } = this.context.engine
    if (this.isUp.length !== scheme.replicas) {
      this.isUp = new Uint8Array(scheme.replicas)
      this.chosen = new Int32Array(scheme.replicas)
    }
    for (let copy = 0; copy < scheme.replicas; copy++) {
      const isThere = now >= (suspectedMs[copy] ?? Infinity)
      const isBehind = scheme.isChained && isThere && this.handOver(copy, request)
      this.isUp[copy] = isThere && !isBehind ? 1 : 0
    }
  }

  private write(number: number, one: Operation, count: number): void {
    one.version = Math.max(0, this.numbered.get(one.key)) + 1
    this.numbered.set(one.key, one.version)
    const chosen = [...this.chosen.subarray(0, count)]
    for (let copy = 0; copy < this.homes; copy++) if (!chosen.includes(copy)) this.keepHint(copy, one.key, one.version)
    if (!this.scheme.isChained) for (const copy of chosen) this.ask(number, one, copy)
    else this.ask(number, one, chosen[0]!)
  }

  /** Copies that have a value of their own right; those from this number on only stand in. */
  private get homes(): number {
    const { scheme } = this.params
    return Math.min(scheme.replicas, this.context.outgoing.length)
  }

  private ask(number: number, one: Operation, copy: number): void {
    one.asked.push(copy)
    one.open++
    const operation = one.isWrite ? STORE : READ
    this.send(copy, number + FIRST_OPERATION, one.request, one.key, operation, one.version, mix32(one.lineage ^ number))
  }

  private send(
    copy: number,
    purpose: number,
    request: number,
    key: number,
    operation: number,
    version: number,
    lineage: number,
  ): void {
    const { context } = this
    const call = context.prepareRoot(copy, context.requests.at(request), copy | (purpose << COPY_BITS))
    call.operation = operation
    call.key = key
    call.argument = version
    call.lineage = lineage
    context.send(call)
  }

  /** A call of an operation is settled. */
  private proceed(purpose: number, copy: number, call: Call): void {
    const number = purpose - FIRST_OPERATION
    const one = this.operations.at(number)
    one.open--
    if (call.outcome === OK) {
      one.answered.push(copy)
      one.versions.push(call.result)
    } else if (one.isWrite) this.keepHint(copy, one.key, one.version)
    const next = this.nextCopy(one, call.outcome)
    if (next !== NOBODY) this.ask(number, one, next)
    else this.judge(one, call.outcome)
    this.endIfOver(number, one)
  }

  /** The copy to ask next: that which follows in a chain, or for a read that got no answer one that was not asked. */
  private nextCopy(one: Operation, outcome: number): number {
    const { isChained, replicas } = this.scheme
    const goesOn = one.isWrite ? isChained : outcome !== OK && one.attempt !== NOBODY
    if (!goesOn) return NOBODY
    this.look(one.request)
    const from = one.isWrite ? Math.max(...one.asked) + 1 : 0
    for (let copy = from; copy < replicas; copy++) {
      if (this.isUp[copy] === 1 && !one.asked.includes(copy)) return copy
      if (one.isWrite) this.keepHint(copy, one.key, one.version)
    }
    return NOBODY
  }

  /** Whether enough have answered, or no longer can. */
  private judge(one: Operation, outcome: number): void {
    const got = one.answered.length
    if (got >= one.needed && (!this.scheme.isChained || one.open === 0)) this.conclude(one, OK)
    else if (got + one.open < one.needed) this.conclude(one, outcome === OK ? CAUSE_NO_BACKEND : outcome)
  }

  /** Answers whoever waits for an operation. */
  private conclude(one: Operation, outcome: number): void {
    const { context } = this
    const attempt = one.attempt === NOBODY ? null : context.attempts.at(one.attempt)
    const isWaited = attempt !== null && attempt.generation === one.generation
    one.attempt = NOBODY
    if (!isWaited) return
    if (outcome === OK && one.isWrite) this.confirm(one)
    if (outcome !== OK) this.unavailable++
    else if (!one.isWrite) this.reads++
    const result = outcome === OK ? this.resultOf(one) : 0
    context.answer(attempt, outcome, result, outcome === OK ? context.block + 1 : 0)
  }

  private confirm({ key, version }: Operation): void {
    const { now } = this.context.engine
    this.writes++
    this.confirmed.raise(now, key, version)
  }

  /** Version that an operation gives to its caller. */
  private resultOf(one: Operation): number {
    if (one.isWrite) return one.version
    const newest = newestVersion(one.versions)
    const due = this.confirmed.at(one.sinceMs, one.key)
    if (due > 0 && newest < due) this.staleReads++
    return newest
  }

  private endIfOver(number: number, one: Operation): void {
    if (one.open > 0) return
    if (!one.isWrite && this.params.repairs) this.repair(one)
    this.context.requests.drop(this.context.requests.at(one.request))
    this.operations.end(number)
  }

  /** Brings copies up to date that a read found behind others. */
  private repair(one: Operation): void {
    const newest = newestVersion(one.versions)
    const behind = new Int32Array(one.answered.length)
    const count = staleReplicas(one.answered, one.versions, one.answered.length, behind)
    for (const copy of behind.subarray(0, count)) {
      this.repaired++
      this.send(copy, FOR_REPAIR, one.request, one.key, STORE, newest, mix32(one.lineage ^ mix32(newest)))
    }
  }

  private keepHint(copy: number, key: number, version: number): void {
    if (copy < this.homes) this.hints?.store(this.context.engine.now, copy, key, version)
  }

  /** Hands a copy what it missed, one hint after the other; whether there is anything left that it has not got. */
  private handOver(copy: number, request: number): boolean {
    const queue = this.handing[copy]!
    if (queue.length === 0) queue.push(...(this.hints?.deliver(this.context.engine.now, copy) ?? []))
    const [hint] = queue
    if (hint === undefined) return false
    if (this.isHanding[copy]) return true
    this.isHanding[copy] = 1
    const { key, version } = hint
    this.send(copy, FOR_HINT, request, key, STORE, version, mix32(Math.imul(key, 0x85ebca77) ^ mix32(version)))
    return true
  }

  /** A hint was taken; or it was not, and is kept with those that were to follow. */
  private handed(copy: number, isTaken: boolean): void {
    const queue = this.handing[copy]!
    this.isHanding[copy] = 0
    if (isTaken) queue.shift()
    else for (const { key, version, storedAt } of queue.splice(0)) this.hints?.store(storedAt, copy, key, version)
  }

  override save(out: StateWriter): void {
    const { reads, writes, staleReads, unavailable, repaired } = this
    out.array([reads, writes, staleReads, unavailable, repaired])
    out.array(this.suspectedMs)
    out.array(this.isHanding)
    for (const queue of this.handing) out.array(queue.flatMap(({ key, version, storedAt }) => [key, version, storedAt]))
    this.station.save(out)
    this.operations.save(out)
    this.confirmed.save(out)
    this.numbered.save(out)
    this.hints?.save(out)
  }

  override load(input: StateReader): void {
    const totals = input.array()
    this.reads = totals[0]!
    this.writes = totals[1]!
    this.staleReads = totals[2]!
    this.unavailable = totals[3]!
    this.repaired = totals[4]!
    this.suspectedMs = [...input.array()]
    this.isHanding = [...input.array()]
    this.handing = this.suspectedMs.map((_, target) => {
      const numbers = [...input.array()]
      const count = numbers.length / 3
      return Array.from({ length: count }, (_, i) => {
        return { target, key: numbers[i * 3]!, version: numbers[i * 3 + 1]!, storedAt: numbers[i * 3 + 2]! }
      })
    })
    this.station.load(input)
    this.operations.load(input)
    this.confirmed.load(input)
    this.numbered.load(input)
    this.hints?.load(input)
  }
}

function schemeOf({ scheme }: Params): ReplicationScheme {
  return build<ReplicationScheme>(SCHEMES, scheme)
}

function handoffOf({ handoff }: Params): HintedHandoff | null {
  return handoff && new HintedHandoff(handoff)
}

export const create = (context: BlockContext, params: Params): ReplicatedStore => new ReplicatedStore(context, params)
