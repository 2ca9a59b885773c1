import { describe, expect, it } from 'vitest'
import { type Problem, parse } from '../../lib/parse'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build } from '../member'
import {
  BREAKER_STATES,
  type CallResult,
  type CircuitBreaker,
  CLOSED,
  FAILURE,
  HALF_OPEN,
  IGNORED,
  OPEN,
  REJECTED,
  SUCCESS,
} from './circuit-breaking'
import { CIRCUIT_BREAKER, circuitBreakers } from './registry'

/** Parameters small enough that short runs go through all states. A member without an entry fails. */
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'consecutive-failures': { failures: 3, openMs: 200, trials: 2 },
  'rolling-rate': { minimumCalls: 5, windowMs: 500, openMs: 200 },
  'count-window': { minimumCalls: 5, windowCalls: 8, openMs: 200, trials: 3, slowCallMs: 50, slowCallRate: 0.6 },
  'time-window': { minimumCalls: 5, windowMs: 2000, openMs: 200, trials: 3 },
  semian: { errorTimeoutMs: 200, successThreshold: 2, lumpingIntervalMs: 3 },
  hystrix: { minimumCalls: 5, windowMs: 1000, openMs: 200, snapshotMs: 50 },
  'adaptive-throttling': { minimumCalls: 5, windowMs: 500 },
  sampling: { durationMs: 1000, minimumPerSecond: 5, openMs: 200 },
  'gradual-ramp': { minimumCalls: 5, windowMs: 500, openMs: 200, steps: 4, stepMs: 50, trials: 3 },
  'sustained-breach': { minimumCalls: 5, windowMs: 500, sustainMs: 300, openMs: 200 },
}

/** Members that throttle by chance and are never open. */
const NEVER_OPEN = ['adaptive-throttling']

/** Members that make up for looks which fell due: after a pause they may open and let a trial through in one call. */
const CATCH_UP = ['hystrix']

const cases = circuitBreakers.map((member) => ({
  id: member.id,
  make: (): CircuitBreaker =>
    build<CircuitBreaker>(circuitBreakers, { ...defaultsOf(member.fields), ...EXAMPLES[member.id], type: member.id }),
}))

interface Observed {
  readonly now: number
  readonly wasOpenUntilMs: number | undefined
  readonly isAdmitted: boolean | undefined
  readonly state: string
}

/** Calls that overlap, with results by chance, in phases that are good and bad in turn. Everything follows from the seed. */
class Caller {
  private readonly random: SequentialRandom
  private readonly draws: SequentialRandom
  private readonly inFlight: { ticket: number; startedMs: number }[] = []
  private now = 3

  constructor(seed: number) {
    this.random = new SequentialRandom(seed)
    this.draws = new SequentialRandom(seed, 1)
  }

  step(breaker: CircuitBreaker): Observed {
    const { random, inFlight } = this
    this.now += random.uniform() < 0.02 ? random.uniform() * 1000 : random.uniform() * 12
    const { now } = this
    const before = breaker.describe(now)
    const wasOpenUntilMs = before.state === 'open' ? before.untilMs : undefined
    const ends = inFlight.length > 6 || (inFlight.length > 0 && random.uniform() < 0.5)
    let isAdmitted: boolean | undefined
    if (ends) {
      const [call] = inFlight.splice(Math.floor(random.uniform() * inFlight.length), 1)
      breaker.record(now, call!.ticket, this.result(), now - call!.startedMs)
    } else {
      const ticket = breaker.admit(now, this.draws)
      isAdmitted = ticket !== REJECTED
      if (isAdmitted) inFlight.push({ ticket, startedMs: now })
    }
    return { now, wasOpenUntilMs, isAdmitted, state: breaker.describe(now).state }
  }

  private result(): CallResult {
    const chance = this.random.uniform()
    if (chance < 0.03) return IGNORED
    const isBad = Math.floor(this.now / 4000) % 2 === 1
    return chance < (isBad ? 0.9 : 0.05) ? FAILURE : SUCCESS
  }
}

function run(breaker: CircuitBreaker, seed: number, steps: number): Observed[] {
  const caller = new Caller(seed)
  return Array.from({ length: steps }, () => caller.step(breaker))
}

/** Sequential calls that all end the same way, one each `everyMs`; returns how many were admitted. */
function repeat(breaker: CircuitBreaker, from: number, to: number, everyMs: number, result: CallResult): number {
  const random = new SequentialRandom(9)
  let admitted = 0
  for (let now = from; now < to; now += everyMs) {
    const ticket = breaker.admit(now, random)
    if (ticket === REJECTED) continue
    admitted++
    breaker.record(now + everyMs / 2, ticket, result, everyMs / 2)
  }
  return admitted
}

describe('the registry', () => {
  it('has an example for every member', () => {
    for (const { id } of circuitBreakers) expect(EXAMPLES[id], id).toBeDefined()
  })

  it('has unique ids and numbers, and units from the list', () => {
    expect(new Set(circuitBreakers.map(({ id }) => id)).size).toBe(circuitBreakers.length)
    expect(new Set(circuitBreakers.map(({ number }) => number)).size).toBe(circuitBreakers.length)
    for (const member of circuitBreakers) {
      const fields: Fields = member.fields
      const numbers = Object.values(fields).map(({ number }) => number)
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const { schema } of Object.values(fields)) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    }
  })

  it('refuses numbers outside their range, naming the parameter', () => {
    for (const member of circuitBreakers) {
      const fields: Fields = member.fields
      for (const [name, { schema }] of Object.entries(fields)) {
        const range = schema.kind === 'nullable' ? schema.inner : schema
        if (range.kind !== 'number') continue
        for (const bad of [range.min - 1, range.max * 2 + 1, NaN, ...(range.integer ? [range.min + 0.5] : [])]) {
          const value = { ...defaultsOf(member.fields), [name]: bad, type: member.id }
          expect(() => build<CircuitBreaker>(circuitBreakers, value), `${member.id}.${name} = ${bad}`).toThrow(
            expect.objectContaining({ name: 'ParamError', param: name }),
          )
        }
      }
    }
  })
})

describe.each(cases)('$id', ({ id, make }) => {
  it('is built from its defaults, closed', () => {
    const problems: Problem[] = []
    const breaker = build<CircuitBreaker>(circuitBreakers, parse(CIRCUIT_BREAKER, { type: id }, 'breaker', problems))
    expect(problems).toEqual([])
    expect(breaker.describe(0)).toEqual({ state: 'closed' })
    expect(breaker.admit(0, new SequentialRandom(1))).toBeGreaterThanOrEqual(0)
  })

  it('answers the same calls the same way', () => {
    expect(run(make(), 1, 3000)).toEqual(run(make(), 1, 3000))
  })

  it('goes through its states', () => {
    const states = new Set(run(make(), 1, 6000).map(({ state }) => state))
    const expected = NEVER_OPEN.includes(id) ? ['closed', 'half-open'] : ['closed', 'open', 'half-open']
    expect([...states].sort()).toEqual([...expected].sort())
  })

  it('moves along its edges only, and every move can be seen', () => {
    const edges = NEVER_OPEN.includes(id)
      ? ['closed → half-open', 'half-open → closed']
      : ['closed → open', 'open → half-open', 'half-open → open', 'half-open → closed']
    const states = run(make(), 7, 8000).map(({ state }) => state)
    const moves = states.flatMap((state, i) =>
      i === 0 || states[i - 1] === state ? [] : [`${states[i - 1]} → ${state}`],
    )
    if (CATCH_UP.includes(id)) edges.push('closed → half-open')
    expect(new Set(moves)).toEqual(new Set(edges))
  })

  it('goes on after loading as if it had not stopped', () => {
    const breaker = make()
    const other = make()
    const caller = new Caller(2)
    for (let i = 0; i < 1500; i++) caller.step(breaker)
    loadState(other, saveState(breaker))
    const twin = new Caller(2)
    const scratch = make()
    for (let i = 0; i < 1500; i++) twin.step(scratch)
    for (let i = 0; i < 1500; i++) expect(twin.step(other)).toEqual(caller.step(breaker))
    expect(saveState(other)).toEqual(saveState(breaker))
  })

  it('admits nothing while open, before its time', () => {
    let refused = 0
    for (const { now, wasOpenUntilMs, isAdmitted } of run(make(), 3, 6000)) {
      if (wasOpenUntilMs === undefined || isAdmitted === undefined || now >= wasOpenUntilMs) continue
      expect(isAdmitted, `at ${now}, open until ${wasOpenUntilMs}`).toBe(false)
      refused++
    }
    if (!NEVER_OPEN.includes(id)) expect(refused).toBeGreaterThan(0)
  })

  it('admits a call soon after its time', () => {
    const breaker = make()
    repeat(breaker, 0, 3000, 5, FAILURE)
    const state = breaker.describe(3000)
    if (state.state === 'open') {
      // Looks that fell due meanwhile may not have been made yet, hence twice the time.
      const random = new SequentialRandom(4)
      const admitted = Array.from({ length: 100 }, () => breaker.admit(state.untilMs + 1e-3, random) !== REJECTED)
      expect(admitted).toContain(true)
    } else expect(repeat(breaker, 3000, 6000, 5, FAILURE)).toBeGreaterThan(0)
  })

  it('names its state the same in number and in words', () => {
    const breaker = make()
    const caller = new Caller(5)
    for (let i = 0; i < 3000; i++) {
      const { state } = caller.step(breaker)
      expect(BREAKER_STATES[breaker.stateCode()]).toBe(state)
    }
  })

  it('stays closed while every call succeeds', () => {
    const breaker = make()
    expect(repeat(breaker, 0, 5000, 5, SUCCESS)).toBe(1000)
    expect(breaker.stateCode()).toBe(CLOSED)
  })

  it('refuses most calls while every call fails, and closes after they succeed again', () => {
    const breaker = make()
    repeat(breaker, 0, 4000, 5, FAILURE)
    expect(repeat(breaker, 4000, 8000, 5, FAILURE)).toBeLessThan(400)
    repeat(breaker, 8000, 14_000, 5, SUCCESS)
    expect(breaker.stateCode()).toBe(CLOSED)
    expect(repeat(breaker, 14_000, 15_000, 5, SUCCESS)).toBe(200)
  })

  it('comes back although trials are ignored', () => {
    const breaker = make()
    repeat(breaker, 0, 4000, 5, FAILURE)
    repeat(breaker, 4000, 8000, 5, IGNORED)
    repeat(breaker, 8000, 14_000, 5, SUCCESS)
    expect(breaker.stateCode()).toBe(CLOSED)
  })

  it('takes odd times and durations without failing', () => {
    for (const order of [
      [0, 0, 1e15, 5],
      [-1000, -2000, 0],
      [Infinity, Infinity, 3],
      [7.5, Number.MIN_VALUE, 1e-9],
    ]) {
      const breaker = make()
      const random = new SequentialRandom(7)
      for (const now of order) {
        for (const result of [FAILURE, FAILURE, SUCCESS, IGNORED, FAILURE] as const) {
          const ticket = breaker.admit(now, random)
          expect(Number.isNaN(ticket)).toBe(false)
          if (ticket !== REJECTED) breaker.record(now, ticket, result, Infinity)
          expect([CLOSED, OPEN, HALF_OPEN]).toContain(breaker.stateCode())
          expect(BREAKER_STATES).toContain(breaker.describe(now).state)
        }
      }
    }
  })
})
