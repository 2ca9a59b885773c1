/**
 * Sorted sets in shards: tasks lie in sorted sets by deadline, and a poller asks each set for what is due.
 *
 * How: a task belongs to shard id mod shards. At each multiple of `pollMs` every shard gives up to `batch` tasks whose
 * deadline has come, the earliest first and equal ones by id, shard after shard.
 * Bound: never early; at most one poll late while no shard has more than `batch` tasks due, later by whole polls with more.
 * Units: pollMs [ms]; shards, batch [count].
 * Time: an earlier `now` fires nothing. An infinite delay never fires.
 * Cost: O(log n) to schedule and cancel, O(shards + fired·log n) a poll, empty or not.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Carlson, "Redis in Action" (2013), §6.4.2 delayed tasks: `ZADD`, `ZRANGEBYSCORE −inf now LIMIT 0 n`, `ZREM`.
 * Differs: the shard is the id modulo, not a hash of it; equal scores are ordered by number, Redis orders by bytes.
 */
import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { SlotHeap } from './slot-heap'
import { TaskSlots } from './task-slots'
import { deadlineOf, type Fire, type Timers } from './timers'

/** See the head of this file. */
export class SortedSetShards implements Timers {
  private readonly pollMs: number
  private readonly batch: number
  private readonly slots = new TaskSlots()
  private readonly shards: SlotHeap[]
  /** The next poll is at this multiple of the interval. */
  private poll = 0
  private polls = 0
  readonly earlyMs = 0

  constructor(shards: number, pollMs: number, batch: number) {
    requireNumber('shards', shards, { min: 1, max: 1024, integer: true })
    this.pollMs = requireNumber('pollMs', pollMs, { min: 1, max: 3_600_000 })
    this.batch = requireNumber('batch', batch, { min: 1, max: 1e9, integer: true })
    this.shards = Array.from({ length: shards }, () => new SlotHeap(this.slots, true))
  }

  /** Infinite: a shard with more than a batch due falls behind. */
  get lateMs(): number {
    return Infinity
  }

  get pending(): number {
    return this.slots.size
  }

  get work(): number {
    let work = this.polls * this.shards.length
    for (const shard of this.shards) work += shard.work
    return work
  }

  schedule(now: number, delayMs: number, id: number): void {
    this.cancel(id)
    const deadline = deadlineOf(now, delayMs)
    // Beyond 2^52 polls, times cannot be told apart.
    const slot = this.slots.add(id, deadline / this.pollMs < 2 ** 52 ? deadline : Infinity)
    this.shardOf(id).push(slot)
  }

  cancel(id: number): boolean {
    const slot = this.slots.find(id)
    if (slot < 0) return false
    this.shardOf(id).remove(slot)
    this.slots.remove(slot)
    return true
  }

  advance(now: number, fire: Fire): void {
    for (let at = this.nextAt(); at <= now && at < Infinity; at = this.nextAt()) {
      this.poll = at / this.pollMs + 1
      this.polls++
      for (const shard of this.shards) this.drain(shard, at, fire)
    }
    // Polls that found nothing are over as well, so that an earlier time cannot bring them back.
    if (now < Infinity) this.poll = Math.max(this.poll, Math.floor(now / this.pollMs) + 1)
  }

  /** The first poll at which something is due: those before it would find nothing. */
  nextAt(): number {
    let earliest = Infinity
    for (const shard of this.shards) {
      const slot = shard.first()
      if (slot >= 0) earliest = Math.min(earliest, this.slots.deadlines[slot]!)
    }
    return earliest === Infinity ? Infinity : Math.max(this.poll, Math.ceil(earliest / this.pollMs)) * this.pollMs
  }

  save(out: StateWriter): void {
    this.slots.save(out)
    for (const shard of this.shards) shard.save(out)
    out.number(this.poll)
    out.number(this.polls)
  }

  load(input: StateReader): void {
    this.slots.load(input)
    for (const shard of this.shards) shard.load(input)
    this.poll = input.number()
    this.polls = input.number()
  }

  private shardOf(id: number): SlotHeap {
    return this.shards[(id >>> 0) % this.shards.length]!
  }

  private drain(shard: SlotHeap, at: number, fire: Fire): void {
    for (let left = this.batch; left > 0; left--) {
      const slot = shard.first()
      if (slot < 0 || this.slots.deadlines[slot]! > at) return
      const id = this.slots.ids[slot]!
      shard.remove(slot)
      this.slots.remove(slot)
      fire(id, at)
    }
  }
}

const fields = {
  shards: field(1, 'Shards', 'Number of sorted sets.', integer('count', 16, { min: 1, max: 1024, scale: 'log' })),
  pollMs: field(
    2,
    'Poll every',
    'Time between two looks at the sets; tasks are late by up to this.',
    integer('ms', 1000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
  batch: field(
    3,
    'Batch',
    'Most tasks that a poll takes from one set; more of them due makes a backlog.',
    integer('count', 100, { min: 1, max: 1_000_000_000, scale: 'log' }),
  ),
}

export const sortedSetShards: BuildableMember<'sorted-set-shards', typeof fields, Timers> = {
  id: 'sorted-set-shards',
  number: 4,
  label: 'Sorted sets in shards',
  help: 'Tasks in a store such as Redis, polled; survives the scheduler but is late by the polling.',
  fields,
  source: 'Carlson, Redis in Action, §6.4.2',
  sourceUrl:
    'https://redis.io/ebook/part-2-core-concepts/chapter-6-application-components-in-redis/6-4-task-queues/6-4-2-delayed-tasks/',
  formula: 'fires at ⌈deadline/poll⌉·poll while no set has more than a batch due',
  deviations: 'The shard is the id modulo, not a hash. Equal deadlines are ordered by number instead of by bytes.',
  create: ({ shards, pollMs, batch }) => new SortedSetShards(shards, pollMs, batch),
}
