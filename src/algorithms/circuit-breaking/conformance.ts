/** Drives the circuit breakers with recorded calls and compares their answers. */
import { CaseCheck, type CaseResult, type ConformanceAdapter, closeTo, type VectorFile } from '../conformance'
import { AdaptiveThrottling, dropProbability } from './adaptive-throttling'
import {
  BREAKER_STATES,
  type CallResult,
  type CircuitBreaker,
  FAILURE,
  HALF_OPEN,
  IGNORED,
  REJECTED,
  SUCCESS,
} from './circuit-breaking'
import { CountWindowBreaker } from './count-window'
import type { RateBreaker } from './rate-breaker'
import { RollingNumber } from './rolling-number'
import { Sampling } from './sampling'
import { Semian } from './semian'
import { SingleTrialBreaker } from './single-trial-breaker'
import { TimeWindowBreaker } from './time-window'
import { ConsecutivePolicy, CountPolicy } from './trip-policies'
import { type TripTest, TwoStepBreaker } from './two-step-breaker'

type Values = Readonly<Record<string, unknown>>

interface Step {
  readonly t: number
  readonly op: string
  readonly id?: number
  readonly outcome?: string
  readonly dur?: number
  readonly u?: number
  readonly expect?: Values
}

interface Case {
  readonly id: string
  readonly config: Values
  readonly steps: readonly Step[]
}

/** Does one operation and returns what is to be compared, by the names in `expect`; undefined for an unknown operation. */
type Drive = (step: Step) => Values | undefined

/** Undefined for a configuration that cannot be read. */
type Read = (config: Values) => Drive | undefined

const RESULTS: Readonly<Record<string, CallResult>> = {
  success: SUCCESS,
  failure: FAILURE,
  excluded: IGNORED,
  ignored: IGNORED,
}

/** No member driven here draws. */
const NO_RANDOM = {
  uint32: () => 0,
  uniform: () => 0.5,
}

function runCase({ id, config, steps }: Case, read: Read): CaseResult {
  const drive = read(config)
  if (!drive) return { id, status: 'unread', message: `config ${JSON.stringify(config)}` }
  const check = new CaseCheck(id)
  for (const [index, step] of steps.entries()) {
    const actual = drive(step)
    if (!actual) return { id, status: 'unread', message: `operation ${step.op} ${step.outcome ?? ''}` }
    for (const [name, expected] of Object.entries(step.expect ?? {})) {
      check.equal(`step ${index} (${step.op} at ${step.t}) ${name}`, actual[name], expected)
    }
  }
  return check.result()
}

/** True when the configuration has exactly these names, all numbers where not said otherwise. */
function has(config: Values, numbers: readonly string[], others: readonly string[] = []): boolean {
  const names = [...numbers, ...others].sort().join()
  return Object.keys(config).sort().join() === names && numbers.every((name) => typeof config[name] === 'number')
}

function num(config: Values, name: string): number {
  return config[name] as number
}

/** Calls of one breaker by their ids: `allow`, `done` and `state`. `answer` says what is compared after each. */
function driveCalls(breaker: CircuitBreaker, answer: (step: Step, isAdmitted: boolean | undefined) => Values): Drive {
  const tickets = new Map<number | undefined, number>()
  return (step) => {
    if (step.op === 'state') return answer(step, undefined)
    if (step.op === 'allow') {
      const ticket = breaker.admit(step.t, NO_RANDOM)
      if (ticket !== REJECTED) tickets.set(step.id, ticket)
      return answer(step, ticket !== REJECTED)
    }
    const result = RESULTS[step.outcome ?? '']
    const ticket = tickets.get(step.id)
    if (step.op !== 'done' || result === undefined || ticket === undefined) return undefined
    breaker.record(step.t, ticket, result, step.dur ?? 0)
    return answer(step, undefined)
  }
}

function readTrip(trip: Values): TripTest | undefined {
  if (trip['type'] === 'consecutiveFailures' && has(trip, ['gt'], ['type'])) {
    return { type: 'consecutive', failures: num(trip, 'gt') + 1 }
  }
  if (trip['type'] === 'consecutiveFailures' && has(trip, ['ge'], ['type'])) {
    return { type: 'consecutive', failures: num(trip, 'ge') }
  }
  if (trip['type'] === 'ratio' && has(trip, ['ge', 'minRequests'], ['type'])) {
    return { type: 'ratio', failureRate: num(trip, 'ge'), minimumCalls: num(trip, 'minRequests') }
  }
  return undefined
}

/** Zero stands for the defaults of the reference: 60 s, one trial, never cleared, no buckets. */
const readGobreaker: Read = (config) => {
  if (!has(config, ['bucketPeriodMs', 'intervalMs', 'maxRequests', 'timeoutMs'], ['trip'])) return undefined
  const trip = readTrip(config['trip'] as Values)
  if (!trip) return undefined
  const breaker = new TwoStepBreaker({
    trip,
    openMs: num(config, 'timeoutMs') || 60_000,
    trials: num(config, 'maxRequests') || 1,
    intervalMs: num(config, 'intervalMs') || Infinity,
    bucketMs: num(config, 'bucketPeriodMs') || Infinity,
  })
  return driveCalls(breaker, (step, isAdmitted) => {
    const refusal = breaker.stateCode() === HALF_OPEN ? 'tooMany' : 'open'
    breaker.refresh(step.t)
    const state = BREAKER_STATES[breaker.stateCode()]
    return { allow: isAdmitted ? 'ok' : refusal, counts: breaker.counts(), state }
  })
}

/** [%] as the reference computes it, in single precision, and prints it: shortest; −1 where the rate is unknown. */
function percentage(rate: number, part: number, total: number): number {
  const single = Math.fround((part * 100) / total)
  for (let digits = 1; rate >= 0 && digits <= 9; digits++) {
    const printed = Number(single.toPrecision(digits))
    if (Math.fround(printed) === single) return printed
  }
  return -1
}

const R4J_NUMBERS = [
  'failureRateThreshold',
  'slowCallRateThreshold',
  'slowCallDurationMs',
  'minimumNumberOfCalls',
  'windowSize',
  'permittedHalfOpen',
  'waitOpenMs',
  'startMs',
]

const readResilience4j: Read = (config) => {
  if (!has(config, R4J_NUMBERS, ['windowType'])) return undefined
  const shared = {
    failureRate: num(config, 'failureRateThreshold') / 100,
    slowCallRate: num(config, 'slowCallRateThreshold') / 100,
    slowCallMs: num(config, 'slowCallDurationMs'),
    minimumCalls: num(config, 'minimumNumberOfCalls'),
    openMs: num(config, 'waitOpenMs'),
    trials: num(config, 'permittedHalfOpen'),
  }
  const windowSize = num(config, 'windowSize')
  let breaker: RateBreaker
  if (config['windowType'] === 'COUNT') breaker = new CountWindowBreaker({ ...shared, windowCalls: windowSize })
  else if (config['windowType'] === 'TIME') breaker = new TimeWindowBreaker({ ...shared, windowMs: windowSize * 1000 })
  else return undefined
  return driveCalls(breaker, (step, isAdmitted) => {
    const { buffered, failed, slow, failureRate, slowCallRate, refused } = breaker.counts(step.t)
    return {
      ok: isAdmitted,
      state: BREAKER_STATES[breaker.stateCode()]!.toUpperCase().replace('-', '_'),
      buffered,
      failed,
      slow,
      failureRate: percentage(failureRate, failed, buffered),
      slowRate: percentage(slowCallRate, slow, buffered),
      notPermitted: refused,
    }
  })
}

const SEMIAN_NUMBERS = ['errorThreshold', 'errorTimeoutMs', 'successThreshold', 'lumpingIntervalMs']
const SEMIAN_OTHERS = ['errorThresholdTimeoutMs', 'errorThresholdTimeoutEnabled', 'exponentialBackoff']

const readSemian: Read = (config) => {
  const hasBackoff = config['exponentialBackoff'] === true
  // The parameters of a backoff may stand there without one, and mean nothing then.
  const isNamed = 'backoffInitialMs' in config || 'backoffMultiplier' in config
  const numbers = hasBackoff || isNamed ? [...SEMIAN_NUMBERS, 'backoffInitialMs', 'backoffMultiplier'] : SEMIAN_NUMBERS
  if (!has(config, numbers, SEMIAN_OTHERS)) return undefined
  const breaker = new Semian({
    errorThreshold: num(config, 'errorThreshold'),
    errorTimeoutMs: num(config, 'errorTimeoutMs'),
    successThreshold: num(config, 'successThreshold'),
    errorThresholdTimeoutMs: config['errorThresholdTimeoutMs'] as number | null,
    errorThresholdTimeoutEnabled: config['errorThresholdTimeoutEnabled'] as boolean,
    lumpingIntervalMs: num(config, 'lumpingIntervalMs'),
    backoffInitialMs: hasBackoff ? num(config, 'backoffInitialMs') : null,
    backoffMultiplier: hasBackoff ? num(config, 'backoffMultiplier') : 1,
    halfOpenResourceTimeoutMs: null,
  })
  return driveCalls(breaker, (_step, isAdmitted) => ({
    ok: isAdmitted,
    state: BREAKER_STATES[breaker.stateCode()]!.replace('-', '_'),
    ...breaker.counts(),
  }))
}

function readCockatielBreaker(breaker: Values, openMs: number): CircuitBreaker | undefined {
  const threshold = num(breaker, 'threshold')
  if (breaker['type'] === 'consecutive' && has(breaker, ['threshold'], ['type'])) {
    return new SingleTrialBreaker(new ConsecutivePolicy(threshold), openMs)
  }
  if (breaker['type'] === 'count' && has(breaker, ['threshold', 'size', 'minimumNumberOfCalls'], ['type'])) {
    const policy = new CountPolicy(threshold, num(breaker, 'size'), num(breaker, 'minimumNumberOfCalls'))
    return new SingleTrialBreaker(policy, openMs)
  }
  if (breaker['type'] === 'count' && has(breaker, ['threshold', 'size'], ['type'])) {
    return new SingleTrialBreaker(new CountPolicy(threshold, num(breaker, 'size'), num(breaker, 'size')), openMs)
  }
  const sampled = ['threshold', 'durationMs']
  if (breaker['type'] !== 'sampling') return undefined
  if (!has(breaker, [...sampled, 'minimumRps'], ['type']) && !has(breaker, sampled, ['type'])) return undefined
  const minimumPerSecond = 'minimumRps' in breaker ? num(breaker, 'minimumRps') : null
  return new Sampling({ threshold, durationMs: num(breaker, 'durationMs'), minimumPerSecond, openMs })
}

const readCockatiel: Read = (config) => {
  if (!has(config, ['halfOpenAfterMs'], ['breaker'])) return undefined
  const breaker = readCockatielBreaker(config['breaker'] as Values, num(config, 'halfOpenAfterMs'))
  return (
    breaker &&
    driveCalls(breaker, (_step, isAdmitted) => ({
      allow: isAdmitted ? 'ok' : 'open',
      state: BREAKER_STATES[breaker.stateCode()],
    }))
  )
}

const readRollingNumber: Read = (config) => {
  if (!has(config, ['windowMs', 'buckets'])) return undefined
  const rolling = new RollingNumber(num(config, 'windowMs'), num(config, 'buckets'))
  return ({ t, op }) => {
    if (op === 'success' || op === 'failure') rolling.add(t, op === 'failure')
    else if (op === 'read') rolling.advance(t)
    else return undefined
    return {
      success: rolling.rollingSuccesses(),
      failure: rolling.rollingFailures(),
      cumulativeSuccess: rolling.cumulativeSuccesses(),
      successPerBucket: rolling.successesByBucket(),
    }
  }
}

/** Refused calls are marked by steps of their own, so that the probability is asked for without counting them. */
const readThrottling: Read = (config) => {
  if (!has(config, ['bucket', 'request', 'success', 'windowMs'])) return undefined
  const breaker = new AdaptiveThrottling({
    k: 1 / num(config, 'success'),
    windowMs: num(config, 'windowMs'),
    buckets: num(config, 'bucket'),
    minimumCalls: num(config, 'request'),
  })
  return ({ t, op, u, outcome }) => {
    if (op === 'allow' && u !== undefined) return { ...breaker.counts(t), ok: u >= breaker.probabilityAt(t) }
    if (op !== 'mark' || (outcome !== 'success' && outcome !== 'failure')) return undefined
    breaker.mark(t, outcome === 'success')
    return {}
  }
}

interface Row {
  readonly K: number
  readonly requests: number
  readonly accepts: number
  readonly expect: number
}

function runRow({ K, requests, accepts, expect }: Row): CaseResult {
  const id = `K=${K} requests=${requests} accepts=${accepts}`
  const actual = dropProbability(K, requests, accepts)
  if (closeTo(actual, expect)) return { id, status: 'passed' }
  return { id, status: 'failed', message: `expected ${expect}, got ${actual}` }
}

function adapt(vectors: string, members: readonly string[], read: Read): ConformanceAdapter {
  return {
    vectors,
    members,
    run: (file: VectorFile) => (file['cases'] as Case[]).map((each) => runCase(each, read)),
  }
}

/** One adapter for each kind of vector file of this family. */
export const adapters: ConformanceAdapter[] = [
  adapt('cb_gobreaker', ['consecutive-failures'], readGobreaker),
  adapt('cb_resilience4j', ['count-window', 'time-window'], readResilience4j),
  adapt('cb_semian', ['semian'], readSemian),
  adapt('cb_hystrix_rolling_number', ['hystrix'], readRollingNumber),
  adapt('cb_sre_adaptive_throttling', ['adaptive-throttling'], readThrottling),
  adapt('cb_cockatiel', ['sampling'], readCockatiel),
  {
    vectors: 'cb_sre_probability_table',
    members: ['adaptive-throttling'],
    run: (file: VectorFile) => (file['cases'] as Row[]).map(runRow),
  },
]
