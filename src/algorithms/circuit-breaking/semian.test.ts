import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { Semian } from './semian'

type Params = ConstructorParameters<typeof Semian>[0]

const params = {
  errorThreshold: 3,
  errorTimeoutMs: 1000,
  successThreshold: 2,
  errorThresholdTimeoutMs: null,
  errorThresholdTimeoutEnabled: true,
  lumpingIntervalMs: 0,
  backoffInitialMs: null,
  backoffMultiplier: 2,
  halfOpenResourceTimeoutMs: null,
} satisfies Params

function call(breaker: Semian, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

function opened(more: Partial<Params> = {}): Semian {
  const breaker = new Semian({ ...params, ...more })
  for (let i = 0; i < 3; i++) call(breaker, 0, FAILURE)
  return breaker
}

describe('Semian', () => {
  it.each([
    [1000, 'open'],
    [1000.1, 'closed'],
  ])('an error exactly as old as the window counts: errors at 0, 0 and %d leave it %s', (last, state) => {
    const breaker = new Semian(params)
    for (const now of [0, 0, last]) call(breaker, now, FAILURE)
    expect(breaker.describe(last).state).toBe(state)
  })

  it('keeps errors through successes, and without expiry for ever', () => {
    const breaker = new Semian({ ...params, errorThresholdTimeoutEnabled: false })
    for (const now of [0, 1e6]) call(breaker, now, FAILURE)
    for (let i = 0; i < 100; i++) call(breaker, 1e6, SUCCESS)
    call(breaker, 1e9, FAILURE)
    expect(breaker.describe(1e9).state).toBe('open')
  })

  it.each([
    [49, 1],
    [50, 2],
  ])('with lumping of 50 ms, errors %d ms apart are %d', (gap, errors) => {
    const breaker = new Semian({ ...params, lumpingIntervalMs: 50 })
    call(breaker, 0, FAILURE)
    call(breaker, gap, FAILURE)
    expect(breaker.counts().errors).toBe(errors)
  })

  it('lets every call through half-open, and needs successes to close', () => {
    const breaker = opened()
    expect(breaker.admit(1000)).toBe(REJECTED)
    for (let i = 0; i < 50; i++) expect(breaker.admit(1001)).toBe(0)
    breaker.record(1002, 0, SUCCESS, 1)
    expect(breaker.describe(1002)).toEqual({ state: 'half-open', passed: 1, needed: 2 })
    breaker.record(1002, 0, IGNORED, 1)
    breaker.record(1002, 0, SUCCESS, 1)
    expect(breaker.describe(1002)).toEqual({ state: 'closed' })
    expect(breaker.counts().errors).toBe(0)
  })

  it('a late error while open prolongs it', () => {
    const breaker = opened()
    breaker.record(600, 0, FAILURE, 600)
    expect(breaker.describe(600)).toEqual({ state: 'open', untilMs: 1600 })
  })

  it('opens for longer each time, up to the error timeout, until it closes', () => {
    const breaker = opened({ backoffInitialMs: 300 })
    const untils: unknown[] = [breaker.describe(0)]
    for (const now of [301, 1000, 2500]) {
      call(breaker, now, FAILURE)
      untils.push(breaker.describe(now))
    }
    expect(untils).toEqual([300, 901, 2000, 3500].map((untilMs) => ({ state: 'open', untilMs })))
    for (const now of [3501, 3502]) call(breaker, now, SUCCESS)
    for (let i = 0; i < 3; i++) call(breaker, 4000, FAILURE)
    expect(breaker.describe(4000)).toEqual({ state: 'open', untilMs: 4300 })
  })

  it('has a timeout of its own for calls half-open only', () => {
    const breaker = opened({ halfOpenResourceTimeoutMs: 250 })
    expect(breaker.callTimeoutMs()).toBeNull()
    breaker.admit(1001)
    expect(breaker.callTimeoutMs()).toBe(250)
  })
})
