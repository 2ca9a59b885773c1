/**
 * Calls that are sent more than once: when the next copy goes, and which copy decides.
 *
 * A hedged call makes no attempts itself. Its copies are calls of their own, each with its retries; the first good answer is that
 * of the call, and so is the failure of the last copy when no more are to come. Of tied copies the one that begins first decides,
 * well or not.
 */
import { Hedging } from '../algorithms/retrying/hedging'
import { type Calls, NONE } from '../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { CallerPolicies } from './caller-policies'
import type { Connection } from './connection'

export class HedgedCalls implements Saveable {
  private readonly calls: Calls
  private readonly entries: Hedging[] = []
  /** How many times each of them may be sent. */
  private readonly copies: number[] = []
  private free: number[] = []

  constructor(calls: Calls) {
    this.calls = calls
  }

  /** The hedging of a call that begins now. */
  begin(call: number, connection: Connection, policies: CallerPolicies, now: number): Hedging {
    const { hedge } = connection.params
    const attempts = hedge === null || hedge.type === 'tied' ? 2 : hedge.attempts
    const delayMs = hedge?.type === 'percentile' ? (policies.latencies?.valueMs ?? Infinity) : (hedge?.delayMs ?? 0)
    const index = this.free.pop() ?? this.entries.length
    const hedging = new Hedging({ attempts, delayMs: 0 })
    this.entries[index] = hedging
    this.copies[index] = attempts
    this.calls.hedge[call] = index
    hedging.start(now, delayMs)
    return hedging
  }

  of(call: number): Hedging {
    return this.entries[this.calls.hedge[call]!]!
  }

  /** The call is over. */
  end(call: number): void {
    this.free.push(this.calls.hedge[call]!)
    this.calls.hedge[call] = NONE
  }

  save(out: StateWriter): void {
    out.array(this.free)
    out.array(this.copies)
    for (const entry of this.entries) entry.save(out)
  }

  load(input: StateReader): void {
    this.free = [...input.array()]
    this.entries.length = 0
    this.copies.length = 0
    for (const attempts of input.array()) {
      const entry = new Hedging({ attempts, delayMs: 0 })
      entry.load(input)
      this.entries.push(entry)
      this.copies.push(attempts)
    }
  }
}
