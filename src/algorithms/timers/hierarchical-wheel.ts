/**
 * Hierarchical wheel: a wheel for the near future, one with wider buckets for what lies beyond it, and so on.
 *
 * How: level k has buckets of tick·size^k. A task goes into the finest level that reaches its deadline; when a bucket
 * expires its tasks go one or more levels down, or fire. Only buckets in use are waited for, so empty ticks cost nothing.
 * Bound: fires at ⌊deadline/tick⌋·tick, up to one tick early; never late. A task due within the current tick fires at once.
 * Units: tickMs, startMs [ms]; wheelSize [count].
 * Time: the wheel's clock moves only by buckets that expire, as in the source. An infinite delay never fires.
 * Cost: O(levels) to schedule, O(1) to cancel, at most `levels` moves before a task fires; allocates when a level is added.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Apache Kafka 1eb7644, server-common `SystemTimer`, `TimingWheel`; Varghese and Lauck, SOSP 1987, scheme 7.
 * Differs: times may have fractions; a task that is due at once waits for the next `advance` instead of running inside
 * `schedule`; deadlines beyond 2^52 ticks count as never.
 */
import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { BucketQueue } from './bucket-queue'
import { NONE, SlotLists, TaskSlots } from './task-slots'
import { deadlineOf, type Fire, type Timers } from './timers'

/** Ticks beyond this could not be told apart; a task that far away counts as never. */
const LAST_TICK = 2 ** 52
/** List of the tasks that never fire, and of those that are due at once; buckets follow. */
const NEVER = 0
const AT_ONCE = 1
const FIRST_BUCKET = 2
/** Expiration of a bucket that is not waited for. */
const IDLE = -1

/** See the head of this file. */
export class HierarchicalWheelTimers implements Timers {
  private readonly tickMs: number
  private readonly wheelSize: number
  private readonly slots = new TaskSlots()
  private readonly lists = new SlotLists(this.slots, FIRST_BUCKET)
  /** [ms] clock of each level: a multiple of its tick. */
  private clocks: number[] = []
  /** [ms] by bucket: when it expires, or {@link IDLE}. Bucket b of level k has number k·wheelSize + b. */
  private readonly expirations: number[] = []
  private readonly queue = new BucketQueue(this.expirations)
  /** [ms] latest time seen: what is due at once fires no earlier. */
  private latest = 0
  private looks = 0
  readonly lateMs = 0

  constructor(tickMs: number, wheelSize: number, startMs: number) {
    this.tickMs = requireNumber('tickMs', tickMs, { min: 1, max: 3_600_000, integer: true })
    this.wheelSize = requireNumber('wheelSize', wheelSize, { min: 2, max: 65_536, integer: true })
    this.latest = requireNumber('startMs', startMs, { min: 0, max: 1e15 })
    this.addLevel(startMs)
  }

  get earlyMs(): number {
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
    const deadline = deadlineOf(now, delayMs)
    const isNever = !(deadline / this.tickMs < LAST_TICK)
    const slot = this.slots.add(id, isNever ? Infinity : deadline)
    if (now > this.latest && now < Infinity) this.latest = now
    if (isNever) this.lists.append(NEVER, slot)
    else if (!this.place(slot)) this.lists.append(AT_ONCE, slot)
  }

  cancel(id: number): boolean {
    const slot = this.slots.find(id)
    if (slot < 0) return false
    this.lists.unlink(slot)
    this.slots.remove(slot)
    return true
  }

  advance(now: number, fire: Fire): void {
    if (now < this.latest) return
    this.runAtOnce(fire)
    while (this.queue.firstExpiration <= now) {
      const expiration = this.queue.firstExpiration
      if (expiration === Infinity) break
      const bucket = this.queue.poll()
      this.latest = Math.max(this.latest, expiration)
      this.moveClocks(expiration)
      this.flush(bucket, fire)
      this.expirations[bucket] = IDLE
      this.runAtOnce(fire)
    }
    if (now < Infinity) this.latest = Math.max(this.latest, now)
  }

  /** Fires only the tasks that were due within the tick in which they were scheduled; the source does so in `add`. */
  runAtOnce(fire: Fire): void {
    for (let slot = this.lists.first(AT_ONCE); slot !== NONE; slot = this.lists.first(AT_ONCE)) {
      const id = this.slots.ids[slot]!
      this.lists.unlink(slot)
      this.slots.remove(slot)
      fire(id, this.latest)
    }
  }

  /** The next bucket to expire; its tasks may only move down a level, or have been cancelled. */
  nextAt(): number {
    return this.lists.first(AT_ONCE) === NONE ? Math.max(this.latest, this.queue.firstExpiration) : this.latest
  }

  save(out: StateWriter): void {
    this.slots.save(out)
    this.lists.save(out)
    out.array(this.clocks)
    out.array(this.expirations)
    this.queue.save(out)
    out.number(this.latest)
    out.number(this.looks)
  }

  load(input: StateReader): void {
    this.slots.load(input)
    this.lists.load(input)
    this.clocks = Array.from(input.array())
    const expirations = input.array()
    this.expirations.length = 0
    for (const expiration of expirations) this.expirations.push(expiration)
    this.queue.load(input)
    this.latest = input.number()
    this.looks = input.number()
  }

  private addLevel(clock: number): void {
    const tick = this.tickOfLevel(this.clocks.length)
    this.clocks.push(clock - (clock % tick))
    for (let i = 0; i < this.wheelSize; i++) this.expirations.push(IDLE)
    this.lists.extend(FIRST_BUCKET + this.expirations.length)
  }

  /** [ms] width of the buckets of a level. */
  private tickOfLevel(level: number): number {
    let tick = this.tickMs
    for (let i = 0; i < level; i++) tick *= this.wheelSize
    return tick
  }

  /** Puts a task into the bucket that is due first and reaches it; false when it is due within the current tick. */
  private place(slot: number): boolean {
    const deadline = this.slots.deadlines[slot]!
    this.looks++
    if (deadline < this.clocks[0]! + this.tickMs) return false
    let tick = this.tickMs
    let level = 0
    while (deadline >= this.clocks[level]! + tick * this.wheelSize) {
      this.looks++
      tick *= this.wheelSize
      if (++level === this.clocks.length) this.addLevel(this.clocks[level - 1]!)
    }
    const virtual = Math.floor(deadline / tick)
    const bucket = level * this.wheelSize + (virtual % this.wheelSize)
    this.lists.append(FIRST_BUCKET + bucket, slot)
    if (this.expirations[bucket] !== virtual * tick) {
      this.expirations[bucket] = virtual * tick
      this.queue.offer(bucket)
    }
    return true
  }

  private moveClocks(time: number): void {
    let tick = this.tickMs
    let clock = time
    for (let level = 0; level < this.clocks.length; level++) {
      if (clock < this.clocks[level]! + tick) return
      clock -= clock % tick
      this.clocks[level] = clock
      tick *= this.wheelSize
    }
  }

  /** Fires or moves down what is in an expired bucket. */
  private flush(bucket: number, fire: Fire): void {
    this.looks++
    const list = FIRST_BUCKET + bucket
    for (let slot = this.lists.first(list); slot !== NONE; slot = this.lists.first(list)) {
      this.lists.unlink(slot)
      if (this.place(slot)) continue
      const id = this.slots.ids[slot]!
      this.slots.remove(slot)
      fire(id, this.latest)
    }
  }
}

const fields = {
  tickMs: field(
    1,
    'Tick',
    'Width of the finest buckets; tasks are early by up to this.',
    integer('ms', 1, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
  wheelSize: field(
    2,
    'Buckets a level',
    'Each level reaches this many times further than the one below.',
    integer('count', 20, { min: 2, max: 65_536, scale: 'log' }),
  ),
  startMs: field(3, 'Start', 'Time at which the clock of the wheel starts.', integer('ms', 0, { max: 3_600_000 })),
}

export const hierarchicalWheel: BuildableMember<'hierarchical-wheel', typeof fields, Timers> = {
  id: 'hierarchical-wheel',
  number: 3,
  label: 'Hierarchical wheel',
  help: 'Constant work whatever the delay; tasks move down from level to level.',
  fields,
  source: 'Apache Kafka 1eb7644, server-common SystemTimer and TimingWheel',
  sourceUrl:
    'https://github.com/apache/kafka/blob/1eb7644349cb07139d6a3c1ad1986979647cac99/server-common/src/main/java/org/apache/kafka/server/util/timer/TimingWheel.java',
  formula: 'fires at ⌊deadline/tick⌋·tick; level k has buckets of tick·size^k',
  deviations:
    'Times may have fractions. A task due at once waits for the next advance instead of running inside schedule. Deadlines beyond 2^52 ticks never come.',
  create: ({ tickMs, wheelSize, startMs }) => new HierarchicalWheelTimers(tickMs, wheelSize, startMs),
}
