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
 * Registers of an attempt that are used here: `register2` (token of the timers of the attempt, never reset), `register3` (place among
 * those that wait, then among those at work), `value1` (end of its work), and `startedMs` while it waits (since when).
 */
import { type Attempt, CAUSE_QUEUE_FULL, CAUSE_SHED, NONE, OK, type Request } from '../../engine/calls'
import type { Cell } from '../../engine/stats'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { Gate } from './gate'
import type { MicroBatchParams } from './micro-batches'
import { type SlowdownParams, slowdownFactor } from './slowdown'
import { BATCH_DUE, FIRST_RARE_EVENT, MAX_REPLICAS, SHARED_DONE, WAIT_OVER } from './station-events'
import type { StationOwner, StationSettings } from './station-settings'
import { WaitingRoom } from './waiting-room'
import { Workbench } from './workbench'

/** The timer of an attempt is over; when it is out of date the attempt may be somewhere else by now. */
export function handleWork(stations: readonly Station[], attempt: Attempt, token: number): void {
  stations[attempt.replica]?.handle(attempt, token)
}

/** Hands an event to the station that it belongs to; false when it belongs to none. */
export function handleRare(
  stations: readonly Station[],
  context: BlockContext,
  kind: number,
  a: number,
  b: number,
): boolean {
  if (kind < FIRST_RARE_EVENT) return false
  const replica = kind === WAIT_OVER ? context.attempts.at(a).replica : a % MAX_REPLICAS
  stations[replica]?.handleRare(kind, a, b)
  return true
}

export class Station implements Saveable {
  private readonly context: BlockContext
  /** Workers that are held, as figures have it. */
  private readonly heldLevel: Cell
  private readonly owner: StationOwner
  private readonly replica: number
  private workers: number
  private capacity: number
  private readonly room: WaitingRoom
  private readonly bench: Workbench
  private held = 0
  /** Whether the replica exists; one that does not only finishes what it has. */
  private exists = true
  /** Workers that count as servers of the block: those there are, and those that are held beyond that. */
  private counted = 0
  private gate: Gate | null = null
  private slowdown: SlowdownParams | null = null
  /** Attempts that may hold a worker at the same time: as many as there are, or all with processor sharing. */
  private places = 0
  /** Workers that are shown as held, where more attempts share them than there are. */
  private shownHeld = 0
  private batching: MicroBatchParams | null = null
  /** Whether a free worker waits for more calls for its batch. */
  private isCollecting = false
  private collectToken = 0
  /** Whether those that wait are being let in right now. */
  private isAdmitting = false

  constructor(context: BlockContext, owner: StationOwner, replica: number, settings: StationSettings) {
    this.context = context
    this.heldLevel = context.stats.held.cell(context.block)
    this.owner = owner
    this.replica = replica
    this.workers = settings.workers
    this.capacity = settings.queue.capacity ?? Infinity
    this.room = new WaitingRoom(context, settings.queue.discipline)
    this.bench = new Workbench(context, replica, settings.workers, owner)
    this.choose(settings)
    this.countServers()
  }

  /** Attempts that wait for a worker. */
  get queueLength(): number {
    return this.room.count
  }

  /** Workers that could take something now; none while something waits or the replica does not serve. */
  get idleWorkers(): number {
    if (this.bench.isPaused) return 0
    const free = Math.max(0, this.workers - this.held)
    if (this.batching !== null) return Math.max(0, free * this.batching.size - this.room.count)
    return this.room.count > 0 ? 0 : free
  }

  /** Lets an attempt in and returns OK, or returns the cause why not. */
  enter(attempt: Attempt): number {
    const isServedAtOnce =
      this.held < this.places && this.room.count === 0 && !this.bench.isPaused && this.batching === null
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

  private wait(attempt: Attempt): void {
    const { context } = this
    this.room.enter(attempt)
    const limitMs = this.gate === null ? Infinity : this.gate.waitLimitMs(attempt)
    if (limitMs === Infinity) return
    const token = (attempt.register2 + 1) | 0
    attempt.register2 = token
    context.after(limitMs, WAIT_OVER, attempt.index, token)
  }

  /** Starts work of `ms` for an admitted attempt; the slow-down of the replica comes on top. */
  work(attempt: Attempt, ms: number): void {
    let duration = ms * this.context.condition(this.replica).slowFactor
    if (this.slowdown !== null) {
      duration *= slowdownFactor(this.slowdown, this.bench.count + 1, this.held + this.room.count)
    }
    if (this.bench.isInBatch(attempt)) return this.bench.offer(attempt, duration)
    attempt.busyMs += duration
    this.bench.start(attempt, duration)
  }

  /** A work timer fired. */
  handle(attempt: Attempt, token: number): void {
    this.bench.handle(attempt, token)
  }

  /** An own event of another kind. */
  handleRare(kind: number, a: number, b: number): void {
    switch (kind) {
      case WAIT_OVER:
        return this.endWait(this.context.attempts.at(a), b)
      case SHARED_DONE:
        return this.bench.handleShared(b)
      case BATCH_DUE:
        if (b !== this.collectToken) return
        this.isCollecting = false
        if (this.room.count > 0 && !this.bench.isPaused && this.held < this.workers) this.startBatch()
        return this.admitWaiting()
      default:
        return this.bench.handleBatch(Math.floor(a / MAX_REPLICAS), b)
    }
  }

  /** Gives the worker of an attempt back; the next that waits gets it. The attempt matters only where there are batches. */
  release(attempt: Attempt | null = null): void {
    if (attempt !== null && this.bench.isInBatch(attempt) && !this.bench.leaveBatch(attempt)) return
    if (this.isHandedOn()) return
    this.changeHeld(-1)
    if (this.counted > this.workers || !this.exists) this.countServers()
    this.admitWaiting()
  }

  /** Gives a worker on to the next that waits, where nothing else can come of its being given back; false where it can. */
  private isHandedOn(): boolean {
    if (this.room.count === 0 || this.gate !== null || this.batching !== null || this.held !== this.places) return false
    if (this.bench.isShared || this.bench.isPaused || this.counted !== this.workers || !this.exists) return false
    const attempt = this.room.take()
    if (attempt === null) return false
    this.heldLevel.add(0)
    this.begin(attempt)
    if (this.held < this.places) this.admitWaiting()
    return true
  }

  /** The owner has answered an attempt that was let in, or dropped it. */
  finished(attempt: Attempt, isOk: boolean): void {
    this.gate?.finished(attempt, isOk)
  }

  /** Takes an attempt out, wherever it is. `isAdmitted` tells whether it holds a worker. */
  remove(attempt: Attempt, isAdmitted: boolean): void {
    this.gate?.finished(attempt, false)
    if (!isAdmitted) return this.room.leave(attempt)
    this.bench.stop(attempt)
    this.release(attempt)
  }

  /** Ends the work of an attempt that is lost in a crash, wherever it is. */
  lose(attempt: Attempt): void {
    this.bench.stop(attempt)
  }

  /** Whether the attempt was taken into a micro-batch and has not left it. */
  isInBatch(attempt: Attempt): boolean {
    return this.bench.isInBatch(attempt)
  }

  /** Settings changed. Work in progress goes on. */
  configure(settings: StationSettings): void {
    this.workers = settings.workers
    this.capacity = settings.queue.capacity ?? Infinity
    this.choose(settings)
    this.countServers()
    this.room.changeDiscipline(settings.queue.discipline)
    this.admitWaiting()
  }

  pause(): void {
    if (!this.bench.isPaused) this.bench.pause()
  }

  resume(): void {
    if (!this.bench.isPaused) return
    this.bench.resume()
    this.admitWaiting()
  }

  /** Forgets everything, after a crash; the attempts themselves are gone already. */
  clear(): void {
    this.room.clear()
    this.bench.clear()
    this.gate?.reset()
    this.heldLevel.add(-this.shownHeld)
    this.shownHeld = 0
    this.held = 0
    this.isCollecting = false
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
    this.context.stats.servers.add(this.context.block, counted - this.counted)
    this.counted = counted
  }

  private admit(attempt: Attempt): void {
    this.changeHeld(1)
    if (this.shownHeld > this.counted) this.countServers()
    this.begin(attempt)
  }

  /** A worker is an attempt's own. */
  private begin(attempt: Attempt): void {
    const { engine } = this.context
    attempt.startedMs = engine.now
    attempt.register3 = NONE
    if (attempt.tie) this.context.begun(attempt)
    this.owner.admitted(attempt)
  }

  private admitWaiting(): void {
    if (this.bench.isPaused) return
    if (this.batching !== null) this.collect()
    else {
      // One who is let in may leave at once, and so come here again; there may be any number of them.
      if (this.isAdmitting) return
      this.isAdmitting = true
      while (this.held < this.places && this.room.count > 0) {
        const attempt = this.takeNext()
        if (attempt === null) break
        this.admit(attempt)
      }
      this.isAdmitting = false
    }
    if (this.held >= this.places || this.room.count > 0) return
    this.gate?.foundEmpty()
    this.owner.idle(this.replica)
  }

  /** Takes the one whose turn it is out of the queue, turning away those that are not worth serving; null when there is none. */
  private takeNext(): Attempt | null {
    const { engine } = this.context
    for (;;) {
      const attempt = this.room.take()
      if (attempt === null || this.gate === null) return attempt
      const waitedMs = engine.now - attempt.startedMs
      if (!this.gate.sheds(attempt, waitedMs, this.room.count)) return attempt
      this.turnAway(attempt)
    }
  }

  /** The limit of a wait is over; one whose replica stands still is judged when its turn comes. */
  private endWait(attempt: Attempt, token: number): void {
    if (attempt.register2 !== token || this.bench.isPaused || !this.room.holds(attempt)) return
    this.room.leave(attempt)
    this.turnAway(attempt)
  }

  private turnAway(attempt: Attempt): void {
    this.gate?.finished(attempt, false)
    this.owner.turnedAway?.(attempt, CAUSE_SHED)
  }

  /** Level of the admission policy, and where a request stands on its scale; see {@link Gate}. */
  get level(): number {
    return this.gate?.level ?? Infinity
  }

  rankOf(request: Request): number {
    return this.gate?.rankOf(request) ?? 0
  }

  /** Whether one more may wait. */
  private hasRoom(): boolean {
    if (this.bench.isShared) return this.held + this.room.count < this.places
    const soon = this.batching === null ? 0 : this.batching.size * Math.max(0, this.workers - this.held)
    return this.room.count < this.capacity + soon
  }

  private utilisation(): number {
    return this.workers === Infinity ? 0 : Math.min(1, this.held / this.workers)
  }

  private changeHeld(by: number): void {
    this.held += by
    if (this.bench.isShared) return this.showHeld()
    this.shownHeld += by
    this.heldLevel.add(by)
  }

  private showHeld(): void {
    const shown = this.bench.isShared ? Math.min(this.held, this.workers) : this.held
    if (shown === this.shownHeld) return
    this.heldLevel.add(shown - this.shownHeld)
    this.shownHeld = shown
  }

  /** Takes over settings other than workers and queue. */
  private choose(settings: StationSettings): void {
    const admission = settings.admission ?? null
    if (JSON.stringify(admission) !== JSON.stringify(this.gate?.params ?? null)) {
      this.gate = admission === null ? null : new Gate(this.context, admission)
    }
    this.slowdown = settings.slowdown ?? null
    this.batching = settings.microBatch ?? null
    const isShared = settings.sharing === 'processor-sharing' && this.batching === null
    this.bench.configure(this.workers, isShared)
    this.places = isShared ? this.workers + this.capacity : this.workers
    this.showHeld()
  }

  /** Starts batches for which there are a worker and enough calls; else a free worker waits for more. */
  private collect(): void {
    const { size, delayMs } = this.batching!
    while (
      this.held < this.workers &&
      this.room.count > 0 &&
      !this.bench.isPaused &&
      (this.room.count >= size || delayMs === 0)
    ) {
      this.startBatch()
    }
    const isWorthWaiting = this.held < this.workers && this.room.count > 0 && !this.bench.isPaused
    if (isWorthWaiting === this.isCollecting) return
    this.isCollecting = isWorthWaiting
    this.collectToken = (this.collectToken + 1) | 0
    if (isWorthWaiting) this.context.after(delayMs, BATCH_DUE, this.replica, this.collectToken)
  }

  /** A worker takes up to a batch of what waits. */
  private startBatch(): void {
    const { engine } = this.context
    const { bench } = this
    const { size, perItem } = this.batching!
    this.isCollecting = false
    this.collectToken = (this.collectToken + 1) | 0
    const batch = bench.beginBatch(size)
    while (bench.batchSize(batch) < size && this.room.count > 0) {
      const attempt = this.takeNext()
      if (attempt === null) break
      bench.addToBatch(batch, attempt)
      attempt.startedMs = engine.now
      // Before the next is taken, which may be the copy that is called off.
      if (attempt.tie) this.context.begun(attempt)
    }
    const count = bench.batchSize(batch)
    if (count === 0) return bench.endBatch(batch)
    this.changeHeld(1)
    if (this.shownHeld > this.counted) this.countServers()
    for (let place = 0; place < count; place++) this.owner.admitted(bench.member(batch, place)!)
    bench.startBatch(batch, 1 + perItem * (count - 1))
  }

  save(out: StateWriter): void {
    for (const value of [this.workers, this.capacity, this.held, this.counted, this.shownHeld, this.collectToken]) {
      out.number(value)
    }
    out.boolean(this.exists)
    out.boolean(this.isCollecting)
    this.room.save(out)
    this.bench.save(out)
    this.gate?.save(out)
  }

  load(input: StateReader): void {
    this.workers = input.number()
    this.capacity = input.number()
    this.held = input.number()
    this.counted = input.number()
    this.shownHeld = input.number()
    this.collectToken = input.number()
    this.exists = input.boolean()
    this.isCollecting = input.boolean()
    this.room.load(input)
    this.bench.load(input)
    this.gate?.load(input)
  }
}
