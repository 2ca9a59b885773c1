/**
 * The weights of the events of the last while, oldest first, in a ring that grows by doubling.
 *
 * Cost: O(1) amortised; allocates only when more events are held than ever before.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** See the head of this file. */
export class EventLog implements Saveable {
  /** Sum of the weights held. */
  weight = 0
  /** Number of events held. */
  length = 0
  private head = 0
  private times = new Float64Array(16)
  private weights = new Float64Array(16)

  /** Appends an event, which is not earlier than those held. */
  push(time: number, weight: number): void {
    if (this.length === this.times.length) this.grow()
    const at = this.slot(this.length)
    this.times[at] = time
    this.weights[at] = weight
    this.length++
    this.weight += weight
  }

  /** Removes the oldest event. There must be one. */
  shift(): void {
    this.weight -= this.weights[this.head]!
    this.head = this.slot(1)
    this.length--
  }

  /** [ms] time of an event, 0 being the oldest held. */
  timeAt(index: number): number {
    return this.times[this.slot(index)]!
  }

  /** Weight of an event, 0 being the oldest held. */
  weightAt(index: number): number {
    return this.weights[this.slot(index)]!
  }

  save(out: StateWriter): void {
    out.number(this.length)
    for (let i = 0; i < this.length; i++) {
      out.number(this.timeAt(i))
      out.number(this.weightAt(i))
    }
  }

  load(input: StateReader): void {
    this.head = 0
    this.length = 0
    this.weight = 0
    const length = input.number()
    for (let i = 0; i < length; i++) {
      const time = input.number()
      this.push(time, input.number())
    }
  }

  private slot(index: number): number {
    return (this.head + index) & (this.times.length - 1)
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2)
    const weights = new Float64Array(this.times.length * 2)
    for (let i = 0; i < this.length; i++) {
      times[i] = this.timeAt(i)
      weights[i] = this.weightAt(i)
    }
    this.times = times
    this.weights = weights
    this.head = 0
  }
}
