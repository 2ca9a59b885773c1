/** Loops over the families that stand around a request: admission, locks, budgets, timers, watching, routing, tokens. */
import type { Admission, AdmissionCall } from '../../algorithms/admission/admission'
import { admissions } from '../../algorithms/admission/registry'
import type { FailureDetector } from '../../algorithms/failure-detection/failure-detection'
import { failureDetectors } from '../../algorithms/failure-detection/registry'
import type { TokenScheme } from '../../algorithms/identity/identity'
import { tokenSchemes } from '../../algorithms/identity/registry'
import type { LockTable } from '../../algorithms/locking/locking'
import { lockTables } from '../../algorithms/locking/registry'
import { retryBudgets, timeouts } from '../../algorithms/retrying/registry'
import type { AttemptTimeout, RetryLimit } from '../../algorithms/retrying/retrying'
import { buildRouter, routers } from '../../algorithms/routing/registry'
import { createRouteParams, type Route, type Router } from '../../algorithms/routing/routing'
import { timers } from '../../algorithms/timers/registry'
import type { Timers } from '../../algorithms/timers/timers'
import { SequentialRandom } from '../../lib/random'
import { buildDefault, Epoch, type Family, IDLE_STATE, type Subject } from './subject'

const RESOURCES = 64
const PENDING = 1000
const ROUTES = 100
const TOKENS = 1000

/** Families around a request. */
export function aroundRequests(): Family[] {
  return [admitting(), locking(), budgets(), learning(), scheduling(), watching(), routing(), checking()]
}

/** Calls every ms that wait up to 15 ms and come back at once. */
function admitting(): Family {
  const subject = (id: string, gate: Admission): Subject => {
    const epoch = new Epoch()
    const random = new SequentialRandom(11)
    return { id, run: (times) => admit(gate, epoch.next(), times, random) }
  }
  const reference: Admission = {
    ...IDLE_STATE,
    admit: () => true,
    waitLimitMs: () => 1,
    shed: () => false,
    foundEmpty: () => undefined,
    finished: () => undefined,
  }
  return {
    title: 'Admission: admit, wait limit, shed and finish',
    goalNs: null,
    reference: subject('reference', reference),
    members: admissions.map((member) => subject(member.id, buildDefault<Admission>(admissions, member))),
  }
}

function admit(gate: Admission, startMs: number, times: number, random: SequentialRandom): number {
  const call: AdmissionCall = { priority: 0, user: 0, waiting: 0, utilisation: 0.9 }
  let sum = 0
  for (let i = 0; i < times; i++) {
    const now = startMs + i
    const draw = random.uint32()
    call.priority = draw & 7
    call.user = draw >>> 16
    call.waiting = (draw >>> 8) & 15
    if (!gate.admit(now, call, random)) continue
    const limit = gate.waitLimitMs(now)
    const isShed = gate.shed(now, draw & 15, call.waiting)
    gate.finished(now, draw & 15, !isShed)
    if (limit > 0) sum++
  }
  return sum
}

/** Each lock is taken and given back by another owner, every ms. */
function locking(): Family {
  const subject = (id: string, locks: LockTable): Subject => {
    const epoch = new Epoch()
    return { id, run: (times) => takeTurns(locks, epoch.next(), times) }
  }
  const reference: LockTable = {
    ...IDLE_STATE,
    acquire: () => 1,
    extend: () => true,
    release: () => true,
    releaseBlindly: () => true,
    holder: () => 0,
    expiresAt: () => 0,
  }
  return {
    title: `Lock tables: acquire and release among ${RESOURCES} resources`,
    goalNs: null,
    reference: subject('reference', reference),
    members: lockTables.map((member) => subject(member.id, buildDefault<LockTable>(lockTables, member))),
  }
}

function takeTurns(locks: LockTable, startMs: number, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const resource = i & (RESOURCES - 1)
    const owner = (i & 0xffff) + 1
    sum += locks.acquire(startMs + i, resource, owner, 1000)
    locks.release(startMs + i, resource, owner)
  }
  return sum
}

/** A request every ms, one in eight of which asks for a retry. */
function budgets(): Family {
  const subject = (id: string, budget: RetryLimit): Subject => {
    const epoch = new Epoch()
    return { id, run: (times) => spend(budget, epoch.next(), times) }
  }
  const reference: RetryLimit = {
    ...IDLE_STATE,
    deposit: () => undefined,
    withdraw: () => true,
    finish: () => undefined,
    giveUp: () => undefined,
    balance: () => 0,
  }
  return {
    title: 'Retry budgets: deposit, finish, and a withdrawal for one in eight',
    goalNs: null,
    reference: subject('reference', reference),
    members: retryBudgets.map((member) => subject(member.id, buildDefault<RetryLimit>(retryBudgets, member))),
  }
}

function spend(budget: RetryLimit, startMs: number, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const now = startMs + i
    const fails = (i & 7) === 0
    budget.deposit(now)
    budget.finish(now, false, !fails)
    if (!fails || !budget.withdraw(now)) continue
    budget.finish(now, true, true)
    sum++
  }
  return sum
}

function learning(): Family {
  const subject = (id: string, timeout: AttemptTimeout): Subject => ({ id, run: (times) => learn(timeout, times) })
  return {
    title: 'Attempt timeouts: ask and observe',
    goalNs: null,
    reference: subject('reference', { ...IDLE_STATE, timeoutMs: () => 1, observe: () => undefined }),
    members: timeouts.map((member) => subject(member.id, buildDefault<AttemptTimeout>(timeouts, member))),
  }
}

function learn(timeout: AttemptTimeout, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    sum += timeout.timeoutMs()
    timeout.observe(i & 127)
  }
  return sum
}

/** As many tasks wait as fire; each is put back with another delay. */
function scheduling(): Family {
  const subject = (id: string, tasks: Timers): Subject => {
    let now = 0
    for (let task = 0; task < PENDING; task++) tasks.schedule(now, 1 + (task % 977), task)
    let fired = 0
    const fire = (task: number): void => {
      fired++
      tasks.schedule(now, 1 + ((task * 31) % 977), task)
    }
    const run = (times: number): number => {
      for (fired = 0; fired < times; ) {
        now = Math.max(now + 1, Math.min(tasks.nextAt(), now + 1000))
        tasks.advance(now, fire)
      }
      return fired
    }
    return { id, run }
  }
  const reference = (): Timers => {
    let at = 0
    return {
      ...IDLE_STATE,
      schedule: () => undefined,
      cancel: () => true,
      advance: (now, fire) => {
        at = now
        for (let task = 0; task < 2; task++) fire(task, now)
      },
      nextAt: () => at + 1,
      pending: PENDING,
      earlyMs: 0,
      lateMs: 0,
      work: 0,
    }
  }
  return {
    title: `Timers: a task fires and is scheduled anew, ${PENDING} pending`,
    goalNs: null,
    reference: subject('reference', reference()),
    members: timers.map((member) => subject(member.id, buildDefault<Timers>(timers, member))),
  }
}

function watching(): Family {
  const subject = (id: string, detector: FailureDetector): Subject => {
    const epoch = new Epoch()
    return { id, run: (times) => watch(detector, epoch.next(), times) }
  }
  const reference: FailureDetector = {
    ...IDLE_STATE,
    heartbeat: () => undefined,
    suspicion: () => 0,
    isSuspected: () => false,
    suspectedAt: () => 0,
  }
  return {
    title: 'Failure detectors: a heartbeat and a question',
    goalNs: null,
    reference: subject('reference', reference),
    members: failureDetectors.map((member) =>
      subject(member.id, buildDefault<FailureDetector>(failureDetectors, member)),
    ),
  }
}

function watch(detector: FailureDetector, startMs: number, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const now = startMs + 1000 * i + (i & 63)
    if (detector.isSuspected(now)) sum++
    detector.heartbeat(now)
  }
  return sum
}

function routing(): Family {
  const routes = Array.from(
    { length: ROUTES },
    (_, i): Route => ({ method: 'GET', pattern: `/api/group${i % 10}/part${i}/:id`, target: i }),
  )
  const subject = (id: string, router: Router): Subject => ({ id, run: (times) => route(router, times) })
  return {
    title: `Routers: a match among ${ROUTES} routes (a list is linear by nature)`,
    goalNs: null,
    reference: subject('reference', { match: () => 0, allowedMethods: () => [] }),
    members: routers.map(({ id }) => subject(id, buildRouter({ type: id }, routes))),
  }
}

const PATHS = Array.from({ length: ROUTES }, (_, i) => `/api/group${i % 10}/part${i}/4711`)

function route(router: Router, times: number): number {
  const params = createRouteParams()
  let sum = 0
  for (let i = 0; i < times; i++) sum += router.match('GET', PATHS[i % ROUTES] ?? '', params)
  return sum
}

function checking(): Family {
  const subject = (id: string, scheme: TokenScheme): Subject => {
    const tokens = Array.from({ length: TOKENS }, () => scheme.issue(0))
    return { id, run: (times) => check(scheme, tokens, times) }
  }
  const reference: TokenScheme = {
    ...IDLE_STATE,
    revokedAccepted: 0,
    issue: () => 1,
    revoke: () => true,
    needsIssuer: () => false,
    check: () => 0,
    purge: () => 0,
  }
  return {
    title: `Token schemes: a check among ${TOKENS} tokens`,
    goalNs: null,
    reference: subject('reference', reference),
    members: tokenSchemes.map((member) => subject(member.id, buildDefault<TokenScheme>(tokenSchemes, member))),
  }
}

function check(scheme: TokenScheme, tokens: readonly number[], times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const token = tokens[i % TOKENS] ?? 0
    if (scheme.needsIssuer(1, token)) sum++
    sum += scheme.check(1, token)
  }
  return sum
}
