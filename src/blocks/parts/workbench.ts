/**
 * Work in progress at a replica: by attempts for themselves, by attempts that share the workers, and by batches.
 *
 * All three can be there at the same time when settings have changed: what has begun one way ends that way, except that sharing takes
 * over, or hands over, what is left of the work of single attempts. While the replica is paused everything stands still.
 *
 * Registers of an attempt: `register2` (token of its timer), `register3` (place here, or mark of its batch), `value1` (end of its work
 * when it is by itself, or what is left of it while paused).
 */
import { type Attempt, NONE } from '../../engine/calls'
import type { Cell } from '../../engine/stats'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { batchOf, MicroBatches, markOf } from './micro-batches'
import { SharedWork } from './shared-work'
import { BATCH_DONE, MAX_REPLICAS, SHARED_DONE, STATION_EVENT } from './station-events'
import type { StationOwner } from './station-settings'

export class Workbench implements Saveable {
  isPaused = false
  private readonly context: BlockContext
  private readonly level: Cell
  private readonly replica: number
  private readonly owner: StationOwner
  private workers: number
  /** Attempts at work by themselves (not those that only hold a worker). */
  private single: Attempt[] = []
  private singleCount = 0
  /** What shares the workers; null while they are dedicated. */
  private shared: SharedWork | null = null
  private sharedToken = 0
  private batches: MicroBatches | null = null
  private batchesAtWork = 0
  /** Workers that are shown as working. */
  private shown = 0

  /** The owner is told when the work of an attempt is over. */
  constructor(context: BlockContext, replica: number, workers: number, owner: StationOwner) {
    this.context = context
    this.level = context.stats.working.cell(context.block)
    this.replica = replica
    this.workers = workers
    this.owner = owner
  }

  get isShared(): boolean {
    return this.shared !== null
  }

  /** Attempts and batches at work. */
  get count(): number {
    return this.singleCount + this.batchesAtWork + (this.shared?.count ?? 0)
  }

  /** Takes over the number of workers, and whether they are shared. */
  configure(workers: number, isShared: boolean): void {
    if (this.shared !== null) this.shareTime(this.shared)
    this.workers = workers
    if (isShared && this.shared === null) this.startSharing()
    else if (!isShared && this.shared !== null) this.stopSharing(this.shared)
    if (this.shared !== null) this.shareAnew(this.shared)
  }

  /** Starts the work of an attempt. */
  start(attempt: Attempt, ms: number): void {
    if (this.shared === null) return this.startSingle(attempt, ms)
    this.shareTime(this.shared)
    this.shared.add(attempt, ms)
    this.shareAnew(this.shared)
  }

  /** The timer of an attempt fired. */
  handle(attempt: Attempt, token: number): void {
    if (attempt.register2 !== token) return
    this.stopSingle(attempt)
    this.owner.worked(attempt)
  }

  /** The timer of those that share fired. */
  handleShared(token: number): void {
    if (token !== this.sharedToken) return
    const shared = this.shared!
    this.shareTime(shared)
    const attempt = shared.shift()
    attempt.register3 = NONE
    this.shareAnew(shared)
    this.owner.worked(attempt)
  }

  /** Stops the work of an attempt, if it is at work, and takes what is left off its service time. */
  stop(attempt: Attempt): void {
    const { engine } = this.context
    if (this.isInBatch(attempt)) {
      const batches = this.batches!
      const batch = batchOf(attempt.register3)
      const left = batches.endMs[batch]! - (this.isPaused ? 0 : engine.now)
      if (batches.isWorking[batch]) attempt.busyMs -= left / batches.size[batch]!
    } else if (this.shared?.has(attempt)) {
      this.shareTime(this.shared)
      attempt.busyMs -= this.shared.remove(attempt)
      attempt.register3 = NONE
      this.shareAnew(this.shared)
    } else if (this.isSingle(attempt)) {
      attempt.busyMs -= this.leftOf(attempt)
      this.stopSingle(attempt)
    }
  }

  /** Whether the attempt was taken into a batch and has not left it. */
  isInBatch(attempt: Attempt): boolean {
    return this.batches !== null && attempt.register3 < NONE
  }

  /** A batch with no calls yet. */
  beginBatch(size: number): number {
    this.batches ??= new MicroBatches()
    return this.batches.begin(size)
  }

  addToBatch(batch: number, attempt: Attempt): void {
    this.batches!.add(batch, attempt.index)
    attempt.register3 = markOf(batch)
  }

  batchSize(batch: number): number {
    return this.batches!.size[batch]!
  }

  /** The call in that place of a batch, null where one has left. */
  member(batch: number, place: number): Attempt | null {
    const index = this.batches!.member(batch, place)
    return index === NONE ? null : this.context.attempts.at(index)
  }

  /** What a call of a batch would take by itself; the first of them counts for the batch. */
  offer(attempt: Attempt, ms: number): void {
    const batches = this.batches!
    const batch = batchOf(attempt.register3)
    if (batches.workMs[batch]! < 0) batches.workMs[batch] = ms
  }

  /** Starts the work of a batch: what its first call takes, times a factor. */
  startBatch(batch: number, factor: number): void {
    const batches = this.batches!
    const { engine } = this.context
    const count = batches.size[batch]!
    const ms = Math.max(0, batches.workMs[batch]!) * factor
    for (let place = 0; place < count; place++) {
      const attempt = this.member(batch, place)
      if (attempt !== null) attempt.busyMs += ms / count
    }
    batches.isWorking[batch] = 1
    this.batchesAtWork++
    this.show()
    batches.endMs[batch] = engine.now + ms
    this.timeBatch(batch, ms)
  }

  /** The timer of a batch fired. The batch itself ends with the last call that leaves it. */
  handleBatch(batch: number, timerToken: number): void {
    const { batches } = this
    if (batches?.token[batch] !== timerToken) return
    const count = batches.size[batch]!
    this.stopBatch(batches, batch)
    const token = (timerToken + 1) | 0
    batches.token[batch] = token
    for (let place = 0; place < count && batches.token[batch] === token; place++) {
      const attempt = this.member(batch, place)
      if (attempt !== null) this.owner.worked(attempt)
    }
  }

  /** A call leaves its batch; true when it was the last, so that the worker is free. */
  leaveBatch(attempt: Attempt): boolean {
    const batches = this.batches!
    const batch = batchOf(attempt.register3)
    attempt.register3 = NONE
    if (!batches.leave(batch, attempt.index)) return false
    this.endBatch(batch)
    return true
  }

  endBatch(batch: number): void {
    const batches = this.batches!
    if (batches.isWorking[batch]) this.stopBatch(batches, batch)
    batches.end(batch)
  }

  pause(): void {
    const { engine } = this.context
    if (this.shared !== null) this.shareTime(this.shared)
    this.isPaused = true
    if (this.shared !== null) this.shareAnew(this.shared)
    this.eachBatchAtWork((batches, batch) => {
      batches.endMs[batch]! -= engine.now
      batches.token[batch] = (batches.token[batch]! + 1) | 0
    })
    for (let i = 0; i < this.singleCount; i++) {
      const attempt = this.single[i]!
      attempt.value1 -= engine.now
      attempt.register2 = (attempt.register2 + 1) | 0
    }
  }

  resume(): void {
    const { engine } = this.context
    if (this.shared !== null) this.shareTime(this.shared)
    this.isPaused = false
    if (this.shared !== null) this.shareAnew(this.shared)
    this.eachBatchAtWork((batches, batch) => {
      const left = batches.endMs[batch]!
      batches.endMs[batch] = left + engine.now
      this.timeBatch(batch, left)
    })
    for (let i = 0; i < this.singleCount; i++) {
      const attempt = this.single[i]!
      const left = attempt.value1
      attempt.value1 = engine.now + left
      this.context.after(left, STATION_EVENT, attempt.index, attempt.register2)
    }
  }

  /** Forgets everything, after a crash. */
  clear(): void {
    for (let i = 0; i < this.singleCount; i++) {
      const attempt = this.single[i]!
      attempt.register2 = (attempt.register2 + 1) | 0
    }
    this.singleCount = 0
    this.shared?.clear()
    this.sharedToken = (this.sharedToken + 1) | 0
    this.batches?.clear()
    this.batchesAtWork = 0
    this.show()
  }

  private show(): void {
    const busy = this.count
    const shown = this.shared === null ? busy : Math.min(busy, this.workers)
    if (shown === this.shown) return
    this.level.add(shown - this.shown)
    this.shown = shown
  }

  /** One more attempt by itself, or one less; workers are not shared then. */
  private showOne(by: number): void {
    this.shown += by
    this.level.add(by)
  }

  private startSingle(attempt: Attempt, ms: number): void {
    const { engine } = this.context
    attempt.register3 = this.singleCount
    this.single[this.singleCount++] = attempt
    this.showOne(1)
    const token = (attempt.register2 + 1) | 0
    attempt.register2 = token
    if (this.isPaused) attempt.value1 = ms
    else {
      attempt.value1 = engine.now + ms
      this.context.after(ms, STATION_EVENT, attempt.index, token)
    }
  }

  private isSingle(attempt: Attempt): boolean {
    const at = attempt.register3
    return at >= 0 && at < this.singleCount && this.single[at] === attempt
  }

  /** [ms] work that is left of an attempt that is at work by itself. */
  private leftOf(attempt: Attempt): number {
    const { engine } = this.context
    return this.isPaused ? attempt.value1 : attempt.value1 - engine.now
  }

  private stopSingle(attempt: Attempt): void {
    const at = attempt.register3
    const last = this.single[--this.singleCount]!
    this.single[at] = last
    last.register3 = at
    attempt.register3 = NONE
    attempt.register2 = (attempt.register2 + 1) | 0
    this.showOne(-1)
  }

  /** Moves what is at work over, with the work that is left. */
  private startSharing(): void {
    const shared = new SharedWork(this.context.attempts)
    shared.advance(this.context.engine.now, 0)
    while (this.singleCount > 0) {
      const attempt = this.single[this.singleCount - 1]!
      const left = this.leftOf(attempt)
      this.stopSingle(attempt)
      shared.add(attempt, left)
    }
    this.shared = shared
  }

  private stopSharing(shared: SharedWork): void {
    this.sharedToken = (this.sharedToken + 1) | 0
    this.shared = null
    while (shared.count > 0) {
      const attempt = shared.pop()
      this.startSingle(attempt, shared.remove(attempt))
    }
    this.show()
  }

  /** Accounts for the service that was given since the last change. */
  private shareTime(shared: SharedWork): void {
    shared.advance(this.context.engine.now, this.isPaused ? 0 : this.workers)
  }

  /** What shares has changed: shows it, and sets the timer for the one that is done first. */
  private shareAnew(shared: SharedWork): void {
    this.show()
    this.sharedToken = (this.sharedToken + 1) | 0
    if (shared.count === 0 || this.isPaused) return
    this.context.after(shared.leftOfFirst / shared.rate(this.workers), SHARED_DONE, this.replica, this.sharedToken)
  }

  private timeBatch(batch: number, ms: number): void {
    this.context.after(ms, BATCH_DONE, this.replica + MAX_REPLICAS * batch, this.batches!.token[batch]!)
  }

  private stopBatch(batches: MicroBatches, batch: number): void {
    batches.isWorking[batch] = 0
    this.batchesAtWork--
    this.show()
  }

  private eachBatchAtWork(act: (batches: MicroBatches, batch: number) => void): void {
    const { batches } = this
    if (batches === null) return
    for (let batch = 0; batch < batches.capacity; batch++) if (batches.isWorking[batch]) act(batches, batch)
  }

  save(out: StateWriter): void {
    for (const value of [this.workers, this.sharedToken, this.batchesAtWork, this.shown]) out.number(value)
    out.boolean(this.isPaused)
    out.array(this.single.slice(0, this.singleCount).map(({ index }) => index))
    this.shared?.save(out)
    out.boolean(this.batches !== null)
    this.batches?.save(out)
  }

  load(input: StateReader): void {
    this.workers = input.number()
    this.sharedToken = input.number()
    this.batchesAtWork = input.number()
    this.shown = input.number()
    this.isPaused = input.boolean()
    this.single = Array.from(input.array(), (index) => this.context.attempts.at(index))
    this.singleCount = this.single.length
    this.shared?.load(input)
    if (!input.boolean()) return
    this.batches ??= new MicroBatches()
    this.batches.load(input)
  }
}
