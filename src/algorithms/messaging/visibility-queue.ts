/**
 * Queue with a visibility timeout: a received message comes back unless it is acknowledged in time.
 *
 * How: `receive` hides the message until now + visibilityMs. When that time is reached, the message is visible again or,
 * after `maxReceives` receives, moves to the dead letters. The message handed out is the visible one that was published
 * first: an expired message goes back to its original place, before everything published later. Under another order a message
 * that becomes visible again takes its turn as if it had just come.
 * Bound: depth + in flight ≤ capacity; a message is received at most maxReceives times.
 * Units: visibilityMs [ms], capacity and maxReceives [count]; infinity for either of the last two means without limit.
 * Time: hidden up to and without its end: at exactly now = end the message is visible again and the handle stale. A clock
 * that goes back makes nothing visible earlier and takes nothing back that became visible.
 * Cost: O(log n) per operation; no allocation in steady state (storage grows by doubling up to the largest depth seen).
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Amazon SQS developer guide, "visibility timeout" and "dead-letter queues" (receipt handles, maxReceiveCount).
 * Differs: SQS standard queues are best-effort ordered, and SQS moves a message to the dead letters at the receive after the
 * last one allowed, and has no orders; here order is strict and the move is made at the time when the last visibility ends.
 */
import { requireNumber } from '../../lib/errors'
import { field, integer, nullable, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EMPTY, type QueueDiscipline } from '../queueing/queueing'
import { type MessageStore, NO_MESSAGE } from './messaging'
import { grown, NO_SLOT, SlotHeap } from './slot-heap'

/** Parameters of {@link VisibilityQueue}. */
export interface VisibilityQueueParams {
  /** [ms] how long a received message stays hidden. 0 makes it visible again at once. */
  visibilityMs: number
  /** [count] receives after which an unacknowledged message becomes a dead letter; null or infinity: never. */
  maxReceives: number | null
  /** [count] messages held at most, waiting and in flight together; null or infinity: {@link MAX_CAPACITY}. */
  capacity: number | null
}

/** [count] the largest capacity: handles are made of a slot number below this and a receipt number. */
export const MAX_CAPACITY = 2 ** 24

/** See the head of this file. */
export class VisibilityQueue implements MessageStore {
  private visibilityMs = 0
  private maxReceives = 0
  private capacity = 0

  private ids = new Float64Array(16)
  /** Place in the order of publishing, by slot. */
  private sequences = new Float64Array(16)
  private receives = new Float64Array(16)
  /** Rises with each receive and each end of one, so that a handle fits only its own receive. Odd while in flight. */
  private receipts = new Float64Array(16)
  private priorities = new Float64Array(16)
  private deadlines = new Float64Array(16)
  private freeSlots = new Int32Array(16)
  private freeCount = 0
  private usedSlots = 0
  private nextSequence = 0

  /** Visible messages in the order of publishing, while there is no other order. */
  private readonly published = new SlotHeap()
  private order: QueueDiscipline | null = null
  /** Delayed messages by the time they become visible. */
  private readonly delayed = new SlotHeap()
  /** Received messages by the time they become visible again. */
  private readonly flying = new SlotHeap()

  private deadIds = new Float64Array(16)
  private deadHead = 0
  private deadCount = 0
  private redeliveredCount = 0
  private deadLetteredCount = 0

  constructor(params: VisibilityQueueParams) {
    this.configure(params)
  }

  /**
   * Takes other parameters, as a queue's owner may set them while messages are held. The visibility counts for receives from now
   * on, the number of receives when the next one ends; a capacity below what is held refuses new messages until there is room.
   * Throws ParamError.
   */
  configure(params: VisibilityQueueParams): void {
    this.visibilityMs = requireNumber('visibilityMs', params.visibilityMs, { min: 0 })
    this.maxReceives = requireNumber('maxReceives', params.maxReceives ?? Infinity, { min: 1, integer: true })
    const capacity = requireNumber('capacity', params.capacity ?? Infinity, { min: 1, integer: true })
    this.capacity = Math.min(capacity, MAX_CAPACITY)
  }

  /**
   * Hands visible messages out by a discipline from now on, or in the order of publishing (null). Those that are visible already
   * enter it in the order in which they would have come out so far.
   */
  orderBy(now: number, order: QueueDiscipline | null): void {
    this.settle(now)
    const visible: number[] = []
    for (let slot = this.takeVisible(now); slot !== NO_SLOT; slot = this.takeVisible(now)) visible.push(slot)
    this.order = order
    for (const slot of visible) this.show(now, slot)
  }

  get depth(): number {
    return this.visible + this.delayed.size
  }

  /** [count] messages that could be received now. */
  private get visible(): number {
    return this.order === null ? this.published.size : this.order.length
  }

  get inFlight(): number {
    return this.flying.size
  }

  get redelivered(): number {
    return this.redeliveredCount
  }

  get deadLettered(): number {
    return this.deadLetteredCount
  }

  /** [count] dead letters not yet taken out by {@link takeDeadLetter}. */
  get deadLetters(): number {
    return this.deadCount
  }

  /** `priority` and `deadlineMs` matter only to orders that look at them. */
  publish(now: number, id: number, availableAtMs: number, priority = 0, deadlineMs = Infinity): boolean {
    this.settle(now)
    if (this.depth + this.inFlight >= this.capacity) return false
    const slot = this.takeSlot()
    this.ids[slot] = id
    this.sequences[slot] = this.nextSequence++
    this.receives[slot] = 0
    this.priorities[slot] = priority
    this.deadlines[slot] = deadlineMs
    if (availableAtMs > now) this.delayed.push(slot, availableAtMs, this.sequences[slot]!)
    else this.show(now, slot)
    return true
  }

  receive(now: number): number {
    this.settle(now)
    const slot = this.takeVisible(now)
    if (slot === NO_SLOT) return NO_MESSAGE
    if (this.receives[slot]! > 0) this.redeliveredCount++
    this.receives[slot]!++
    this.receipts[slot]!++
    this.flying.push(slot, now + this.visibilityMs, this.sequences[slot]!)
    return this.receipts[slot]! * MAX_CAPACITY + slot
  }

  idOf(handle: number): number {
    const slot = this.slotOf(handle)
    return slot === NO_SLOT ? NO_MESSAGE : this.ids[slot]!
  }

  /** [count] how often the message of this handle was received, this receive included; 0 for a stale handle. */
  receivesOf(handle: number): number {
    const slot = this.slotOf(handle)
    return slot === NO_SLOT ? 0 : this.receives[slot]!
  }

  acknowledge(now: number, handle: number): boolean {
    this.settle(now)
    const slot = this.slotOf(handle)
    if (slot === NO_SLOT) return false
    this.endReceive(slot)
    this.freeSlot(slot)
    return true
  }

  /** Gives a received message back, visible from now + delayMs on (or dead, when it had its last receive). False if stale. */
  release(now: number, handle: number, delayMs = 0): boolean {
    this.settle(now)
    const slot = this.slotOf(handle)
    if (slot === NO_SLOT) return false
    this.endReceive(slot)
    if (this.receives[slot]! >= this.maxReceives) this.moveToDeadLetters(slot)
    else if (delayMs > 0) this.delayed.push(slot, now + delayMs, this.sequences[slot]!)
    else this.show(now, slot)
    return true
  }

  /** Hides a received message until now + visibilityMs instead, sooner or later than before. False for a stale handle. */
  extend(now: number, handle: number, visibilityMs: number): boolean {
    this.settle(now)
    const slot = this.slotOf(handle)
    if (slot === NO_SLOT) return false
    this.flying.remove(slot)
    this.flying.push(slot, now + visibilityMs, this.sequences[slot]!)
    return true
  }

  nextVisibleAt(now: number): number {
    this.settle(now)
    return this.visible > 0 ? now : Math.min(this.delayed.topKey, this.flying.topKey)
  }

  /** Takes out the id of the oldest dead letter, or {@link NO_MESSAGE}. They wait here without limit and use no capacity. */
  takeDeadLetter(): number {
    if (this.deadCount === 0) return NO_MESSAGE
    const id = this.deadIds[this.deadHead]!
    this.deadHead = (this.deadHead + 1) % this.deadIds.length
    this.deadCount--
    return id
  }

  save(out: StateWriter): void {
    out.array(this.ids, this.usedSlots)
    for (const column of this.columns()) out.array(column, this.usedSlots)
    out.array(this.freeSlots, this.freeCount)
    out.number(this.nextSequence)
    this.published.save(out)
    this.order?.save(out)
    this.delayed.save(out)
    this.flying.save(out)
    out.number(this.deadCount)
    for (let i = 0; i < this.deadCount; i++) out.number(this.deadIds[(this.deadHead + i) % this.deadIds.length]!)
    out.number(this.redeliveredCount)
    out.number(this.deadLetteredCount)
  }

  load(input: StateReader): void {
    const ids = input.array()
    this.usedSlots = ids.length
    while (this.ids.length < this.usedSlots) this.growSlots()
    this.ids.set(ids)
    for (const column of this.columns()) input.into(column)
    this.freeCount = input.into(this.freeSlots)
    this.nextSequence = input.number()
    this.published.load(input)
    this.order?.load(input)
    this.delayed.load(input)
    this.flying.load(input)
    this.deadHead = 0
    this.deadCount = 0
    const deadCount = input.number()
    for (let i = 0; i < deadCount; i++) this.keepDead(input.number())
    this.redeliveredCount = input.number()
    this.deadLetteredCount = input.number()
  }

  /** Makes everything visible that is due at `now`; of messages due at once the order of publishing decides by itself. */
  private settle(now: number): void {
    while (this.delayed.topKey <= now) {
      const slot = this.delayed.top
      if (slot === NO_SLOT) break
      this.delayed.remove(slot)
      this.show(now, slot)
    }
    while (this.flying.topKey <= now) {
      const slot = this.flying.top
      if (slot === NO_SLOT) break
      this.endReceive(slot)
      if (this.receives[slot]! >= this.maxReceives) this.moveToDeadLetters(slot)
      else this.show(now, slot)
    }
  }

  private show(now: number, slot: number): void {
    if (this.order === null) this.published.push(slot, this.sequences[slot]!, 0)
    else this.order.push(now, slot, this.priorities[slot]!, this.deadlines[slot]!)
  }

  /** Takes out the visible message whose turn it is, or {@link NO_SLOT}. */
  private takeVisible(now: number): number {
    if (this.order !== null) {
      const next = this.order.pop(now)
      return next === EMPTY ? NO_SLOT : next
    }
    const slot = this.published.top
    this.published.remove(slot)
    return slot
  }

  /** What is kept by slot beside the ids. */
  private columns(): Float64Array[] {
    return [this.sequences, this.receives, this.receipts, this.priorities, this.deadlines]
  }

  private slotOf(handle: number): number {
    if (!(handle >= 0)) return NO_SLOT
    const slot = handle % MAX_CAPACITY
    const isCurrent = this.flying.has(slot) && this.receipts[slot] === (handle - slot) / MAX_CAPACITY
    return isCurrent ? slot : NO_SLOT
  }

  private endReceive(slot: number): void {
    this.flying.remove(slot)
    this.receipts[slot]!++
  }

  private moveToDeadLetters(slot: number): void {
    this.deadLetteredCount++
    this.keepDead(this.ids[slot]!)
    this.freeSlot(slot)
  }

  private keepDead(id: number): void {
    if (this.deadCount === this.deadIds.length) {
      const larger = new Float64Array(this.deadIds.length * 2)
      for (let i = 0; i < this.deadCount; i++) larger[i] = this.deadIds[(this.deadHead + i) % this.deadIds.length]!
      this.deadIds = larger
      this.deadHead = 0
    }
    this.deadIds[(this.deadHead + this.deadCount++) % this.deadIds.length] = id
  }

  private takeSlot(): number {
    if (this.freeCount > 0) return this.freeSlots[--this.freeCount]!
    if (this.usedSlots === this.ids.length) this.growSlots()
    return this.usedSlots++
  }

  private freeSlot(slot: number): void {
    this.freeSlots[this.freeCount++] = slot
  }

  private growSlots(): void {
    const size = this.ids.length * 2
    this.ids = grown(this.ids, new Float64Array(size))
    this.sequences = grown(this.sequences, new Float64Array(size))
    this.receives = grown(this.receives, new Float64Array(size))
    this.receipts = grown(this.receipts, new Float64Array(size))
    this.priorities = grown(this.priorities, new Float64Array(size))
    this.deadlines = grown(this.deadlines, new Float64Array(size))
    this.freeSlots = grown(this.freeSlots, new Int32Array(size))
  }
}

const fields = {
  visibilityMs: field(
    1,
    'Visibility timeout',
    'How long a received message stays hidden; longer than the work takes, or it is delivered twice.',
    number('ms', 30_000, { scale: 'log' }),
  ),
  maxReceives: field(
    2,
    'Receives before dead letter',
    'An unacknowledged message moves to the dead letters after this many receives.',
    nullable(integer('count', 5, { min: 1, max: 1000 }), 'inner', 'unlimited'),
  ),
  capacity: field(
    3,
    'Capacity',
    'Messages held at most, waiting and in flight; more are refused.',
    nullable(integer('count', 100_000, { min: 1, max: MAX_CAPACITY, scale: 'log' }), 'inner', 'unlimited'),
  ),
}

export const visibilityQueue: BuildableMember<'visibility-queue', typeof fields, VisibilityQueue> = {
  id: 'visibility-queue',
  number: 1,
  label: 'Visibility timeout',
  help: 'Hands a message out and takes it back into the queue unless it is acknowledged in time.',
  fields,
  source: 'Amazon SQS developer guide: visibility timeout, dead-letter queues',
  sourceUrl: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  formula: 'visible again at receivedAt + visibility; dead after maxReceives receives',
  deviations: 'strict order of publishing; the move to dead letters happens when the last visibility ends',
  create: (params) => new VisibilityQueue(params),
}
