/**
 * Saving and loading of state as one flat array of numbers.
 *
 * How: each part appends its numbers in a fixed order and reads them back in the same order. Variable-length parts write
 * their length first ({@link StateWriter.array} does so). Integers up to 2^53, doubles, NaN and infinities all survive.
 * Checkpoints, time travel and the contract "a restored run equals the continued one" rest on this.
 */

/** Something whose whole changing state can be written to and read from plain numbers. Configuration is not state. */
export interface Saveable {
  /** Appends the state. Must not change anything. */
  save(out: StateWriter): void
  /** Replaces the state by what `save` wrote on an instance built from the same configuration. */
  load(input: StateReader): void
}

/** Grows by doubling; amortised O(1) per number. */
export class StateWriter {
  private values = new Float64Array(256)
  private length = 0

  /** Appends one number. */
  number(value: number): void {
    if (this.length === this.values.length) this.grow(this.length + 1)
    this.values[this.length++] = value
  }

  /** Appends a truth value as 1 or 0. */
  boolean(value: boolean): void {
    this.number(value ? 1 : 0)
  }

  /** Appends the length (by default all of `values`) and then that many numbers. */
  array(values: ArrayLike<number>, length = values.length): void {
    this.number(length)
    if (this.length + length > this.values.length) this.grow(this.length + length)
    for (let i = 0; i < length; i++) this.values[this.length + i] = values[i] as number
    this.length += length
  }

  /** A copy of everything appended so far. */
  finish(): Float64Array<ArrayBuffer> {
    return this.values.slice(0, this.length)
  }

  private grow(needed: number): void {
    const larger = new Float64Array(Math.max(needed, this.values.length * 2))
    larger.set(this.values)
    this.values = larger
  }
}

/** Reads what a {@link StateWriter} wrote, in the same order. Throws RangeError when asked for more than there is. */
export class StateReader {
  private readonly values: Float64Array<ArrayBuffer>
  private position = 0

  constructor(values: Float64Array<ArrayBuffer>) {
    this.values = values
  }

  /** The next number. */
  number(): number {
    const value = this.values[this.position++]
    if (value === undefined) throw new RangeError('the saved state ends too early')
    return value
  }

  /** The next number as a truth value: 0 is false. */
  boolean(): boolean {
    return this.number() !== 0
  }

  /** The next array, as a copy. */
  array(): Float64Array<ArrayBuffer> {
    const length = this.number()
    const end = this.position + length
    if (end > this.values.length) throw new RangeError('the saved state ends too early')
    const part = this.values.slice(this.position, end)
    this.position = end
    return part
  }

  /** Reads an array into `target` from index 0 and returns its length. Throws RangeError if `target` is shorter. */
  into(target: { length: number; [index: number]: number }): number {
    const length = this.number()
    if (length > target.length) throw new RangeError(`saved array of ${length} does not fit ${target.length}`)
    for (let i = 0; i < length; i++) target[i] = this.number()
    return length
  }

  /** True when everything was read. */
  get isAtEnd(): boolean {
    return this.position === this.values.length
  }
}

/** Saves one part by itself. */
export function saveState(part: Saveable): Float64Array<ArrayBuffer> {
  const out = new StateWriter()
  part.save(out)
  return out.finish()
}

/** Loads one part saved by {@link saveState}. Throws RangeError when numbers are left over. */
export function loadState(part: Saveable, state: Float64Array<ArrayBuffer>): void {
  const input = new StateReader(state)
  part.load(input)
  if (!input.isAtEnd) throw new RangeError('the saved state is longer than what was loaded')
}
