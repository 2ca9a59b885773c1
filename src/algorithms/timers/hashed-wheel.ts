/**
 * Hashed wheel: tasks lie in the bucket of their tick, and a hand visits one bucket each tick.
 *
 * How: the tick of a task is ⌊deadline/tick⌋, its bucket that modulo the wheel; the hand reaches tick i at (i + 1)·tick and
 * fires what is due in this round. Ticks are multiples of `tickMs` from time 0.
 * Bound: fires at (⌊deadline/tick⌋ + 1)·tick: never early, at most one tick late. Ties in the order of scheduling.
 * Units: tickMs [ms]; wheelSize [count], rounded up to a power of two.
 * Time: an earlier `now` fires nothing. An infinite delay never fires.
 * Cost: O(1) to schedule and cancel; each tick looks at the whole bucket, tasks of later rounds included.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Netty 4.1 `HashedWheelTimer`; Varghese and Lauck, "Hashed and hierarchical timing wheels", SOSP 1987, scheme 6.
 * Differs: starts at time 0 instead of at the first task; moves all new tasks into buckets at once, Netty at most 100,000 a
 * tick; stretches of empty buckets are skipped instead of visited (and not counted as work).
 */
import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { NONE, SlotLists, TaskSlots } from './task-slots'
import { deadlineOf, type Fire, type Timers } from './timers'

/** Ticks beyond this could not be told apart; a task that far away counts as never. */
const LAST_TICK = 2 ** 52

/** See the head of this file. */
export class HashedWheelTimers implements Timers {
  private readonly tickMs: number
  private readonly mask: number
  private readonly slots = new TaskSlots()
  private readonly buckets: SlotLists
  /** The tick that the hand visits next. */
  private tick = 0
  /** Tasks with a finite deadline. */
  private finite = 0
  private looks = 0
  /** The slot that the visit of a bucket looks at next, moved on when a callback cancels it. */
  private cursor = NONE
  readonly earlyMs = 0

  constructor(tickMs: number, wheelSize: number) {
    this.tickMs = requireNumber('tickMs', tickMs, { min: 1, max: 3_600_000, integer: true })
    requireNumber('wheelSize', wheelSize, { min: 1, max: 65_536, integer: true })
    let size = 1
    while (size < wheelSize) size *= 2
    this.mask = size - 1
    // One list more than buckets: tasks that never fire.
    this.buckets = new SlotLists(this.slots, size + 1)
  }

  get lateMs(): number {
    return this.tickMs
  }

  get pending(): number {
    return this.slots.size
  }

  get work(): number {
    return this.looks
  }

  schedule(now: number, delayMs: number, id: number): void {
    this.cancel(id)
    this.looks++
    const deadline = deadlineOf(now, delayMs)
    if (!(deadline / this.tickMs < LAST_TICK)) {
      this.buckets.append(this.mask + 1, this.slots.add(id, Infinity))
      return
    }
    // With nothing waiting the hand has nothing to miss.
    if (this.finite++ === 0) this.tick = Math.max(this.tick, this.tickOf(now))
    const tick = Math.max(this.tick, this.tickOf(deadline))
    this.buckets.append(this.bucketOf(tick), this.slots.add(id, deadline))
  }

  cancel(id: number): boolean {
    const slot = this.slots.find(id)
    if (slot < 0) return false
    this.take(slot)
    return true
  }

  advance(now: number, fire: Fire): void {
    // The hand has reached tick i when (i + 1)·tick ≤ now.
    const last = this.tickOf(now) - 1
    while (this.finite > 0) {
      const tick = this.nextTick(last)
      if (!(tick <= last)) {
        // Not to that bucket yet: an earlier one may still be filled.
        this.tick = Math.max(this.tick, last + 1)
        return
      }
      this.tick = tick
      this.visit(fire)
      // A task that was scheduled meanwhile may have moved the hand on already.
      this.tick = Math.max(this.tick, tick + 1)
    }
  }

  /** The next tick with a bucket that is not empty; its tasks may belong to a later round. O(wheel) at worst. */
  nextAt(): number {
    return this.finite === 0 ? Infinity : (this.nextOccupied(this.tick) + 1) * this.tickMs
  }

  save(out: StateWriter): void {
    this.slots.save(out)
    this.buckets.save(out)
    out.number(this.tick)
    out.number(this.finite)
    out.number(this.looks)
  }

  load(input: StateReader): void {
    this.slots.load(input)
    this.buckets.load(input)
    this.tick = input.number()
    this.finite = input.number()
    this.looks = input.number()
  }

  private tickOf(time: number): number {
    return Math.floor(time / this.tickMs)
  }

  private bucketOf(tick: number): number {
    return tick % (this.mask + 1)
  }

  /** The next tick with a bucket that is not empty; over whole rounds, the tick of the next task that is due. */
  private nextTick(last: number): number {
    if (last - this.tick <= this.mask) return this.nextOccupied(this.tick)
    return this.nextOccupied(Math.max(this.tick, this.tickOf(this.slots.earliestDeadline())))
  }

  private nextOccupied(from: number): number {
    let tick = from
    while (this.buckets.first(this.bucketOf(tick)) === NONE) tick++
    return tick
  }

  /** Fires what is due in the bucket under the hand. */
  private visit(fire: Fire): void {
    const bucket = this.bucketOf(this.tick)
    const firedAt = (this.tick + 1) * this.tickMs
    this.looks++
    this.cursor = this.buckets.first(bucket)
    while (this.cursor !== NONE) {
      this.looks++
      const slot = this.cursor
      this.cursor = this.slots.next[slot]!
      if (this.tickOf(this.slots.deadlines[slot]!) > this.tick) continue
      const id = this.slots.ids[slot]!
      this.take(slot)
      fire(id, firedAt)
    }
  }

  private take(slot: number): void {
    if (slot === this.cursor) this.cursor = this.slots.next[slot]!
    if (this.slots.deadlines[slot] !== Infinity) this.finite--
    this.buckets.unlink(slot)
    this.slots.remove(slot)
  }
}

const fields = {
  tickMs: field(
    1,
    'Tick',
    'How often the hand moves; tasks are late by up to this.',
    integer('ms', 100, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
  wheelSize: field(
    2,
    'Buckets',
    'Buckets of the wheel, rounded up to a power of two.',
    integer('count', 512, { min: 1, max: 65_536, scale: 'log' }),
  ),
}

export const hashedWheel: BuildableMember<'hashed-wheel', typeof fields, Timers> = {
  id: 'hashed-wheel',
  number: 2,
  label: 'Hashed wheel',
  help: 'Constant work to schedule; every task is up to one tick late.',
  fields,
  source: 'Netty 4.1, HashedWheelTimer',
  sourceUrl: 'https://github.com/netty/netty/blob/4.1/common/src/main/java/io/netty/util/HashedWheelTimer.java',
  formula: 'fires at (⌊deadline/tick⌋ + 1)·tick',
  deviations:
    'Starts at time 0, not at the first task. New tasks go to their buckets at once, without a limit of 100,000 a tick. Empty buckets are skipped.',
  create: ({ tickMs, wheelSize }) => new HashedWheelTimers(tickMs, wheelSize),
}
