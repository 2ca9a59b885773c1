/**
 * Appends events to partitions and hands them to the members of consumer groups.
 *
 * Wiring: producers → [stream] → consumers (services); each outgoing connection is a group, its replicas are the members. Delivery is a
 * pull: the next event of a partition is handed to its owner when that has an idle worker and is done with the event before. It takes the
 * latency of the connection and is waited for as long as one event may take. An event that fails is tried again after a pause, until it
 * is a dead letter; one whose consumer has crashed comes again with all that was not committed, when the partition has an owner again.
 * What the wire loses is asked for again when the member is next heard: an event is handed out anew, an answer counts from then on.
 * Events are copies of the requests that appended them, so that draws for them are those of that request.
 * Its mean wait is that of events from appending to their first delivery to each group.
 */
import { build } from '../../algorithms/member'
import type { PartitionAssignor } from '../../algorithms/messaging/messaging'
import { partitionAssignors } from '../../algorithms/messaging/registry'
import { type Attempt, CAUSE_TIMEOUT, CAUSE_UNREACHABLE, type Call, LOST, OK } from '../../engine/calls'
import { Histogram } from '../../lib/histogram'
import { mix32 } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { Station } from '../parts/station'
import { PASS_THROUGH, type StationOwner } from '../parts/station-settings'
import type { eventStream } from './block'
import { ConsumerGroup, type Presence } from './consumer-group'
import { Deliveries } from './deliveries'
import { Partitions } from './partitions'
import { NOTHING, type Reader } from './reader'

type Params = ParamsOf<typeof eventStream>

const HAND_OUT = 1
const RETRY = 2
const LOOK = 3
const COMMIT = 4
const DIVIDE = 5

/** How often members are heard in a session timeout. */
const LOOKS = 3

/** Places of totals. */
const APPENDED = 0
const CONSUMED = 1
const REDELIVERED = 2
const DEAD_LETTERED = 3
const REBALANCES = 4
const EXPIRED = 5
const TOTALS = 6

export class EventStream extends Behaviour<Params> implements StationOwner {
  private readonly station: Station
  private readonly partitions: Partitions
  private readonly deliveries = new Deliveries()
  private readonly endToEnd = new Histogram()
  private groups: ConsumerGroup[] = []
  private isHandOutDue = false
  private lookToken = 0
  /** Events that wait to be handed out, over all groups: as they are, and as the statistics have been told. */
  private waiting = 0
  private countedWaiting = 0
  /** Since the window opened, in the order of the figures. */
  private readonly totals = new Float64Array(TOTALS)

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.station = new Station(context, this, 0, PASS_THROUGH)
    this.partitions = new Partitions(context)
  }

  override start(): void {
    const { outgoing, engine } = this.context
    this.makeGroups()
    for (const [index, group] of this.groups.entries()) {
      group.form(engine.now, outgoing[index]!.replicas())
      outgoing[index]!.workerPool()?.onIdle(() => this.handOutSoon(group))
    }
    this.lookLater()
  }

  arrive(attempt: Attempt): void {
    this.station.enter(attempt)
  }

  admitted(attempt: Attempt): void {
    const { context, params, groups } = this
    const partition = this.partitions.append(attempt, params.keying, params.partitions)
    this.totals[APPENDED]!++
    this.waiting += groups.length
    if (groups.length === 0) this.partitions.forgetRead(partition, groups)
    this.station.release()
    attempt.startedMs = context.engine.now
    context.answer(attempt, OK)
    this.countWaiting()
    for (const group of groups) group.toTry.push(partition)
    this.handOutLater()
  }

  worked(): void {}

  idle(): void {}

  override handle(kind: number, a: number, b: number): void {
    switch (kind) {
      case HAND_OUT:
        this.isHandOutDue = false
        this.handOut()
        break
      case RETRY:
        this.groups[a]!.toTry.push(b)
        this.handOut()
        break
      case LOOK:
        this.look(a)
        break
      case COMMIT:
        if (b === this.groups[a]!.commitToken) this.commitAll(a)
        break
      case DIVIDE:
        this.divide(a, b)
        break
    }
    this.countWaiting()
  }

  /** The consumer's own worker is taken from now on; none need be kept for the delivery. */
  override delivered(call: Call): void {
    this.deliveries.endReservation(call.tag)
  }

  /** A delivery came back, or has taken longer than it may. */
  override answered(call: Call): void {
    const { requests } = this.context
    const { deliveries } = this
    const delivery = call.tag
    deliveries.endReservation(delivery)
    const index = deliveries.group[delivery]!
    const partition = deliveries.partition[delivery]!
    if (this.groups[index]!.readers[partition]!.delivery === delivery) this.ended(delivery, call.outcome)
    requests.drop(requests.at(deliveries.request[delivery]!))
    deliveries.release(delivery)
    this.countWaiting()
    this.handOutSoon(this.groups[index]!)
  }

  /** The group knows what has become of a delivery that it waited for. */
  private ended(delivery: number, outcome: number): void {
    const { deliveries, context } = this
    const index = deliveries.group[delivery]!
    const partition = deliveries.partition[delivery]!
    const reader = this.groups[index]!.readers[partition]!
    if (outcome === OK) {
      this.totals[CONSUMED]!++
      this.endToEnd.record(context.engine.now - deliveries.appendedMs[delivery]!)
      reader.finish()
      this.commitInTime(index, partition, reader)
    } else this.failed(index, partition, reader, outcome, deliveries.member[delivery]!)
    this.divideOnceStill(index)
  }

  override cancel(attempt: Attempt): void {
    this.station.remove(attempt, false)
    this.context.drop(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    this.makeGroups()
    for (const index of this.groups.keys()) {
      if (before.assignor !== params.assignor || before.partitions < params.partitions) this.rebalance(index)
      else if (before.commitMs !== params.commitMs) this.commitAll(index)
    }
    this.lookLater()
    this.countWaiting()
    for (const group of this.groups) this.handOutSoon(group)
  }

  override conditionChanged(_replica: number, before: Condition): void {
    const condition = this.context.condition(0)
    if (condition.isCrashed && !before.isCrashed) this.station.clear()
    if (condition.isPaused) this.station.pause()
    else this.station.resume()
    if (!this.isUp) return
    const wasDown = before.isCrashed || before.isPaused
    for (const [index, group] of this.groups.entries()) {
      // Nobody could be heard meanwhile.
      if (wasDown) group.hearAll(this.context.engine.now)
      this.divideOnceStill(index)
      this.handOutSoon(group)
    }
  }

  override openWindow(): void {
    this.totals.fill(0)
    this.endToEnd.clear()
  }

  override figures(): number[] {
    return [this.groups.reduce((lag, group) => lag + this.partitions.lagOf(group), 0), ...this.totals]
  }

  override summaries(): { [name: string]: unknown } {
    return { endToEndMs: this.endToEnd }
  }

  private get isUp(): boolean {
    const { isCrashed, isPaused } = this.context.condition(0)
    return !isCrashed && !isPaused
  }

  /** Makes groups and partitions as the parameters say. */
  private makeGroups(): void {
    const { params, context } = this
    this.partitions.grow(params.partitions)
    const assignor = build<PartitionAssignor>(partitionAssignors, params.assignor)
    if (this.groups.length === 0) {
      this.groups = context.outgoing.map(() => new ConsumerGroup(assignor))
      this.deliveries.reservations.start(this.groups.length)
    }
    for (const group of this.groups) {
      group.divideBy(assignor)
      group.grow(this.partitions.logs.length)
    }
  }

  private countWaiting(): void {
    const { stats, block } = this.context
    if (this.waiting !== this.countedWaiting) stats.waiting.add(block, this.waiting - this.countedWaiting)
    this.countedWaiting = this.waiting
  }

  /** Counts what waits anew, after partitions have moved. */
  private recount(): void {
    this.waiting = 0
    for (const { readers } of this.groups) {
      for (const [partition, reader] of readers.entries())
        this.waiting += reader.waiting(this.partitions.logs[partition]!.end)
    }
  }

  /** Hands out what any partition of a group holds, once everything that is due now has happened, however often it is asked for. */
  private handOutSoon(group: ConsumerGroup): void {
    group.triesAll = true
    this.handOutLater()
  }

  private handOutLater(): void {
    if (this.isHandOutDue) return
    this.isHandOutDue = true
    this.context.after(0, HAND_OUT, 0, 0)
  }

  private handOut(): void {
    if (!this.isUp) return
    for (const [index, group] of this.groups.entries()) {
      group.hearSilent(this.context.engine.now, (member) => this.isHeard(index, member))
      const count = group.readers.length
      const first = group.turn
      if (group.triesAll) {
        for (let i = 0; i < count; i++) this.deliverNext(index, group, (first + i) % count)
      } else if (group.toTry.length > 0) {
        const rank = (partition: number) => (partition - first + count) % count
        for (const partition of group.toTry.sort((a, b) => rank(a) - rank(b))) this.deliverNext(index, group, partition)
      }
      group.triesAll = false
      group.toTry.length = 0
    }
  }

  /** Hands the next event of a partition to its owner, if there is one and it can take it. */
  private deliverNext(index: number, group: ConsumerGroup, partition: number): void {
    const reader = group.readers[partition]!
    if (reader.delivery !== NOTHING || reader.isStopped || reader.waiting(this.partitions.logs[partition]!.end) === 0)
      return
    if (reader.isRetrying && this.context.engine.now < reader.retryAtMs) return
    const owner = group.ownerOf(partition)
    const outgoing = this.context.outgoing[index]!
    if (!outgoing.isReachable(owner)) return group.lose(owner)
    if (!this.deliveries.reservations.hasIdleWorker(outgoing, index, owner)) return
    if (outgoing.isSilent(owner) || !group.isReading(owner)) return
    this.deliver(index, owner, partition, reader)
    group.turn = (partition + 1) % group.readers.length
  }

  private deliver(index: number, member: number, partition: number, reader: Reader): void {
    const { context, deliveries } = this
    const log = this.partitions.logs[partition]!
    const offset = reader.take(log.end)
    const appendedMs = log.appendedMs(offset)
    const request = context.requests.at(log.requestAt(offset))
    const delivery = deliveries.begin(index, member, partition, request.index, appendedMs)
    request.references++
    this.waiting--
    reader.delivery = delivery
    const call = context.prepareRoot(index, request, delivery)
    if (reader.isFirst(offset)) context.stats.wait.add(context.block, context.engine.now - appendedMs)
    else {
      this.totals[REDELIVERED]!++
      call.lineage = mix32(++reader.repeats)
    }
    call.argument = log.lineageAt(offset)
    call.pinned = member
    deliveries.attempt[delivery] = context.deliver(call, this.params.maxPollMs).index
  }

  /** An event was not done: it comes again, here or elsewhere, or is given up. */
  private failed(index: number, partition: number, reader: Reader, outcome: number, member: number): void {
    const { params, context } = this
    const group = this.groups[index]!
    if (outcome === CAUSE_UNREACHABLE || outcome === CAUSE_TIMEOUT) {
      this.takeBack(reader, 0)
      if (outcome === CAUSE_UNREACHABLE) return group.lose(member)
      group.expel(member)
      return this.rebalance(index)
    }
    reader.failures++
    if (params.maxDeliveries !== null && reader.failures >= params.maxDeliveries) {
      this.totals[DEAD_LETTERED]!++
      reader.finish()
      return this.commitInTime(index, partition, reader)
    }
    this.takeBack(reader, context.engine.now + params.retryMs)
    context.at(context.engine.now + params.retryMs, RETRY, index, partition)
  }

  /** The event that is under way waits again, unless it is no longer there. */
  private takeBack(reader: Reader, retryAtMs: number): void {
    reader.fail(retryAtMs)
    if (reader.isRetrying) this.waiting++
  }

  /** Commits at once, or when the timer of the group is over. */
  private commitInTime(index: number, partition: number, reader: Reader): void {
    const group = this.groups[index]!
    const { commitMs } = this.params
    if (commitMs === null) {
      reader.offsets.commit(reader.done)
      this.partitions.forgetRead(partition, this.groups)
    } else if (!group.isCommitDue) {
      group.isCommitDue = true
      this.context.after(commitMs, COMMIT, index, group.commitToken)
    }
  }

  /** Members that can be heard commit what they have done; for the others the timer runs on. */
  private commitAll(index: number): void {
    const group = this.groups[index]!
    group.isCommitDue = false
    group.commitToken = (group.commitToken + 1) | 0
    for (const [partition, reader] of group.readers.entries()) {
      const { done, offsets } = reader
      if (done <= offsets.committed) continue
      const owner = group.ownerOf(partition)
      if (this.isUp && group.isReading(owner) && this.isHeard(index, owner)) {
        offsets.commit(done)
        this.partitions.forgetRead(partition, this.groups)
      } else if (!group.isCommitDue) {
        group.isCommitDue = true
        this.context.after(this.params.commitMs ?? this.params.sessionMs, COMMIT, index, group.commitToken)
      }
    }
  }

  /** Removes events that are older than they may be. */
  private expire(): void {
    const { retentionMs } = this.params
    if (retentionMs === null) return
    this.totals[EXPIRED]! += this.partitions.expire(this.context.engine.now - retentionMs, this.groups)
    this.recount()
  }

  private lookLater(): void {
    this.lookToken = (this.lookToken + 1) | 0
    this.context.after(this.params.sessionMs / LOOKS, LOOK, this.lookToken, 0)
  }

  /** Looks which members are there, and what is too old. */
  private look(token: number): void {
    if (token !== this.lookToken) return
    this.lookLater()
    if (!this.isUp) return
    const { engine, outgoing } = this.context
    for (const [index, group] of this.groups.entries()) {
      this.repeatLost(index, group)
      const presence = (replica: number) => this.presenceOf(index, replica)
      if (group.look(engine.now, outgoing[index]!.replicas(), this.params.sessionMs, presence)) this.rebalance(index)
      else this.divideOnceStill(index)
    }
    this.expire()
    for (const group of this.groups) this.handOutSoon(group)
  }

  /** Members say and ask again what the wire has lost. */
  private repeatLost(index: number, group: ConsumerGroup): void {
    const { deliveries, context } = this
    for (const reader of group.readers) {
      const { delivery } = reader
      if (delivery === NOTHING || !this.isHeard(index, deliveries.member[delivery]!)) continue
      const attempt = context.attempts.at(deliveries.attempt[delivery]!)
      if (attempt.place !== LOST) continue
      const hasArrived = deliveries.isReserved[delivery] === 0
      deliveries.endReservation(delivery)
      if (hasArrived) this.ended(delivery, attempt.outcome)
      else this.takeBack(reader, 0)
    }
  }

  private isHeard(index: number, replica: number): boolean {
    const outgoing = this.context.outgoing[index]!
    return outgoing.isReachable(replica) && !outgoing.isSilent(replica)
  }

  private presenceOf(index: number, replica: number): Presence {
    const outgoing = this.context.outgoing[index]!
    return {
      isCrashed: !outgoing.isReachable(replica),
      isHeard: this.isHeard(index, replica),
      isIdle: this.deliveries.reservations.hasIdleWorker(outgoing, index, replica),
    }
  }

  private rebalance(index: number): void {
    this.totals[REBALANCES]!++
    this.groups[index]!.rebalance()
    this.recount()
    this.divideOnceStill(index)
  }

  /** Once those that have to stop have stopped, the time begins that a rebalance takes. */
  private divideOnceStill(index: number): void {
    const group = this.groups[index]!
    if (!group.isRebalancing || group.isDividing || !group.isStill((member) => this.isHeard(index, member))) return
    group.isDividing = true
    this.context.after(this.params.rebalanceMs, DIVIDE, index, group.token)
  }

  private divide(index: number, token: number): void {
    const group = this.groups[index]!
    if (token !== group.token) return
    group.isDividing = false
    if (!this.isUp) return
    if (group.divide() === 'handing-over') this.divideOnceStill(index)
    for (const partition of this.partitions.logs.keys()) this.partitions.forgetRead(partition, this.groups)
    this.recount()
    this.handOutSoon(group)
  }

  override save(out: StateWriter): void {
    out.array([this.lookToken, this.waiting, this.countedWaiting])
    out.array(this.totals)
    out.boolean(this.isHandOutDue)
    this.partitions.save(out)
    for (const group of this.groups) group.save(out)
    this.station.save(out)
    this.deliveries.save(out)
    this.endToEnd.save(out)
  }

  override load(input: StateReader): void {
    const [lookToken = 0, waiting = 0, countedWaiting = 0] = input.array()
    this.lookToken = lookToken
    this.waiting = waiting
    this.countedWaiting = countedWaiting
    input.into(this.totals)
    this.isHandOutDue = input.boolean()
    this.partitions.load(input)
    for (const group of this.groups) group.load(input)
    this.station.load(input)
    this.deliveries.load(input)
    this.endToEnd.load(input)
  }
}

export const create = (context: BlockContext, params: Params): EventStream => new EventStream(context, params)
