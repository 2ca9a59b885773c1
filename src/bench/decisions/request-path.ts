/** Loops over the families that decide about a request on its way. */
import { ABSENT, type Eviction } from '../../algorithms/caching/caching'
import { buildEviction, evictions } from '../../algorithms/caching/registry'
import { type CircuitBreaker, FAILURE, REJECTED, SUCCESS } from '../../algorithms/circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../../algorithms/circuit-breaking/registry'
import { BackendList } from '../../algorithms/load-balancing/backend-list'
import { type Balancer, NO_BACKEND, type RoutingKey } from '../../algorithms/load-balancing/load-balancing'
import { balancers, buildBalancer } from '../../algorithms/load-balancing/registry'
import { build } from '../../algorithms/member'
import type { QueueDiscipline } from '../../algorithms/queueing/queueing'
import { createDiscipline, queueDisciplines } from '../../algorithms/queueing/registry'
import type { RateLimiter } from '../../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../../algorithms/rate-limiting/registry'
import { backoffs } from '../../algorithms/retrying/registry'
import type { Backoff } from '../../algorithms/retrying/retrying'
import { SequentialRandom } from '../../lib/random'
import { defaultsFor, Epoch, type Family, IDLE_STATE, type Subject } from './subject'

const BACKENDS = 10
/** [count] what a traffic source has by default. */
const CLIENTS = 1000
const CACHE_ENTRIES = 100_000
const QUEUED = 100

/** Families on the path of a request. */
export function requestPath(): Family[] {
  return [limiters(), breakers(), balancing(), hits(), accesses(), disciplines(), waits()]
}

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
    members: rateLimiters.map((member) => subject(member.id, build<RateLimiter>(rateLimiters, defaultsFor(member)))),
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
      subject(member.id, build<CircuitBreaker>(circuitBreakers, defaultsFor(member))),
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

/** Client addresses in 10.0.0.0/8, as many as a traffic source has by default, some twice to fill up the table. */
const ADDRESSES = Uint32Array.from({ length: 1024 }, (_, i) => 0x0a000000 + (i % CLIENTS))

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
    exempt: balancers.filter(({ label }) => label.startsWith('Rendezvous')).map(({ id }) => id),
    reference: subject('reference', reference),
    members: balancers.map((member) => subject(member.id, (backends) => buildBalancer(defaultsFor(member), backends))),
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
  const addresses = ADDRESSES
  let sum = 0
  for (let i = 0; i < times; i++) {
    const draw = random.uint32()
    key.clientAddress = addresses[draw & 1023] ?? 0
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
    cache: buildEviction(defaultsFor(member), CACHE_ENTRIES),
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
    removeWhere: () => undefined,
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
    members: backoffs.map((member) => subject(member.id, build<Backoff>(backoffs, defaultsFor(member)))),
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
