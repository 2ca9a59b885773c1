/**
 * Pending events of a run: what happens next, and in which order.
 *
 * How: a binary heap over typed arrays orders (time, sequence). It moves only times and slot numbers; the sequence number
 * is looked up on exact ties alone. The smaller child is selected without a branch, and infinity stands behind the last
 * entry so that a missing right child never wins. Taking the first event leaves a hole at the root that the next `push`
 * fills (replace-top); only when nothing is pushed in between is the hole closed by the last entry.
 *
 * Lanes: events that all come after the same delay are in order by themselves, so they wait in a ring and only the first
 * of them stands in the heap. A lane may have a guard: entries whose generation has moved on (a timeout whose call came back)
 * are skipped without ever entering the heap. The lane of delay zero never enters the heap at all.
 *
 * Order: equal times come out in the order they were scheduled, across heap and lanes.
 * Cost: O(log n) for `push` and `next`, O(1) for lanes; no allocation once grown.
 * Source: Vuillemin's heap as in Knuth, "The Art of Computer Programming", volume 3, §5.2.3; replace-top as there.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** Tells stale lane entries: entry (a, b) is live while `generation[a] === b`. */
export interface LaneGuard {
  readonly generation: Int32Array
}

/** One constant delay and the events that wait for it, in order. */
class Lane implements Saveable {
  readonly delayMs: number
  readonly guard: LaneGuard | null
  times = new Float64Array(64)
  sequences = new Float64Array(64)
  codes = new Int32Array(64)
  first = new Int32Array(64)
  second = new Int32Array(64)
  head = 0
  length = 0

  constructor(delayMs: number, guard: LaneGuard | null) {
    this.delayMs = delayMs
    this.guard = guard
  }

  append(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.length === this.times.length) this.grow()
    const at = (this.head + this.length) & (this.times.length - 1)
    this.times[at] = time
    this.sequences[at] = sequence
    this.codes[at] = code
    this.first[at] = a
    this.second[at] = b
    this.length++
  }

  /** Drops the head, and after it every entry that the guard knows to be stale. */
  advance(): void {
    const mask = this.times.length - 1
    this.head = (this.head + 1) & mask
    this.length--
    if (this.guard === null) return
    const generation = this.guard.generation
    while (this.length > 0 && generation[this.first[this.head]!] !== this.second[this.head]) {
      this.head = (this.head + 1) & mask
      this.length--
    }
  }

  private grow(): void {
    const size = this.times.length
    const order = Int32Array.from({ length: size }, (_, i) => (this.head + i) & (size - 1))
    const unroll = <T extends Float64Array | Int32Array>(source: T, target: T): T => {
      for (let i = 0; i < size; i++) target[i] = source[order[i]!]!
      return target
    }
    this.times = unroll(this.times, new Float64Array(size * 2))
    this.sequences = unroll(this.sequences, new Float64Array(size * 2))
    this.codes = unroll(this.codes, new Int32Array(size * 2))
    this.first = unroll(this.first, new Int32Array(size * 2))
    this.second = unroll(this.second, new Int32Array(size * 2))
    this.head = 0
  }

  save(out: StateWriter): void {
    out.number(this.length)
    const mask = this.times.length - 1
    for (let i = 0; i < this.length; i++) {
      const at = (this.head + i) & mask
      out.number(this.times[at]!)
      out.number(this.sequences[at]!)
      out.number(this.codes[at]!)
      out.number(this.first[at]!)
      out.number(this.second[at]!)
    }
  }

  load(input: StateReader): void {
    this.head = 0
    this.length = 0
    const length = input.number()
    for (let i = 0; i < length; i++) {
      this.append(input.number(), input.number(), input.number(), input.number(), input.number())
    }
  }
}

/** See the head of this file. Codes are whole numbers ≥ 0 that the owner gives a meaning; `a` and `b` are 32-bit integers. */
export class EventQueue implements Saveable {
  /** Code and arguments of the event that the last {@link next} took. */
  code = 0
  a = 0
  b = 0

  private times = new Float64Array(257).fill(Infinity)
  private slots = new Int32Array(257)
  private count = 0
  private hasHole = false
  private sequences = new Float64Array(256)
  private codes = new Int32Array(256)
  private first = new Int32Array(256)
  private second = new Int32Array(256)
  private freeSlots = Int32Array.from({ length: 256 }, (_, i) => 255 - i)
  private freeCount = 256
  private sequence = 0
  private readonly lanes: Lane[] = []
  private readonly immediate = new Lane(0, null)

  /** Number of events that wait, stale ones in lanes included. */
  get size(): number {
    let size = this.count - (this.hasHole ? 1 : 0) + this.immediate.length
    for (const lane of this.lanes) size += Math.max(0, lane.length - 1)
    return size
  }

  /** Schedules an event at an absolute time, which must not lie before the last event taken. Infinity never happens. */
  push(time: number, code: number, a: number, b: number): void {
    if (time === Infinity) return
    this.insert(time, this.sequence++, code, a, b)
  }

  /** Schedules an event at the present time, after everything else that is already scheduled for it. */
  pushNow(now: number, code: number, a: number, b: number): void {
    this.immediate.append(now, this.sequence++, code, a, b)
  }

  /** A lane for a constant delay above zero. `guard`, if any, decides by (a, b) which entries are stale. */
  createLane(delayMs: number, guard: LaneGuard | null = null): number {
    this.lanes.push(new Lane(delayMs, guard))
    return this.lanes.length - 1
  }

  /** Schedules an event on a lane, its delay after `now`. `now` must not decrease from call to call. */
  pushLane(lane: number, now: number, code: number, a: number, b: number): void {
    const target = this.lanes[lane]!
    const time = now + target.delayMs
    const sequence = this.sequence++
    target.append(time, sequence, code, a, b)
    if (target.length === 1) this.insert(time, sequence, -1 - lane, 0, 0)
  }

  /** [ms] time of the first event, infinity when there is none. A stale lane head counts until it is reached. */
  nextTime(): number {
    if (this.hasHole) this.closeHole()
    const heapTime = this.times[0]!
    return this.immediate.length > 0 ? Math.min(this.immediate.times[this.immediate.head]!, heapTime) : heapTime
  }

  /**
   * Takes the first event into {@link code}, {@link a}, {@link b} and returns its time, if that is before `limit`;
   * otherwise takes nothing and returns infinity.
   */
  next(limit: number): number {
    for (;;) {
      if (this.hasHole) this.closeHole()
      const time = this.times[0]!
      if (this.immediate.length > 0) {
        const at = this.immediate.head
        const soon = this.immediate.times[at]!
        if (soon < time || (soon === time && this.immediate.sequences[at]! < this.sequences[this.slots[0]!]!)) {
          if (!(soon < limit)) return Infinity
          this.code = this.immediate.codes[at]!
          this.a = this.immediate.first[at]!
          this.b = this.immediate.second[at]!
          this.immediate.advance()
          return soon
        }
      }
      if (!(time < limit)) return Infinity
      const slot = this.slots[0]!
      const code = this.codes[slot]!
      this.a = this.first[slot]!
      this.b = this.second[slot]!
      this.freeSlots[this.freeCount++] = slot
      this.hasHole = true
      if (code >= 0) {
        this.code = code
        return time
      }
      if (this.takeFromLane(-1 - code)) return time
    }
  }

  /** Takes the head of a lane; false when it turned out to be stale. Puts the next head into the heap. */
  private takeFromLane(index: number): boolean {
    const lane = this.lanes[index]!
    const at = lane.head
    this.code = lane.codes[at]!
    this.a = lane.first[at]!
    this.b = lane.second[at]!
    const isLive = lane.guard === null || lane.guard.generation[this.a] === this.b
    lane.advance()
    if (lane.length > 0) this.insert(lane.times[lane.head]!, lane.sequences[lane.head]!, -1 - index, 0, 0)
    return isLive
  }

  private insert(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.freeCount === 0) this.grow()
    const slot = this.freeSlots[--this.freeCount]!
    this.sequences[slot] = sequence
    this.codes[slot] = code
    this.first[slot] = a
    this.second[slot] = b
    if (this.hasHole) {
      this.hasHole = false
      this.siftDown(time, slot)
    } else this.siftUp(time, slot)
  }

  private siftUp(time: number, slot: number): void {
    const times = this.times
    const slots = this.slots
    let i = this.count++
    times[i + 1] = Infinity
    while (i > 0) {
      const parent = (i - 1) >> 1
      const parentTime = times[parent]!
      if (parentTime < time) break
      if (parentTime === time && this.sequences[slots[parent]!]! < this.sequences[slot]!) break
      times[i] = parentTime
      slots[i] = slots[parent]!
      i = parent
    }
    times[i] = time
    slots[i] = slot
  }

  /** Puts (time, slot) at the root and lets it sink. */
  private siftDown(time: number, slot: number): void {
    const times = this.times
    const slots = this.slots
    const count = this.count
    let i = 0
    let left = 1
    while (left < count) {
      const leftTime = times[left]!
      const rightTime = times[left + 1]!
      let child = left + +(rightTime < leftTime)
      if (rightTime === leftTime && this.sequences[slots[left + 1]!]! < this.sequences[slots[left]!]!) child = left + 1
      const childTime = times[child]!
      if (childTime > time) break
      if (childTime === time && this.sequences[slots[child]!]! > this.sequences[slot]!) break
      times[i] = childTime
      slots[i] = slots[child]!
      i = child
      left = 2 * i + 1
    }
    times[i] = time
    slots[i] = slot
  }

  private closeHole(): void {
    this.hasHole = false
    const last = --this.count
    const time = this.times[last]!
    const slot = this.slots[last]!
    this.times[last] = Infinity
    if (last > 0) this.siftDown(time, slot)
  }

  private grow(): void {
    const size = this.codes.length
    const longer = <T extends Float64Array | Int32Array>(source: T, target: T): T => {
      target.set(source as never)
      return target
    }
    this.times = longer(this.times, new Float64Array(size * 2 + 1).fill(Infinity))
    this.slots = longer(this.slots, new Int32Array(size * 2 + 1))
    this.sequences = longer(this.sequences, new Float64Array(size * 2))
    this.codes = longer(this.codes, new Int32Array(size * 2))
    this.first = longer(this.first, new Int32Array(size * 2))
    this.second = longer(this.second, new Int32Array(size * 2))
    this.freeSlots = longer(this.freeSlots, new Int32Array(size * 2))
    for (let slot = size * 2 - 1; slot >= size; slot--) this.freeSlots[this.freeCount++] = slot
  }

  save(out: StateWriter): void {
    if (this.hasHole) this.closeHole()
    out.number(this.sequence)
    out.number(this.count)
    for (let i = 0; i < this.count; i++) {
      const slot = this.slots[i]!
      out.number(this.times[i]!)
      out.number(this.sequences[slot]!)
      out.number(this.codes[slot]!)
      out.number(this.first[slot]!)
      out.number(this.second[slot]!)
    }
    this.immediate.save(out)
    for (const lane of this.lanes) lane.save(out)
  }

  /** Lanes must have been created as on the saved queue, in the same order. */
  load(input: StateReader): void {
    this.clear()
    const sequence = input.number()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      this.insert(input.number(), input.number(), input.number(), input.number(), input.number())
    }
    this.immediate.load(input)
    for (const lane of this.lanes) lane.load(input)
    this.sequence = sequence
  }

  private clear(): void {
    this.hasHole = false
    for (let i = 0; i < this.count; i++) this.freeSlots[this.freeCount++] = this.slots[i]!
    this.count = 0
    this.times.fill(Infinity)
  }
}
