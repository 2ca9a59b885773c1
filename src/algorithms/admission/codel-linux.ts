/**
 * CoDel as in the Linux kernel: the schedule of RFC 8289 in whole ticks of 1.024 µs with an approximate root.
 *
 * How: see {@link ClassicCodel}. 1/√count is kept as a fraction of 16 bits and improved by one Newton step per change of
 * the count: r ← r·(3 − count·r²)/2. From count 1 to 2 that gives 0.5 where 0.707 is right; later steps correct it.
 * Units: target, interval [ms]. Cost: O(1), no allocation. No randomness.
 * Source: Linux 6.12 `include/net/codel.h`, `codel_impl.h`.
 * Deviations: time does not wrap at 32 bits; the queue is counted in calls of one packet's size; no marking.
 */
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { ClassicCodel } from './classic-codel'

const NS_PER_MS = 1e6
const NS_PER_TICK = 1024
/** 1 as a fraction of 16 bits, rounded down to what fits. */
const ONE = 0xffff
const TWO_15 = 32768
const TWO_16 = 65536
const THREE_TIMES_TWO_32 = 3 * 4294967296

/** The kernel's arithmetic. */
export class CodelLinux extends ClassicCodel {
  /** 1/√count, 16 bits behind the point. */
  private root = 0

  override save(out: StateWriter): void {
    super.save(out)
    out.number(this.root)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.root = input.number()
  }

  protected ticks(ms: number): number {
    return Math.floor(Math.round(ms * NS_PER_MS) / NS_PER_TICK)
  }

  protected waitTicks(now: number, waitedMs: number): number {
    return this.ticks(now) - this.ticks(now - waitedMs)
  }

  protected gap(interval: number): number {
    return Math.floor((interval * this.root) / TWO_16)
  }

  /** `codel_Newton_step` in doubles: every product here is below 2^53. */
  protected countChanged(): void {
    const correction = Math.floor((THREE_TIMES_TWO_32 - this.count * this.root * this.root) / 4)
    this.root = Math.floor(Math.floor((correction * this.root) / TWO_15) / TWO_16)
  }

  protected countReset(): void {
    this.root = ONE
  }
}

const fields = {
  targetMs: field(
    1,
    'Target wait',
    'Waits at or above this for a whole interval start the shedding.',
    number('ms', 5, { max: 1e6, scale: 'log', min: 0.001 }),
  ),
  intervalMs: field(
    2,
    'Interval',
    'How long the wait has to be high, and the first gap between two that are shed.',
    number('ms', 100, { min: 0.001, max: 1e7, scale: 'log' }),
  ),
}

export const codelLinux = {
  id: 'codel-linux',
  number: 3,
  label: 'CoDel (Linux)',
  help: 'The schedule of RFC 8289 with the integer arithmetic of the kernel.',
  fields,
  source: 'Linux 6.12, include/net/codel_impl.h',
  sourceUrl: 'https://github.com/torvalds/linux/blob/master/include/net/codel_impl.h',
  formula: 'next drop = last + interval·r, r ← r·(3 − count·r²)/2',
  deviations: 'Counts calls where the kernel counts bytes; times do not wrap.',
  create: (params) => new CodelLinux(params.targetMs, params.intervalMs),
} as const satisfies AdmissionMember<string, typeof fields>
