import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { defaultValue, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build } from '../member'
import { BACKOFF, backoffs, RETRY_BUDGET, retryBudgets, TIMEOUT, timeouts } from './registry'
import type { AttemptTimeout, Backoff, RetryLimit } from './retrying'

const everything = [...backoffs, ...retryBudgets, ...timeouts]

function paramsOf(fields: Fields): Record<string, unknown> {
  return defaultValue({ kind: 'object', fields }) as Record<string, unknown>
}

describe.each(everything.map((member) => [member.id, member] as const))('%s', (_id, member) => {
  const fields: Fields = member.fields
  const create = member.create as (params: unknown) => unknown

  it('describes itself', () => {
    expect(member.source).not.toBe('')
    expect(member.formula).not.toBe('')
    for (const { schema } of Object.values(fields)) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    expect(new Set(Object.values(fields).map((field) => field.number)).size).toBe(Object.keys(fields).length)
  })

  it('refuses parameters outside their range, by name', () => {
    const defaults = paramsOf(fields)
    expect(() => create(defaults)).not.toThrow()
    for (const [name, { schema }] of Object.entries(fields)) {
      if (schema.kind !== 'number') continue
      for (const value of [-1, Number.NaN]) {
        expect(() => create({ ...defaults, [name]: value })).toThrow(
          expect.objectContaining({ name: 'ParamError', param: name }),
        )
      }
    }
  })
})

describe.each(backoffs.map((member) => [member.id, member.fields as Fields] as const))(
  'schedule %s',
  (type, fields) => {
    const backoff = build<Backoff>(backoffs, { type, ...paramsOf(fields) })

    it('gives the same waits for the same draws, all of them finite and at least 0', () => {
      const waits = [1, 1].map((seed) => {
        const random = new SequentialRandom(seed)
        let previous = 0
        return Array.from({ length: 60 }, (_, retry) => {
          previous = backoff.delayMs(retry, previous, random)
          return previous
        })
      })
      expect(waits[0]).toEqual(waits[1])
      for (const wait of waits[0]!) expect(wait >= 0 && wait < Infinity).toBe(true)
    })

    it.each([0, 1, 50, 2000, 1e9, Infinity, -3])('answers for retry %f', (retry) => {
      const wait = backoff.delayMs(retry, 100, new SequentialRandom(2))
      expect(wait >= 0 && wait <= 144_000).toBe(true)
    })

    it('answers for any previous wait', () => {
      for (const previous of [0, 1e300, Infinity, -1]) {
        const wait = backoff.delayMs(3, previous, new SequentialRandom(2))
        expect(wait >= 0 && wait <= 144_000).toBe(true)
      }
    })

    it('says how many attempts there are', () => {
      expect(build<Backoff>(backoffs, { type, ...paramsOf(fields), attempts: 5 } as { type: string }).attempts).toBe(5)
      expect(backoff.attempts).toBe(3)
    })
  },
)

/** Clients that fail in half of their attempts and always want to retry. Returns what was granted, as a string of bits. */
function spend(budget: RetryLimit, from: number, to: number, random: SequentialRandom): string {
  let grants = ''
  for (let i = from; i < to; i++) {
    const now = i * 5
    budget.deposit(now)
    let isRetry = false
    for (let attempt = 0; attempt < 4; attempt++) {
      const succeeded = random.uniform() < 0.5
      budget.finish(now + attempt, isRetry, succeeded)
      if (succeeded) break
      isRetry = budget.withdraw(now + attempt)
      grants += isRetry ? '1' : '0'
      if (!isRetry) break
    }
  }
  return grants
}

describe.each(retryBudgets.map((member) => [member.id, member.fields as Fields] as const))(
  'budget %s',
  (type, fields) => {
    const create = () => build<RetryLimit>(retryBudgets, { type, ...paramsOf(fields) })

    it('grants exactly when its balance is above 0', () => {
      const budget = create()
      const random = new SequentialRandom(3)
      for (let i = 0; i < 2000; i++) {
        const now = i * 7
        if (random.uniform() < 0.5) budget.deposit(now)
        if (random.uniform() < 0.5) budget.finish(now, random.uniform() < 0.3, random.uniform() < 0.4)
        const balance = budget.balance(now)
        expect(budget.withdraw(now)).toBe(balance > 0)
      }
    })

    it('goes on after save and load as it would have', () => {
      const whole = create()
      const random = new SequentialRandom(4)
      spend(whole, 0, 400, random)
      const copy = create()
      loadState(copy, saveState(whole))
      const copyRandom = new SequentialRandom(0)
      loadState(copyRandom, saveState(random))
      expect(spend(copy, 400, 900, copyRandom)).toBe(spend(whole, 400, 900, random))
      expect(saveState(copy)).toEqual(saveState(whole))
    })

    it('survives time going backwards and forward to infinity', () => {
      const budget = create()
      for (const now of [1000, 0, -5, 2000, Infinity, 3000]) {
        budget.deposit(now)
        budget.finish(now, false, false)
        expect(typeof budget.withdraw(now)).toBe('boolean')
        expect(Number.isNaN(budget.balance(now))).toBe(false)
      }
    })
  },
)

describe.each(timeouts.map((member) => [member.id, member.fields as Fields] as const))('timeout %s', (type, fields) => {
  const create = () => build<AttemptTimeout>(timeouts, { type, ...paramsOf(fields) })

  it('is above 0 whatever it sees', () => {
    const timeout = create()
    for (const took of [0, 10, 1e12, Infinity, Number.NaN, -5, 3]) {
      timeout.observe(took)
      expect(timeout.timeoutMs()).toBeGreaterThan(0)
    }
  })

  it('goes on after save and load as it would have', () => {
    const whole = create()
    for (let i = 0; i < 50; i++) whole.observe(i * 7)
    const copy = create()
    loadState(copy, saveState(whole))
    whole.observe(500)
    copy.observe(500)
    expect(copy.timeoutMs()).toBe(whole.timeoutMs())
  })
})

describe('registries', () => {
  it.each([
    ['backoffs', backoffs, BACKOFF, 'full-jitter'],
    ['budgets', retryBudgets, RETRY_BUDGET, 'finagle'],
    ['timeouts', timeouts, TIMEOUT, 'fixed-timeout'],
  ] as const)('%s have ids and numbers of their own, and a default', (_name, registry, schema, standard) => {
    expect(new Set(registry.map((member) => member.id)).size).toBe(registry.length)
    expect(new Set(registry.map((member) => member.number)).size).toBe(registry.length)
    expect(schema.default).toBe(standard)
    expect(schema.family).toBe('retrying')
  })
})
