/**
 * Offsets of one consumer group in one partition: what was read, and what was committed.
 *
 * How: a poll hands out offsets from the position on; a commit notes how far processing is done. A new owner, or the old one
 * after a crash, starts at the committed offset.
 * Bound: what lies between committed offset and position at that moment is delivered again. Commit after processing: at least
 * once; commit before: at most once, and the same stretch is lost.
 * Units: offsets [messages]. Cost: O(1). Randomness: none. Throws: nothing.
 * Source: Apache Kafka 3.7 documentation, section 4.6 message delivery semantics.
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. */
export class ConsumerOffsets implements Saveable {
  private nextOffset = 0
  private committedOffset = 0
  private redeliveredCount = 0

  /** The next offset to hand out. */
  get position(): number {
    return this.nextOffset
  }

  /** Where a new owner would start. */
  get committed(): number {
    return this.committedOffset
  }

  /** [count] messages that were handed out again because they were not committed. */
  get redelivered(): number {
    return this.redeliveredCount
  }

  /** [count] messages up to the end of the log that are not committed. */
  lag(logEnd: number): number {
    return Math.max(0, logEnd - this.committedOffset)
  }

  /** Hands out at most `most` offsets before `logEnd`; returns how many, from the former position on. */
  poll(logEnd: number, most: number): number {
    const count = Math.max(0, Math.min(most, logEnd - this.nextOffset))
    this.nextOffset += count
    return count
  }

  /** Everything before `offset` is done. Ignored beyond the position; never moves back. */
  commit(offset = this.nextOffset): void {
    if (offset > this.committedOffset && offset <= this.nextOffset) this.committedOffset = offset
  }

  /** The partition gets an owner anew: reading goes on at the committed offset. Returns how many will come again. */
  reassign(): number {
    const again = this.nextOffset - this.committedOffset
    this.redeliveredCount += again
    this.nextOffset = this.committedOffset
    return again
  }

  /** Retention removed everything before `logStart`; returns how many messages the group never read. */
  truncate(logStart: number): number {
    const missed = Math.max(0, logStart - this.nextOffset)
    this.nextOffset = Math.max(this.nextOffset, logStart)
    this.committedOffset = Math.max(this.committedOffset, logStart)
    return missed
  }

  save(out: StateWriter): void {
    for (const part of [this.nextOffset, this.committedOffset, this.redeliveredCount]) out.number(part)
  }

  load(input: StateReader): void {
    this.nextOffset = input.number()
    this.committedOffset = input.number()
    this.redeliveredCount = input.number()
  }
}

const fields = {}

export const consumerOffsets: BuildableMember<'consumer-offsets', typeof fields, ConsumerOffsets> = {
  id: 'consumer-offsets',
  number: 2,
  label: 'Offsets and commit',
  help: 'What a group has read of a partition and what it has committed; a new owner goes on from there.',
  fields,
  source: 'Apache Kafka 3.7 documentation, section 4.6, message delivery semantics',
  sourceUrl: 'https://kafka.apache.org/37/documentation.html#semantics',
  formula: 'read again = position − committed',
  deviations: '',
  create: () => new ConsumerOffsets(),
}
