/**
 * A waiting room with servers: the part of a replica in which attempts wait for a worker, are worked on, and hold it.
 *
 * Lifecycle of an attempt here: `enter` (or it is refused), wait, `admitted` is called on the owner when a worker is its own,
 * the owner starts `work` for some time, `worked` is called when that is over, and `release` gives the worker back, at once or
 * after further calls. A worker that is given back takes the next one that waits.
 *
 * While the replica is paused nothing is admitted and work in progress stands still; it goes on for what was left. While
 * it is crashed the station is empty.
 *
 * Registers of an attempt that are used here: `register2` (token of the work timer, never reset), `register3` (place),
 * `value1` (end of work, or what is left of it while paused).
 */

import { EMPTY, type QueueDiscipline } from '../../algorithms/queueing/queueing'
import { createDiscipline } from '../../algorithms/queueing/registry'
import { NONE } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { QueueParams } from './fields'

/** Event kind that a block with stations hands to {@link Station.handle}: `a` is the attempt, `b` its token. */
export const STATION_EVENT = 0

/** The block that a station belongs to. */
export interface StationOwner {
  /** A worker is now held by the attempt: start work, now or later. */
  admitted(attempt: number): void
  /** The work of the attempt is over; the worker is still held. */
  worked(attempt: number): void
  /** A worker is idle and nothing waits. */
  idle(replica: number): void
}

export class Station implements Saveable {
  private readonly context: BlockContext
  private readonly owner: StationOwner
  private readonly replica: number
  private workers: number
  private capacity: number
  private discipline: QueueDiscipline
  private disciplineId: QueueParams['discipline']
  /** Attempt by waiting place; NONE where one was cancelled. */
  private waitingAttempts = new Int32Array(16).fill(NONE)
  private freePlaces = Int32Array.from({ length: 16 }, (_, i) => 15 - i)
  private freePlaceCount = 16
  private waiting = 0
  private held = 0
  /** Attempts at work (not those that only hold a worker). */
  private atWork = new Int32Array(16)
  private atWorkCount = 0
  private isPaused = false
  /** Whether the replica exists; one that does not only finishes what it has. */
  private exists = true
  /** Workers that count as servers of the block: those there are, and those that are held beyond that. */
  private counted = 0

  /** `workers` may be infinity: a station that only stands between a pause and its calls. */
  constructor(context: BlockContext, owner: StationOwner, replica: number, workers: number, queue: QueueParams) {
    this.context = context
    this.owner = owner
    this.replica = replica
    this.workers = workers
    this.capacity = queue.capacity ?? Infinity
    this.disciplineId = queue.discipline
    this.discipline = createDiscipline(queue.discipline)
    this.countServers()
  }

  /** Attempts that wait for a worker. */
  get queueLength(): number {
    return this.waiting
  }

  /** Workers that could take something now; none while something waits or the replica does not serve. */
  get idleWorkers(): number {
    return this.waiting > 0 || this.isPaused ? 0 : Math.max(0, this.workers - this.held)
  }

  /** Lets an attempt in; false when there is neither a worker nor room to wait. */
  enter(attempt: number): boolean {
    if (this.held < this.workers && this.waiting === 0 && !this.isPaused) {
      this.admit(attempt)
      return true
    }
    if (this.waiting >= this.capacity) return false
    const { context } = this
    const request = context.requestOf(attempt)
    const place = this.takePlace()
    this.waitingAttempts[place] = attempt
    context.attempts.register3[attempt] = place
    this.waiting++
    context.stats.waiting.add(context.engine.now, context.block, 1)
    this.discipline.push(
      context.engine.now,
      place,
      context.requests.priority[request]!,
      context.requests.deadlineMs[request]!,
    )
    return true
  }

  /** Starts work of `ms` for an admitted attempt; the slow-down of the replica comes on top. */
  work(attempt: number, ms: number): void {
    const { attempts, engine, stats, block } = this.context
    const duration = ms * this.context.condition(this.replica).slowFactor
    attempts.busyMs[attempt]! += duration
    if (this.atWorkCount === this.atWork.length) this.atWork = grown(this.atWork)
    attempts.register3[attempt] = this.atWorkCount
    this.atWork[this.atWorkCount++] = attempt
    stats.working.add(engine.now, block, 1)
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

  /** Gives the worker of an attempt back; the next that waits gets it. */
  release(): void {
    this.held--
    this.context.stats.held.add(this.context.engine.now, this.context.block, -1)
    if (this.counted > this.workers || !this.exists) this.countServers()
    this.admitWaiting()
  }

  /** Takes an attempt out, wherever it is. `isAdmitted` tells whether it holds a worker. */
  remove(attempt: number, isAdmitted: boolean): void {
    const { attempts, stats, engine, block } = this.context
    if (isAdmitted) {
      if (this.isAtWork(attempt)) {
        const left = this.isPaused ? attempts.value1[attempt]! : attempts.value1[attempt]! - engine.now
        attempts.busyMs[attempt]! -= left
        this.stopWork(attempt)
      }
      this.release()
      return
    }
    this.waitingAttempts[attempts.register3[attempt]!] = NONE
    this.waiting--
    stats.waiting.add(engine.now, block, -1)
  }

  /** Whether the attempt is being worked on (rather than holding its worker while calls are out). */
  isAtWork(attempt: number): boolean {
    const at = this.context.attempts.register3[attempt]!
    return at >= 0 && at < this.atWorkCount && this.atWork[at] === attempt
  }

  /** Number of workers or length of the queue changed. Work in progress goes on. */
  configure(workers: number, queue: QueueParams): void {
    this.workers = workers
    this.countServers()
    this.capacity = queue.capacity ?? Infinity
    if (queue.discipline !== this.disciplineId) this.changeDiscipline(queue.discipline)
    this.admitWaiting()
  }

  pause(): void {
    if (this.isPaused) return
    this.isPaused = true
    const { attempts, engine } = this.context
    for (let i = 0; i < this.atWorkCount; i++) {
      const attempt = this.atWork[i]!
      attempts.value1[attempt]! -= engine.now
      attempts.register2[attempt] = (attempts.register2[attempt]! + 1) | 0
    }
  }

  resume(): void {
    if (!this.isPaused) return
    this.isPaused = false
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
    stats.waiting.add(engine.now, block, -this.waiting)
    stats.held.add(engine.now, block, -this.held)
    stats.working.add(engine.now, block, -this.atWorkCount)
    this.discipline.clear()
    this.waitingAttempts.fill(NONE)
    this.freePlaceCount = this.freePlaces.length
    for (let i = 0; i < this.freePlaceCount; i++) this.freePlaces[i] = this.freePlaceCount - 1 - i
    this.waiting = 0
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
    const counted = Math.max(this.exists ? this.workers : 0, this.held)
    if (counted === this.counted) return
    this.context.stats.servers.add(this.context.engine.now, this.context.block, counted - this.counted)
    this.counted = counted
  }

  private admit(attempt: number): void {
    const { attempts, engine, stats, block } = this.context
    this.held++
    stats.held.add(engine.now, block, 1)
    if (this.held > this.counted) this.countServers()
    attempts.startedMs[attempt] = engine.now
    attempts.register3[attempt] = NONE
    this.owner.admitted(attempt)
  }

  private admitWaiting(): void {
    if (this.isPaused) return
    const { stats, engine, block } = this.context
    while (this.held < this.workers && this.waiting > 0) {
      const place = this.discipline.pop(engine.now)
      if (place === EMPTY) return
      const attempt = this.waitingAttempts[place]!
      this.freePlaces[this.freePlaceCount++] = place
      if (attempt === NONE) continue
      this.waitingAttempts[place] = NONE
      this.waiting--
      stats.waiting.add(engine.now, block, -1)
      this.admit(attempt)
    }
    if (this.held < this.workers && this.waiting === 0) this.owner.idle(this.replica)
  }

  private stopWork(attempt: number): void {
    const { attempts, engine, stats, block } = this.context
    const at = attempts.register3[attempt]!
    const last = this.atWork[--this.atWorkCount]!
    this.atWork[at] = last
    attempts.register3[last] = at
    attempts.register3[attempt] = NONE
    attempts.register2[attempt] = (attempts.register2[attempt]! + 1) | 0
    stats.working.add(engine.now, block, -1)
  }

  private takePlace(): number {
    if (this.freePlaceCount === 0) {
      const size = this.waitingAttempts.length
      this.waitingAttempts = grown(this.waitingAttempts)
      this.waitingAttempts.fill(NONE, size)
      this.freePlaces = grown(this.freePlaces)
      for (let place = size * 2 - 1; place >= size; place--) this.freePlaces[this.freePlaceCount++] = place
    }
    return this.freePlaces[--this.freePlaceCount]!
  }

  /** Moves everything that waits into another discipline, in the order in which the old one would have served it. */
  private changeDiscipline(id: QueueParams['discipline']): void {
    const { context } = this
    const next = createDiscipline(id)
    for (
      let place = this.discipline.pop(context.engine.now);
      place !== EMPTY;
      place = this.discipline.pop(context.engine.now)
    ) {
      const attempt = this.waitingAttempts[place]!
      if (attempt === NONE) {
        this.freePlaces[this.freePlaceCount++] = place
        continue
      }
      const request = context.requestOf(attempt)
      next.push(context.engine.now, place, context.requests.priority[request]!, context.requests.deadlineMs[request]!)
    }
    this.discipline = next
    this.disciplineId = id
  }

  save(out: StateWriter): void {
    for (const value of [this.workers, this.capacity, this.waiting, this.held, this.counted, this.atWorkCount]) {
      out.number(value)
    }
    out.boolean(this.isPaused)
    out.boolean(this.exists)
    out.array(this.waitingAttempts)
    out.array(this.freePlaces, this.freePlaceCount)
    out.array(this.atWork, this.atWorkCount)
    this.discipline.save(out)
  }

  load(input: StateReader): void {
    this.workers = input.number()
    this.capacity = input.number()
    this.waiting = input.number()
    this.held = input.number()
    this.counted = input.number()
    this.atWorkCount = input.number()
    this.isPaused = input.boolean()
    this.exists = input.boolean()
    this.waitingAttempts = Int32Array.from(input.array())
    const free = input.array()
    this.freePlaceCount = free.length
    this.freePlaces = new Int32Array(this.waitingAttempts.length)
    this.freePlaces.set(free)
    const atWork = input.array()
    this.atWork = new Int32Array(Math.max(16, atWork.length))
    this.atWork.set(atWork)
    this.discipline.load(input)
  }
}

function grown(source: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(source.length * 2)
  longer.set(source)
  return longer
}
