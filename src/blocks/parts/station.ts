/**
 * A waiting room with servers: the part of a replica in which attempts wait for a worker, are worked on, and hold it.
 *
 * Lifecycle of an attempt here: `enter` (or it is refused), wait, `admitted` is called on the owner when a worker is its own,
 * the owner starts `work` for some time, `worked` is called when that is over, and `release` gives the worker back, at once or
 * after further calls. A worker that is given back takes the next one that waits. One that is let in and still turned away,
 * because it waited too long, ends with `turnedAway` instead. When the owner answers an attempt it says so by `finished`.
 *
 * With processor sharing everyone is admitted at once and all that are at work share the workers; those who would have to wait
 * elsewhere count against the length of the queue here too. With micro-batches a free worker takes several waiting calls together;
 * workers are then not shared.
 *
 * An admission policy is asked after the length of the queue: what finds no room is refused as queue-full and unknown to the policy.
 *
 * While the replica is paused nothing is admitted or turned away and work in progress stands still; it goes on for what was left.
 * While it is crashed the station is empty.
 *
 * Registers of an attempt that are used here: `register2` (token of the timers of the attempt, never reset), `register3` (place),
 * `value1` (end of work, or what is left of it while paused), and `startedMs` while it waits (since when).
 */
import { CAUSE_QUEUE_FULL, CAUSE_SHED, NONE, OK } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { Gate } from './gate'
import { batchOf, MicroBatches, type MicroBatchParams, markOf } from './micro-batches'
import { SharedWork } from './shared-work'
import { type SlowdownParams, slowdownFactor } from './slowdown'
import type { StationOwner, StationSettings } from './station-settings'
import { WaitingRoom } from './waiting-room'

/** Event kind that a block with stations hands to {@link Station.handle}: `a` is the attempt, `b` its token. */
export const STATION_EVENT = 0
/** Further kinds, for {@link handleRare}: from this one on all kinds belong to stations. */
const FIRST_RARE_EVENT = 12
/** `a` is the attempt. */
const WAIT_OVER = 12
/** `a` is the replica. */
const SHARED_DONE = 13
const BATCH_DUE = 14
/** `a` is replica + {@link MAX_REPLICAS} · batch. */
const BATCH_DONE = 15
const MAX_REPLICAS = 8192

/** Hands an event to the station that it belongs to; false when it belongs to none. */
export function handleRare(
  stations: readonly Station[],
  context: BlockContext,
  kind: number,
  a: number,
  b: number,
): boolean {
  if (kind < FIRST_RARE_EVENT) return false
  const replica = kind === WAIT_OVER ? context.attempts.replica[a]! : a % MAX_REPLICAS
  stations[replica]?.handleRare(kind, a, b)
  return true
}

export class Station implements Saveable {
  private readonly context: BlockContext
  private readonly owner: StationOwner
  private readonly replica: number
  private workers: number
  private capacity: number
  private readonly room: WaitingRoom
  private held = 0
  /** Attempts at work (not those that only hold a worker). */
  private atWork = new Int32Array(16)
  private atWorkCount = 0
  private isPaused = false
  /** Whether the replica exists; one that does not only finishes what it has. */
  private exists = true
  /** Workers that count as servers of the block: those there are, and those that are held beyond that. */
  private counted = 0
  private gate: Gate | null = null
  private slowdown: SlowdownParams | null = null
  /** What shares the workers; null while they are dedicated. */
  private shared: SharedWork | null = null
  /** Attempts that may hold a worker at the same time: as many as there are, or all with processor sharing. */
  private places = 0
  /** Workers that are shown as held and as working, where more attempts share them than there are. */
  private shownHeld = 0
  private shownWorking = 0
  private timerToken = 0
  private batching: MicroBatchParams | null = null
  private batches: MicroBatches | null = null
  private batchesAtWork = 0
  /** Whether a free worker waits for more calls for its batch. */
  private isCollecting = false
  private collectToken = 0

  constructor(context: BlockContext, owner: StationOwner, replica: number, settings: StationSettings) {
    this.context = context
    this.owner = owner
    this.replica = replica
    this.workers = settings.workers
    this.capacity = settings.queue.capacity ?? Infinity
    this.room = new WaitingRoom(context, settings.queue.discipline)
    this.choose(settings)
    this.countServers()
  }

  /** Attempts that wait for a worker. */
  get queueLength(): number {
    return this.room.count
  }

  /** Workers that could take something now; none while something waits or the replica does not serve. */
  get idleWorkers(): number {
    if (this.isPaused) return 0
    const free = Math.max(0, this.workers - this.held)
    if (this.batching !== null) return Math.max(0, free * this.batching.size - this.room.count)
    return this.room.count > 0 ? 0 : free
  }

  /** Lets an attempt in and returns OK, or returns the cause why not. */
  enter(attempt: number): number {
    const isServedAtOnce = this.held < this.places && this.room.count === 0 && !this.isPaused && this.batching === null
    if (!isServedAtOnce && !this.hasRoom()) return CAUSE_QUEUE_FULL
    if (this.gate !== null && !this.gate.admits(attempt, this.room.count, this.utilisation())) return CAUSE_SHED
    if (isServedAtOnce) {
      this.admit(attempt)
      return OK
    }
    this.wait(attempt)
    if (this.batching !== null) this.collect()
    return OK
  }

  private wait(attempt: number): void {
    const { context } = this
    const { attempts } = context
    this.room.enter(attempt)
    const limitMs = this.gate === null ? Infinity : this.gate.waitLimitMs(attempt)
    if (limitMs === Infinity) return
    const token = (attempts.register2[attempt]! + 1) | 0
    attempts.register2[attempt] = token
    context.after(limitMs, WAIT_OVER, attempt, token)
  }

  /** Starts work of `ms` for an admitted attempt; the slow-down of the replica comes on top. */
  work(attempt: number, ms: number): void {
    const { attempts } = this.context
    let duration = ms * this.context.condition(this.replica).slowFactor
    if (this.slowdown !== null) {
      duration *= slowdownFactor(this.slowdown, this.atWorkNow() + 1, this.held + this.room.count)
    }
    if (this.batches !== null && attempts.register3[attempt]! < NONE) {
      const batch = batchOf(attempts.register3[attempt]!)
      if (this.batches.workMs[batch]! < 0) this.batches.workMs[batch] = duration
      return
    }
    attempts.busyMs[attempt]! += duration
    if (this.shared !== null) return this.share(attempt, duration)
    this.startWork(attempt, duration)
  }

  private startWork(attempt: number, duration: number): void {
    const { attempts, engine } = this.context
    if (this.atWorkCount === this.atWork.length) this.atWork = grown(this.atWork)
    attempts.register3[attempt] = this.atWorkCount
    this.atWork[this.atWorkCount++] = attempt
    this.showWorking()
    const token = (attempts.register2[attempt]! + 1) | 0
    attempts.register2[attempt] = token
    if (this.isPaused) attempts.value1[attempt] = duration
    else {
      attempts.value1[attempt] = engine.now + duration
      this.context.after(duration, STATION_EVENT, attempt, token)
    }
  }

  /** A work timer fired. */
  handle(attempt: number, token: number): void {
    if (this.context.attempts.register2[attempt] !== token) return
    this.stopWork(attempt)
    this.owner.worked(attempt)
  }

  /** An own event of another kind. */
  handleRare(kind: number, a: number, b: number): void {
    switch (kind) {
      case WAIT_OVER:
        return this.endWait(a, b)
      case SHARED_DONE:
        if (b === this.timerToken) this.sharedDone()
        return
      case BATCH_DUE:
        if (b !== this.collectToken) return
        this.isCollecting = false
        if (this.room.count > 0 && !this.isPaused && this.held < this.workers) this.startBatch()
        return this.admitWaiting()
      default: {
        const batch = Math.floor(a / MAX_REPLICAS)
        if (this.batches?.token[batch] === b) this.batchDone(batch)
      }
    }
  }

  /** Gives the worker of an attempt back; the next that waits gets it. The attempt matters only where there are batches. */
  release(attempt = NONE): void {
    if (this.batches !== null && attempt !== NONE && this.context.attempts.register3[attempt]! < NONE) {
      const batch = batchOf(this.context.attempts.register3[attempt]!)
      this.context.attempts.register3[attempt] = NONE
      if (!this.batches.leave(batch, attempt)) return
      if (this.batches.isWorking[batch]) this.stopBatch(batch)
      this.batches.end(batch)
    }
    this.changeHeld(-1)
    if (this.counted > this.workers || !this.exists) this.countServers()
    this.admitWaiting()
  }

  /** The owner has answered an attempt that was let in, or dropped it. */
  finished(attempt: number, isOk: boolean): void {
    this.gate?.finished(attempt, isOk)
  }

  /** Takes an attempt out, wherever it is. `isAdmitted` tells whether it holds a worker. */
  remove(attempt: number, isAdmitted: boolean): void {
    const { attempts } = this.context
    this.gate?.finished(attempt, false)
    if (!isAdmitted) return this.room.leave(attempt)
    if (this.isAtWork(attempt)) {
      attempts.busyMs[attempt]! -= this.leftOf(attempt)
      this.stopWork(attempt)
    } else if (this.shared?.has(attempt)) {
      this.shareTime()
      attempts.busyMs[attempt]! -= this.shared.remove(attempt)
      this.shareAnew()
    } else if (this.batches !== null && attempts.register3[attempt]! < NONE) {
      const batch = batchOf(attempts.register3[attempt]!)
      const left = this.batches.endMs[batch]! - (this.isPaused ? 0 : this.context.engine.now)
      if (this.batches.isWorking[batch]) attempts.busyMs[attempt]! -= left / this.batches.size[batch]!
    }
    this.release(attempt)
  }

  /** Whether the attempt was taken into a micro-batch and has not left it. */
  isInBatch(attempt: number): boolean {
    return this.batches !== null && this.context.attempts.register3[attempt]! < NONE
  }

  /** Whether the attempt is being worked on by itself (rather than holding its worker while calls are out). */
  isAtWork(attempt: number): boolean {
    if (this.shared !== null) return false
    const at = this.context.attempts.register3[attempt]!
    return at >= 0 && at < this.atWorkCount && this.atWork[at] === attempt
  }

  /** Settings changed. Work in progress goes on. */
  configure(settings: StationSettings): void {
    if (this.shared !== null) this.shareTime()
    this.workers = settings.workers
    this.capacity = settings.queue.capacity ?? Infinity
    this.choose(settings)
    this.countServers()
    this.room.changeDiscipline(settings.queue.discipline)
    this.admitWaiting()
  }

  pause(): void {
    if (this.isPaused) return
    if (this.shared !== null) this.shareTime()
    this.isPaused = true
    if (this.shared !== null) this.shareAnew()
    this.eachBatchAtWork((batches, batch) => {
      batches.endMs[batch]! -= this.context.engine.now
      batches.token[batch] = (batches.token[batch]! + 1) | 0
    })
    const { attempts, engine } = this.context
    for (let i = 0; i < this.atWorkCount; i++) {
      const attempt = this.atWork[i]!
      attempts.value1[attempt]! -= engine.now
      attempts.register2[attempt] = (attempts.register2[attempt]! + 1) | 0
    }
  }

  resume(): void {
    if (!this.isPaused) return
    if (this.shared !== null) this.shareTime()
    this.isPaused = false
    if (this.shared !== null) this.shareAnew()
    this.eachBatchAtWork((batches, batch) => {
      const left = batches.endMs[batch]!
      batches.endMs[batch] = left + this.context.engine.now
      this.timeBatch(batch, left)
    })
    const { attempts, engine } = this.context
    for (let i = 0; i < this.atWorkCount; i++) {
      const attempt = this.atWork[i]!
      const left = attempts.value1[attempt]!
      attempts.value1[attempt] = engine.now + left
      this.context.after(left, STATION_EVENT, attempt, attempts.register2[attempt]!)
    }
    this.admitWaiting()
  }

  /** Forgets everything, after a crash; the attempts themselves are gone already. */
  clear(): void {
    const { stats, engine, block, attempts } = this.context
    for (let i = 0; i < this.atWorkCount; i++) {
      const attempt = this.atWork[i]!
      attempts.register2[attempt] = (attempts.register2[attempt]! + 1) | 0
    }
    stats.held.add(engine.now, block, -this.shownHeld)
    stats.working.add(engine.now, block, -this.shownWorking)
    this.shownHeld = 0
    this.shownWorking = 0
    this.shared?.clear()
    this.timerToken = (this.timerToken + 1) | 0
    this.batches?.clear()
    this.batchesAtWork = 0
    this.isCollecting = false
    this.gate?.reset()
    this.room.clear()
    this.held = 0
    this.atWorkCount = 0
    this.countServers()
  }

  /** Whether the replica exists. One that does not finishes what it has, and its idle workers no longer count. */
  setExists(exists: boolean): void {
    this.exists = exists
    this.countServers()
  }

  /** Unlimited workers count as none: there is no utilisation to speak of. */
  private countServers(): void {
    if (this.workers === Infinity) return
    const counted = Math.max(this.exists ? this.workers : 0, this.shownHeld)
    if (counted === this.counted) return
    this.context.stats.servers.add(this.context.engine.now, this.context.block, counted - this.counted)
    this.counted = counted
  }

  private admit(attempt: number): void {
    const { attempts, engine } = this.context
    this.changeHeld(1)
    if (this.shownHeld > this.counted) this.countServers()
    attempts.startedMs[attempt] = engine.now
    attempts.register3[attempt] = NONE
    if (attempts.tie[attempt]) this.context.begun(attempt)
    this.owner.admitted(attempt)
  }

  private admitWaiting(): void {
    if (this.isPaused) return
    if (this.batching !== null) this.collect()
    else {
      while (this.held < this.places && this.room.count > 0) {
        const attempt = this.takeNext()
        if (attempt === NONE) break
        this.admit(attempt)
      }
    }
    if (this.held >= this.places || this.room.count > 0) return
    this.gate?.foundEmpty()
    this.owner.idle(this.replica)
  }

  /** Takes the one whose turn it is out of the queue, turning away those that are not worth serving; NONE when there is none. */
  private takeNext(): number {
    const { engine, attempts } = this.context
    for (;;) {
      const attempt = this.room.take()
      if (attempt === NONE || this.gate === null) return attempt
      const waitedMs = engine.now - attempts.startedMs[attempt]!
      if (!this.gate.sheds(attempt, waitedMs, this.room.count)) return attempt
      this.turnAway(attempt)
    }
  }

  /** The limit of a wait is over; one whose replica stands still is judged when its turn comes. */
  private endWait(attempt: number, token: number): void {
    if (this.context.attempts.register2[attempt] !== token || this.isPaused || !this.room.holds(attempt)) return
    this.room.leave(attempt)
    this.turnAway(attempt)
  }

  private turnAway(attempt: number): void {
    this.gate?.finished(attempt, false)
    this.owner.turnedAway?.(attempt, CAUSE_SHED)
  }

  /** Whether one more may wait. */
  private hasRoom(): boolean {
    if (this.shared !== null) return this.held + this.room.count < this.places
    const soon = this.batching === null ? 0 : this.batching.size * Math.max(0, this.workers - this.held)
    return this.room.count < this.capacity + soon
  }

  private utilisation(): number {
    return this.workers === Infinity ? 0 : Math.min(1, this.held / this.workers)
  }

  private atWorkNow(): number {
    return this.shared === null ? this.shownWorking : this.shared.count
  }

  private changeHeld(by: number): void {
    this.held += by
    if (this.shared === null) {
      this.shownHeld += by
      this.context.stats.held.add(this.context.engine.now, this.context.block, by)
    } else this.showHeld()
  }

  private showHeld(): void {
    const shown = this.shared === null ? this.held : Math.min(this.held, this.workers)
    if (shown === this.shownHeld) return
    this.context.stats.held.add(this.context.engine.now, this.context.block, shown - this.shownHeld)
    this.shownHeld = shown
  }

  private showWorking(): void {
    const shown =
      this.shared === null
        ? this.atWorkCount + this.batchesAtWork
        : Math.min(this.shared.count + this.batchesAtWork, this.workers)
    if (shown === this.shownWorking) return
    this.context.stats.working.add(this.context.engine.now, this.context.block, shown - this.shownWorking)
    this.shownWorking = shown
  }

  /** Takes over settings other than workers and queue. */
  private choose(settings: StationSettings): void {
    const admission = settings.admission ?? null
    if (JSON.stringify(admission) !== JSON.stringify(this.gate?.params ?? null)) {
      this.gate = admission === null ? null : new Gate(this.context, admission)
    }
    this.slowdown = settings.slowdown ?? null
    this.batching = settings.microBatch ?? null
    if (this.batching !== null) this.batches ??= new MicroBatches()
    const isShared = settings.sharing === 'processor-sharing' && this.batching === null
    if (isShared && this.shared === null) this.startSharing()
    else if (!isShared && this.shared !== null) this.stopSharing(this.shared)
    this.places = isShared ? this.workers + this.capacity : this.workers
    if (this.shared !== null) this.shareAnew()
    this.showHeld()
  }

  /** Moves what is at work over, with the work that is left. */
  private startSharing(): void {
    const shared = new SharedWork(this.context.attempts)
    shared.advance(this.context.engine.now, 0)
    for (let at = this.atWorkCount - 1; at >= 0; at--) {
      const attempt = this.atWork[at]!
      const left = this.leftOf(attempt)
      this.stopWork(attempt)
      shared.add(attempt, left)
    }
    this.shared = shared
  }

  private stopSharing(shared: SharedWork): void {
    this.timerToken = (this.timerToken + 1) | 0
    this.shared = null
    while (shared.count > 0) {
      const attempt = shared.pop()
      const left = shared.remove(attempt)
      this.startWork(attempt, left)
    }
  }

  /** Accounts for the service that was given since the last change. */
  private shareTime(): void {
    this.shared!.advance(this.context.engine.now, this.isPaused ? 0 : this.workers)
  }

  private share(attempt: number, workMs: number): void {
    this.shareTime()
    this.shared!.add(attempt, workMs)
    this.shareAnew()
  }

  /** What is at work has changed: shows it, and sets the timer for the one that is done first. */
  private shareAnew(): void {
    const shared = this.shared!
    this.showWorking()
    this.timerToken = (this.timerToken + 1) | 0
    if (shared.count === 0 || this.isPaused) return
    this.context.after(shared.leftOfFirst / shared.rate(this.workers), SHARED_DONE, this.replica, this.timerToken)
  }

  private sharedDone(): void {
    this.shareTime()
    const attempt = this.shared!.shift()
    this.context.attempts.register3[attempt] = NONE
    this.shareAnew()
    this.owner.worked(attempt)
  }

  /** Starts batches for which there are a worker and enough calls; else a free worker waits for more. */
  private collect(): void {
    const { size, delayMs } = this.batching!
    while (
      this.held < this.workers &&
      this.room.count > 0 &&
      !this.isPaused &&
      (this.room.count >= size || delayMs === 0)
    ) {
      this.startBatch()
    }
    const isWorthWaiting = this.held < this.workers && this.room.count > 0 && !this.isPaused
    if (isWorthWaiting === this.isCollecting) return
    this.isCollecting = isWorthWaiting
    this.collectToken = (this.collectToken + 1) | 0
    if (isWorthWaiting) this.context.after(delayMs, BATCH_DUE, this.replica, this.collectToken)
  }

  /** A worker takes up to a batch of what waits. */
  private startBatch(): void {
    const { context } = this
    const batches = this.batches!
    const { size, perItem } = this.batching!
    this.isCollecting = false
    this.collectToken = (this.collectToken + 1) | 0
    const batch = batches.begin(size)
    while (batches.size[batch]! < size && this.room.count > 0) {
      const attempt = this.takeNext()
      if (attempt === NONE) break
      batches.add(batch, attempt)
      context.attempts.register3[attempt] = markOf(batch)
      context.attempts.startedMs[attempt] = context.engine.now
    }
    const count = batches.size[batch]!
    if (count === 0) return batches.end(batch)
    this.changeHeld(1)
    if (this.shownHeld > this.counted) this.countServers()
    for (let place = 0; place < count; place++) this.owner.admitted(batches.member(batch, place))
    const workMs = batches.workMs[batch]! * (1 + perItem * (count - 1))
    for (let place = 0; place < count; place++) {
      context.attempts.busyMs[batches.member(batch, place)]! += workMs / count
    }
    batches.isWorking[batch] = 1
    this.batchesAtWork++
    this.showWorking()
    batches.endMs[batch] = context.engine.now + workMs
    this.timeBatch(batch, workMs)
  }

  private timeBatch(batch: number, ms: number): void {
    this.context.after(ms, BATCH_DONE, this.replica + MAX_REPLICAS * batch, this.batches!.token[batch]!)
  }

  /** Each call of the batch is done. The batch itself ends with the last that gives back its worker. */
  private batchDone(batch: number): void {
    const batches = this.batches!
    const count = batches.size[batch]!
    this.stopBatch(batch)
    const token = (batches.token[batch]! + 1) | 0
    batches.token[batch] = token
    for (let place = 0; place < count && batches.token[batch] === token; place++) {
      const attempt = batches.member(batch, place)
      if (attempt !== NONE) this.owner.worked(attempt)
    }
  }

  private stopBatch(batch: number): void {
    this.batches!.isWorking[batch] = 0
    this.batchesAtWork--
    this.showWorking()
  }

  private eachBatchAtWork(act: (batches: MicroBatches, batch: number) => void): void {
    const { batches } = this
    if (batches === null) return
    for (let batch = 0; batch < batches.capacity; batch++) if (batches.isWorking[batch]) act(batches, batch)
  }

  /** [ms] work that is left of an attempt that is worked on by itself. */
  private leftOf(attempt: number): number {
    const { attempts, engine } = this.context
    return this.isPaused ? attempts.value1[attempt]! : attempts.value1[attempt]! - engine.now
  }

  private stopWork(attempt: number): void {
    const { attempts } = this.context
    const at = attempts.register3[attempt]!
    const last = this.atWork[--this.atWorkCount]!
    this.atWork[at] = last
    attempts.register3[last] = at
    attempts.register3[attempt] = NONE
    attempts.register2[attempt] = (attempts.register2[attempt]! + 1) | 0
    this.showWorking()
  }

  save(out: StateWriter): void {
    for (const value of [this.workers, this.capacity, this.held, this.counted, this.atWorkCount]) {
      out.number(value)
    }
    for (const value of [this.shownHeld, this.shownWorking, this.timerToken, this.collectToken, this.batchesAtWork]) {
      out.number(value)
    }
    out.boolean(this.isPaused)
    out.boolean(this.exists)
    out.boolean(this.isCollecting)
    out.array(this.atWork, this.atWorkCount)
    this.room.save(out)
    this.gate?.save(out)
    this.shared?.save(out)
    out.boolean(this.batches !== null)
    this.batches?.save(out)
  }

  load(input: StateReader): void {
    this.workers = input.number()
    this.capacity = input.number()
    this.held = input.number()
    this.counted = input.number()
    this.atWorkCount = input.number()
    this.shownHeld = input.number()
    this.shownWorking = input.number()
    this.timerToken = input.number()
    this.collectToken = input.number()
    this.batchesAtWork = input.number()
    this.isPaused = input.boolean()
    this.exists = input.boolean()
    this.isCollecting = input.boolean()
    const atWork = input.array()
    this.atWork = new Int32Array(Math.max(16, atWork.length))
    this.atWork.set(atWork)
    this.room.load(input)
    this.gate?.load(input)
    this.shared?.load(input)
    if (!input.boolean()) return
    this.batches ??= new MicroBatches()
    this.batches.load(input)
  }
}

function grown(source: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(source.length * 2)
  longer.set(source)
  return longer
}
