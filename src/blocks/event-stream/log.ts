/**
 * One partition of a stream: events in the order in which they came, each with an offset that never changes.
 *
 * Events are copies of requests, kept by their index; what every group has committed is forgotten.
 * Cost: O(1) amortised per event appended and forgotten.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Forgotten events that are kept in front of the others until there are as many of those. */
const SLACK = 256

export class PartitionLog implements Saveable {
  /** Offset of the first event that is held, and of the next to come. */
  start = 0
  private requests: number[] = []
  private times: number[] = []
  private lineages: number[] = []
  /** Place of the first event that is held. */
  private head = 0

  get end(): number {
    return this.start + this.requests.length - this.head
  }

  append(request: number, nowMs: number, lineage: number): void {
    this.requests.push(request)
    this.times.push(nowMs)
    this.lineages.push(lineage)
  }

  /** Index of the request that stands for an event. */
  requestAt(offset: number): number {
    return this.requests[this.placeOf(offset)]!
  }

  /** [ms] when an event was appended. */
  appendedMs(offset: number): number {
    return this.times[this.placeOf(offset)]!
  }

  /** The same for all events that one logical call appended. */
  lineageAt(offset: number): number {
    return this.lineages[this.placeOf(offset)]!
  }

  /** Forgets the first event and returns the index of its request. */
  forgetFirst(): number {
    const request = this.requests[this.head]!
    this.head++
    this.start++
    if (this.head > SLACK && this.head * 2 > this.requests.length) {
      this.requests = this.requests.slice(this.head)
      this.times = this.times.slice(this.head)
      this.lineages = this.lineages.slice(this.head)
      this.head = 0
    }
    return request
  }

  private placeOf(offset: number): number {
    return this.head + offset - this.start
  }

  save(out: StateWriter): void {
    out.number(this.start)
    for (const column of [this.requests, this.times, this.lineages]) out.array(column.slice(this.head))
  }

  load(input: StateReader): void {
    this.start = input.number()
    this.head = 0
    this.requests = [...input.array()]
    this.times = [...input.array()]
    this.lineages = [...input.array()]
  }
}
