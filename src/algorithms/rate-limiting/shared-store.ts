/**
 * Shared store: several gateways limit together by one counter in a store, with or without the race of a shared counter.
 *
 * How: windows [k·W, (k + 1)·W) are counted in a {@link SharedCounter}. `increment` adds to the counter and compares in one
 * step. `read-then-write` reads it, decides, and writes value + n back, which lands `writeDelayMs` later: whoever reads in
 * between decides on the old value, and of two such writes one is lost.
 * Bound: `increment` admits at most `limit` in each window, over all gateways together. `read-then-write` can admit up to
 * limit × (admissions within one write delay).
 * Units: limit [count], window, delay [ms]. Time: an earlier `now` than before counts into the current window.
 * Cost: O(1) amortised; allocates only while more writes are on their way than ever before. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: the get-then-set race of a shared counter, as in Cloudflare's blog (2017) and in the Redis documentation of INCR,
 * "Pattern: Rate limiter"; here as a model. Deviations: see the descriptor.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import { choice, field, type InferFields, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EventLog } from './event-log'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  limit: field(
    1,
    'Limit',
    'How many events are admitted in each window, over all gateways together.',
    integer('count', 100, { min: 1, scale: 'log' }),
  ),
  windowMs: field(2, 'Window', 'How long a window is.', number('ms', 1000, { min: 1, scale: 'log' })),
  update: field(
    3,
    'Update',
    'How a gateway counts an event in the store.',
    choice(
      [
        { id: 'increment', number: 1, label: 'Increment', help: 'Count and compare in one step.' },
        { id: 'read-then-write', number: 2, label: 'Read, then write', help: 'Others may read in between.' },
      ],
      'increment',
    ),
  ),
  writeDelayMs: field(
    4,
    'Write delay',
    'How long after its read a write takes effect; only when reading, then writing.',
    number('ms', 2, { scale: 'log' }),
  ),
} as const

/** The counter in the store. Gateways share one by being built with it. */
export class SharedCounter implements Saveable {
  private value = 0
  /** [ms] start of the current window. */
  private windowStartMs = -Infinity
  /** Writes on their way: when they land, and the value they write. */
  private readonly writes = new EventLog()

  /** The value in the window that starts at `windowStartMs`, after the writes that landed by `now`. */
  read(now: number, windowStartMs: number): number {
    while (this.writes.length > 0 && this.writes.timeAt(0) <= now) {
      this.value = this.writes.weightAt(0)
      this.writes.shift()
    }
    this.enter(windowStartMs)
    return this.value
  }

  /** As {@link read}, without changing anything. */
  peek(now: number, windowStartMs: number): number {
    if (windowStartMs > this.windowStartMs) return 0
    let value = this.value
    const { writes } = this
    for (let i = 0; i < writes.length && writes.timeAt(i) <= now; i++) value = writes.weightAt(i)
    return value
  }

  /** Adds at once. */
  add(n: number): void {
    this.value += n
  }

  /** Sets the value at `landsMs`, unless a new window has begun by then. Writes land in the order of their calls. */
  write(landsMs: number, value: number): void {
    this.writes.push(landsMs, value)
  }

  /** [ms] start of the current window. */
  windowMs(): number {
    return this.windowStartMs
  }

  save(out: StateWriter): void {
    out.number(this.value)
    out.number(this.windowStartMs)
    this.writes.save(out)
  }

  load(input: StateReader): void {
    this.value = input.number()
    this.windowStartMs = input.number()
    this.writes.load(input)
  }

  private enter(windowStartMs: number): void {
    if (windowStartMs <= this.windowStartMs) return
    this.windowStartMs = windowStartMs
    this.value = 0
    // A write names the key of its own window, so that those still on their way no longer matter.
    while (this.writes.length > 0) this.writes.shift()
  }
}

/** One gateway. See the head of this file. */
export class SharedStoreLimiter implements RateLimiter {
  private readonly limit: number
  private readonly windowMs: number
  private readonly isAtomic: boolean
  private readonly writeDelayMs: number
  private readonly counter: SharedCounter

  /** @param counter shared with the other gateways; left out, there are none. */
  constructor(params: InferFields<typeof fields>, counter = new SharedCounter()) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    if (!fields.update.schema.options.some((option) => option.id === params.update))
      throw new ParamError('update', params.update, 'increment or read-then-write')
    this.isAtomic = params.update === 'increment'
    this.writeDelayMs = requireNumber('writeDelayMs', params.writeDelayMs, fields.writeDelayMs.schema)
    this.counter = counter
  }

  decide(now: number, n = 1): number {
    const count = this.counter.read(now, this.startOf(now))
    if (count + n > this.limit) return REFUSED
    if (this.isAtomic) this.counter.add(n)
    else this.counter.write(now + this.writeDelayMs, count + n)
    return 0
  }

  /** What the counter says now; writes still on their way may make it say otherwise when the time comes. */
  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    const start = this.startOf(now)
    if (this.counter.peek(now, start) + n <= this.limit) return 0
    const end = Math.max(start, this.counter.windowMs()) + this.windowMs
    return waitUntil(now, this.startOf(end) >= end ? end : end + Math.abs(end) * Number.EPSILON)
  }

  remaining(now: number): number {
    return Math.max(0, Math.floor(this.limit - this.counter.peek(now, this.startOf(now))))
  }

  save(out: StateWriter): void {
    this.counter.save(out)
  }

  load(input: StateReader): void {
    this.counter.load(input)
  }

  private startOf(now: number): number {
    return Math.floor(now / this.windowMs) * this.windowMs
  }
}

export const sharedStore: BuildableMember<'shared-store', typeof fields, SharedStoreLimiter> = {
  id: 'shared-store',
  number: 14,
  label: 'Shared store',
  help: 'Many gateways count in one store; reading before writing lets too many through.',
  fields,
  source: 'Redis documentation of INCR, "Pattern: Rate limiter"; own model of the race',
  sourceUrl: 'https://redis.io/docs/latest/commands/incr/',
  formula: 'admit ⇔ counter + n ≤ limit; the counter is changed at once, or written back later',
  deviations: 'Refused events are not counted; the store answers at once and only writes take time.',
  create: (params) => new SharedStoreLimiter(params),
}
