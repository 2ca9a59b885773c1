/**
 * Calls that a worker has taken together: one service time for all of them.
 *
 * A batch holds one worker from its start until the last of its calls gives it back. A call that is cancelled leaves its batch;
 * the work goes on for the others. `register3` of an attempt in a batch is {@link markOf} its batch, which no other place has.
 * Cost: O(size) per batch; no allocation once grown.
 */
import { NONE } from '../../engine/calls'
import { Pool } from '../../engine/pool'
import { field, type Infer, integer, number, variant, variants } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'

const fields = {
  size: field(
    1,
    'Calls at most',
    'So many waiting calls are taken together.',
    integer('count', 10, { min: 1, max: 1000 }),
  ),
  delayMs: field(
    2,
    'Waits for more',
    'How long a free worker waits for more calls when there are fewer.',
    number('ms', 5, { max: 60_000, scale: 'log' }),
  ),
  perItem: field(
    3,
    'Cost of each further call',
    'Share of one service time that each call after the first adds: n calls take one service time · (1 + share · (n − 1)).',
    number('share', 0.1, { max: 10 }),
  ),
}

export const MICRO_BATCH = variants(
  [
    variant(
      'micro-batch',
      1,
      'Several at once',
      'A free worker takes what waits, up to a number, as one piece of work.',
      fields,
    ),
  ],
  'micro-batch',
)
export type MicroBatchParams = Infer<typeof MICRO_BATCH>

/** Marks go down from here: places are 0 and above, NONE is −1. */
const FIRST_MARK = -2

/** What `register3` of an attempt in a batch is. */
export function markOf(batch: number): number {
  return FIRST_MARK - batch
}

/** The batch that a mark stands for; below 0 when it is no mark. */
export function batchOf(mark: number): number {
  return FIRST_MARK - mark
}

export class MicroBatches extends Pool {
  /** Calls when it started, and those that have not left it. */
  size: Int32Array
  open: Int32Array
  /** 1 while it is worked on. */
  isWorking: Uint8Array
  /** Invalidates work timers. */
  token: Int32Array
  /** [ms] the work altogether; negative while it is not yet known. */
  workMs: Float64Array
  /** [ms] end of work, or what is left of it while standing still. */
  endMs: Float64Array
  /** Indices of attempts by batch and place; NONE where one has left. */
  private members = new Int32Array(0)
  private stride = 1

  constructor(capacity = 4) {
    super(['size', 'open', 'isWorking', 'token', 'workMs', 'endMs'], capacity)
    this.size = new Int32Array(capacity)
    this.open = new Int32Array(capacity)
    this.isWorking = new Uint8Array(capacity)
    this.token = new Int32Array(capacity)
    this.workMs = new Float64Array(capacity)
    this.endMs = new Float64Array(capacity)
  }

  /** A batch with no calls yet, for up to `size`. */
  begin(size: number): number {
    const batch = this.allocate()
    if (size > this.stride || this.capacity * this.stride > this.members.length)
      this.layOut(Math.max(size, this.stride))
    this.size[batch] = 0
    this.open[batch] = 0
    this.isWorking[batch] = 0
    this.workMs[batch] = -1
    return batch
  }

  add(batch: number, attempt: number): void {
    this.members[batch * this.stride + this.size[batch]!++] = attempt
    this.open[batch]!++
  }

  /** Index of the attempt in that place, or NONE. */
  member(batch: number, place: number): number {
    return this.members[batch * this.stride + place]!
  }

  /** Takes a call out; true when it was the last. */
  leave(batch: number, attempt: number): boolean {
    const from = batch * this.stride
    const at = this.members.indexOf(attempt, from)
    this.members[at] = NONE
    return --this.open[batch]! === 0
  }

  /** Ends a batch. */
  end(batch: number): void {
    this.open[batch] = 0
    this.isWorking[batch] = 0
    this.token[batch] = (this.token[batch]! + 1) | 0
    this.release(batch)
  }

  /** Ends all of them. */
  clear(): void {
    for (let batch = 0; this.inUse > 0 && batch < this.capacity; batch++) if (this.open[batch]! > 0) this.end(batch)
  }

  private layOut(stride: number): void {
    const members = new Int32Array(this.capacity * stride).fill(NONE)
    for (let at = 0; at < this.members.length; at++) {
      members[Math.floor(at / this.stride) * stride + (at % this.stride)] = this.members[at]!
    }
    this.members = members
    this.stride = stride
  }

  override save(out: StateWriter): void {
    super.save(out)
    out.number(this.stride)
    out.array(this.members)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.stride = input.number()
    this.members = Int32Array.from(input.array())
  }
}
