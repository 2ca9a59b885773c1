/**
 * Plays the recorded sessions on five Redis nodes, whose steps are described in words. Each step has a lock of its own; a step that
 * names no time to live uses five seconds, and every round trip takes a millisecond.
 */
import { CaseCheck, type CaseResult, type VectorFile } from '../conformance'
import { HELD } from './locking'
import { RedlockLocks } from './redlock'

interface RedlockCase {
  readonly id: string
  readonly expect: Readonly<Record<string, unknown>>
}

const NODES = 5
const DRIFT_FACTOR = 0.01
const TTL_MS = 5000
const ROUND_TRIP_MS = 1

/** [ms] tolerance of measured validities, as the file says. */
const TOLERANCE_MS = 2

const LOCK = 1
const STRANGER = 1
const FIRST = 2
const SECOND = 3

type Answer = Record<string, unknown>

function fresh(): RedlockLocks {
  return new RedlockLocks({ nodes: NODES, driftFactor: DRIFT_FACTOR })
}

/** An attempt from 0 to the end of the round trip; validity is counted from its start, as node-redlock reports it. */
function attempt(locks: RedlockLocks, owner: number, ttlMs: number): Answer {
  const ok = locks.attempt(0, ROUND_TRIP_MS, LOCK, owner, ttlMs) !== HELD
  return { ttl: ttlMs, ok, ...(ok ? { validityMs: locks.validityMs(ttlMs, 0) } : {}) }
}

/** Somebody else holds the key on the first `count` nodes when the client tries. */
function contended(count: number, ttlMs: number): RedlockLocks {
  const locks = fresh()
  for (let i = 0; i < count; i++) locks.node(i).acquire(0, LOCK, STRANGER, TTL_MS)
  attempt(locks, FIRST, ttlMs)
  return locks
}

/** A first client holds a bare majority; one of its nodes comes back, and the others with it; a second client tries. */
function restarted(isPersistent: boolean, ttlMs: number): Answer {
  const locks = fresh()
  for (let i = 3; i < NODES; i++) locks.setUp(i, false)
  attempt(locks, FIRST, ttlMs)
  locks.restart(2, isPersistent)
  for (let i = 3; i < NODES; i++) locks.setUp(i, true)
  return attempt(locks, SECOND, ttlMs)
}

function play(text: string): Answer | undefined {
  const ttlMs = Number(/ttl (\d+)/.exec(text)?.[1] ?? TTL_MS)
  const count = Number(/(\d+) ?(?:of|\/) ?\d+/.exec(text)?.[1] ?? NODES)
  if (/restart/.test(text)) return restarted(!/without persistence|no persistence|empty|lost|forg/.test(text), ttlMs)
  if (/failed attempt/.test(text))
    return { keysWithOwnValueLeft: contended(3, ttlMs).nodesHeldBy(ROUND_TRIP_MS, LOCK, FIRST) }
  if (/held by somebody else/.test(text)) {
    const holds = contended(count, ttlMs).holder(ROUND_TRIP_MS, LOCK) === FIRST
    return { ttl: ttlMs, ok: holds, ...(holds ? { validityMs: fresh().validityMs(ttlMs, 0) } : {}) }
  }
  const locks = fresh()
  if (/second client/.test(text)) attempt(locks, FIRST, TTL_MS)
  if (/after (its |the )?(release|unlock)/.test(text)) locks.release(ROUND_TRIP_MS, LOCK, FIRST)
  if (/down|killed/.test(text)) for (let i = 0; i < count; i++) locks.setUp(i, false)
  return /ttl|client|up|down|killed/.test(text) ? attempt(locks, SECOND, ttlMs) : undefined
}

export function runRedlock(file: VectorFile): CaseResult[] {
  return (file['cases'] as RedlockCase[]).map(({ id, expect }) => {
    const answer = play(id)
    if (!answer) return { id, status: 'unread' }
    const check = new CaseCheck(id)
    for (const [name, expected] of Object.entries(expect)) {
      if (name === 'note') continue
      const got = answer[name]
      const isNear = typeof got === 'number' && typeof expected === 'number' && Math.abs(got - expected) <= TOLERANCE_MS
      check.equal(name, name === 'validityMs' && isNear ? expected : got, expected)
    }
    return check.result()
  })
}
