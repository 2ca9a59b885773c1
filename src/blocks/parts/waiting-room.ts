/**
 * Where attempts wait for a worker, in the order of a discipline.
 *
 * How: each attempt that waits has a place, and the discipline orders places. One that leaves before its turn, by being cancelled or
 * because its wait has an end, leaves its place behind. As soon as more have left so than wait, their places are taken out of the
 * discipline, at the latest when the last one leaves: a queue in which nobody waits is empty to the discipline, too.
 * Bound: at any time at most half of the places in use are of those who have left.
 * Cost: as the discipline, amortised over those who leave early; no allocation once grown.
 * `register3` of an attempt that waits is its place, `startedMs` since when it waits.
 */
import { EMPTY, type QueueDiscipline } from '../../algorithms/queueing/queueing'
import { createDiscipline } from '../../algorithms/queueing/registry'
import { type Attempt, NONE } from '../../engine/calls'
import type { Cell } from '../../engine/stats'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { QueueParams } from './fields'

export class WaitingRoom implements Saveable {
  /** Attempts that wait. */
  count = 0
  private readonly context: BlockContext
  private readonly level: Cell
  private discipline: QueueDiscipline
  private disciplineId: QueueParams['discipline']
  /** Attempt by place; null where one has left. */
  private attempts: (Attempt | null)[] = Array.from({ length: 16 }, () => null)
  private freePlaces = Int32Array.from({ length: 16 }, (_, i) => 15 - i)
  private freePlaceCount = 16
  /** Frees a place whose attempt has left; false where it waits. */
  private readonly isFreed = (place: number): boolean => {
    if (this.attempts[place] !== null) return false
    this.freePlaces[this.freePlaceCount++] = place
    return true
  }

  constructor(context: BlockContext, disciplineId: QueueParams['discipline']) {
    this.context = context
    this.level = context.stats.waiting.cell(context.block)
    this.disciplineId = disciplineId
    this.discipline = createDiscipline(disciplineId)
  }

  enter(attempt: Attempt): void {
    const { engine } = this.context
    const place = this.takePlace()
    this.attempts[place] = attempt
    attempt.register3 = place
    attempt.startedMs = engine.now
    this.count++
    this.level.add(1)
    const { request } = attempt.call
    this.discipline.push(engine.now, place, request.priority, request.deadlineMs)
  }

  /** Takes out the one whose turn it is; null when nobody waits. */
  take(): Attempt | null {
    const { now } = this.context.engine
    for (let place = this.discipline.pop(now); place !== EMPTY; place = this.discipline.pop(now)) {
      const attempt = this.attempts[place]
      this.freePlaces[this.freePlaceCount++] = place
      if (!attempt) continue
      this.leave(attempt)
      return attempt
    }
    return null
  }

  /** One that waits does so no longer. */
  leave(attempt: Attempt): void {
    this.attempts[attempt.register3] = null
    attempt.register3 = NONE
    this.count--
    this.level.add(-1)
    const gone = this.attempts.length - this.freePlaceCount - this.count
    if (gone > this.count) this.discipline.removeWhere(this.isFreed)
  }

  /** Whether the attempt waits here. */
  holds(attempt: Attempt): boolean {
    const place = attempt.register3
    return place >= 0 && this.attempts[place] === attempt
  }

  /** Moves everything that waits into another discipline, in the order in which the old one would have served it. */
  changeDiscipline(id: QueueParams['discipline']): void {
    if (id === this.disciplineId) return
    const { now } = this.context.engine
    const next = createDiscipline(id)
    for (let place = this.discipline.pop(now); place !== EMPTY; place = this.discipline.pop(now)) {
      const attempt = this.attempts[place]
      if (!attempt) {
        this.freePlaces[this.freePlaceCount++] = place
        continue
      }
      const { request } = attempt.call
      next.push(now, place, request.priority, request.deadlineMs)
    }
    this.discipline = next
    this.disciplineId = id
  }

  /** Forgets everyone, after a crash. */
  clear(): void {
    this.level.add(-this.count)
    this.discipline.clear()
    this.attempts.fill(null)
    this.freePlaceCount = this.freePlaces.length
    for (let i = 0; i < this.freePlaceCount; i++) this.freePlaces[i] = this.freePlaceCount - 1 - i
    this.count = 0
  }

  private takePlace(): number {
    if (this.freePlaceCount === 0) {
      const size = this.attempts.length
      for (let place = size; place < size * 2; place++) this.attempts.push(null)
      this.freePlaces = new Int32Array(size * 2)
      for (let place = size * 2 - 1; place >= size; place--) this.freePlaces[this.freePlaceCount++] = place
    }
    return this.freePlaces[--this.freePlaceCount]!
  }

  save(out: StateWriter): void {
    out.number(this.count)
    out.array(this.attempts.map((attempt) => attempt?.index ?? NONE))
    out.array(this.freePlaces, this.freePlaceCount)
    this.discipline.save(out)
  }

  load(input: StateReader): void {
    this.count = input.number()
    const { attempts } = this.context
    this.attempts = Array.from(input.array(), (index) => (index === NONE ? null : attempts.at(index)))
    const free = input.array()
    this.freePlaceCount = free.length
    this.freePlaces = new Int32Array(this.attempts.length)
    this.freePlaces.set(free)
    this.discipline.load(input)
  }
}
