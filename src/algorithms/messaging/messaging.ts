/** Contract of the messaging family: queues that hand a message out until it is acknowledged. */
import type { Saveable } from '../../lib/state'

/** Answer of {@link MessageStore.receive} when nothing can be received, and of id look-ups that find nothing. */
export const NO_MESSAGE = -1

/**
 * A queue of messages, each a whole number ≥ 0 chosen by the publisher. A receive hides the message and gives a handle; the
 * handle stands for that one receive and is worthless once the message was acknowledged, released or became visible again.
 */
export interface MessageStore extends Saveable {
  /** [count] messages waiting, delayed ones included; those in flight and dead ones are not. */
  readonly depth: number
  /** [count] messages received and neither acknowledged nor visible again. */
  readonly inFlight: number
  /** [count] receives so far that were not the first of their message. */
  readonly redelivered: number
  /** [count] messages moved to the dead letters so far. */
  readonly deadLettered: number
  /** Adds a message that can be received from `availableAtMs` on. False when the queue is full: nothing is changed then. */
  publish(now: number, id: number, availableAtMs: number): boolean
  /** Hands out the next visible message: a handle, or {@link NO_MESSAGE}. */
  receive(now: number): number
  /** The id that belongs to a handle, or {@link NO_MESSAGE} when the handle is stale. */
  idOf(handle: number): number
  /** Deletes a received message. False for a stale handle: the message is no longer this receiver's. */
  acknowledge(now: number, handle: number): boolean
  /**
   * [ms] the earliest time at which a receive can succeed: `now` when one can already, infinity when only a publish helps. A
   * message that becomes a dead letter at that time is counted in: the receive then finds nothing, and this is asked again.
   */
  nextVisibleAt(now: number): number
}

/** Owner of a partition that nobody reads at present. */
export const NO_OWNER = -1

/** Divides the partitions of a topic among the members of a consumer group. Pure: the same input gives the same answer. */
export interface PartitionAssignor {
  /** Whether members go on reading what they keep while other partitions move; else all stop. */
  readonly isCooperative?: boolean
  /**
   * The owner of each partition, or {@link NO_OWNER}.
   * @param partitions [count] partitions, numbered from 0
   * @param members numbers of the members, different, in ascending order
   * @param current owner of each partition so far; may name members that are gone, or be shorter than `partitions`
   */
  assign(partitions: number, members: readonly number[], current: readonly number[]): number[]
}
