/** The partitions of a stream: which of them an event goes to, and what they have yet to hold. A partition that is there once stays. */
import type { Attempt } from '../../engine/calls'
import { mix32 } from '../../lib/random'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { ConsumerGroup } from './consumer-group'
import { PartitionLog } from './log'

export class Partitions implements Saveable {
  readonly logs: PartitionLog[] = []
  private readonly context: BlockContext
  private turn = 0

  constructor(context: BlockContext) {
    this.context = context
  }

  /** Makes as many as there have to be. */
  grow(count: number): void {
    while (this.logs.length < count) this.logs.push(new PartitionLog())
  }

  /** Events up to the end of all logs that a group has not committed. */
  lagOf({ readers }: ConsumerGroup): number {
    return readers.reduce((lag, { offsets }, partition) => lag + offsets.lag(this.logs[partition]!.end), 0)
  }

  /** Appends the event that an attempt brings to one of the first `count` partitions, and returns which. */
  append(attempt: Attempt, keying: 'key' | 'turn', count: number): number {
    const { requests, engine } = this.context
    const event = requests.copy(attempt.call.request)
    if (keying === 'turn') this.turn = (this.turn + 1) % count
    const partition = keying === 'turn' ? this.turn : (mix32(event.key) >>> 0) % count
    this.logs[partition]!.append(event.index, engine.now, attempt.call.lineage)
    return partition
  }

  /** Forgets the events of a partition that all groups have committed. */
  forgetRead(partition: number, groups: readonly ConsumerGroup[]): void {
    const log = this.logs[partition]!
    let committed = log.end
    for (const { readers } of groups) committed = Math.min(committed, readers[partition]!.offsets.committed)
    while (log.start < committed) this.forgetFirst(log)
  }

  /** Removes events from before a time, and returns how many of them groups had not read. */
  expire(limitMs: number, groups: readonly ConsumerGroup[]): number {
    let unread = 0
    for (const [partition, log] of this.logs.entries()) {
      while (log.start < log.end && log.appendedMs(log.start) < limitMs) this.forgetFirst(log)
      for (const { readers } of groups) unread += readers[partition]!.truncate(log.start)
    }
    return unread
  }

  private forgetFirst(log: PartitionLog): void {
    const { requests } = this.context
    requests.drop(requests.at(log.forgetFirst()))
  }

  save(out: StateWriter): void {
    out.number(this.turn)
    out.number(this.logs.length)
    for (const log of this.logs) log.save(out)
  }

  load(input: StateReader): void {
    this.turn = input.number()
    this.grow(input.number())
    for (const log of this.logs) log.load(input)
  }
}
