/**
 * Idempotency keys: what has been done for a key is not done again, and what is under way is waited for.
 *
 * How: every attempt has a key, which its repeats share: the request, the connection and the logical call (its lineage before the
 * number of the attempt, and of the copy), or the request and the connection alone. A message has the key of its publication, however often it is
 * delivered. The first attempt of a key owns its entry: the work and the plan are its own. When they have succeeded the entry keeps
 * the answer for a time; when they have failed it is dropped, so that a repeat may try again, and those that wait fail with it. If the
 * owner is cancelled or lost in a crash, the first that waits becomes the owner.
 * The table belongs to all replicas and outlives their crashes, as one in a store does. A full table drops the oldest entry that
 * is done; while the oldest is still under way, new keys are not entered and their repeats are not noticed.
 *
 * Duplicates are counted from the last {@link WITNESSED} keys that were done, whatever the table still knows.
 * Cost: O(1) per attempt, no allocation once grown. `register1` of an attempt that waits is the next that waits for the same key.
 */
import { KeyTable } from '../../algorithms/caching/key-table'
import { SlotList } from '../../algorithms/caching/slot-list'
import { type Attempt, NONE, OK } from '../../engine/calls'
import { mix32 } from '../../lib/random'
import { choice, field, type Infer, integer, number, variant, variants } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'

const BY = field(
  1,
  'The key stands for',
  'Repeats and hedged copies by the caller itself share the key of their call; with the key of the request, repeats further up share it too, and a request must then not ask twice over one connection for different things.',
  choice(
    [
      { id: 'call', number: 1, label: 'the call' },
      { id: 'request', number: 2, label: 'the request' },
    ],
    'call',
  ),
)

export const IDEMPOTENCY = variants(
  [
    variant(
      'key-table',
      1,
      'Key table',
      'A repeat gets the answer of what was done for its key, and nothing is done again.',
      {
        by: BY,
        capacity: field(
          2,
          'Keys',
          'How many keys are remembered.',
          integer('count', 10_000, { min: 1, max: 1e6, scale: 'log' }),
        ),
        ttlMs: field(
          3,
          'Remembered for',
          'After this long a repeat is done again.',
          number('ms', 600_000, { min: 1, max: 8.64e7, scale: 'log' }),
        ),
      },
    ),
    variant('count-only', 2, 'Only counted', 'Nothing is prevented, and what is done twice is counted.', { by: BY }),
  ],
  'key-table',
)
export type IdempotencyParams = Infer<typeof IDEMPOTENCY>

/** Keys whose work was done that are remembered for counting. */
const WITNESSED = 65_536

/** What {@link Idempotency.begin} finds: do it, wait for it, or it is done. */
export const PROCEED = 0
export const AWAIT = 1
export const KNOWN = 2

export class Idempotency implements Saveable {
  readonly params: IdempotencyParams
  /** Work that was done although it had been done before. */
  duplicates = 0
  /** Attempts that were answered without doing the work. */
  deduplicated = 0
  private readonly context: BlockContext
  private readonly table: KeyTable
  /** Newest first. */
  private readonly order: SlotList
  private readonly witness = new KeyTable(WITNESSED)
  private readonly witnessed = new SlotList(this.witness)
  /** By slot: second hash of the key, owner or NONE when done, its generation, those that wait, and the answer. */
  private checks = new Int32Array(16)
  private owners = new Int32Array(16)
  private generations = new Int32Array(16)
  private firsts = new Int32Array(16)
  private lasts = new Int32Array(16)
  private results = new Float64Array(16)
  private results2 = new Float64Array(16)
  private endsMs = new Float64Array(16)
  /** Hashes of the key that was looked at last. */
  private key = 0
  private check = 0

  constructor(context: BlockContext, params: IdempotencyParams) {
    this.context = context
    this.params = params
    this.table = new KeyTable(params.type === 'key-table' ? params.capacity : 1)
    this.order = new SlotList(this.table)
  }

  /** Looks an attempt up that has come to its turn. When it is {@link KNOWN} its answer stands in `result` and `result2`. */
  begin(attempt: Attempt): number {
    if (this.params.type !== 'key-table') return PROCEED
    const slot = this.slotOf(attempt)
    if (slot === NONE) {
      this.enter(attempt)
      return PROCEED
    }
    if (this.checks[slot] !== this.check) return PROCEED
    if (this.owners[slot] !== NONE) {
      attempt.register1 = NONE
      if (this.firsts[slot] === NONE) this.firsts[slot] = attempt.index
      else this.context.attempts.at(this.lasts[slot]!).register1 = attempt.index
      this.lasts[slot] = attempt.index
      return AWAIT
    }
    if (this.endsMs[slot]! > this.context.engine.now) {
      attempt.result = this.results[slot]!
      attempt.result2 = this.results2[slot]!
      return KNOWN
    }
    this.drop(slot)
    this.enter(attempt)
    return PROCEED
  }

  /** The work of an attempt is over. Returns the first that waits for it, linked by `register1`, or null; they are answered alike. */
  end(attempt: Attempt, outcome: number, result: number, result2: number): Attempt | null {
    if (outcome === OK) this.note(attempt)
    const slot = this.slotOf(attempt)
    if (!this.owns(attempt, slot)) return null
    const first = this.attemptAt(this.firsts[slot]!)
    if (outcome !== OK || this.params.type !== 'key-table') this.drop(slot)
    else {
      this.owners[slot] = NONE
      this.firsts[slot] = NONE
      this.results[slot] = result
      this.results2[slot] = result2
      this.endsMs[slot] = this.context.engine.now + this.params.ttlMs
    }
    return first
  }

  /** The attempt will not be done. Returns the one that takes its place and shall be done now, or null. */
  abandon(attempt: Attempt): Attempt | null {
    const slot = this.slotOf(attempt)
    if (this.owns(attempt, slot)) return this.passOn(slot)
    if (slot !== NONE) this.withdraw(slot, attempt)
    return null
  }

  /** After a crash: those that are gone wait no longer. Returns those that shall be done now. */
  forgetLost(): Attempt[] {
    const { table, context } = this
    const heirs: Attempt[] = []
    for (let slot = 0; slot < table.highWater; slot++) {
      if (!table.isOccupied(slot) || this.owners[slot] === NONE) continue
      for (let waiter = this.attemptAt(this.firsts[slot]!); waiter !== null; ) {
        const next = this.attemptAt(waiter.register1)
        if (!context.isPresent(waiter, waiter.generation)) this.withdraw(slot, waiter)
        waiter = next
      }
      if (context.isPresent(context.attempts.at(this.owners[slot]!), this.generations[slot]!)) continue
      const heir = this.passOn(slot)
      if (heir !== null) heirs.push(heir)
    }
    return heirs
  }

  /** Everyone who waits, when the table is given up. */
  waiters(): Attempt[] {
    const all: Attempt[] = []
    for (let slot = 0; slot < this.table.highWater; slot++) {
      if (!this.table.isOccupied(slot) || this.owners[slot] === NONE) continue
      let waiter = this.attemptAt(this.firsts[slot]!)
      for (; waiter !== null; waiter = this.attemptAt(waiter.register1)) all.push(waiter)
    }
    return all
  }

  /** The attempt with an index as it is kept here, null for {@link NONE}. */
  private attemptAt(index: number): Attempt | null {
    return index === NONE ? null : this.context.attempts.at(index)
  }

  /** Slot of the key of an attempt, or NONE; its hashes stay in `key` and `check`. */
  private slotOf(attempt: Attempt): number {
    const { call } = attempt
    const { identity } = call.request
    const isOfRequest = this.params.by === 'request'
    const lineage = isOfRequest ? 0 : call.isDelivery ? call.argument | 0 : call.sharedLineage
    const place = Math.imul(call.connection + 1, 0x9e3779b1)
    this.key = mix32(identity ^ mix32(lineage ^ place)) >>> 0
    this.check = mix32(Math.imul(identity, 0x85ebca77) + mix32(lineage + place))
    return this.table.find(this.key)
  }

  private owns(attempt: Attempt, slot: number): boolean {
    if (slot === NONE || this.owners[slot] !== attempt.index || this.checks[slot] !== this.check) return false
    return this.generations[slot] === attempt.generation
  }

  private enter(attempt: Attempt): void {
    const { table, order } = this
    if (table.size >= table.capacity) {
      if (this.owners[order.back] !== NONE) return
      this.drop(order.back)
    }
    const slot = table.add(this.key)
    if (slot >= this.owners.length) this.grow()
    order.pushFront(slot)
    this.checks[slot] = this.check
    this.own(slot, attempt)
    this.firsts[slot] = NONE
  }

  private own(slot: number, attempt: Attempt): void {
    this.owners[slot] = attempt.index
    this.generations[slot] = attempt.generation
  }

  private drop(slot: number): void {
    this.order.unlink(slot)
    this.table.drop(slot)
  }

  /** Makes the first that waits the owner, or drops the entry. */
  private passOn(slot: number): Attempt | null {
    const heir = this.attemptAt(this.firsts[slot]!)
    if (heir === null) this.drop(slot)
    else {
      this.firsts[slot] = heir.register1
      this.own(slot, heir)
    }
    return heir
  }

  private withdraw(slot: number, attempt: Attempt): void {
    let before: Attempt | null = null
    let waiter = this.attemptAt(this.firsts[slot]!)
    for (; waiter !== null; waiter = this.attemptAt(waiter.register1)) {
      if (waiter === attempt) {
        if (before === null) this.firsts[slot] = attempt.register1
        else before.register1 = attempt.register1
        if (this.lasts[slot] === attempt.index) this.lasts[slot] = before === null ? NONE : before.index
        return
      }
      before = waiter
    }
  }

  /** Counts work that is done, and whether it had been done before. */
  private note(attempt: Attempt): void {
    this.slotOf(attempt)
    const { witness, witnessed } = this
    if (witness.find(this.key) !== NONE) {
      this.duplicates++
      return
    }
    if (witness.size >= WITNESSED) witness.drop(witnessed.popBack())
    witnessed.pushFront(witness.add(this.key))
  }

  private grow(): void {
    const longer = <T extends Int32Array | Float64Array>(column: T): T => {
      const copy = new (column.constructor as new (length: number) => T)(column.length * 2)
      copy.set(column)
      return copy
    }
    this.checks = longer(this.checks)
    this.owners = longer(this.owners)
    this.generations = longer(this.generations)
    this.firsts = longer(this.firsts)
    this.lasts = longer(this.lasts)
    this.results = longer(this.results)
    this.results2 = longer(this.results2)
    this.endsMs = longer(this.endsMs)
  }

  private columns(): (Int32Array | Float64Array)[] {
    const { checks, owners, generations, firsts, lasts, results, results2, endsMs } = this
    return [checks, owners, generations, firsts, lasts, results, results2, endsMs]
  }

  save(out: StateWriter): void {
    out.number(this.duplicates)
    out.number(this.deduplicated)
    for (const part of [this.table, this.order, this.witness, this.witnessed]) part.save(out)
    for (const column of this.columns()) out.array(column, this.table.highWater)
  }

  load(input: StateReader): void {
    this.duplicates = input.number()
    this.deduplicated = input.number()
    for (const part of [this.table, this.order, this.witness, this.witnessed]) part.load(input)
    while (this.owners.length < this.table.highWater) this.grow()
    for (const column of this.columns()) input.into(column)
  }
}
