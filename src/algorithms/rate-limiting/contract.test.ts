import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { type Problem, parse } from '../../lib/parse'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { RATE_LIMITER, rateLimiters } from './registry'

interface Example {
  /** Parameters that differ from the defaults. */
  readonly params: Readonly<Record<string, unknown>>
  /** [ms] span and [count] the most that may happen in one. */
  readonly spanMs: number
  readonly most: number
  /** False where waiting less than `retryAfterMs` may already be enough. */
  readonly isTight?: boolean
}

/** What each member must keep to, for parameters small enough to be hit often. A member without an entry fails. */
const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'token-bucket': [
    { params: { ratePerSecond: 30, burst: 5 }, spanMs: 1000, most: 35 },
    { params: { ratePerSecond: 0, burst: 3 }, spanMs: Infinity, most: 3 },
    { params: { ratePerSecond: 7, burst: 1 }, spanMs: 3000, most: 22 },
  ],
  'fixed-window': [
    { params: { limit: 5, windowMs: 200, anchor: 'first-hit' }, spanMs: 200, most: 10 },
    { params: { limit: 5, windowMs: 333.3, anchor: 'aligned' }, spanMs: 333, most: 10 },
  ],
  'aligned-cycles': [
    { params: { limit: 5, periodMs: 200 }, spanMs: 200, most: 10 },
    { params: { limit: 3, periodMs: 77.7, timeoutMs: 200 }, spanMs: 77, most: 8 },
  ],
  'sliding-window': [
    { params: { limit: 5, windowMs: 200, slots: 4 }, spanMs: 150, most: 5 },
    { params: { limit: 20, windowMs: 1000, slots: 7 }, spanMs: 857, most: 20 },
    { params: { limit: 3, windowMs: 100, slots: 1 }, spanMs: 100, most: 6 },
  ],
  'sliding-window-counter': [
    { params: { limit: 5, windowMs: 200 }, spanMs: 200, most: 10 },
    { params: { limit: 12, windowMs: 700, estimate: 'fraction' }, spanMs: 700, most: 24 },
  ],
  'sliding-log': [
    { params: { limit: 5, windowMs: 200 }, spanMs: 200, most: 5 },
    { params: { limit: 5, windowMs: 200, boundary: 'closed' }, spanMs: 200.000001, most: 5 },
  ],
  'sliding-log-redisson': [{ params: { limit: 5, windowMs: 200 }, spanMs: 200, most: 5 }],
  'leaky-bucket-meter': [
    { params: { ratePerSecond: 30, burst: 5 }, spanMs: 1000, most: 36 },
    { params: { ratePerSecond: 30, burst: 5, nodelay: false }, spanMs: 1000, most: 36 },
    { params: { ratePerSecond: 0, burst: 2 }, spanMs: Infinity, most: 3 },
  ],
  'leaky-bucket-shaper': [
    { params: { rate: 100, perMs: 1000, slack: 3 }, spanMs: 1000, most: 104 },
    { params: { rate: 7, perMs: 500, slack: 0 }, spanMs: 500, most: 8 },
  ],
  gcra: [
    { params: { periodMs: 33.3, maxBurst: 4 }, spanMs: 999, most: 35 },
    { params: { periodMs: 100, maxBurst: 0 }, spanMs: 1000, most: 11 },
  ],
  'spring-gateway-bucket': [{ params: { ratePerSecond: 10, burst: 20 }, spanMs: 1000, most: 30 }],
  'smooth-bursty': [{ params: { permitsPerSecond: 20 }, spanMs: 1000, most: 42 }],
  'smooth-warming-up': [{ params: { permitsPerSecond: 50, warmupMs: 500 }, spanMs: 1000, most: 52 }],
  'shared-store': [
    { params: { limit: 5, windowMs: 200 }, spanMs: 200, most: 10 },
    {
      params: { limit: 5, windowMs: 200, update: 'read-then-write', writeDelayMs: 20 },
      spanMs: 200,
      most: Infinity,
      isTight: false,
    },
  ],
  'multi-level': [
    {
      params: {
        levels: [
          { limit: 3, windowMs: 50 },
          { limit: 10, windowMs: 1000 },
        ],
      },
      spanMs: 1000,
      most: 20,
    },
  ],
  'load-following': [{ params: { ratePerSecond: 30, burst: 5 }, spanMs: 1000, most: 35 }],
}

const cases = rateLimiters.flatMap((member) =>
  (EXAMPLES[member.id] ?? []).map((example) => ({
    id: member.id,
    given: JSON.stringify(example.params),
    isTight: true,
    ...example,
    make: (): RateLimiter =>
      build<RateLimiter>(rateLimiters, { ...defaultsOf(member.fields), ...example.params, type: member.id }),
  })),
)

interface Call {
  readonly now: number
  readonly n: number
}

/** Random calls: often at the same time, mostly of weight 1, with pauses, and now and then a step back in time. */
function calls(seed: number, count: number, backwards = false): Call[] {
  const random = new SequentialRandom(seed)
  const list: Call[] = []
  let now = 5
  for (let i = 0; i < count; i++) {
    const kind = random.uniform()
    if (kind > 0.97) now += random.uniform() * 3000
    else if (kind > 0.3) now += random.uniform() * 20
    else if (backwards && kind < 0.05) now = Math.max(0, now - random.uniform() * 300)
    list.push({ now, n: random.uniform() < 0.85 ? 1 : Math.floor(random.uniform() * 8) })
  }
  return list
}

/** Another limiter in the same state. */
function copyOf(limiter: RateLimiter, make: () => RateLimiter): RateLimiter {
  const copy = make()
  loadState(copy, saveState(limiter))
  return copy
}

describe('the registry', () => {
  it('has an example for every member', () => {
    for (const { id } of rateLimiters) expect(EXAMPLES[id]?.length, id).toBeGreaterThan(0)
  })

  it('has unique ids and numbers, and units from the list', () => {
    expect(new Set(rateLimiters.map(({ id }) => id)).size).toBe(rateLimiters.length)
    expect(new Set(rateLimiters.map(({ number }) => number)).size).toBe(rateLimiters.length)
    for (const member of rateLimiters) {
      const fields: Fields = member.fields
      const numbers = Object.values(fields).map(({ number }) => number)
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const { schema } of Object.values(fields)) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    }
  })

  it.each(rateLimiters.map(({ id }) => ({ id })))('$id is built from its defaults', ({ id }) => {
    const problems: Problem[] = []
    const value = parse(RATE_LIMITER, { type: id }, 'limiter', problems)
    expect(problems).toEqual([])
    expect(build<RateLimiter>(rateLimiters, value).decide(0)).toBe(0)
  })

  it('refuses numbers outside their range, naming the parameter', () => {
    for (const member of rateLimiters) {
      const fields: Fields = member.fields
      for (const [name, { schema }] of Object.entries(fields)) {
        if (schema.kind !== 'number') continue
        for (const bad of [schema.min - 1, schema.max * 2 + 1, NaN, ...(schema.integer ? [schema.min + 0.5] : [])]) {
          const value = { ...defaultsOf(member.fields), [name]: bad, type: member.id }
          expect(() => build<RateLimiter>(rateLimiters, value), `${member.id}.${name} = ${bad}`).toThrow(
            expect.objectContaining({ name: 'ParamError', param: name }),
          )
        }
      }
    }
  })

  it('refuses choices that are not in the list', () => {
    for (const member of rateLimiters) {
      const fields: Fields = member.fields
      for (const [name, { schema }] of Object.entries(fields)) {
        if (schema.kind !== 'choice') continue
        const value = { ...defaultsOf(member.fields), [name]: 'other', type: member.id }
        expect(() => build<RateLimiter>(rateLimiters, value), `${member.id}.${name}`).toThrow(ParamError)
      }
    }
  })
})

describe.each(cases)('$id $given', ({ make, spanMs, most, isTight }) => {
  it('answers the same calls the same way', () => {
    const run = () => {
      const limiter = make()
      return calls(1, 500, true).map(({ now, n }) => limiter.decide(now, n))
    }
    const answers = run()
    expect(run()).toEqual(answers)
    expect(answers).toContain(0)
  })

  it('goes on after loading as if it had not stopped', () => {
    const all = calls(2, 600, true)
    const limiter = make()
    for (const { now, n } of all.slice(0, 300)) limiter.decide(now, n)
    const other = copyOf(limiter, make)
    for (const { now, n } of all.slice(300)) {
      expect(other.retryAfterMs(now, n)).toBe(limiter.retryAfterMs(now, n))
      expect(other.decide(now, n)).toBe(limiter.decide(now, n))
    }
    expect(saveState(other)).toEqual(saveState(limiter))
  })

  it.each([false, true])(
    'says 0 exactly when it would admit, and a wait that suffices (backwards: %s)',
    (backwards) => {
      const limiter = make()
      for (const { now, n } of calls(3, 400, backwards)) {
        const wait = limiter.retryAfterMs(now, n)
        const answer = copyOf(limiter, make).decide(now, n)
        expect(answer === 0, `at ${now}, weight ${n}: answered ${answer}, wait ${wait}`).toBe(wait === 0)
        if (wait === Infinity) expect(copyOf(limiter, make).decide(now + 1e7, n)).not.toBe(0)
        else expect(copyOf(limiter, make).decide(now + wait, n), `at ${now}, weight ${n}, wait ${wait}`).toBe(0)
        const early = now + wait - 0.01
        if (isTight && wait > 0.01 && wait < Infinity) expect(copyOf(limiter, make).decide(early, n)).not.toBe(0)
        limiter.decide(now, n)
      }
    },
  )

  it('tells how many more it would admit at once', () => {
    const limiter = make()
    for (const { now, n } of calls(4, 300, true)) {
      const copy = copyOf(limiter, make)
      const remaining = copy.remaining(now)
      if (remaining !== undefined) {
        for (let i = 0; i < remaining; i++) expect(copy.decide(now), `${i} of ${remaining} at ${now}`).toBe(0)
        // Writes on their way let more through than the counter says.
        if (isTight) expect(copy.decide(now), `after ${remaining} at ${now}`).not.toBe(0)
      }
      limiter.decide(now, n)
    }
  })

  it('asking changes nothing', () => {
    const limiter = make()
    for (const { now, n } of calls(5, 200)) {
      const before = saveState(limiter)
      limiter.retryAfterMs(now, n)
      limiter.remaining(now)
      expect(saveState(limiter)).toEqual(before)
      limiter.decide(now, n)
    }
  })

  it('admits no more than its bound in any span', () => {
    const limiter = make()
    const happened: number[] = []
    const random = new SequentialRandom(6)
    for (let now = 0; now < 20_000; now += random.uniform() < 0.5 ? 0 : random.uniform() * 10) {
      const wait = limiter.decide(now)
      if (wait !== REFUSED && wait < 100_000) happened.push(now + wait)
    }
    happened.sort((a, b) => a - b)
    let first = 0
    let highest = 0
    for (const [last, time] of happened.entries()) {
      while (time - happened[first]! >= spanMs) first++
      highest = Math.max(highest, last - first + 1)
    }
    expect(highest).toBeLessThanOrEqual(most)
    expect(happened.length).toBeGreaterThan(0)
  })

  it('takes odd times and weights without failing', () => {
    for (const order of [
      [0, 0, 1e15, 5],
      [-1000, -2000, 0],
      [Infinity, Infinity, 3],
      [7.5, Number.MIN_VALUE, 1e-9],
    ]) {
      const limiter = make()
      for (const now of order) {
        for (const n of [0, 1, 1e9]) {
          const answer = limiter.decide(now, n)
          expect(answer === REFUSED || answer >= 0, `decide(${now}, ${n}) = ${answer}`).toBe(true)
          expect(limiter.retryAfterMs(now, n), `retryAfterMs(${now}, ${n})`).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })
})
