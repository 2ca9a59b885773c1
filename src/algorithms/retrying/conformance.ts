/** Drives schedules, budgets and hedging with recorded cases. */
import type { Random } from '../../lib/random'
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { build } from '../member'
import { EnvoyBudget } from './envoy-budget'
import { FinagleBudget } from './finagle-budget'
import { GrpcThrottle } from './grpc-throttle'
import { Hedging } from './hedging'
import { backoffs } from './registry'
import type { Backoff } from './retrying'

interface Step {
  readonly t: number
  readonly op: string
  readonly args: readonly number[]
  readonly expect: Readonly<Record<string, unknown>>
}

interface StepCase {
  readonly id: string
  readonly config: Readonly<Record<string, number>>
  readonly steps: readonly Step[]
}

/** Gives the numbers it was fed, in order, and 0 after the last. */
class FedRandom implements Random {
  private draws: readonly number[] = []
  private next = 0

  feed(...draws: readonly number[]): this {
    this.draws = draws
    this.next = 0
    return this
  }

  uniform(): number {
    return this.draws[this.next++] ?? 0
  }

  uint32(): number {
    return Math.floor(this.uniform() * 4294967296)
  }
}

const FOREVER = 1_000_000

interface JitterCase {
  readonly id: string
  readonly config: Readonly<Record<string, unknown>>
  readonly u: readonly number[]
  readonly firstN?: number
  readonly expect: readonly number[]
}

/** The schedule that a jitter case names, in the terms of its library. */
function scheduleOf({ config }: JitterCase): { readonly type: string } | undefined {
  if (config['base'] !== undefined) {
    const type = {
      exponential: 'exponential',
      full: 'full-jitter',
      equal: 'equal-jitter',
      decorrelated: 'decorrelated-jitter',
    }[String(config['kind'])]
    if (type === undefined) return undefined
    return { type, ...{ attempts: FOREVER, baseMs: config['base'], capMs: config['cap'], wholeMs: false } }
  }
  const type = { none: 'exponential', full: 'full-jitter', half: 'equal-jitter', decorrelatedV2: 'polly' }[
    String(config['kind'])
  ]
  if (type === undefined || config['initialDelay'] === undefined) return undefined
  const { initialDelay, maxDelay, exponent } = config
  return { type, ...{ attempts: FOREVER, baseMs: initialDelay, capMs: maxDelay, wholeMs: true, exponent } }
}

/** The i-th wait uses the i-th draw; a schedule that looks at the draw before gets that one too. */
function runJitter(file: VectorFile): CaseResult[] {
  return (file['cases'] as JitterCase[]).map((test) => {
    const schedule = scheduleOf(test)
    if (!schedule) return { id: test.id, status: 'unread' }
    const backoff = build<Backoff>(backoffs, schedule)
    const check = new CaseCheck(test.id)
    const random = new FedRandom()
    let previous = 0
    test.expect.forEach((expected, i) => {
      const draw = test.u[i] ?? 0
      const draws = schedule.type === 'polly' && i > 0 ? [test.u[i - 1] ?? 0, draw] : [draw]
      previous = backoff.delayMs(i + (test.firstN ?? 0), previous, random.feed(...draws))
      check.equal(`wait ${i}`, previous, expected)
    })
    return check.result()
  })
}

function runGrpcBackoff(file: VectorFile): CaseResult[] {
  return (file['cases'] as StepCase[]).map(({ id, config, steps }) => {
    const params = { attempts: FOREVER, initialMs: config['initialMs'], multiplier: config['multiplier'] }
    const schedule = { type: 'grpc', ...params, jitter: config['jitter'], maxMs: config['maxMs'], jittersFirst: true }
    const backoff = build<Backoff>(backoffs, schedule)
    const check = new CaseCheck(id)
    const random = new FedRandom()
    for (const [i, step] of steps.entries()) {
      if (step.op !== 'next') return { id, status: 'unread', message: step.op }
      check.equal(`wait ${i}`, backoff.delayMs(i, 0, random.feed(...step.args)), step.expect['delayMs'])
    }
    return check.result()
  })
}

/** The reference was built at virtual time 0, so the budget is asked once at that time first. */
function runFinagle(file: VectorFile): CaseResult[] {
  return (file['cases'] as StepCase[]).map(({ id, config, steps }) => {
    const budget = new FinagleBudget({
      ttlMs: config['ttlMs'] ?? Number.NaN,
      minPerSecond: config['minRetriesPerSec'] ?? Number.NaN,
      share: config['percentCanRetry'] ?? Number.NaN,
    })
    budget.balance(0)
    const check = new CaseCheck(id)
    for (const [i, { t, op, args, expect }] of steps.entries()) {
      const where = `step ${i} (${op} at ${t})`
      if (op === 'withdraw') check.equal(where, budget.withdraw(t), expect['ok'])
      else if (op === 'deposit') for (let n = 0; n < (args[0] ?? 1); n++) budget.deposit(t)
      else if (op !== 'balance') return { id, status: 'unread', message: op }
      check.equal(`balance after ${where}`, budget.balance(t), expect['balance'])
    }
    return check.result()
  })
}

interface EnvoyCase {
  readonly budgetPercent: number
  readonly minRetryConcurrency: number
  readonly activeAndPendingRequests: number
  readonly activeRetries: number
  readonly expectRetryAllowed: boolean
}

/**
 * Brings about the state of each row: as many requests under way, some of them retries. A row can hold more retries than
 * the budget grants at its load, so they are granted at a higher one first.
 */
function runEnvoy(file: VectorFile): CaseResult[] {
  return (file['cases'] as EnvoyCase[]).map((test) => {
    const { budgetPercent, minRetryConcurrency, activeAndPendingRequests: active, activeRetries } = test
    const id = `${budgetPercent} %, at least ${minRetryConcurrency}: ${activeRetries} retries of ${active}`
    const budget = new EnvoyBudget({ share: budgetPercent / 100, minConcurrency: minRetryConcurrency })
    const load = active + Math.ceil((activeRetries + 1) * (100 / Math.max(budgetPercent, 0.01)))
    for (let i = 0; i < load; i++) budget.deposit(0)
    for (let i = 0; i < activeRetries; i++) budget.withdraw(0)
    for (let underWay = load + activeRetries; underWay > active; underWay--) budget.finish(0, false)
    const check = new CaseCheck(id)
    check.equal('retry allowed', budget.withdraw(0), test.expectRetryAllowed)
    return check.result()
  })
}

function runGrpcThrottle(file: VectorFile): CaseResult[] {
  return (file['cases'] as StepCase[]).map(({ id, config, steps }) => {
    const { maxTokens = Number.NaN, tokenRatio = Number.NaN } = config
    const throttle = new GrpcThrottle({ maxTokens, tokenRatio })
    const check = new CaseCheck(id)
    for (const [i, { t, op, expect }] of steps.entries()) {
      if (op !== 'success' && op !== 'failure') return { id, status: 'unread', message: op }
      throttle.finish(t, false, op === 'success')
      check.equal(`retry allowed after step ${i}`, throttle.withdraw(t), expect['retryAllowed'])
      check.equal(`tokens after step ${i}`, throttle.tokens, expect['tokens'])
    }
    return check.result()
  })
}

interface HedgeCase {
  readonly id: string
  readonly config: { readonly hedgingDelayMs: number; readonly maxAttempts: number }
  readonly latencyMs: readonly number[]
  readonly outcome: readonly string[]
  readonly expect: Readonly<Record<string, unknown>>
}

/** Plays one request: at each moment answers that are due come first, lower copies before higher, then the next copy is sent. */
function playHedging({ config, latencyMs, outcome }: HedgeCase): Record<string, unknown> | undefined {
  const hedging = new Hedging({ attempts: config.maxAttempts, delayMs: config.hedgingDelayMs })
  const sentAt: number[] = []
  const answersAt: number[] = []
  hedging.start(0)
  for (;;) {
    const answerAt = Math.min(Infinity, ...answersAt)
    if (hedging.nextAt < answerAt) {
      const now = hedging.nextAt
      const copy = hedging.send(now)
      sentAt.push(now)
      answersAt.push(now + (latencyMs[copy] ?? Infinity))
      continue
    }
    if (answerAt === Infinity) return undefined
    const copy = answersAt.indexOf(answerAt)
    answersAt[copy] = Infinity
    const isNonFatal = outcome[copy] === 'nonfatal'
    const isOutcome = isNonFatal ? hedging.fail(answerAt) : hedging.settle()
    const result = { finishAt: answerAt, winner: copy, sentAt }
    if (isOutcome) return outcome[copy] === 'ok' ? result : { ...result, error: true }
  }
}

function runHedging(file: VectorFile): CaseResult[] {
  return (file['cases'] as HedgeCase[]).map((test) => {
    const check = new CaseCheck(test.id)
    const got = playHedging(test)
    for (const [name, expected] of Object.entries(test.expect)) check.equal(name, got?.[name], expected)
    if (test.expect['error'] === undefined) check.equal('error', got?.['error'] ?? false, false)
    return check.result()
  })
}

export const adapters: ConformanceAdapter[] = [
  {
    vectors: 'retry_backoff_aws_jitter',
    members: ['exponential', 'full-jitter', 'equal-jitter', 'decorrelated-jitter'],
    run: runJitter,
  },
  {
    vectors: 'retry_backoff_cockatiel',
    members: ['exponential', 'full-jitter', 'equal-jitter', 'polly'],
    run: runJitter,
  },
  { vectors: 'retry_backoff_grpc_java', members: ['grpc'], run: runGrpcBackoff },
  { vectors: 'retry_budget_finagle', members: ['finagle'], run: runFinagle },
  { vectors: 'retry_envoy_budget', members: ['envoy'], run: runEnvoy },
  { vectors: 'retry_grpc_throttle', members: ['grpc-throttle'], run: runGrpcThrottle },
  { vectors: 'retry_hedging_grpc', members: [], run: runHedging },
]
