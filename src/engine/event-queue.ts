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
 * are skipped without ever entering the heap. Events of the present instant never enter the heap at all.
 *
 * Order: equal times come out in the order they were scheduled, across heap and lanes.
 * Cost: O(log n) for `push` and `take`, O(1) for lanes; no allocation once grown.
 * Source: Vuillemin's heap as in Knuth, "The Art of Computer Programming", volume 3, §5.2.3; replace-top as there.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { Instant } from './instant'
import { A, B, DATA_BITS, KEY_BITS, Lane, type LaneGuard, SEQUENCE } from './lane'

/** Slots at first. */
const SLOTS = 256

/** See the head of this file. Codes are whole numbers ≥ 0 that the owner gives a meaning; `a` and `b` are 32-bit integers. */
export class EventQueue implements Saveable {
  /** The event that the last {@link take} took: [ms] its time, its code and arguments. */
  time = 0
  code = 0
  a = 0
  b = 0

  private times = new Float64Array(SLOTS + 1).fill(Infinity)
  private slots = new Int32Array(SLOTS + 1)
  private count = 0
  /** 1 while the root is empty, because its event was taken and nothing has been put in since. */
  private holes = 0
  /** By slot: time and sequence, and code, a, b. */
  private keys = new Float64Array(SLOTS << KEY_BITS)
  private data = new Int32Array(SLOTS << DATA_BITS)
  private freeSlots = Int32Array.from({ length: SLOTS }, (_, i) => SLOTS - 1 - i)
  private freeCount = SLOTS
  private sequence = 0
  private readonly lanes: Lane[] = []
  private readonly immediate = new Instant()

  /** Number of events that wait, stale ones in lanes included. */
  get size(): number {
    let size = this.count - this.holes + this.immediate.length
    for (const lane of this.lanes) size += Math.max(0, lane.length - 1)
    return size
  }

  /** Schedules an event at an absolute time, which must not lie before the last event taken. Infinity never happens. */
  push(time: number, code: number, a: number, b: number): void {
    if (time !== Infinity) this.insert(time, this.sequence++, code, a, b)
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
    const sequence = this.sequence++
    const time = now + target.delayMs
    target.append(time, sequence, code, a, b)
    if (target.length === 1) this.insert(time, sequence, -1 - lane, 0, 0)
  }

  /** [ms] time of the first event, infinity when there is none. A stale lane head counts until it is reached. */
  nextTime(): number {
    if (this.holes > 0) this.closeHole()
    const heapTime = this.times[0]!
    return this.immediate.length > 0 ? Math.min(this.immediate.time, heapTime) : heapTime
  }

  /** Takes the first event, if its time is before `limit`; otherwise takes nothing and returns false. */
  take(limit: number): boolean {
    const { immediate } = this
    for (;;) {
      if (immediate.length > 0 && this.isImmediateFirst()) {
        if (!(immediate.time < limit)) return false
        this.time = immediate.time
        this.code = immediate.code
        this.a = immediate.a
        this.b = immediate.b
        immediate.advance()
        return true
      }
      if (this.holes > 0) this.closeHole()
      const time = this.times[0]!
      if (!(time < limit)) return false
      this.time = time
      this.holes = 1
      const slot = this.slots[0]!
      this.freeSlots[this.freeCount++] = slot
      const { data } = this
      const row = slot << DATA_BITS
      const code = data[row]!
      if (code < 0) {
        if (this.takeFromLane(-1 - code)) return true
        continue
      }
      this.code = code
      this.a = data[row | A]!
      this.b = data[row | B]!
      return true
    }
  }

  /** Whether the next event of the present instant comes before all in the heap. A hole at the root stays for what is pushed next. */
  private isImmediateFirst(): boolean {
    const { times } = this
    const { time, sequence } = this.immediate
    if (this.holes > 0) {
      if (time < times[1]! && time < times[2]!) return true
      this.closeHole()
    }
    return time < times[0]! || (time === times[0]! && sequence < this.sequenceOf(this.slots[0]!))
  }

  private sequenceOf(slot: number): number {
    return this.keys[(slot << KEY_BITS) | SEQUENCE]!
  }

  /** Takes the head of a lane; false when it turned out to be stale. Puts the next head into the heap. */
  private takeFromLane(index: number): boolean {
    const lane = this.lanes[index]!
    const { head, data } = lane
    const row = head << DATA_BITS
    this.code = data[row]!
    this.a = data[row | A]!
    this.b = data[row | B]!
    const isLive = lane.guard === null || lane.guard.isCurrent(this.a, this.b)
    lane.advance()
    if (lane.length > 0) {
      const next = lane.head << KEY_BITS
      this.insert(lane.keys[next]!, lane.keys[next | SEQUENCE]!, -1 - index, 0, 0)
    }
    return isLive
  }

  private insert(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.freeCount === 0) this.grow()
    const slot = this.freeSlots[--this.freeCount]!
    const { keys, data } = this
    const key = slot << KEY_BITS
    keys[key] = time
    keys[key | SEQUENCE] = sequence
    const row = slot << DATA_BITS
    data[row] = code
    data[row | A] = a | 0
    data[row | B] = b | 0
    if (this.holes > 0) {
      this.holes = 0
      this.siftDown(slot)
    } else this.siftUp(slot)
  }

  private siftUp(slot: number): void {
    const { times, slots } = this
    const time = this.keys[slot << KEY_BITS]!
    let i = this.count++
    times[i + 1] = Infinity
    while (i > 0) {
      const parent = (i - 1) >> 1
      const parentTime = times[parent]!
      if (parentTime < time) break
      if (parentTime === time && this.sequenceOf(slots[parent]!) < this.sequenceOf(slot)) break
      times[i] = parentTime
      slots[i] = slots[parent]!
      i = parent
    }
    times[i] = time
    slots[i] = slot
  }

  /** Puts a slot at the root and lets it sink. */
  private siftDown(slot: number): void {
    const { times, slots, count } = this
    const time = this.keys[slot << KEY_BITS]!
    let i = 0
    let left = 1
    while (left < count) {
      const leftTime = times[left]!
      const rightTime = times[left + 1]!
      let child = left + +(rightTime < leftTime)
      if (rightTime === leftTime && this.sequenceOf(slots[left + 1]!) < this.sequenceOf(slots[left]!)) child = left + 1
      const childTime = times[child]!
      if (childTime > time) break
      if (childTime === time && this.sequenceOf(slots[child]!) > this.sequenceOf(slot)) break
      times[i] = childTime
      slots[i] = slots[child]!
      i = child
      left = (i << 1) | 1
    }
    times[i] = time
    slots[i] = slot
  }

  private closeHole(): void {
    this.holes = 0
    const last = --this.count
    const slot = this.slots[last]!
    this.times[last] = Infinity
    if (last > 0) this.siftDown(slot)
  }

  private grow(): void {
    const size = this.freeSlots.length
    this.times = longer(this.times, new Float64Array(size * 2 + 1).fill(Infinity))
    this.slots = longer(this.slots, new Int32Array(size * 2 + 1))
    this.keys = longer(this.keys, new Float64Array((size * 2) << KEY_BITS))
    this.data = longer(this.data, new Int32Array((size * 2) << DATA_BITS))
    this.freeSlots = longer(this.freeSlots, new Int32Array(size * 2))
    for (let slot = size * 2 - 1; slot >= size; slot--) this.freeSlots[this.freeCount++] = slot
  }

  save(out: StateWriter): void {
    if (this.holes > 0) this.closeHole()
    out.number(this.sequence)
    out.number(this.count)
    for (let i = 0; i < this.count; i++) {
      const slot = this.slots[i]!
      out.number(this.keys[slot << KEY_BITS]!)
      out.number(this.sequenceOf(slot))
      for (let part = 0; part <= B; part++) out.number(this.data[(slot << DATA_BITS) | part]!)
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
    this.holes = 0
    for (let i = 0; i < this.count; i++) this.freeSlots[this.freeCount++] = this.slots[i]!
    this.count = 0
    this.times.fill(Infinity)
  }
}

function longer<T extends Float64Array | Int32Array>(source: T, target: T): T {
  target.set(source)
  return target
}
