/** One round of everything for each member of the lists that forms offer, with its defaults. */
import { expect } from 'vitest'
import { defaultsOf, type Fields } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import type { Admission, AdmissionCall } from '../admission/admission'
import { admissions } from '../admission/registry'
import { type CircuitBreaker, FAILURE, REJECTED, SUCCESS } from '../circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../circuit-breaking/registry'
import type { LogicalClockScheme, PhysicalClock } from '../clocks/clocks'
import { logicalClocks, physicalClocks } from '../clocks/registry'
import type { ConsensusProtocol } from '../consensus/consensus'
import { consensusProtocols } from '../consensus/registry'
import type { FailureDetector } from '../failure-detection/failure-detection'
import { failureDetectors } from '../failure-detection/registry'
import type { TokenScheme } from '../identity/identity'
import { tokenSchemes } from '../identity/registry'
import { BackendList } from '../load-balancing/backend-list'
import { NO_BACKEND } from '../load-balancing/load-balancing'
import { balancers, buildBalancer } from '../load-balancing/registry'
import type { LockTable } from '../locking/locking'
import { lockTables } from '../locking/registry'
import { build } from '../member'
import { type MessageStore, NO_MESSAGE } from '../messaging/messaging'
import { messageStores } from '../messaging/registry'
import type { QueueDiscipline } from '../queueing/queueing'
import { queueDisciplines } from '../queueing/registry'
import type { RateLimiter } from '../rate-limiting/rate-limiting'
import { rateLimiters } from '../rate-limiting/registry'
import { retryBudgets } from '../retrying/registry'
import type { RetryLimit } from '../retrying/retrying'
import { timers } from '../timers/registry'
import type { Timers } from '../timers/timers'
import { type Case, type Driven, KEY } from './driven'

interface Described {
  readonly id: string
  readonly fields: Fields
}

/** A case for each member of a list, each with its defaults. */
function casesOf<T extends Saveable>(
  members: readonly Described[],
  round: (made: T) => Driven['round'],
  make: (member: Described) => T = (member) =>
    build<T>(members as never, { type: member.id, ...(defaultsOf(member.fields) as object) }),
): Case[] {
  return members.map((member) => ({
    name: member.id,
    create: () => {
      const made = make(member)
      return { round: round(made), state: [made] }
    },
  }))
}

const isWait = (wait: number): boolean => wait >= 0

function limiterRound(limiter: RateLimiter): Driven['round'] {
  return (now) => {
    const wait = limiter.retryAfterMs(now)
    const answer = limiter.decide(now)
    expect(isWait(wait)).toBe(true)
    expect(answer === -1 || answer >= 0).toBe(true)
    return [wait, answer, limiter.remaining(now)]
  }
}

function breakerRound(breaker: CircuitBreaker): Driven['round'] {
  let calls = 0
  return (now, random) => {
    const ticket = breaker.admit(now, random)
    if (ticket !== REJECTED) breaker.record(now, ticket, calls++ % 2 === 0 ? FAILURE : SUCCESS, 1)
    expect(ticket).toBeGreaterThanOrEqual(REJECTED)
    expect([0, 1, 2]).toContain(breaker.stateCode())
    return [ticket, breaker.stateCode(), breaker.describe(now).state]
  }
}

function gateRound(gate: Admission): Driven['round'] {
  const call: AdmissionCall = { priority: 1, user: 3, waiting: 2, utilisation: 0.95 }
  return (now, random) => {
    const isIn = gate.admit(now, call, random)
    if (!isIn) return [false]
    const limit = gate.waitLimitMs(now)
    const isShed = gate.shed(now, 20, 1)
    gate.finished(now, 25, !isShed)
    gate.foundEmpty(now)
    expect(limit).toBeGreaterThanOrEqual(0)
    return [limit, isShed]
  }
}

const balancing: Case[] = balancers.map((member) => ({
  name: member.id,
  create: () => {
    const list = new BackendList(['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80'], [3, 2, 1])
    const value = { type: member.id, ...(defaultsOf(member.fields as Fields) as object) }
    const balancer = buildBalancer(value, list)
    const round: Driven['round'] = (now, random) => {
      const index = balancer.pick(now, KEY, random)
      expect(index).toBeGreaterThan(NO_BACKEND)
      list.start(balancer, now, index)
      list.finish(balancer, now, index, 5, false)
      return [index]
    }
    return { round, state: [balancer] }
  },
}))

function lockRound(locks: LockTable): Driven['round'] {
  let owner = 0
  return (now) => {
    const token = locks.acquire(now, 1, ++owner, 10)
    const isExtended = locks.extend(now, 1, owner, 20)
    const holder = locks.holder(now, 1)
    expect(token).toBeGreaterThanOrEqual(0)
    // Whoever has a token that has not ended holds the lock, and nobody else does.
    if (token > 0 && now < Infinity) expect(holder).toBe(owner)
    return [token, isExtended, holder, locks.expiresAt(now, 1), owner % 2 === 0 && locks.release(now, 1, owner)]
  }
}

function budgetRound(budget: RetryLimit): Driven['round'] {
  return (now) => {
    budget.deposit(now)
    budget.finish(now, false, false)
    const balance = budget.balance(now)
    const isGranted = budget.withdraw(now)
    expect(balance >= 0).toBe(true)
    expect(isGranted).toBe(balance > 0)
    return [balance, isGranted]
  }
}

function timerRound(tasks: Timers): Driven['round'] {
  let next = 0
  return (now) => {
    const fired: number[] = []
    // Wheels walk to the time they are given, so infinity is only asked of what is pending.
    tasks.schedule(now, 7, next++)
    tasks.advance(now, (id) => fired.push(id))
    expect(Number.isNaN(tasks.nextAt())).toBe(false)
    expect(tasks.pending).toBeGreaterThanOrEqual(0)
    return [fired, tasks.pending, tasks.nextAt()]
  }
}

function detectorRound(detector: FailureDetector): Driven['round'] {
  let rounds = 0
  return (now) => {
    const suspicion = detector.suspicion(now)
    const isSuspected = detector.isSuspected(now)
    expect(suspicion).toBeGreaterThanOrEqual(0)
    if (rounds++ === 0) expect(isSuspected).toBe(false)
    detector.heartbeat(now)
    expect(Number.isNaN(detector.suspectedAt())).toBe(false)
    return [suspicion, isSuspected, detector.suspectedAt()]
  }
}

function storeRound(store: MessageStore): Driven['round'] {
  let id = 0
  return (now) => {
    store.publish(now, id++, now)
    const handle = store.receive(now)
    const isGone = handle !== NO_MESSAGE && id % 2 === 0 && store.acknowledge(now, handle)
    expect(store.depth).toBeGreaterThanOrEqual(0)
    expect(store.inFlight).toBeGreaterThanOrEqual(0)
    expect(Number.isNaN(store.nextVisibleAt(now))).toBe(false)
    return [handle, isGone, store.depth, store.inFlight, store.nextVisibleAt(now)]
  }
}

function tokenRound(scheme: TokenScheme): Driven['round'] {
  return (now) => {
    const token = scheme.issue(now)
    const needs = scheme.needsIssuer(now, token)
    const verdict = scheme.check(now, token)
    expect([0, 1, 2, 3]).toContain(verdict)
    return [token, needs, verdict, scheme.revoke(now, token), scheme.check(now, token), scheme.purge(now)]
  }
}

function queueRound(queue: QueueDiscipline): Driven['round'] {
  let item = 0
  return (now) => {
    queue.push(now, item++, item % 3, now + 5)
    queue.push(now, item++, item % 3, Infinity)
    const first = queue.pop(now)
    expect(first).toBeGreaterThanOrEqual(0)
    return [first, queue.length]
  }
}

const clockCases: Case[] = [
  ...logicalClocks.map((member) => ({
    name: member.id,
    create: (): Driven => {
      const scheme: LogicalClockScheme = build(logicalClocks, { type: member.id })
      const [a, b] = [scheme.clock(0, 2), scheme.clock(1, 2)]
      const round: Driven['round'] = (now) => {
        a.tick(now)
        const sent = Array.from(a.stamp)
        b.receive(now, sent)
        expect(scheme.order(sent, b.stamp)).toBe(-1)
        return [sent, Array.from(b.stamp)]
      }
      return { round, state: [a, b] }
    },
  })),
  ...casesOf<PhysicalClock>(physicalClocks, (clock) => (now) => {
    const shown = clock.read(now)
    expect(Number.isNaN(shown)).toBe(false)
    return [shown, clock.whenShows(now, 10)]
  }),
]

const nodeCases: Case[] = consensusProtocols.map((member) => ({
  name: member.id,
  create: () => {
    const protocol: ConsensusProtocol = build(consensusProtocols, { type: member.id, ...defaultsOf(member.fields) })
    const node = protocol.node(1, 3)
    let isStarted = false
    const round: Driven['round'] = (now, random) => {
      if (!isStarted) node.start(now, random)
      isStarted = true
      node.tick(now, random)
      expect(Number.isNaN(node.nextTickAt())).toBe(false)
      return [node.term, node.isLeader, node.nextTickAt(), node.propose(now, 1), node.takeMessages()]
    }
    return { round, state: [node] }
  },
}))

/** Members of the lists that forms offer. */
export const CHOICE_CASES: readonly Case[] = [
  ...casesOf<RateLimiter>(rateLimiters, limiterRound),
  ...casesOf<CircuitBreaker>(circuitBreakers, breakerRound),
  ...casesOf<Admission>(admissions, gateRound),
  ...balancing,
  ...casesOf<LockTable>(lockTables, lockRound),
  ...casesOf<RetryLimit>(retryBudgets, budgetRound),
  ...casesOf<Timers>(timers, timerRound),
  ...casesOf<FailureDetector>(failureDetectors, detectorRound),
  ...casesOf<MessageStore>(messageStores, storeRound),
  ...casesOf<TokenScheme>(tokenSchemes, tokenRound),
  ...casesOf<QueueDiscipline>(queueDisciplines, queueRound),
  ...clockCases,
  ...nodeCases,
]
