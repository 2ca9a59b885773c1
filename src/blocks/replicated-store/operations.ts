/** Reads and writes that a store has under way at its copies, and what has come back so far. */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** No caller waits for it, or not any more. */
export const NOBODY = -1

/** One read or write of a key at several copies. */
export class Operation {
  isWrite = false
  /** Whether copies pass it on, as the scheme said when it began. */
  isChained = false
  key = 0
  /** Keys that it stands for, where a batch was asked for; else 0. */
  batch = 0
  /** Version that a write stores. */
  version = 0
  /** Index and generation of the attempt that waits for it; the index is {@link NOBODY} when none does. */
  attempt = NOBODY
  generation = 0
  /** [ms] when its caller began, for telling what it should have seen. */
  sinceMs = 0
  /** Index of the request on whose behalf it is. */
  request = 0
  lineage = 0
  /** Answers that it waits for. */
  needed = 0
  /** Calls that are out. */
  open = 0
  /** Copies asked so far, in order; those that answered, and what. */
  asked: number[] = []
  answered: number[] = []
  versions: number[] = []
}

/** Operations by number; numbers are used again. */
export class Operations implements Saveable {
  private readonly all: Operation[] = []
  private readonly free: number[] = []

  at(number: number): Operation {
    return this.all[number]!
  }

  /** Takes a number for a new operation. */
  begin(): number {
    const number = this.free.pop() ?? this.all.length
    this.all[number] = new Operation()
    return number
  }

  end(number: number): void {
    this.free.push(number)
  }

  /** Nobody waits for any of them any more. */
  forsake(): void {
    for (const one of this.all) one.attempt = NOBODY
  }

  save(out: StateWriter): void {
    out.array(this.free)
    out.number(this.all.length)
    for (const one of this.all) {
      const { isWrite, isChained, key, batch, version, attempt, generation, sinceMs, request, lineage, needed, open } =
        one
      out.array([Number(isWrite), key, version, attempt, generation, sinceMs, request, lineage, needed, open])
      out.array([Number(isChained), batch])
      for (const list of [one.asked, one.answered, one.versions]) out.array(list)
    }
  }

  load(input: StateReader): void {
    this.free.splice(0, this.free.length, ...input.array())
    this.all.length = input.number()
    for (let number = 0; number < this.all.length; number++) {
      const one = new Operation()
      const numbers = [...input.array()]
      one.isWrite = numbers[0] === 1
      one.key = numbers[1]!
      one.version = numbers[2]!
      one.attempt = numbers[3]!
      one.generation = numbers[4]!
      one.sinceMs = numbers[5]!
      one.request = numbers[6]!
      one.lineage = numbers[7]!
      one.needed = numbers[8]!
      one.open = numbers[9]!
      const more = [...input.array()]
      one.isChained = more[0] === 1
      one.batch = more[1]!
      one.asked = [...input.array()]
      one.answered = [...input.array()]
      one.versions = [...input.array()]
      this.all[number] = one
    }
  }
}
