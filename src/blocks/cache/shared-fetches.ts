/**
 * Reads that missed the same key at the same time: one of them asks the origin, the others wait for what it brings.
 *
 * How: the flights are those of the algorithm; here it is kept who shares each, in the order in which they came. When the one who
 * asked is cancelled, the next asks in its place. Who comes after the key was written or deleted starts a fetch anew.
 * `register1` of an attempt is its flight, {@link NONE} without one.
 */
import { SingleFlight } from '../../algorithms/caching/single-flight'
import { type Attempt, type Attempts, NONE } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export class SharedFetches implements Saveable {
  private flights = new SingleFlight()
  /** By flight: indices of the attempts that share it; the first has asked. */
  private readonly sharers = new Map<number, number[]>()
  private readonly attempts: Attempts

  constructor(attempts: Attempts) {
    this.attempts = attempts
  }

  /** Joins the fetch of a key. True for the first, who has to ask the origin. */
  join(attempt: Attempt, key: number): boolean {
    const flight = this.flights.join(key)
    attempt.register1 = flight
    const { isLeader } = this.flights
    if (isLeader) this.sharers.set(flight, [attempt.index])
    else this.sharers.get(flight)!.push(attempt.index)
    return isLeader
  }

  /** The one who asked has its answer. Returns the others, who are answered alike. */
  end(attempt: Attempt): Attempt[] {
    const flight = attempt.register1
    const [, ...others] = this.sharers.get(flight) ?? []
    this.drop(flight)
    return others.map((index) => this.attempts.at(index))
  }

  /** An attempt is waited for no longer. Returns the one who shall ask in its place, null when nobody has to. */
  leave(attempt: Attempt): Attempt | null {
    const flight = attempt.register1
    const sharers = this.sharers.get(flight)
    if (sharers === undefined) return null
    const at = sharers.indexOf(attempt.index)
    sharers.splice(at, 1)
    const heir = sharers[0]
    if (heir === undefined) this.drop(flight)
    return at > 0 || heir === undefined ? null : this.attempts.at(heir)
  }

  /** The key was written or deleted: what is under way may bring what was there before. */
  forget(key: number): void {
    this.flights.forget(key)
  }

  /** Forgets everyone, after a crash. */
  clear(): void {
    this.flights = new SingleFlight()
    this.sharers.clear()
  }

  private drop(flight: number): void {
    this.flights.end(flight)
    this.sharers.delete(flight)
  }

  save(out: StateWriter): void {
    this.flights.save(out)
    out.number(this.sharers.size)
    for (const [flight, indices] of this.sharers) out.array([flight, ...indices])
  }

  load(input: StateReader): void {
    this.flights.load(input)
    this.sharers.clear()
    for (let count = input.number(); count > 0; count--) {
      const [flight = NONE, ...indices] = input.array()
      this.sharers.set(flight, indices)
    }
  }
}
