/** What is in flight of what a bulkhead keeps apart, and who waits for a place there. */
import { IntRing } from '../lib/ring'
import type { Saveable, StateReader, StateWriter } from '../lib/state'

export class InFlightPool implements Saveable {
  inFlight = 0
  /** Calls that wait for a place, and calls that did: call and generation in turn. */
  readonly waiting = new IntRing()
  /** How many of them still wait. */
  waitingCount = 0

  /** Whether there is nothing to remember. */
  get isEmpty(): boolean {
    return this.inFlight === 0 && this.waiting.length === 0
  }

  clear(): void {
    this.inFlight = 0
    this.waiting.clear()
    this.waitingCount = 0
  }

  save(out: StateWriter): void {
    out.number(this.inFlight)
    out.number(this.waitingCount)
    this.waiting.save(out)
  }

  load(input: StateReader): void {
    this.inFlight = input.number()
    this.waitingCount = input.number()
    this.waiting.load(input)
  }
}
