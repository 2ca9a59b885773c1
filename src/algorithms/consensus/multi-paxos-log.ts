/**
 * The slots of a Multi-Paxos node: what it accepted in each, in which ballot, and how far it knows the choice.
 *
 * How: slots count from 1 and are kept whole. All of it is on disk. Slots known as chosen are never changed again.
 * Cost: O(slots touched). Randomness: none. Throws: never.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { NO_BALLOT } from './paxos'

/** Value of a slot that a leader filled with nothing. */
const NOTHING = -1

/** See the head of this file. */
export class SlotLog implements Saveable {
  private ballots: number[] = []
  private values: number[] = []
  private chosen = 0

  /** The last slot in which anything was accepted. */
  get last(): number {
    return this.values.length
  }

  /** Every slot up to this one is known as chosen. */
  get chosenTo(): number {
    return this.chosen
  }

  /** Every slot up to this one is chosen. Never goes back. */
  choose(upTo: number): void {
    this.chosen = Math.max(this.chosen, upTo)
  }

  /** The chosen value of a slot; NaN for one filled with nothing, or not known as chosen. */
  chosenAt(slot: number): number {
    const value = slot <= this.chosen ? this.values[slot - 1] : undefined
    return value === undefined || value === NOTHING ? Number.NaN : value
  }

  /** Ballots accepted from a slot on, 0 for none. */
  ballotsFrom(slot: number): number[] {
    return Array.from(this.ballots.slice(slot - 1), (accepted) => accepted ?? NO_BALLOT)
  }

  /** Values accepted from a slot on, at most `count`. */
  valuesFrom(slot: number, count = Infinity): number[] {
    return Array.from(this.values.slice(slot - 1, slot - 1 + count), (value) => value ?? NOTHING)
  }

  /** Takes over from another what was accepted there in higher ballots, from a slot on. */
  collect(firstSlot: number, ballots: readonly number[], values: readonly number[]): void {
    for (const [offset, ballot] of ballots.entries()) {
      const place = firstSlot - 1 + offset
      if (place < this.chosen || ballot <= (this.ballots[place] ?? NO_BALLOT)) continue
      this.ballots[place] = ballot
      this.values[place] = values[offset] ?? NOTHING
    }
  }

  /** Accepts everything that is not known as chosen once more, in this ballot; gaps are filled with nothing. */
  claim(ballot: number): void {
    for (let place = this.chosen; place < this.values.length; place++) {
      if ((this.ballots[place] ?? NO_BALLOT) === NO_BALLOT) this.values[place] = NOTHING
      this.ballots[place] = ballot
    }
  }

  /** Accepts a value in the next slot; without a value, nothing. */
  append(ballot: number, value = NOTHING): void {
    this.ballots.push(ballot)
    this.values.push(value)
  }

  /** Accepts values from a slot on. */
  take(ballot: number, firstSlot: number, values: readonly number[]): void {
    for (const [offset, value] of values.entries()) {
      const place = firstSlot - 1 + offset
      if (place < this.chosen) continue
      this.ballots[place] = ballot
      this.values[place] = value
    }
  }

  save(out: StateWriter): void {
    out.array(this.ballots)
    out.array(this.values)
    out.number(this.chosen)
  }

  load(input: StateReader): void {
    this.ballots = Array.from(input.array())
    this.values = Array.from(input.array())
    this.chosen = input.number()
  }
}
