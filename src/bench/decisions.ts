/**
 * Time of one decision for each algorithm of the families on the path of a request, beside a member that decides nothing.
 *
 * How: every member of a registry, with its default parameters, goes through the same loop as the reference of its family.
 * Rounds are interleaved, and the least time of the processor counts, since neighbours only ever add. What the loop itself
 * and its random numbers cost is in both figures. Calls are made the way the product makes them: through one place in the
 * code for all members.
 */
import { ABSENT, type Eviction } from '../algorithms/caching/caching'
import { buildEviction, evictions } from '../algorithms/caching/registry'
import { type CircuitBreaker, FAILURE, REJECTED, SUCCESS } from '../algorithms/circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../algorithms/circuit-breaking/registry'
import { BackendList } from '../algorithms/load-balancing/backend-list'
import { type Balancer, NO_BACKEND, type RoutingKey } from '../algorithms/load-balancing/load-balancing'
import { balancers, buildBalancer } from '../algorithms/load-balancing/registry'
import { build } from '../algorithms/member'
import type { QueueDiscipline } from '../algorithms/queueing/queueing'
import { createDiscipline, queueDisciplines } from '../algorithms/queueing/registry'
import type { RateLimiter } from '../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../algorithms/rate-limiting/registry'
import { backoffs } from '../algorithms/retrying/registry'
import type { Backoff } from '../algorithms/retrying/retrying'
import { SequentialRandom } from '../lib/random'
import { defaultValue, type Fields } from '../lib/schema'
import { table } from './print'

const BACKENDS = 10
const CACHE_ENTRIES = 100_000
const QUEUED = 100

/** One member, ready to decide `times` times; the clock goes on from call to call. The sum keeps results from being dropped. */
interface Subject {
  readonly id: string
  readonly run: (times: number) => number
}

interface Family {
  readonly title: string
  /** [ns] what a decision should cost at most; null where nothing was set. */
  readonly goalNs: number | null
  readonly reference: Subject
  readonly members: readonly Subject[]
}

export function measureDecisions(decisions: number, rounds: number): void {
  console.log('\nNanoseconds per decision; "net" is without what the reference of the family takes')
  const families = [limiters(), breakers(), balancing(), hits(), accesses(), disciplines(), waits()]
  for (const family of families) printFamily(family, decisions, rounds)
}

function printFamily({ title, goalNs, reference, members }: Family, decisions: number, rounds: number): void {
  const subjects = [reference, ...members]
  const found = subjects.map((): number[] => [])
  for (let warm = 0; warm < 2; warm++) for (const subject of subjects) subject.run(decisions / 4)
  for (let round = 0; round < rounds; round++) {
    for (const [which, subject] of subjects.entries()) found[which]?.push(nsOf(subject, decisions))
  }
  const best = found.map((each) => Math.min(...each))
  const goal = goalNs === null ? '' : `, goal ${goalNs}`
  console.log(`\n${title}${goal}`)
  const rows = subjects.map(({ id }, which) => {
    const ns = best[which] ?? Number.NaN
    const net = ns - (best[0] ?? Number.NaN)
    return [id, ns.toFixed(0), which === 0 ? '' : net.toFixed(0), goalNs !== null && net > goalNs ? 'over' : '']
  })
  table(['', 'ns', 'net', ''], rows)
}

function nsOf(subject: Subject, decisions: number): number {
  const before = process.cpuUsage()
  const sum = subject.run(decisions)
  const { user, system } = process.cpuUsage(before)
  if (Number.isNaN(sum)) throw new RangeError(`${subject.id} decided on something that is no number`)
  return ((user + system) * 1000) / decisions
}

function defaultValueOf(id: string, fields: Fields): { type: string } {
  const defaults: object = defaultValue({ kind: 'object', fields }) as object
  return { ...defaults, type: id }
}

/** Start times [ms] of loops, far enough apart that no loop reaches the next. */
class Epoch {
  private now = 0

  next(): number {
    this.now += 1e9
    return this.now
  }
}

const IDLE_STATE = { save: () => undefined, load: () => undefined }

/** Attempts every 7 ms, which default limits partly refuse. */
function limiters(): Family {
  const subject = (id: string, limiter: RateLimiter): Subject => {
    const epoch = new Epoch()
    return { id, run: (times) => limit(limiter, epoch.next(), times) }
  }
  const reference: RateLimiter = { ...IDLE_STATE, decide: () => 0, retryAfterMs: () => 0, remaining: () => undefined }
  return {
    title: 'Rate limiters: decide',
    goalNs: 50,
    reference: subject('reference', reference),
    members: rateLimiters.map((member) =>
      subject(member.id, build<RateLimiter>(rateLimiters, defaultValueOf(member.id, member.fields))),
    ),
  }
}

function limit(limiter: RateLimiter, startMs: number, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) sum += limiter.decide(startMs + 7 * i, 1)
  return sum
}

/** Calls every 2 ms, each back at once, one in 64 failed. */
function breakers(): Family {
  const subject = (id: string, breaker: CircuitBreaker): Subject => {
    const epoch = new Epoch()
    const random = new SequentialRandom(1)
    return { id, run: (times) => call(breaker, epoch.next(), times, random) }
  }
  const reference: CircuitBreaker = {
    ...IDLE_STATE,
    admit: () => 0,
    record: () => undefined,
    stateCode: () => 0,
    describe: () => ({ state: 'closed' }),
  }
  return {
    title: 'Circuit breakers: admit and record',
    goalNs: 50,
    reference: subject('reference', reference),
    members: circuitBreakers.map((member) =>
      subject(member.id, build<CircuitBreaker>(circuitBreakers, defaultValueOf(member.id, member.fields))),
    ),
  }
}

function call(breaker: CircuitBreaker, startMs: number, times: number, random: SequentialRandom): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const now = startMs + 2 * i
    const ticket = breaker.admit(now, random)
    if (ticket !== REJECTED) breaker.record(now, ticket, (i & 63) === 0 ? FAILURE : SUCCESS, 1)
    sum += ticket
  }
  return sum
}

/** Ten backends of weights 1 to 3, each call back at once. */
function balancing(): Family {
  const names = Array.from({ length: BACKENDS }, (_, i) => `10.0.0.${i + 1}:8080`)
  const subject = (id: string, create: (backends: BackendList) => Balancer): Subject => {
    const backends = new BackendList(
      names,
      names.map((_, i) => 1 + (i % 3)),
    )
    const balancer = create(backends)
    const random = new SequentialRandom(2)
    const epoch = new Epoch()
    return { id, run: (times) => place(balancer, backends, epoch.next(), times, random) }
  }
  const reference = (): Balancer => ({
    ...IDLE_STATE,
    pick: () => 0,
    started: () => undefined,
    finished: () => undefined,
    rebuild: () => undefined,
  })
  return {
    title: `Load balancers: pick, start and finish among ${BACKENDS} (linear ones grow with the number)`,
    goalNs: 50,
    reference: subject('reference', reference),
    members: balancers.map((member) =>
      subject(member.id, (backends) => buildBalancer(defaultValueOf(member.id, member.fields), backends)),
    ),
  }
}

function place(
  balancer: Balancer,
  backends: BackendList,
  startMs: number,
  times: number,
  random: SequentialRandom,
): number {
  const key: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }
  let sum = 0
  for (let i = 0; i < times; i++) {
    const draw = random.uint32()
    key.clientAddress = draw
    key.clientPort = draw & 65_535
    key.key = draw & 16_383
    const now = startMs + i
    const index = balancer.pick(now, key, random)
    if (index !== NO_BACKEND) {
      backends.start(balancer, now, index)
      backends.finish(balancer, now, index)
    }
    sum += index
  }
  return sum
}

/** Stands for a cache in the reference loops: one slot for all keys. */
function cacheReference(): Eviction {
  return {
    ...IDLE_STATE,
    capacity: CACHE_ENTRIES,
    size: 0,
    evictions: 0,
    lookup: () => 0,
    peek: () => 0,
    insert: () => 0,
    remove: () => false,
    clear: () => undefined,
  }
}

function caches(): { id: string; cache: Eviction }[] {
  return evictions.map((member) => ({
    id: member.id,
    cache: buildEviction(defaultValueOf(member.id, member.fields), CACHE_ENTRIES),
  }))
}

function hits(): Family {
  const subject = (id: string, cache: Eviction): Subject => {
    const random = new SequentialRandom(3)
    for (let key = 0; key < CACHE_ENTRIES; key++) if (cache.lookup(key) === ABSENT) cache.insert(key, random)
    const held = Uint32Array.from(
      Array.from({ length: CACHE_ENTRIES }, (_, key) => key).filter((key) => cache.peek(key) !== ABSENT),
    )
    return { id, run: (times) => lookUp(cache, held, times, random) }
  }
  return {
    title: `Evictions: a hit among ${CACHE_ENTRIES.toLocaleString('en')} entries, keys at random`,
    goalNs: 150,
    reference: subject('reference', cacheReference()),
    members: caches().map(({ id, cache }) => subject(id, cache)),
  }
}

function lookUp(cache: Eviction, keys: Uint32Array, times: number, random: SequentialRandom): number {
  let sum = 0
  for (let i = 0; i < times; i++) sum += cache.lookup(keys[Math.floor(random.uniform() * keys.length)] ?? 0)
  return sum
}

function accesses(): Family {
  const subject = (id: string, cache: Eviction): Subject => {
    const random = new SequentialRandom(4)
    return { id, run: (times) => access(cache, times, random) }
  }
  return {
    title: 'Evictions: an access, half of them misses that insert and evict',
    goalNs: null,
    reference: subject('reference', cacheReference()),
    members: caches().map(({ id, cache }) => subject(id, cache)),
  }
}

function access(cache: Eviction, times: number, random: SequentialRandom): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const key = Math.floor(random.uniform() * CACHE_ENTRIES * 2)
    const slot = cache.lookup(key)
    sum += slot === ABSENT ? cache.insert(key, random) : slot
  }
  return sum
}

function disciplines(): Family {
  const subject = (id: string, queue: QueueDiscipline): Subject => {
    const random = new SequentialRandom(6)
    for (let item = 0; item < QUEUED; item++) queue.push(0, item, item & 3, item)
    const epoch = new Epoch()
    return { id, run: (times) => turn(queue, epoch.next(), times, random) }
  }
  let last = 0
  const reference: QueueDiscipline = {
    ...IDLE_STATE,
    length: 0,
    push: (_now, item) => {
      last = item
    },
    pop: () => last,
    clear: () => undefined,
  }
  return {
    title: `Queue disciplines: push and pop, ${QUEUED} waiting`,
    goalNs: null,
    reference: subject('reference', reference),
    members: queueDisciplines.map(({ id }) => subject(id, createDiscipline(id))),
  }
}

function turn(queue: QueueDiscipline, startMs: number, times: number, random: SequentialRandom): number {
  let sum = 0
  let item = queue.pop(startMs)
  for (let i = 0; i < times; i++) {
    const draw = random.uint32()
    queue.push(startMs + i, item, draw & 3, startMs + i + (draw >>> 24))
    item = queue.pop(startMs + i)
    sum += item
  }
  queue.push(startMs + times, item, 0, Infinity)
  return sum
}

function waits(): Family {
  const subject = (id: string, backoff: Backoff): Subject => {
    const random = new SequentialRandom(7)
    return { id, run: (times) => wait(backoff, times, random) }
  }
  return {
    title: 'Backoffs: the wait before one of the first eight retries',
    goalNs: null,
    reference: subject('reference', { attempts: 3, delayMs: () => 1 }),
    members: backoffs.map((member) =>
      subject(member.id, build<Backoff>(backoffs, defaultValueOf(member.id, member.fields))),
    ),
  }
}

function wait(backoff: Backoff, times: number, random: SequentialRandom): number {
  let sum = 0
  let previous = 0
  for (let i = 0; i < times; i++) {
    previous = (i & 7) === 0 ? 0 : previous
    previous = backoff.delayMs(i & 7, previous, random)
    sum += previous
  }
  return sum
}
