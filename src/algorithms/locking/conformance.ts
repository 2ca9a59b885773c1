/** Drives the Redis locks, the fencing register and the Redlock formula with recorded steps. */
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { runEtcd } from './conformance-etcd'
import { runRedlock } from './conformance-redlock'
import { runZooKeeper } from './conformance-zookeeper'
import { FencingRegister } from './fencing-register'
import { HELD } from './locking'
import { RedisFairLocks } from './redis-fair'
import { NOT_OWNER, RedisReentrantLocks } from './redis-reentrant'
import { RedisSimpleLocks } from './redis-simple'
import { driftOf, validityOf } from './redlock-validity'

interface Step {
  readonly t?: number
  readonly op: string
  readonly args: readonly (string | number)[]
  readonly expect: Readonly<Record<string, unknown>>
}

interface StepCase {
  readonly id: string
  readonly steps: readonly Step[]
}

/** What a step answers, by the names of the file; undefined for an operation that the table does not know. */
type Answer = Readonly<Record<string, unknown>> | undefined

const LOCK = 1

/** [ms] tolerance of times that were measured on a wall clock, as the files say. */
const TOLERANCE_MS = 30

/** Redis' answer for the time to live of a key that does not exist. */
const NO_KEY = -2

/** Gives every name a number from 1. */
class Names {
  private readonly names: string[] = []

  numberOf(name: string | number | undefined): number {
    const text = String(name)
    const known = this.names.indexOf(text)
    return known >= 0 ? known + 1 : this.names.push(text)
  }

  nameOf(owner: number): string | null {
    return this.names[owner - 1] ?? null
  }
}

function compare(
  check: CaseCheck,
  where: string,
  answer: Readonly<Record<string, unknown>>,
  expect: Step['expect'],
): void {
  for (const [name, expected] of Object.entries(expect)) {
    const got = answer[name]
    if (name.endsWith('Approx') && typeof expected === 'number' && typeof got === 'number') {
      check.equal(`${name} ${where}`, Math.abs(got - expected) <= TOLERANCE_MS ? expected : got, expected)
    } else {
      check.equal(`${name} ${where}`, got ?? null, expected)
    }
  }
}

/** Runs every case on a fresh table. */
function runSteps(file: VectorFile, begin: () => (now: number, step: Step) => Answer): CaseResult[] {
  return (file['cases'] as StepCase[]).map(({ id, steps }) => {
    const play = begin()
    const check = new CaseCheck(id)
    for (const [i, step] of steps.entries()) {
      const answer = play(step.t ?? i, step)
      if (!answer) return { id, status: 'unread', message: step.op }
      compare(check, `after step ${i}, ${step.op}`, answer, step.expect)
    }
    return check.result()
  })
}

function beginSimple(): (now: number, step: Step) => Answer {
  const locks = new RedisSimpleLocks()
  const names = new Names()
  return (now, { op, args }) => {
    const owner = names.numberOf(args[0])
    const leaseMs = Number(args[1])
    if (op === 'acquire') return { ok: locks.acquire(now, LOCK, owner, leaseMs) !== HELD }
    if (op === 'extend') return { ok: locks.extend(now, LOCK, owner, leaseMs) }
    if (op === 'release') return { deleted: locks.release(now, LOCK, owner) ? 1 : 0 }
    if (op === 'unsafeDel') return { deleted: locks.releaseBlindly(now, LOCK) ? 1 : 0 }
    if (op !== 'state') return undefined
    const holder = locks.holder(now, LOCK)
    return { owner: names.nameOf(holder), ttlMsApprox: holder === 0 ? NO_KEY : locks.expiresAt(now, LOCK) - now }
  }
}

/** Answer of an unlock in Redis: nothing for a stranger, 1 when the lock is free now, else 0. */
function unlocked(left: number): Answer {
  if (left === NOT_OWNER) return { result: null }
  return { result: left === 0 ? 1 : 0 }
}

function beginReentrant(): (now: number, step: Step) => Answer {
  const locks = new RedisReentrantLocks()
  const names = new Names()
  return (now, { op, args }) => {
    const owner = names.numberOf(args[0])
    const leaseMs = Number(args[1])
    if (op === 'unlock') return unlocked(locks.unlock(now, LOCK, owner, leaseMs))
    if (op === 'lock') {
      const acquired = locks.acquire(now, LOCK, owner, leaseMs) !== HELD
      return { acquired, ttlMsApprox: acquired ? null : locks.expiresAt(now, LOCK) - now }
    }
    if (op !== 'state') return undefined
    const holder = locks.holder(now, LOCK)
    if (holder === 0) return { hash: {}, ttlMsApprox: NO_KEY }
    return {
      hash: { [String(names.nameOf(holder))]: locks.holds(now, LOCK) },
      ttlMsApprox: locks.expiresAt(now, LOCK) - now,
    }
  }
}

/** The wait time is given with every attempt; a file uses one for all of them. */
function beginFair(waitMs: number): (now: number, step: Step) => Answer {
  const locks = new RedisFairLocks({ waitMs })
  const names = new Names()
  return (now, { op, args }) => {
    const owner = names.numberOf(args[0])
    const leaseMs = Number(args[1])
    const queue = () => locks.queueOf(LOCK).map((waiter) => names.nameOf(waiter))
    if (op === 'unlock') return { ...unlocked(locks.unlock(now, LOCK, owner, leaseMs)), queue: queue() }
    if (op !== 'try') return undefined
    const acquired = locks.acquire(now, LOCK, owner, leaseMs) !== HELD
    return { acquired, queue: queue(), ttlMsApprox: acquired ? null : locks.retryAfterMs }
  }
}

function runFair(file: VectorFile): CaseResult[] {
  return (file['cases'] as StepCase[]).flatMap((test) => {
    const waits = test.steps.filter(({ op }) => op === 'try').map(({ args }) => Number(args[2]))
    if (new Set(waits).size > 1) return [{ id: test.id, status: 'unread' as const, message: 'several wait times' }]
    return runSteps({ ...file, cases: [test] }, () => beginFair(waits[0] ?? 1))
  })
}

/** Every acquisition follows the end of the lease before it, so that it is granted. */
function beginFencing(): (now: number, step: Step) => Answer {
  const locks = new RedisSimpleLocks()
  const register = new FencingRegister()
  const names = new Names()
  return (now, { op, args }) => {
    if (op === 'acquire') return { token: locks.acquire(now, LOCK, names.numberOf(args[0]), 1) }
    return op === 'write' ? { accepted: register.write(LOCK, Number(args[0])) } : undefined
  }
}

interface ValidityCase {
  readonly ttlMs: number
  readonly elapsedMs: number
  readonly driftFactor: number
  readonly expect: Readonly<Record<string, number>>
}

function runValidity(file: VectorFile): CaseResult[] {
  return (file['cases'] as ValidityCase[]).map(({ ttlMs, elapsedMs, driftFactor, expect }) => {
    const check = new CaseCheck(`ttl ${ttlMs}, elapsed ${elapsedMs}`)
    const answers: Record<string, number> = {
      nodeRedlockDrift: driftOf(ttlMs, driftFactor),
      docValidity: validityOf(ttlMs, elapsedMs, driftOf(ttlMs, driftFactor, 'none')),
      rubyValidity: validityOf(ttlMs, elapsedMs, driftOf(ttlMs, driftFactor, 'down')),
    }
    for (const [name, expected] of Object.entries(expect)) check.equal(name, answers[name], expected)
    return check.result()
  })
}

export const adapters: ConformanceAdapter[] = [
  { vectors: 'lock_redis_simple', members: ['redis-simple'], run: (file) => runSteps(file, beginSimple) },
  {
    vectors: 'lock_redis_reentrant_redisson',
    members: ['redis-reentrant'],
    run: (file) => runSteps(file, beginReentrant),
  },
  { vectors: 'lock_redis_fair_redisson', members: ['redis-fair'], run: runFair },
  { vectors: 'lock_fencing_token', members: ['redis-simple'], run: (file) => runSteps(file, beginFencing) },
  { vectors: 'lock_redlock_validity_formula', members: ['redlock'], run: runValidity },
  { vectors: 'lock_redlock_node', members: ['redlock'], run: runRedlock },
  { vectors: 'lock_etcd_lease', members: ['etcd-lease'], run: runEtcd },
  { vectors: 'lock_zookeeper_recipe', members: ['zookeeper'], run: runZooKeeper },
]
