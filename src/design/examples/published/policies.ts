/** Caches, retries, hedges, breakers and overload, with published or computed results. */
import {
  call,
  constant,
  crowd,
  designFrom,
  exponential,
  instant,
  type Params,
  type PlainDesign,
  source,
  sourceOf,
  station,
} from './parts'

/** Ways of evicting, turning away and throttling that results were published of. */
export const LEAST_RECENT = 'lru'
export const FIRST_IN = 'fifo'
export const BY_USER: Params = { type: 'dagor' }
export const CLIENT_THROTTLING: Params = {
  type: 'adaptive-throttling',
  k: 2,
  windowMs: 120_000,
  buckets: 120,
  minimumCalls: 100,
}

/** What an overloaded server may do with its queue. */
export const QUEUES = {
  firstIn: [{ discipline: 'fifo' }, null],
  controlledDelay: [{ discipline: 'fifo' }, { type: 'codel', targetMs: 20, intervalMs: 100 }],
  adaptiveLifo: [{ discipline: 'adaptive-lifo' }, null],
} as const

/** Popular and rare keys through a cache that asks the store for what it lacks. */
export function cached(name: string, eviction: string, capacity: number, keys: number, exponent: number): PlainDesign {
  return designFrom({
    name,
    seconds: 60,
    warmup: 20,
    blocks: [
      source(1000, { keys: { type: 'zipf', count: keys, exponent } }),
      {
        id: 'pages',
        kind: 'cache',
        params: { capacity, ttlMs: null, mode: 'read-through', eviction: { type: eviction }, serviceTime: constant(0) },
      },
      { id: 'store', kind: 'database', params: { connections: 1000, readTime: constant(0.01) } },
    ],
    connections: { 'clients > pages': {}, 'pages > store': {} },
  })
}

/** Work that fails by chance, and is tried again at once. */
export function failing(name: string, probability: number, attempts: number): PlainDesign {
  return designFrom({
    name,
    seconds: 400,
    warmup: 10,
    faults: [{ atMs: 0, forMs: 500_000, target: 'server', type: 'error', probability }],
    blocks: [source(200), station('server', 8, exponential(10))],
    connections: { 'clients > server': { retry: { type: 'fixed', attempts, delayMs: 0 } } },
  })
}

/** One server for 300 requests a second that stands still for ten seconds, and clients who try a second time. */
export function stalled(name: string, rate: number, connection: Params = {}, seconds = 600): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds - 60,
    faults: [{ atMs: 40_000, forMs: 10_000, target: 'server', type: 'pause' }],
    blocks: [source(rate), station('server', 1, exponential(1000 / 300))],
    connections: {
      'clients > server': { timeoutMs: 1000, retry: { type: 'fixed', attempts: 2, delayMs: 0 }, ...connection },
    },
  })
}

/** Three layers that each try a failed call four times; the store at the bottom always fails. */
export function layered(name: string, policy: Params = {}): PlainDesign {
  const layer = { retry: { type: 'fixed', attempts: 4, delayMs: 0 }, ...policy }
  return designFrom({
    name,
    seconds: 120,
    warmup: 20,
    faults: [{ atMs: 0, forMs: 200_000, target: 'bottom', type: 'error', probability: 1 }],
    blocks: [source(50), instant('top'), instant('upper'), instant('lower'), crowd('bottom', constant(0))],
    connections: { 'clients > top': {}, 'top > upper': layer, 'upper > lower': layer, 'lower > bottom': layer },
  })
}

/** A backend that can do 100 requests a second is asked for three times as many. */
export function tripled(name: string, breaker: Params | null): PlainDesign {
  return designFrom({
    name,
    seconds: 720,
    warmup: 240,
    blocks: [source(300), station('backend', 1, exponential(10), { queue: { capacity: 5 } })],
    connections: { 'clients > backend': { breaker } },
  })
}

/** [s] for which {@link deadTargets} counts: ten rounds, after two that it does not count. */
export function countedSeconds(openMs: number): number {
  return Math.max(200, openMs / 100)
}

/** Many dead targets, each behind a breaker that lets a trial through now and then, which hangs until its timeout. */
export function deadTargets(name: string, targets: number, openMs: number, trialMs: number): PlainDesign {
  const warmup = openMs / 500
  return designFrom({
    name,
    seconds: warmup + countedSeconds(openMs),
    warmup,
    blocks: [source(500), crowd('targets', constant(3_600_000), { replicas: targets })],
    connections: {
      'clients > targets': {
        timeoutMs: trialMs,
        cancellation: true,
        scope: 'target',
        breaker: { type: 'consecutive-failures', failures: 1, openMs, trials: 1 },
      },
    },
  })
}

/** Copies of calls whose answers take longer than most. */
export function hedged(name: string, percentile: number): PlainDesign {
  return designFrom({
    name,
    seconds: 400,
    warmup: 20,
    blocks: [source(100), crowd('server', { type: 'lognormal', meanMs: 10, cv: 1 })],
    connections: { 'clients > server': { hedge: { type: 'percentile', attempts: 2, percentile } } },
  })
}

/** Half as much again as a server can do, from clients who want an answer within half a second. */
export function overloaded(name: string, [queue, admission]: readonly [Params, Params | null]): PlainDesign {
  return designFrom({
    name,
    seconds: 120,
    warmup: 30,
    blocks: [
      source(150, { deadlineMs: 500 }),
      station('server', 1, exponential(10), { queue: { capacity: null, ...queue }, admission }),
    ],
    connections: { 'clients > server': { timeoutMs: 500 } },
  })
}

/**
 * Requests that each ask one overloaded service several times; all have to succeed. The network between them takes its time, so
 * that a call does not find the place that the one before it has just left.
 */
export function severalCalls(name: string, calls: number, overload: number, params: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 80,
    warmup: 30,
    blocks: [
      source((overload * 1000) / calls, { clients: 100_000 }),
      instant('front', { plan: [call('front-shared', { times: calls })] }),
      station('shared', 10, exponential(10), params),
    ],
    connections: { 'clients > front': {}, 'front > shared': { latency: exponential(20), timeoutMs: 1000 } },
  })
}

/** A rush of requests around the boundary of a window, through a limit of 100 a second. */
export function rush(name: string, limiter: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 5,
    blocks: [
      sourceOf({ type: 'spike', ratePerSecond: 0, spikeRatePerSecond: 3000, atMs: 900, forMs: 200 }),
      crowd('shop', constant(1)),
    ],
    connections: { 'clients > shop': { limiter } },
  })
}

/** Clients who all change one counter at the same moment, optimistically, and wait for this long before they try again. */
export function contended(name: string, clients: number, retry: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 120,
    blocks: [
      sourceOf({ type: 'trace', atMs: Array<number>(clients).fill(0) }, { readShare: 0 }),
      instant('writers', {
        plan: [{ type: 'optimistic', store: 'writers-row', counter: 'stock', work: constant(0) }],
      }),
      {
        id: 'row',
        kind: 'database',
        params: { connections: 1000, readTime: constant(0), writeTime: constant(0), counters: { stock: 10_000 } },
      },
    ],
    connections: {
      'clients > writers': { latency: constant(0), retry: { attempts: 100, ...retry } },
      'writers > row': { latency: { type: 'gamma', meanMs: 10, cv: 0.2 } },
    },
  })
}

/** The waits that were compared, in the published order: doubling from 5 ms begins at 10 ms there. */
export const BACKOFFS: readonly (readonly [label: string, retry: Params, calls: number])[] = [
  ['without backoff', { type: 'fixed', delayMs: 0 }, 2427],
  ['exponential', { type: 'exponential', baseMs: 10, capMs: 2000 }, 1855],
  ['equal jitter', { type: 'equal-jitter', baseMs: 10, capMs: 2000 }, 812],
  ['full jitter', { type: 'full-jitter', baseMs: 10, capMs: 2000 }, 798],
  ['decorrelated jitter', { type: 'decorrelated-jitter', baseMs: 5, capMs: 2000 }, 1004],
]
