/**
 * Best-effort notification: the result is sent again at growing intervals until it is confirmed, then no more.
 *
 * How: attempt 1 at once, attempt k + 1 after the k-th interval. After the last interval it gives up; the receiver can still
 * ask by itself.
 * Bound: at most intervals + 1 attempts.
 * Units: [ms]. Time: an attempt is due at exactly its time. Cost: O(1). Randomness: none. Throws: ParamError from the constructor.
 * Source: Alipay global help, "What is Alipay asynchronous notification?" (up to 8 times within 25 hours).
 */

import { requireNumber } from '../../lib/errors'
import { field, list, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

const MINUTE = 60_000

/** [ms] the intervals of the source. */
export const DEFAULT_INTERVALS_MS: readonly number[] = [4, 10, 15, 60, 120, 360, 900].map((n) => n * MINUTE)

/** See the head of this file. */
export class BestEffortNotification implements Saveable {
  private readonly intervalsMs: readonly number[]
  private dueAt: number
  private attemptCount = 0
  private isDone = false

  /** @param now [ms] when the result is known @param intervalsMs [ms] waits between attempts */
  constructor(now: number, intervalsMs: readonly number[] = DEFAULT_INTERVALS_MS) {
    for (const interval of intervalsMs) requireNumber('intervalsMs', interval, { min: 0 })
    this.intervalsMs = intervalsMs
    this.dueAt = now
  }

  /** [count] attempts made. */
  get attempts(): number {
    return this.attemptCount
  }

  /** Whether the receiver confirmed. */
  get isConfirmed(): boolean {
    return this.isDone
  }

  /** [ms] when to try next; infinity once confirmed or given up. */
  nextAttemptAt(): number {
    return this.isDone ? Infinity : this.dueAt
  }

  /** Makes the attempt that is due. False when none is. */
  attempt(now: number): boolean {
    if (now < this.nextAttemptAt()) return false
    this.dueAt = now + (this.intervalsMs[this.attemptCount] ?? Infinity)
    this.attemptCount++
    return true
  }

  /** The receiver confirmed, or asked for the result by itself. */
  confirm(): void {
    this.isDone = true
  }

  save(out: StateWriter): void {
    out.number(this.dueAt)
    out.number(this.attemptCount)
    out.boolean(this.isDone)
  }

  load(input: StateReader): void {
    this.dueAt = input.number()
    this.attemptCount = input.number()
    this.isDone = input.boolean()
  }
}

const fields = {
  intervalsMs: field(
    1,
    'Waits',
    'Time from each attempt to the next; after the last one nothing more is sent.',
    list(number('ms', MINUTE, { max: 1e9, scale: 'log' }), { maxItems: 50, default: DEFAULT_INTERVALS_MS }),
  ),
}

/** A notification whose result is known at the given time [ms]. */
export type NotificationFactory = (now: number) => BestEffortNotification

export const bestEffortNotification: BuildableMember<'best-effort-notification', typeof fields, NotificationFactory> = {
  id: 'best-effort-notification',
  number: 5,
  label: 'Best-effort notification',
  help: 'The result is sent again at growing intervals until it is confirmed, then no more.',
  fields,
  source: 'Alipay global help, what is Alipay asynchronous notification',
  sourceUrl: 'https://global.alipay.com/docs/ac/global/async_notify',
  formula: 'attempts ≤ intervals + 1',
  deviations: '',
  create: ({ intervalsMs }) => {
    // Parameters are refused here already, not when a notification starts.
    new BestEffortNotification(0, intervalsMs)
    return (now) => new BestEffortNotification(now, intervalsMs)
  },
}
