/**
 * Takes in messages and hands them to consumers that have an idle worker.
 *
 * Wiring: producers → [queue] → consumers (services). Delivery is a pull: it happens when a worker is idle, takes the latency
 * of the connection, and is waited for as long as the message stays hidden: no timeout but the visibility. The message is gone when the consumer has answered well in time;
 * after a failed answer it stays hidden until its visibility ends, then it is delivered again or becomes a dead letter.
 * Which of the visible messages goes next is decided by the order; priority and deadline are those of the request.
 * A message is a copy of the request that published it, so that draws for it are those of that request.
 * Its mean wait is that of messages from publishing to their first delivery, and of producers for room.
 */

import { NO_MESSAGE } from '../../algorithms/messaging/messaging'
import { VisibilityQueue } from '../../algorithms/messaging/visibility-queue'
import { createDiscipline, QUEUE_DISCIPLINE } from '../../algorithms/queueing/registry'
import { type Attempt, CAUSE_QUEUE_FULL, type Call, OK, type Request } from '../../engine/calls'
import { Histogram } from '../../lib/histogram'
import { mix32 } from '../../lib/random'
import { IntRing } from '../../lib/ring'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { Reservations } from '../parts/reservations'
import { Station } from '../parts/station'
import { PASS_THROUGH, type StationOwner } from '../parts/station-settings'
import type { messageQueue } from './block'
import { Deliveries } from './deliveries'

type Params = ParamsOf<typeof messageQueue>

const VISIBLE = 1
const HAND_OUT = 2

/** Values of `register0` of an attempt: held back by a pause, or waiting for room. */
const PAUSED = 0
const BLOCKED = 1

export class MessageQueue extends Behaviour<Params> implements StationOwner {
  private readonly queue: VisibilityQueue
  private readonly station: Station
  private readonly deliveries = new Deliveries()
  /** Producers that wait for room: indices of attempts. */
  private readonly blocked = new IntRing()
  private readonly endToEnd = new Histogram()
  private readonly reservations = new Reservations()
  private turn = 0
  private isHandOutDue = false
  /** What the statistics have been told to wait. */
  private countedWaiting = 0
  private wakeAtMs = Infinity
  private wakeToken = 0
  private published = 0
  private acknowledged = 0
  private redeliveredBefore = 0
  private deadLetteredBefore = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.station = new Station(context, this, 0, PASS_THROUGH)
    this.queue = new VisibilityQueue(params)
    this.putInOrder()
  }

  override start(): void {
    this.reservations.start(this.context.outgoing.length)
    for (const outgoing of this.context.outgoing) outgoing.workerPool()?.onIdle(() => this.handOutSoon())
  }

  arrive(attempt: Attempt): void {
    attempt.register0 = PAUSED
    this.station.enter(attempt)
  }

  admitted(attempt: Attempt): void {
    if (this.blocked.length === 0 && this.publish(attempt)) return this.countWaiting()
    if (this.params.whenFull === 'reject') {
      this.station.release()
      return this.context.reject(attempt, CAUSE_QUEUE_FULL)
    }
    attempt.register0 = BLOCKED
    this.blocked.push(attempt.index)
    this.countWaiting()
  }

  /** What waits: messages that could be delivered, and producers for whom there is no room. */
  private countWaiting(): void {
    const { stats, block } = this.context
    const waiting = this.queue.depth + this.blocked.length
    if (waiting !== this.countedWaiting) stats.waiting.add(block, waiting - this.countedWaiting)
    this.countedWaiting = waiting
  }

  worked(): void {}

  idle(): void {}

  override handle(kind: number, a: number): void {
    if (kind === HAND_OUT) {
      this.isHandOutDue = false
      this.handOut()
    } else if (kind === VISIBLE && a === this.wakeToken) {
      this.wakeAtMs = Infinity
      this.handOut()
    }
    this.countWaiting()
  }

  /** The consumer's own worker is taken from now on; none need be kept for the delivery. */
  override delivered(call: Call): void {
    this.endReservation(call.tag)
  }

  /** A delivery came back, or its visibility is over. */
  override answered(call: Call): void {
    const { engine, requests } = this.context
    const delivery = call.tag
    const { deliveries } = this
    this.endReservation(delivery)
    const request = requests.at(deliveries.request[delivery]!)
    const publishedMs = deliveries.publishedMs[delivery]!
    if (call.outcome === OK && this.queue.acknowledge(engine.now, deliveries.handle[delivery]!)) {
      this.acknowledged++
      this.endToEnd.record(engine.now - publishedMs)
      this.forgetMessage(request)
    }
    requests.drop(request)
    deliveries.release(delivery)
    this.admitBlocked()
    this.countWaiting()
    this.handOutSoon()
  }

  override cancel(attempt: Attempt): void {
    const isBlocked = attempt.register0 === BLOCKED
    if (isBlocked) this.unblock(attempt)
    this.station.remove(attempt, isBlocked)
    this.context.drop(attempt)
    this.countWaiting()
  }

  override configure(params: Params): void {
    const before = this.params.order
    super.configure(params)
    this.queue.configure(params)
    if (params.order !== before) this.putInOrder()
    this.admitBlocked()
    this.countWaiting()
    this.handOutSoon()
  }

  override conditionChanged(_replica: number, before: Condition): void {
    const condition = this.context.condition(0)
    if (condition.isCrashed && !before.isCrashed) {
      this.station.clear()
      this.blocked.clear()
      this.countWaiting()
    }
    if (condition.isPaused) this.station.pause()
    else this.station.resume()
    this.handOutSoon()
  }

  override openWindow(): void {
    this.published = 0
    this.acknowledged = 0
    this.redeliveredBefore = this.queue.redelivered
    this.deadLetteredBefore = this.queue.deadLettered
    this.endToEnd.clear()
  }

  override figures(now: number): number[] {
    return [
      this.queue.depth + this.queue.inFlight,
      this.published,
      this.acknowledged,
      this.queue.redelivered - this.redeliveredBefore,
      this.queue.deadLettered - this.deadLetteredBefore,
      this.oldestMs(now),
    ]
  }

  override summaries(): { [name: string]: unknown } {
    return { endToEndMs: this.endToEnd }
  }

  /** Oldest first is the queue's own order, in which a message that comes back keeps its place. */
  private putInOrder(): void {
    const { order } = this.params
    this.queue.orderBy(this.context.engine.now, order === QUEUE_DISCIPLINE.default ? null : createDiscipline(order))
  }

  /** Stores the message of an attempt and answers it; false when there is no room. */
  private publish(attempt: Attempt): boolean {
    const { context } = this
    const { requests, engine } = context
    const copy = requests.copy(attempt.call.request)
    const { index, priority, deadlineMs } = copy
    if (!this.queue.publish(engine.now, index, engine.now, priority, deadlineMs)) {
      requests.drop(copy)
      return false
    }
    this.published++
    this.deliveries.remember(index, engine.now, attempt.call.lineage)
    this.station.release()
    attempt.startedMs = engine.now
    context.answer(attempt, OK)
    this.handOutSoon()
    return true
  }

  private admitBlocked(): void {
    const { attempts } = this.context
    const { blocked } = this
    for (let next = blocked.peek(); next !== undefined && this.publish(attempts.at(next)); next = blocked.peek()) {
      blocked.shift()
    }
  }

  private unblock(attempt: Attempt): void {
    for (let left = this.blocked.length; left > 0; left--) {
      const one = this.blocked.shift()
      if (one !== undefined && one !== attempt.index) this.blocked.push(one)
    }
  }

  /** Hands out once everything that is due now has happened, however often it is asked for. */
  private handOutSoon(): void {
    if (this.isHandOutDue) return
    this.isHandOutDue = true
    this.context.after(0, HAND_OUT, 0, 0)
  }

  private handOut(): void {
    const { context, queue } = this
    const condition = context.condition(0)
    if (condition.isCrashed || condition.isPaused) return
    const { now } = context.engine
    for (;;) {
      const nextMs = queue.nextVisibleAt(now)
      this.takeDeadLetters()
      if (nextMs > now) {
        this.wakeAt(nextMs)
        return
      }
      const target = this.idleConsumer()
      if (target < 0) return
      this.deliver(target)
    }
  }

  /** Next consumer replica with an idle worker, in turn, as outgoing * 1000 + replica; −1 when there is none. */
  private idleConsumer(): number {
    const { outgoing } = this.context
    let total = 0
    for (const one of outgoing) total += one.workerPool()?.replicas ?? 0
    for (let i = 0; i < total; i++) {
      let at = (this.turn + i) % total
      for (const [index, one] of outgoing.entries()) {
        const pool = one.workerPool()
        if (!pool) continue
        if (at >= pool.replicas) {
          at -= pool.replicas
          continue
        }
        if (this.reservations.hasIdleWorker(one, index, at)) {
          this.turn = (this.turn + i + 1) % total
          return index * 1000 + at
        }
        break
      }
    }
    return -1
  }

  private deliver(target: number): void {
    const { context, queue, deliveries } = this
    const handle = queue.receive(context.engine.now)
    if (handle === NO_MESSAGE) return
    const request = context.requests.at(queue.idOf(handle))
    const outgoing = Math.floor(target / 1000)
    const unit = target % 1000
    const delivery = deliveries.allocate()
    deliveries.handle[delivery] = handle
    deliveries.request[delivery] = request.index
    deliveries.outgoing[delivery] = outgoing
    deliveries.unit[delivery] = unit
    deliveries.publishedMs[delivery] = deliveries.publishedAt(request.index)
    request.references++
    deliveries.isReserved[delivery] = 1
    this.reservations.take(outgoing, unit)
    const call = context.prepareRoot(outgoing, request, delivery)
    const receives = queue.receivesOf(handle)
    if (receives > 1) call.lineage = mix32(receives)
    else context.stats.wait.add(context.block, context.engine.now - deliveries.publishedMs[delivery]!)
    call.argument = deliveries.lineageOf(request.index)
    call.pinned = unit
    context.deliver(call, this.params.visibilityMs)
  }

  private endReservation(delivery: number): void {
    const { isReserved, outgoing, unit } = this.deliveries
    if (isReserved[delivery]) this.reservations.giveBack(outgoing[delivery]!, unit[delivery]!)
    isReserved[delivery] = 0
  }

  private takeDeadLetters(): void {
    for (let id = this.queue.takeDeadLetter(); id !== NO_MESSAGE; id = this.queue.takeDeadLetter()) {
      this.forgetMessage(this.context.requests.at(id))
      this.admitBlocked()
    }
  }

  /** The queue holds the message no longer. */
  private forgetMessage(request: Request): void {
    this.deliveries.forget(request.index)
    this.context.requests.drop(request)
  }

  private wakeAt(timeMs: number): void {
    const { engine } = this.context
    if (timeMs === Infinity || (this.wakeAtMs <= timeMs && this.wakeAtMs > engine.now)) return
    this.wakeAtMs = timeMs
    this.wakeToken = (this.wakeToken + 1) | 0
    this.context.at(timeMs, VISIBLE, this.wakeToken, 0)
  }

  private oldestMs(now: number): number {
    const oldest = this.deliveries.oldestPublishedMs()
    return oldest === Infinity ? 0 : now - oldest
  }

  override save(out: StateWriter): void {
    const numbers = [
      this.turn,
      this.countedWaiting,
      this.wakeAtMs,
      this.wakeToken,
      this.published,
      this.acknowledged,
      this.redeliveredBefore,
      this.deadLetteredBefore,
    ]
    for (const value of numbers) out.number(value)
    out.boolean(this.isHandOutDue)
    this.station.save(out)
    this.queue.save(out)
    this.deliveries.save(out)
    this.blocked.save(out)
    this.endToEnd.save(out)
    this.reservations.save(out)
  }

  override load(input: StateReader): void {
    this.turn = input.number()
    this.countedWaiting = input.number()
    this.wakeAtMs = input.number()
    this.wakeToken = input.number()
    this.published = input.number()
    this.acknowledged = input.number()
    this.redeliveredBefore = input.number()
    this.deadLetteredBefore = input.number()
    this.isHandOutDue = input.boolean()
    this.station.load(input)
    this.queue.load(input)
    this.deliveries.load(input)
    this.blocked.load(input)
    this.endToEnd.load(input)
    this.reservations.load(input)
  }
}

export const create = (context: BlockContext, params: Params): MessageQueue => new MessageQueue(context, params)
