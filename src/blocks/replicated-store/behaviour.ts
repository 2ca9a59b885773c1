/**
 * Keeps copies of values in several databases and answers when enough of them have.
 *
 * Wiring: callers → [store] → databases, one connection for each copy, in order. Calls to copies belong to no attempt: those that
 * nobody needs to wait for go on when the caller has its answer. A write is numbered when it begins and counts as confirmed when W
 * copies have it; a copy keeps the newest number it was given. A copy that does not answer is passed by for a while; what it missed is kept
 * as a hint, one of which at a time is sent to it once it answers again. Where a call to a copy fails, another one is asked, if there
 * is one that was not asked and somebody still waits.
 * In a chain the store passes a write from copy to copy itself, and leaves out one that does not answer.
 * While the store is crashed it takes no answers in and sends nothing: what it does not know to be written stays a hint. Hints outlive
 * that, as on a disk.
 * It serves reads and writes of keys, single or as batches, which it treats as one key that takes longer; anything else is an error.
 * Deviation: hints are kept at the store, also those that spares would keep.
 */
import { build } from '../../algorithms/member'
import { newestVersion, staleReplicas } from '../../algorithms/replication/read-repair'
import { type ReplicationScheme, UNAVAILABLE } from '../../algorithms/replication/replication'
import { type Attempt, CAUSE_ERROR, CAUSE_NO_BACKEND, CAUSE_UNREACHABLE, type Call, OK } from '../../engine/calls'
import { IntMap } from '../../lib/int-map'
import { mix32 } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { ParamsOf } from '../block'
import { ACT, BATCH, READ, STORE, WRITE } from '../parts/operations'
import { FIRST_OWN_DRAW, UnqueuedBlock } from '../parts/unqueued'
import { Versions } from '../parts/versions'
import { type replicatedStore, SCHEMES } from './block'
import { Copies } from './copies'
import { NOBODY, type Operation, Operations } from './operations'

type Params = ParamsOf<typeof replicatedStore>

const DRAW_COPIES = FIRST_OWN_DRAW

/** A tag is a copy, and above its bits what the call is for: one of these, or the number of an operation after them. */
const COPY_BITS = 7
const COPY_MASK = (1 << COPY_BITS) - 1
const FOR_REPAIR = 0
const FOR_HINT = 1
const FIRST_OPERATION = 2

/** What callers can ask for. */
const SERVED: readonly number[] = [ACT, READ, WRITE, BATCH]

export class ReplicatedStore extends UnqueuedBlock<Params> {
  private scheme: ReplicationScheme
  private readonly copies: Copies
  private readonly operations = new Operations()
  /** What callers may count on: writes that were confirmed. */
  private readonly confirmed = new Versions()
  /** Writes of each key so far. */
  private readonly numbered = new IntMap()
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
    this.copies = new Copies(context, params, (copy, request, key, version) => {
      this.give(copy, FOR_HINT, request, key, version, mix32(Math.imul(key, 0x85ebca77) ^ mix32(version)))
    })
    context.versions[context.block] = this.confirmed
  }

  override start(): void {
    this.copies.start()
    this.learnKeys()
  }

  override answered(call: Call): void {
    const { tag } = call
    const copy = tag & COPY_MASK
    const purpose = tag >> COPY_BITS
    const isAwake = !this.context.condition(0).isCrashed
    const outcome = isAwake ? call.outcome : CAUSE_UNREACHABLE
    if (isAwake) this.copies.heard(copy, outcome)
    if (outcome === OK) this.copies.has(copy, call.key, call.result)
    if (purpose === FOR_HINT) this.copies.handed(copy)
    else if (purpose >= FIRST_OPERATION) this.proceed(purpose - FIRST_OPERATION, copy, outcome, call.result)
    if (outcome === OK) this.copies.handOver(copy, call.request.index)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    if (before.scheme !== params.scheme) this.scheme = schemeOf(params)
    this.copies.configure(params)
  }

  override openWindow(): void {
    this.reads = 0
    this.writes = 0
    this.staleReads = 0
    this.unavailable = 0
    this.repaired = 0
  }

  override figures(now: number): number[] {
    const { reads, writes, staleReads, unavailable, repaired } = this
    return [reads, writes, staleReads, unavailable, this.copies.hintsAt(now), repaired]
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
    if (!SERVED.includes(call.operation)) return context.answer(attempt, CAUSE_ERROR)
    const number = this.operations.begin()
    const one = this.operations.at(number)
    attempt.register1 = number
    one.isWrite = call.operation === WRITE || (call.operation !== READ && call.request.isWrite === 1)
    one.isChained = scheme.isChained
    one.key = call.key
    one.batch = call.operation === BATCH ? call.argument : 0
    one.attempt = attempt.index
    one.generation = attempt.generation
    one.sinceMs = call.startedMs
    one.request = call.request.index
    one.lineage = attempt.lineage
    one.needed = one.isWrite ? scheme.writeAnswers : scheme.readAnswers
    call.request.references++
    this.learnKeys()
    this.look(one.request)
    const count = scheme.plan(one.isWrite, this.isUp, context.draw(DRAW_COPIES, attempt), this.chosen)
    if (count === UNAVAILABLE) this.conclude(one, CAUSE_NO_BACKEND)
    else if (one.isWrite) this.write(number, one, count)
    else for (let i = 0; i < count; i++) this.ask(number, one, this.chosen[i]!)
    this.endIfOver(number, one)
  }

  /** Keys that no copy has to begin with are not there. */
  private learnKeys(): void {
    const { versions, outgoing } = this.context
    const held = outgoing.map(({ callee }) => versions[callee]?.held ?? Infinity)
    this.confirmed.held = outgoing.length === 0 ? Infinity : Math.max(...held)
  }

  /** Which copies are there, as far as is known. In a chain one that has missed something has to get that first. */
  private look(request: number): void {
    const { scheme, copies } = this
    if (this.isUp.length !== scheme.replicas) {
      this.isUp = new Uint8Array(scheme.replicas)
      this.chosen = new Int32Array(scheme.replicas)
    }
    for (let copy = 0; copy < scheme.replicas; copy++) {
      const isThere = copies.isThere(copy)
      const isBehind = scheme.isChained && isThere && copies.handOver(copy, request)
      this.isUp[copy] = isThere && !isBehind ? 1 : 0
    }
  }

  private write(number: number, one: Operation, count: number): void {
    one.version = Math.max(0, this.numbered.get(one.key)) + 1
    this.numbered.set(one.key, one.version)
    const chosen = [...this.chosen.subarray(0, count)]
    for (let copy = 0; copy < this.homes; copy++) if (!chosen.includes(copy)) this.keepHint(copy, one.key, one.version)
    if (!one.isChained) for (const copy of chosen) this.ask(number, one, copy)
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
    const call = this.prepare(copy, number + FIRST_OPERATION, one.request, one.isWrite ? STORE : READ)
    call.key = one.key
    call.argument = one.version
    call.argument2 = one.batch
    // One operation asks a copy once, so that the draws below need not be told apart any further.
    call.lineage = one.lineage
    this.context.send(call)
  }

  /** Brings a copy up to date, on whose behalf ever. */
  private give(copy: number, purpose: number, request: number, key: number, version: number, lineage: number): void {
    const call = this.prepare(copy, purpose, request, STORE)
    call.key = key
    call.argument = version
    call.lineage = lineage
    this.context.send(call)
  }

  private prepare(copy: number, purpose: number, request: number, operation: number): Call {
    const { context } = this
    const call = context.prepareRoot(copy, context.requests.at(request), copy | (purpose << COPY_BITS))
    call.operation = operation
    return call
  }

  /** A call of an operation is settled. */
  private proceed(number: number, copy: number, outcome: number, version: number): void {
    const one = this.operations.at(number)
    // What a connection answers by itself where it has something to fall back on is no confirmation.
    const isMissed = outcome === OK && one.isWrite && version < one.version
    const result = isMissed ? CAUSE_ERROR : outcome
    one.open--
    if (result === OK) {
      one.answered.push(copy)
      one.versions.push(version)
    } else if (one.isWrite) this.keepHint(copy, one.key, one.version)
    const next = this.nextCopy(one, result)
    if (next !== NOBODY) this.ask(number, one, next)
    else this.judge(one, result)
    this.endIfOver(number, one)
  }

  /** The copy to ask next: that which follows in a chain, or, where a call failed, one that was not asked. */
  private nextCopy(one: Operation, outcome: number): number {
    const { isChained } = one
    const passesOn = isChained && one.isWrite
    if (!passesOn && (outcome === OK || one.attempt === NOBODY)) return NOBODY
    this.look(one.request)
    if (passesOn) return this.nextInChain(one)
    const isFree = (up: number, copy: number) => up === 1 && !one.asked.includes(copy)
    // Of a chain that which is the end of it now.
    return isChained ? this.isUp.findLastIndex(isFree) : this.isUp.findIndex(isFree)
  }

  private nextInChain(one: Operation): number {
    const isAwake = !this.context.condition(0).isCrashed
    for (let copy = Math.max(...one.asked) + 1; copy < this.homes; copy++) {
      if (isAwake && this.isUp[copy] === 1) return copy
      this.keepHint(copy, one.key, one.version)
    }
    return NOBODY
  }

  /** Whether enough have answered, or no longer can. */
  private judge(one: Operation, outcome: number): void {
    const got = one.answered.length
    if (got >= one.needed && (!one.isChained || one.open === 0)) this.conclude(one, OK)
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
    if (!one.isWrite && this.params.repairs && !this.context.condition(0).isCrashed) this.repair(one)
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
      this.give(copy, FOR_REPAIR, one.request, one.key, newest, mix32(one.lineage ^ mix32(newest)))
    }
  }

  private keepHint(copy: number, key: number, version: number): void {
    if (copy < this.homes) this.copies.missed(copy, key, version)
  }

  override save(out: StateWriter): void {
    const { reads, writes, staleReads, unavailable, repaired } = this
    out.array([reads, writes, staleReads, unavailable, repaired])
    out.number(this.confirmed.held)
    this.station.save(out)
    this.operations.save(out)
    this.confirmed.save(out)
    this.numbered.save(out)
    this.copies.save(out)
  }

  override load(input: StateReader): void {
    const totals = input.array()
    this.reads = totals[0]!
    this.writes = totals[1]!
    this.staleReads = totals[2]!
    this.unavailable = totals[3]!
    this.repaired = totals[4]!
    this.confirmed.held = input.number()
    this.station.load(input)
    this.operations.load(input)
    this.confirmed.load(input)
    this.numbered.load(input)
    this.copies.load(input)
  }
}

function schemeOf({ scheme }: Params): ReplicationScheme {
  return build<ReplicationScheme>(SCHEMES, scheme)
}

export const create = (context: BlockContext, params: Params): ReplicatedStore => new ReplicatedStore(context, params)
