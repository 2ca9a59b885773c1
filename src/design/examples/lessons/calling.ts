/** Lessons about calling others: retries, breakers, limits, hedges, deadlines, order of service, and whom to call. */
import {
  balancer,
  call,
  crowd,
  designFrom,
  exponential,
  instant,
  type PlainDesign,
  source,
  station,
} from '../published/parts'
import {
  BY_USER,
  CLIENT_THROTTLING,
  deadTargets,
  layered,
  overloaded,
  QUEUES,
  rush,
  severalCalls,
  stalled,
  tripled,
} from '../published/policies'
import type { Lesson } from './lesson'

/** A tenth of the calls may be tried again. */
const TENTH = { retryBudget: { type: 'finagle', share: 0.1, minPerSecond: 0, ttlMs: 10_000 } }

function slowServer(algorithm: string): PlainDesign {
  return designFrom({
    name: `One slow server, ${algorithm.replaceAll('-', ' ')}`,
    seconds: 120,
    warmup: 20,
    faults: [{ atMs: 0, forMs: 200_000, target: 'servers', replica: 0, type: 'slow', factor: 4 }],
    blocks: [source(100), balancer(algorithm), station('servers', 1, exponential(10), { replicas: 5 })],
    connections: { 'clients > balancer': {}, 'balancer > servers': {} },
  })
}

function impatient(name: string, policy: { [key: string]: unknown }): PlainDesign {
  return designFrom({
    name,
    seconds: 120,
    warmup: 20,
    blocks: [source(130, { deadlineMs: 300 }), instant('front'), station('store', 1, exponential(10))],
    connections: { 'clients > front': { timeoutMs: 300, ...policy }, 'front > store': policy },
  })
}

function fannedOut(name: string, hedge: { [key: string]: unknown } | null): PlainDesign {
  const usual = Array.from({ length: 99 }, (_, i) => 5 + i / 10)
  return designFrom({
    name,
    seconds: 120,
    warmup: 20,
    blocks: [
      source(10, { deadlineMs: 500 }),
      instant('root', { plan: [call('root-leaves', { times: 100, parallel: true })] }),
      crowd('leaves', { type: 'empirical', valuesMs: [...usual, 1000] }),
    ],
    connections: { 'clients > root': {}, 'root > leaves': { hedge } },
  })
}

export const CALLING: readonly Lesson[] = [
  {
    id: 's01',
    name: 'A retry storm that does not end',
    summary:
      'A server stands still for ten seconds. At 145 requests a second it recovers; at 155 those who try again keep it down for good, unless they have a budget.',
    variants: [
      { label: '145/s', design: stalled('Retry storm at 145/s', 145) },
      { label: '155/s', design: stalled('Retry storm at 155/s', 155) },
      { label: '155/s, budget', design: stalled('Retry storm at 155/s, with a budget', 155, TENTH) },
    ],
  },
  {
    id: 's02',
    name: 'Retries multiply',
    summary:
      'Three layers try four times each while the store fails: 64 calls for each request, unless retries are limited.',
    variants: [
      { label: 'unlimited', design: layered('Three layers of retries') },
      { label: 'budgets', design: layered('Three layers, a budget of 10 % each', TENTH) },
      { label: 'do not retry', design: layered('Budgets, and word not to retry', { ...TENTH, doNotRetry: true }) },
    ],
  },
  {
    id: 's03',
    name: 'Overload and the order of service',
    summary:
      'A server is asked for half as much again as it can do. First in, first out answers nobody in time; with two other ways of queueing it answers nearly all that it can.',
    variants: [
      { label: 'FIFO', design: overloaded('Overload, first in, first out', QUEUES.firstIn) },
      {
        label: 'controlled delay',
        design: overloaded('Overload, controlled delay', QUEUES.controlledDelay),
      },
      { label: 'adaptive LIFO', design: overloaded('Overload, adaptive LIFO', QUEUES.adaptiveLifo) },
    ],
  },
  {
    id: 's04',
    name: 'A misconfigured breaker',
    summary:
      'Breakers try forty-two dead targets now and then. Long trials at short intervals keep several workers busy with nothing else, short ones at long intervals hardly any.',
    variants: [
      { label: '0.25 s every 2 s', design: deadTargets('Trials of 0.25 s every 2 s', 42, 2000, 250) },
      { label: '0.05 s every 30 s', design: deadTargets('Trials of 0.05 s every 30 s', 42, 30_000, 50) },
    ],
  },
  {
    id: 's05',
    name: 'Clients that throttle themselves',
    summary:
      'Clients want three times what a backend can do. When they count how much of it is accepted and hold back the rest, it sees only twice what it can do.',
    variants: [
      { label: 'without', design: tripled('Three times the load', null) },
      {
        label: 'K = 2',
        design: tripled('Three times the load, throttled', CLIENT_THROTTLING),
      },
    ],
  },
  {
    id: 's07',
    name: 'A rush through a limit',
    summary:
      'The same limit of 100 a second in three ways: a token bucket admits a burst, a leaky bucket spreads it, a fixed window lets twice the limit pass where two windows meet.',
    variants: [
      {
        label: 'token bucket',
        design: rush('Rush, token bucket', { type: 'token-bucket', ratePerSecond: 100, burst: 100 }),
      },
      {
        label: 'leaky bucket',
        design: rush('Rush, leaky bucket', { type: 'leaky-bucket-shaper', rate: 100, perMs: 1000, slack: 0 }),
      },
      {
        label: 'fixed window',
        design: rush('Rush, fixed window', { type: 'fixed-window', limit: 100, windowMs: 1000, anchor: 'aligned' }),
      },
    ],
  },
  {
    id: 's19',
    name: 'One slow server',
    summary:
      'One replica of five is four times slower. A balancer that takes turns goes on sending it a fifth; those that look at what is under way do not.',
    variants: [
      { label: 'round robin', design: slowServer('round-robin') },
      { label: 'least connections', design: slowServer('least-connections') },
      { label: 'two choices', design: slowServer('power-of-two-choices') },
    ],
  },
  {
    id: 's23',
    name: 'Working for those who have left',
    summary: 'Clients leave after 300 ms; a store that is not told goes on working through requests nobody waits for.',
    variants: [
      { label: 'not told', design: impatient('Deadlines kept to oneself', {}) },
      {
        label: 'told',
        design: impatient('Deadlines passed on', { propagateDeadline: true }),
      },
    ],
  },
  {
    id: 's24',
    name: 'The tail at scale',
    summary:
      'One answer in a hundred is slow, and a request needs a hundred: most requests are slow, until slow answers are asked for twice.',
    variants: [
      { label: 'without', design: fannedOut('Fan-out of 100', null) },
      {
        label: 'hedge at p95',
        design: fannedOut('Fan-out of 100, hedged', { type: 'percentile', attempts: 2, percentile: 0.95 }),
      },
    ],
  },
  {
    id: 's36',
    name: 'Shedding that keeps whole requests alive',
    summary:
      'Each request needs four calls of a service at twice its load; shed by chance few get all four, by user nearly half do.',
    variants: [
      { label: 'by chance', design: severalCalls('Shed by a short queue', 4, 2, { queue: { capacity: 10 } }) },
      {
        label: 'by user',
        design: severalCalls('Shed by two-level priority', 4, 2, { admission: BY_USER }),
      },
    ],
  },
]
