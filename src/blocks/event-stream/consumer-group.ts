/**
 * A consumer group: who its members are, which partitions each reads, and how these are divided anew.
 *
 * Lifecycle of a rebalance: members come or go, {@link ConsumerGroup.rebalance} stops what has to stop (everything, or with
 * cooperative assignment nothing yet), and once the events under way there are done, and the time that a rebalance takes has passed,
 * {@link ConsumerGroup.divide} gives partitions to their new owners. Who gives up a partition alive commits what is done; what a
 * dead member had done and not committed is read again. With cooperative assignment partitions that move stop in a first round and are
 * handed over in a second.
 *
 * A member that is not heard for the session timeout is taken for dead; until then a rebalance that needs it to stop waits. One that is heard again after it had crashed has
 * forgotten where it was and joins anew.
 * Source: Apache Kafka 3.7, group membership and KIP-429. Deviations: members are looked for three times in a session timeout; a rebalance takes
 * a fixed time once members have stopped, instead of a round of messages.
 */
import { NO_OWNER, type PartitionAssignor } from '../../algorithms/messaging/messaging'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { NOTHING, Reader } from './reader'

/** What the group hears of a replica of the consumer. */
export interface Presence {
  readonly isCrashed: boolean
  /** Whether it answers. */
  readonly isHeard: boolean
  /** Whether it has a worker that could ask to be let in: one that is at work asks when it is done. */
  readonly isIdle: boolean
}

/** What comes of {@link ConsumerGroup.divide}: all partitions have owners again, or some are still to be handed over. */
export type Division = 'done' | 'handing-over'

export class ConsumerGroup implements Saveable {
  readonly readers: Reader[] = []
  /** Numbers of the members, ascending. */
  members: number[] = []
  /** Whether partitions wait to be divided anew. */
  isRebalancing = false
  /** Whether all has stopped that has to, so that the time runs which it takes to divide them. */
  isDividing = false
  /** Rises with each rebalance; what was planned for the one before is void. */
  token = 0
  /** Whether something that is done will be committed by a timer that runs, and which one that is. */
  isCommitDue = false
  commitToken = 0
  /** Partition that is looked at first when events are handed out. */
  turn = 0
  /** Partitions that may have something to hand out since this was last looked for, or whether any of them may. */
  readonly toTry: number[] = []
  triesAll = false
  private owners: number[] = []
  private assignor: PartitionAssignor
  /** [ms] when each replica was last heard. */
  private readonly heardMs: number[] = []
  /** Members that were not heard when that was last looked for, and would be as soon as they can be. */
  private readonly silent = new Set<number>()
  /** Replicas that have crashed, or had to leave for working too long, and have not joined anew. */
  private readonly gone = new Set<number>()

  constructor(assignor: PartitionAssignor) {
    this.assignor = assignor
  }

  /** The member that reads a partition; {@link NO_OWNER} while nobody does. */
  ownerOf(partition: number): number {
    return this.owners[partition] ?? NO_OWNER
  }

  /** There are that many partitions from now on, never fewer than before; those that are new begin with nothing read. */
  grow(partitions: number): void {
    while (this.readers.length < partitions) this.readers.push(new Reader())
  }

  /** Divides from now on by another rule. */
  divideBy(assignor: PartitionAssignor): void {
    this.assignor = assignor
  }

  /** The group as it is before anything has happened. */
  form(now: number, replicas: number): void {
    this.members = Array.from({ length: replicas }, (_, replica) => replica)
    this.hearAll(now)
    this.owners = this.assignor.assign(this.readers.length, this.members, [])
  }

  /** All members have a whole session before them. */
  hearAll(now: number): void {
    for (const member of this.members) this.heardMs[member] = now
  }

  /** Looks who is there; returns whether the partitions have to be divided anew. */
  look(now: number, replicas: number, sessionMs: number, presence: (replica: number) => Presence): boolean {
    const before = this.members
    let isBack = false
    for (const member of before) {
      const isPast = now - this.heardMs[member]! >= sessionMs
      if (member >= replicas) this.letGo(member)
      else if (isPast && !presence(member).isHeard) this.remove(member)
    }
    for (let replica = 0; replica < replicas; replica++) {
      const { isCrashed, isHeard, isIdle } = presence(replica)
      if (isCrashed) this.gone.add(replica)
      if (!isHeard) {
        if (this.members.includes(replica)) this.silent.add(replica)
        continue
      }
      this.heardMs[replica] = now
      const isMember = this.members.includes(replica)
      if (isMember && this.gone.has(replica)) {
        this.remove(replica)
        isBack = true
      } else if (isMember) continue
      if (isIdle) this.join(replica)
    }
    if (!this.isRebalancing) this.keepThoseThatStay(replicas)
    return isBack || this.members !== before
  }

  /** Members that stood still or were cut off are heard again once they are not. */
  hearSilent(now: number, isHeard: (member: number) => boolean): void {
    for (const member of this.silent) {
      if (!isHeard(member)) continue
      this.heardMs[member] = now
      this.silent.delete(member)
    }
  }

  /** A member that works on one event for too long is out at once. */
  expel(member: number): void {
    this.remove(member)
    this.gone.add(member)
  }

  /** The process of a member is gone; the group finds out later. */
  lose(member: number): void {
    this.gone.add(member)
  }

  /** Whether a member can be given events: it is one, and has not lost its memory. */
  isReading(member: number): boolean {
    return !this.gone.has(member) && this.members.includes(member)
  }

  /** Stops what has to stop before partitions can move. */
  rebalance(): void {
    this.isRebalancing = true
    this.isDividing = false
    this.token = (this.token + 1) | 0
    for (const [partition, reader] of this.readers.entries()) {
      if (!this.members.includes(this.ownerOf(partition))) continue
      if (!this.assignor.isCooperative) reader.isStopped = true
    }
  }

  /** Whether nothing is under way any more in the partitions that have stopped, and their members could say so. */
  isStill(isHeard: (member: number) => boolean): boolean {
    return this.readers.every((reader, partition) => {
      if (!reader.isStopped) return true
      const member = reader.giver === NO_OWNER ? this.ownerOf(partition) : reader.giver
      return reader.delivery === NOTHING && (member === NO_OWNER || (!this.gone.has(member) && isHeard(member)))
    })
  }

  /** Gives partitions to their owners. */
  divide(): Division {
    const before = this.owners
    const next = this.assignor.assign(this.readers.length, this.members, before)
    this.owners = next
    for (const [partition, reader] of this.readers.entries()) {
      const owner = next[partition]!
      const giver = before[partition] ?? NO_OWNER
      if (owner === NO_OWNER && giver !== NO_OWNER) {
        reader.isStopped = true
        reader.giver = giver
      } else if (owner !== NO_OWNER && (reader.isStopped || owner !== giver)) {
        if (reader.isStopped) reader.offsets.commit(reader.done)
        reader.startOver()
      }
    }
    if (this.members.length > 0 && next.includes(NO_OWNER)) return 'handing-over'
    this.isRebalancing = false
    return 'done'
  }

  private join(member: number): void {
    this.gone.delete(member)
    this.members = [...this.members, member].sort((a, b) => a - b)
  }

  /** Members that were to be taken away, and are not after all, read on. */
  private keepThoseThatStay(replicas: number): void {
    for (const [partition, reader] of this.readers.entries()) {
      if (reader.isStopped && this.ownerOf(partition) < replicas) reader.isStopped = false
    }
  }

  /** A member that is taken away goes once it has done what it is at; until then it gets nothing more. */
  private letGo(member: number): void {
    const own = this.readers.filter((_, partition) => this.ownerOf(partition) === member)
    if (!this.gone.has(member)) {
      for (const reader of own) reader.isStopped = true
      if (own.some((reader) => reader.delivery !== NOTHING)) return
      for (const reader of own) reader.offsets.commit(reader.done)
    }
    this.remove(member)
  }

  /** Forgets a member, what it was at, and what it had done and not committed. */
  private remove(member: number): void {
    this.members = this.members.filter((other) => other !== member)
    this.silent.delete(member)
    for (const [partition, reader] of this.readers.entries()) {
      const isOwner = this.ownerOf(partition) === member
      if (!isOwner && reader.giver !== member) continue
      if (isOwner) this.owners[partition] = NO_OWNER
      reader.isStopped = false
      reader.giver = NO_OWNER
      if (reader.delivery !== NOTHING) reader.fail(0)
    }
  }

  save(out: StateWriter): void {
    out.array(this.members)
    out.array(this.owners)
    out.array(Array.from(this.heardMs, (time) => time ?? 0))
    out.array([...this.gone])
    out.array([...this.silent])
    out.array([this.token, this.turn, this.commitToken])
    out.boolean(this.isRebalancing)
    out.boolean(this.isDividing)
    out.boolean(this.isCommitDue)
    out.array(this.toTry)
    out.boolean(this.triesAll)
    out.number(this.readers.length)
    for (const reader of this.readers) reader.save(out)
  }

  load(input: StateReader): void {
    this.members = [...input.array()]
    this.owners = [...input.array()]
    this.heardMs.splice(0, this.heardMs.length, ...input.array())
    this.gone.clear()
    for (const replica of input.array()) this.gone.add(replica)
    this.silent.clear()
    for (const replica of input.array()) this.silent.add(replica)
    const [token = 0, turn = 0, commitToken = 0] = input.array()
    this.token = token
    this.turn = turn
    this.commitToken = commitToken
    this.isRebalancing = input.boolean()
    this.isDividing = input.boolean()
    this.isCommitDue = input.boolean()
    this.toTry.splice(0, this.toTry.length, ...input.array())
    this.triesAll = input.boolean()
    this.grow(input.number())
    for (const reader of this.readers) reader.load(input)
  }
}
