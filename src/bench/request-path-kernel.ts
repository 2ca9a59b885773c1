/**
 * Hand-tuned kernel of a request path, as the measure for Checkout: what a simulation with the same parts costs when it is written
 * for one design alone.
 *
 * Path: Poisson arrivals → token bucket → breaker over a rolling window → the one of three services with the fewest requests, each
 * with four workers and a bounded queue → LRU cache with Zipf keys → on a miss a database with a pool and a bounded queue → back.
 * Each hop takes the same time, each attempt has a timeout, failures are retried with jitter, latencies go into a histogram for each
 * second and one for all.
 *
 * How: everything in typed arrays; hops and timeouts wait in rings, since their delays are constant, and the rest in a binary heap.
 * An attempt that is over has another generation, by which its timeout is known to be stale.
 * Differs from the product: one design, no report, no checks, no draws that are keyed by request.
 */
// biome-ignore-all lint/style/noNonNullAssertion: indices are in range by construction, as in the engine.
import { Histogram } from '../lib/histogram'
import { SequentialRandom } from '../lib/random'
import { exponential } from '../lib/ziggurat'
import { Zipf } from '../lib/zipf'

const HOP_MS = 0.25
const TIMEOUT_MS = 1000
const SERVICES = 3
const WORKERS = 4
const QUEUE = 256
const SERVICE_MS = 2.4
const POOL = 16
const DATABASE_MS = 4
const KEYS = 10_000
const CACHED = 2000
const ATTEMPTS = 3
const BACKOFF_MS = 20
const BUCKET = 200
const SLOTS = 1 << 14
const WINDOW_MS = 10_000

/** Kinds of events; the number of the slot is above them. */
const ARRIVAL = 0
const AT_SERVICE = 1
const SERVED = 2
const AT_DATABASE = 3
const READ = 4
const BACK_AT_SERVICE = 5
const DONE = 6
const RETRY = 7
const KIND_BITS = 3

/** Events after one constant delay. */
class Ring {
  readonly times = new Float64Array(SLOTS * 4)
  readonly codes = new Int32Array(SLOTS * 4)
  readonly generations = new Int32Array(SLOTS * 4)
  head = 0
  tail = 0

  push(time: number, code: number, generation: number): void {
    const at = this.tail++ & (SLOTS * 4 - 1)
    this.times[at] = time
    this.codes[at] = code
    this.generations[at] = generation
  }
}

/** Slots in order of use: the least recently used entry goes when there are too many. */
class Recent {
  private readonly before = new Int32Array(KEYS + 1)
  private readonly after = new Int32Array(KEYS + 1)
  private readonly isHeld = new Uint8Array(KEYS)
  private count = 0

  constructor() {
    this.before[KEYS] = KEYS
    this.after[KEYS] = KEYS
  }

  /** Whether the key is held; it is the most recent then. */
  use(key: number): boolean {
    if (!this.isHeld[key]) return false
    this.unlink(key)
    this.link(key)
    return true
  }

  add(key: number): void {
    if (this.use(key)) return
    if (this.count === CACHED) {
      const oldest = this.before[KEYS]!
      this.unlink(oldest)
      this.isHeld[oldest] = 0
    } else this.count++
    this.isHeld[key] = 1
    this.link(key)
  }

  private unlink(key: number): void {
    this.after[this.before[key]!] = this.after[key]!
    this.before[this.after[key]!] = this.before[key]!
  }

  private link(key: number): void {
    const first = this.after[KEYS]!
    this.after[key] = first
    this.before[key] = KEYS
    this.before[first] = key
    this.after[KEYS] = key
  }
}

/** Servers with a bounded queue in a ring. */
class Station {
  idle: number
  length = 0
  private readonly waiting = new Int32Array(QUEUE)
  private head = 0

  constructor(servers: number) {
    this.idle = servers
  }

  push(slot: number): boolean {
    if (this.length === QUEUE) return false
    this.waiting[(this.head + this.length++) & (QUEUE - 1)] = slot
    return true
  }

  shift(): number {
    const slot = this.waiting[this.head]!
    this.head = (this.head + 1) & (QUEUE - 1)
    this.length--
    return slot
  }
}

export class RequestPathKernel {
  /** Events so far, stale timeouts apart. */
  events = 0
  completed = 0
  failed = 0
  readonly latency = new Histogram()
  private readonly random = new SequentialRandom(1)
  private readonly zipf = new Zipf(KEYS, 1)
  private readonly ratePerSecond: number
  private readonly meanBetweenMs: number
  private readonly hops = new Ring()
  private readonly timeouts = new Ring()
  private readonly heapTimes = new Float64Array(SLOTS).fill(Infinity)
  private readonly heapCodes = new Int32Array(SLOTS)
  private heapCount = 0
  private readonly free = Int32Array.from({ length: SLOTS }, (_, i) => SLOTS - 1 - i)
  private freeCount = SLOTS
  private readonly startedMs = new Float64Array(SLOTS)
  private readonly key = new Int32Array(SLOTS)
  private readonly service = new Int32Array(SLOTS)
  private readonly tries = new Int32Array(SLOTS)
  private readonly generation = new Int32Array(SLOTS)
  /** 1 when the caller waits no longer. */
  private readonly isOver = new Uint8Array(SLOTS)
  private readonly services = Array.from({ length: SERVICES }, () => new Station(WORKERS))
  private readonly inFlight = new Int32Array(SERVICES)
  private readonly database = new Station(POOL)
  private readonly cache = new Recent()
  private tokens = BUCKET
  private refilledMs = 0
  private windowEndsMs = WINDOW_MS
  private calls = 0
  private failures = 0
  private openUntilMs = 0
  private second = new Histogram()
  private secondEndsMs = 1000

  /** @param ratePerSecond of arrivals; about 4,000 keep the services busy to 0.8. */
  constructor(ratePerSecond: number) {
    this.ratePerSecond = ratePerSecond
    this.meanBetweenMs = 1000 / ratePerSecond
    this.push(exponential(this.random) * this.meanBetweenMs, ARRIVAL)
  }

  /** Goes on until that many requests have ended. */
  advance(requests: number): void {
    const { hops, timeouts } = this
    const target = this.completed + this.failed + requests
    while (this.completed + this.failed < target) {
      const heapMs = this.heapTimes[0]!
      const hopMs = hops.head === hops.tail ? Infinity : hops.times[hops.head & (SLOTS * 4 - 1)]!
      const timeoutMs = timeouts.head === timeouts.tail ? Infinity : timeouts.times[timeouts.head & (SLOTS * 4 - 1)]!
      if (timeoutMs <= heapMs && timeoutMs <= hopMs) {
        const at = timeouts.head++ & (SLOTS * 4 - 1)
        const slot = timeouts.codes[at]!
        if (this.generation[slot] === timeouts.generations[at] && !this.isOver[slot]) this.giveUp(timeoutMs, slot)
        continue
      }
      this.events++
      if (hopMs <= heapMs) this.handle(hopMs, hops.codes[hops.head++ & (SLOTS * 4 - 1)]!)
      else {
        const code = this.heapCodes[0]!
        if ((code & 7) === ARRIVAL) this.replaceTop(heapMs + exponential(this.random) * this.meanBetweenMs, ARRIVAL)
        else this.pop()
        this.handle(heapMs, code)
      }
    }
  }

  private handle(now: number, code: number): void {
    const slot = code >> KIND_BITS
    switch (code & 7) {
      case ARRIVAL:
        return this.arrive(now)
      case AT_SERVICE:
        return this.enter(now, slot)
      case SERVED:
        return this.served(now, slot)
      case AT_DATABASE:
        return this.read(now, slot)
      case READ:
        return this.wasRead(now, slot)
      case BACK_AT_SERVICE:
        this.cache.add(this.key[slot]!)
        return this.hop(now, slot, DONE)
      case DONE:
        return this.finish(now, slot)
      case RETRY:
        return this.send(now, slot)
    }
  }

  private arrive(now: number): void {
    this.tokens = Math.min(BUCKET, this.tokens + (now - this.refilledMs) * this.ratePerSecond * 0.0011)
    this.refilledMs = now
    if (this.tokens < 1 || now < this.openUntilMs || this.freeCount === 0) {
      this.failed++
      return
    }
    this.tokens--
    const slot = this.free[--this.freeCount]!
    this.startedMs[slot] = now
    this.tries[slot] = 0
    this.key[slot] = this.zipf.sample(this.random)
    this.send(now, slot)
  }

  private send(now: number, slot: number): void {
    const { inFlight } = this
    let least = 0
    for (let i = 1; i < SERVICES; i++) if (inFlight[i]! < inFlight[least]!) least = i
    inFlight[least]!++
    this.service[slot] = least
    this.tries[slot]!++
    this.isOver[slot] = 0
    this.timeouts.push(now + TIMEOUT_MS, slot, this.generation[slot]!)
    this.hop(now, slot, AT_SERVICE)
  }

  private enter(now: number, slot: number): void {
    const station = this.services[this.service[slot]!]!
    if (station.idle > 0) {
      station.idle--
      this.push(now + SERVICE_MS * exponential(this.random), (slot << KIND_BITS) | SERVED)
    } else if (!station.push(slot)) this.refuse(now, slot)
  }

  private served(now: number, slot: number): void {
    const station = this.services[this.service[slot]!]!
    if (station.length > 0) {
      this.push(now + SERVICE_MS * exponential(this.random), (station.shift() << KIND_BITS) | SERVED)
    } else station.idle++
    this.hop(now, slot, this.cache.use(this.key[slot]!) ? DONE : AT_DATABASE)
  }

  private read(now: number, slot: number): void {
    const { database } = this
    if (database.idle > 0) {
      database.idle--
      this.push(now + DATABASE_MS * exponential(this.random), (slot << KIND_BITS) | READ)
    } else if (!database.push(slot)) this.refuse(now, slot)
  }

  private wasRead(now: number, slot: number): void {
    const { database } = this
    if (database.length > 0) {
      this.push(now + DATABASE_MS * exponential(this.random), (database.shift() << KIND_BITS) | READ)
    } else database.idle++
    this.hop(now, slot, BACK_AT_SERVICE)
  }

  private finish(now: number, slot: number): void {
    this.inFlight[this.service[slot]!]!--
    const isLate = this.isOver[slot] === 1
    if (!isLate) {
      this.completed++
      this.record(now, now - this.startedMs[slot]!)
      this.judge(now, false)
    }
    this.release(slot)
  }

  private refuse(now: number, slot: number): void {
    this.inFlight[this.service[slot]!]!--
    const isLate = this.isOver[slot] === 1
    this.generation[slot]!++
    if (isLate) this.free[this.freeCount++] = slot
    else this.retry(now, slot)
  }

  /** The attempt goes on, but nobody waits for it; the request goes on in another slot. */
  private giveUp(now: number, slot: number): void {
    this.isOver[slot] = 1
    if (this.freeCount === 0) {
      this.failed++
      return
    }
    const next = this.free[--this.freeCount]!
    this.startedMs[next] = this.startedMs[slot]!
    this.key[next] = this.key[slot]!
    this.tries[next] = this.tries[slot]!
    this.retry(now, next)
  }

  private retry(now: number, slot: number): void {
    this.judge(now, true)
    const tries = this.tries[slot]!
    if (tries < ATTEMPTS && now >= this.openUntilMs) {
      this.push(now + this.random.uniform() * BACKOFF_MS * (1 << tries), (slot << KIND_BITS) | RETRY)
      return
    }
    this.failed++
    this.release(slot)
  }

  /** Books an outcome with the breaker. */
  private judge(now: number, isFailure: boolean): void {
    if (now >= this.windowEndsMs) {
      this.windowEndsMs = now + WINDOW_MS
      this.calls = 0
      this.failures = 0
    }
    this.calls++
    if (isFailure) this.failures++
    if (isFailure && this.calls >= 20 && this.failures > this.calls / 2) this.openUntilMs = now + 5000
  }

  private record(now: number, latencyMs: number): void {
    if (now >= this.secondEndsMs) {
      this.second = new Histogram()
      this.secondEndsMs += 1000
    }
    this.second.record(latencyMs)
    this.latency.record(latencyMs)
  }

  private release(slot: number): void {
    this.generation[slot]!++
    this.free[this.freeCount++] = slot
  }

  private hop(now: number, slot: number, kind: number): void {
    this.hops.push(now + HOP_MS, (slot << KIND_BITS) | kind, 0)
  }

  private push(time: number, code: number): void {
    const { heapTimes, heapCodes } = this
    let i = this.heapCount++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (heapTimes[parent]! <= time) break
      heapTimes[i] = heapTimes[parent]!
      heapCodes[i] = heapCodes[parent]!
      i = parent
    }
    heapTimes[i] = time
    heapCodes[i] = code
  }

  private replaceTop(time: number, code: number): void {
    const { heapTimes, heapCodes, heapCount } = this
    let i = 0
    let left = 1
    while (left < heapCount) {
      const child = left + +(heapTimes[left + 1]! < heapTimes[left]!)
      if (heapTimes[child]! >= time) break
      heapTimes[i] = heapTimes[child]!
      heapCodes[i] = heapCodes[child]!
      i = child
      left = 2 * i + 1
    }
    heapTimes[i] = time
    heapCodes[i] = code
  }

  private pop(): void {
    const end = --this.heapCount
    const time = this.heapTimes[end]!
    const code = this.heapCodes[end]!
    this.heapTimes[end] = Infinity
    if (end > 0) this.replaceTop(time, code)
  }
}
