/** Drives the rate limiters with recorded requests and compares their answers. */
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { AlignedCycles } from './aligned-cycles'
import { FixedWindow } from './fixed-window'
import { Gcra } from './gcra'
import { LeakyBucketMeter } from './leaky-bucket-meter'
import { LeakyBucketShaper } from './leaky-bucket-shaper'
import type { RateLimiter } from './rate-limiting'
import { SlidingLog } from './sliding-log'
import { SlidingLogRedisson } from './sliding-log-redisson'
import { SlidingWindowCounter } from './sliding-window-counter'
import { SmoothBursty } from './smooth-bursty'
import type { SmoothLimiter } from './smooth-limiter'
import { SmoothWarmingUp } from './smooth-warming-up'
import { SpringGatewayBucket } from './spring-gateway-bucket'
import { type Reservation, TokenBucket } from './token-bucket'

type Config = Readonly<Record<string, number>>

interface Step {
  readonly t: number
  readonly op: string
  readonly args: readonly unknown[]
  readonly ref?: string
  readonly expect: Readonly<Record<string, unknown>>
}

interface Case {
  readonly id: string
  readonly config: Config
  readonly steps: readonly Step[]
}

/** Does one operation and returns what is to be compared, by the names in `expect`; undefined for an unknown operation. */
type Drive = (step: Step) => Readonly<Record<string, unknown>> | undefined

interface Kind {
  readonly vectors: string
  readonly members: readonly string[]
  /** Names of the numbers in a configuration that it reads; with others, or fewer, the case is unread. */
  readonly keys: readonly (readonly string[])[]
  readonly drive: (config: Config) => Drive
}

function isRead(config: Config, keys: readonly (readonly string[])[]): boolean {
  const names = Object.keys(config).sort().join()
  return (
    keys.some((known) => [...known].sort().join() === names) &&
    Object.values(config).every((value) => typeof value === 'number')
  )
}

function runCase({ id, config, steps }: Case, kind: Kind): CaseResult {
  if (!isRead(config, kind.keys)) return { id, status: 'unread', message: `config ${JSON.stringify(config)}` }
  const check = new CaseCheck(id)
  const drive = kind.drive(config)
  for (const [index, step] of steps.entries()) {
    const actual = drive(step)
    if (!actual) return { id, status: 'unread', message: `operation ${step.op}` }
    for (const [name, expected] of Object.entries(step.expect)) {
      // `edge` only marks decisions that depend on the last bits of a double.
      if (name !== 'edge') check.equal(`step ${index} (${step.op} at ${step.t}) ${name}`, actual[name], expected)
    }
  }
  return check.result()
}

function adapt(kind: Kind): ConformanceAdapter {
  return {
    vectors: kind.vectors,
    members: kind.members,
    run: (file: VectorFile) => (file['cases'] as Case[]).map((each) => runCase(each, kind)),
  }
}

function numberAt(step: Step, index: number): number {
  return step.args[index] as number
}

/** Infinity is written as text in the files. */
function written(value: number): number | string {
  return value === Infinity ? 'Infinity' : value
}

/** Answers `ok`, and `remaining` for those who ask. */
function yesOrNo(op: string, limiter: RateLimiter): Drive {
  return (step) => {
    if (step.op !== op) return undefined
    const ok = limiter.decide(step.t, step.args.length > 0 ? numberAt(step, 0) : 1) === 0
    return { ok, remaining: limiter.remaining(step.t) }
  }
}

function driveTokenBucket(config: Config): Drive {
  const bucket = new TokenBucket({ ratePerSecond: config['rate']!, burst: config['burst']! })
  const reservations = new Map<unknown, Reservation>()
  const after = (step: Step, more: Readonly<Record<string, unknown>> = {}) => {
    const tokens = bucket.tokensAt(step.t)
    return { ...more, tokens, tokensAfter: tokens }
  }
  return (step) => {
    switch (step.op) {
      case 'allowN':
        return after(step, { ok: bucket.decide(step.t, numberAt(step, 0)) === 0 })
      case 'reserveN': {
        const reservation = bucket.reserve(step.t, numberAt(step, 0))
        if (!reservation) return after(step, { ok: false })
        if (step.ref !== undefined) reservations.set(step.ref, reservation)
        return after(step, { ok: true, delayMs: written(reservation.delayMs) })
      }
      case 'cancel': {
        const reservation = reservations.get(step.args[0])
        if (reservation) bucket.cancel(step.t, reservation)
        return after(step)
      }
      case 'setLimit':
        bucket.setRate(step.t, numberAt(step, 0))
        return after(step)
      case 'setBurst':
        bucket.setBurst(step.t, numberAt(step, 0))
        return after(step)
      case 'tokens':
        return after(step)
      default:
        return undefined
    }
  }
}

function driveFixedWindow(config: Config): Drive {
  const limiter = new FixedWindow({ limit: config['limit']!, windowMs: config['windowMs']!, anchor: 'first-hit' })
  const hit = yesOrNo('hit', limiter)
  return (step) => {
    const answer = hit(step)
    return answer && { ...answer, windowResetAt: limiter.windowEndMs() }
  }
}

function driveAlignedCycles(config: Config): Drive {
  const limiter = new AlignedCycles({
    limit: config['limitForPeriod']!,
    periodMs: config['refreshPeriodMs']!,
    timeoutMs: config['timeoutMs']!,
  })
  return (step) => {
    if (step.op !== 'reserve') return undefined
    return { waitMs: limiter.decide(step.t, numberAt(step, 0)), available: limiter.available() }
  }
}

function driveGcra(config: Config): Drive {
  const limiter = new Gcra({ periodMs: config['periodMs']!, maxBurst: config['maxBurst']! })
  return (step) => {
    if (step.op !== 'rateLimit') return undefined
    const { isLimited, ...rest } = limiter.rateLimit(step.t, numberAt(step, 0))
    return { limited: isLimited, ...rest }
  }
}

/** [ms] The file gives waits in ms with three decimals, which is whole microseconds. */
function driveSmooth(config: Config): Drive {
  const permitsPerSecond = config['permitsPerSecond']!
  const limiter: SmoothLimiter =
    'warmupMs' in config
      ? new SmoothWarmingUp({ permitsPerSecond, warmupMs: config['warmupMs'], coldFactor: config['coldFactor']! })
      : new SmoothBursty({ permitsPerSecond })
  return (step) => {
    if (step.op === 'reserve') return { waitMs: limiter.decide(step.t, numberAt(step, 0)) }
    if (step.op === 'try') return { ok: limiter.tryAcquire(step.t, numberAt(step, 0), numberAt(step, 1)) }
    return undefined
  }
}

function driveShaper(config: Config): Drive {
  const limiter = new LeakyBucketShaper({ rate: config['rate']!, perMs: config['perMs']!, slack: config['slack']! })
  return (step) => {
    if (step.op !== 'take') return undefined
    const issuedAtMs = limiter.take(step.t)
    return { issuedAtMs, sleepMs: issuedAtMs - step.t }
  }
}

function driveRedisson(config: Config): Drive {
  const limiter = new SlidingLogRedisson({ limit: config['rate']!, windowMs: config['intervalMs']! })
  return (step) => {
    if (step.op !== 'acquire') return undefined
    const retryAfterMs = limiter.acquire(step.t, numberAt(step, 0))
    return { ok: retryAfterMs === null, retryAfterMs }
  }
}

function driveSpring(config: Config): Drive {
  const limiter = new SpringGatewayBucket({ ratePerSecond: config['rate']!, burst: config['capacity']! })
  return (step) => {
    if (step.op !== 'request') return undefined
    const ms = step.t * 1000
    return { ok: limiter.decide(ms, numberAt(step, 0)) === 0, tokensFloor: limiter.remaining(ms) }
  }
}

const driveLog =
  (boundary: 'open' | 'closed') =>
  (config: Config): Drive =>
    yesOrNo('hit', new SlidingLog({ limit: config['limit']!, windowMs: config['windowMs']!, boundary }))

const WINDOW = [['limit', 'windowMs']]

const kinds: readonly Kind[] = [
  {
    vectors: 'rl_token_bucket_xtime',
    members: ['token-bucket'],
    keys: [['burst', 'rate']],
    drive: driveTokenBucket,
  },
  { vectors: 'rl_fixed_window_first_hit', members: ['fixed-window'], keys: WINDOW, drive: driveFixedWindow },
  {
    vectors: 'rl_aligned_cycles_resilience4j',
    members: ['aligned-cycles'],
    keys: [['limitForPeriod', 'refreshPeriodMs', 'timeoutMs']],
    drive: driveAlignedCycles,
  },
  { vectors: 'rl_gcra_throttled', members: ['gcra'], keys: [['maxBurst', 'periodMs']], drive: driveGcra },
  {
    vectors: 'rl_guava_ratelimiter',
    members: ['smooth-bursty', 'smooth-warming-up'],
    keys: [['permitsPerSecond'], ['coldFactor', 'permitsPerSecond', 'warmupMs']],
    drive: driveSmooth,
  },
  {
    vectors: 'rl_leaky_bucket_uber',
    members: ['leaky-bucket-shaper'],
    keys: [['perMs', 'rate', 'slack']],
    drive: driveShaper,
  },
  {
    vectors: 'rl_leaky_meter_nginx_limit_req',
    members: ['leaky-bucket-meter'],
    keys: [['burst', 'ratePerSec']],
    drive: ({ ratePerSec, burst }) =>
      yesOrNo(
        'request',
        new LeakyBucketMeter({ ratePerSecond: ratePerSec as number, burst: burst as number, nodelay: true }),
      ),
  },
  { vectors: 'rl_sliding_log_closed', members: ['sliding-log'], keys: WINDOW, drive: driveLog('closed') },
  { vectors: 'rl_sliding_log_open_redis_zset', members: ['sliding-log'], keys: WINDOW, drive: driveLog('open') },
  {
    vectors: 'rl_sliding_log_redisson',
    members: ['sliding-log-redisson'],
    keys: [['intervalMs', 'rate']],
    drive: driveRedisson,
  },
  {
    vectors: 'rl_sliding_window_counter',
    members: ['sliding-window-counter'],
    keys: WINDOW,
    drive: ({ limit, windowMs }) =>
      yesOrNo(
        'allowN',
        new SlidingWindowCounter({ limit: limit as number, windowMs: windowMs as number, estimate: 'whole' }),
      ),
  },
  {
    vectors: 'rl_token_bucket_spring_gateway',
    members: ['spring-gateway-bucket'],
    keys: [['capacity', 'rate']],
    drive: driveSpring,
  },
]

/** One adapter for each kind of vector file of this family. */
export const adapters: ConformanceAdapter[] = kinds.map(adapt)
