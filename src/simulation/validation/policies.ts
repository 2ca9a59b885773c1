/** Caches, retries, hedges, breakers and overload: published numbers and short arithmetic. */

import { fifoHitRatio, lruHitRatio, zipf } from '../../algorithms/caching/che'
import {
  BY_USER,
  CLIENT_THROTTLING,
  cached,
  countedSeconds,
  deadTargets,
  FIRST_IN,
  failing,
  hedged,
  LEAST_RECENT,
  layered,
  overloaded,
  QUEUES,
  severalCalls,
  stalled,
  tripled,
} from '../../design/examples/published/policies'
import { hedgedShare, layeredAttempts, retryLoad } from '../../lib/queueing-retries'
import type { Report } from '../report'
import { attemptsPerCall, exact, nth, of, ofBlock } from './measures'
import type { Check, Source, Study } from './study'

const METASTABLE: Source = {
  title: 'Bronson, Aghayev, Charapko, Zhu, Metastable failures in distributed systems (HotOS 2021)',
  url: 'https://doi.org/10.1145/3458336.3465286',
}
const SRE: Source = {
  title: 'Site Reliability Engineering (2016), chapters 21 and 22',
  url: 'https://sre.google/sre-book/handling-overload/',
}

function hitRatio(report: Report): number {
  const hits = ofBlock('pages', 'hits')(report)
  return hits / (hits + ofBlock('pages', 'misses')(report))
}

function cacheStudy(): Study {
  const popularity = zipf(1000, 1)
  const check = (name: string, index: number, value: number): Check => ({
    tag: 'approximation',
    name: `hit ratio of ${name}`,
    unit: 'share',
    value,
    tolerance: 0.01,
    measure: nth(index, hitRatio),
  })
  return {
    id: 'che',
    title: 'Hit ratios of LRU and FIFO',
    about: '1,000 keys by Zipf with exponent 1, room for 100. The approximation is known to be within about 1 %.',
    source: {
      title: 'Che, Tung, Wang, Hierarchical web caching systems (2002); Fricker, Robert, Roberts (2012)',
      url: 'https://doi.org/10.1109/JSAC.2002.801752',
    },
    designs: [cached('LRU', LEAST_RECENT, 100, 1000, 1), cached('FIFO', FIRST_IN, 100, 1000, 1)],
    checks: [check('LRU', 0, lruHitRatio(popularity, 100)), check('FIFO', 1, fifoHitRatio(popularity, 100))],
  }
}

function retryStudy(): Study {
  const { attempts, success } = retryLoad(0.3, 4)
  return {
    id: 'retries',
    title: 'Retries as load',
    about:
      '30 % of the work fails after it was done, and each call is tried up to four times. 200 requests a second of 10 ms.',
    source: SRE,
    designs: [failing('Retries as load', 0.3, 4)],
    checks: [
      exact(
        {
          name: 'attempts for each request',
          unit: 'factor',
          value: attempts,
          measure: of(attemptsPerCall('clients-server')),
          widest: 0.005,
        },
        'one more attempt for each failure of the first',
        1.3,
      ),
      exact(
        {
          name: 'requests that succeed',
          unit: 'share',
          value: success,
          measure: of(({ requests }) => requests.completed / requests.offered),
          widest: 0.002,
        },
        'three attempts',
        retryLoad(0.3, 3).success,
      ),
      exact(
        {
          name: 'utilisation of eight workers',
          unit: 'share',
          value: (attempts * 2) / 8,
          measure: of(ofBlock('server', 'cpuUtilisation')),
          widest: 0.02,
        },
        'without retries',
        0.25,
      ),
    ],
  }
}

/** Share of the requests of the last minute that got their answer in time. */
const goodShare = ({ requests }: Report) => requests.completed / requests.offered

function metastableStudy(): Study {
  return {
    id: 'metastable',
    title: 'A retry storm that does not end',
    about:
      'A server for 300 requests a second stands still for 10 s; clients wait for 1 s and try twice. Twice 145 is below 300, twice 155 above. The last minute of ten counts.',
    source: METASTABLE,
    runs: 4,
    designs: [stalled('145 requests a second', 145), stalled('155 requests a second', 155)],
    checks: [
      {
        tag: 'bound',
        side: 'at least',
        name: 'answered at 145/s: it recovers',
        unit: 'share',
        value: 0.95,
        measure: nth(0, goodShare),
      },
      {
        tag: 'bound',
        side: 'at most',
        name: 'answered at 155/s: it stays down',
        unit: 'share',
        value: 0.05,
        measure: nth(1, goodShare),
      },
    ],
  }
}

function layersStudy(): Study {
  return {
    id: 'layers',
    title: 'Retries multiply',
    about: 'Three layers try four times each; the store at the bottom always fails.',
    source: SRE,
    runs: 3,
    designs: [layered('Three layers of retries')],
    checks: [
      {
        tag: 'arithmetic',
        name: 'calls at the bottom for each request',
        unit: 'factor',
        value: layeredAttempts(3, 4),
        measure: of((report) => ofBlock('bottom', 'arrivals')(report) / report.requests.offered),
      },
    ],
  }
}

function throttlingStudy(): Study {
  const seen = (report: Report) => {
    const { arrivals, rejected } = report.blocks['backend'] ?? { arrivals: Number.NaN, rejected: Number.NaN }
    return arrivals / (arrivals - rejected)
  }
  return {
    id: 'client-throttling',
    title: 'Clients that throttle themselves',
    about:
      'Clients ask three times what a backend can do. With K = 2 over two minutes they let through twice what it accepts.',
    source: SRE,
    runs: 6,
    designs: [tripled('Client-side throttling', CLIENT_THROTTLING), tripled('Without', null)],
    checks: [
      {
        tag: 'approximation',
        name: 'asked for each one accepted, K = 2',
        unit: 'factor',
        value: 2,
        tolerance: 0.02,
        measure: nth(0, seen),
      },
      { tag: 'bound', side: 'at least', name: 'without throttling', unit: 'factor', value: 2.9, measure: nth(1, seen) },
    ],
  }
}

const CIRCUITS = [
  { openMs: 2000, trialMs: 250 },
  { openMs: 30_000, trialMs: 50 },
]
const TARGETS = 42
const WORKERS = 2

function breakerStudy(): Study {
  /** Time spent in trials, in workers. */
  const demand = (openMs: number, trialMs: number) => (report: Report) => {
    const trials = report.connections['clients-targets']?.timeouts ?? Number.NaN
    return (trials * trialMs) / (countedSeconds(openMs) * 1000 * WORKERS)
  }
  return {
    id: 'breaker-arithmetic',
    title: 'What breakers cost',
    about:
      '42 dead targets with a breaker each, and two workers: each breaker lets a trial of length h through every e + h. The published estimate N·h / (w·e) gives 263 % and 4 %; it leaves out the h below the line.',
    source: {
      title: 'Your circuit breaker is misconfigured, Shopify Engineering (2020)',
      url: 'https://shopify.engineering/circuit-breaker-misconfigured',
    },
    runs: 3,
    designs: CIRCUITS.map(({ openMs, trialMs }) =>
      deadTargets(`Trials of ${trialMs} ms every ${openMs} ms`, TARGETS, openMs, trialMs),
    ),
    checks: CIRCUITS.map(
      ({ openMs, trialMs }, index): Check => ({
        tag: 'approximation',
        name: `demand of trials of ${trialMs} ms after ${openMs / 1000} s, in workers of two`,
        unit: 'share',
        value: (TARGETS * trialMs) / (WORKERS * (openMs + trialMs)),
        tolerance: 0.02,
        measure: nth(index, demand(openMs, trialMs)),
      }),
    ),
  }
}

function hedgeStudy(): Study {
  return {
    id: 'hedge',
    title: 'A hedge at the 95th percentile',
    about: 'A second copy goes out when an answer is later than 95 % of answers were: about one call in twenty.',
    source: { title: 'Dean and Barroso, The tail at scale (2013)', url: 'https://doi.org/10.1145/2408776.2408794' },
    runs: 6,
    designs: [hedged('Hedge at p95', 0.95)],
    checks: [
      {
        tag: 'approximation',
        name: 'copies for each call',
        unit: 'share',
        value: hedgedShare(0.95),
        tolerance: 0.1,
        measure: of(({ connections }) => {
          const { hedges = Number.NaN, calls = Number.NaN } = connections['clients-server'] ?? {}
          return hedges / calls
        }),
      },
    ],
  }
}

function overloadStudy(): Study {
  const useful = ({ requests }: Report) => requests.goodputPerSecond / 100
  const check = (name: string, index: number, side: 'at least' | 'at most', value: number): Check => ({
    tag: 'bound',
    side,
    name,
    unit: 'share',
    value,
    measure: nth(index, useful),
  })
  return {
    id: 'overload',
    title: 'Half as much again as a server can do',
    about: 'Clients give up after 500 ms. Goodput, as a share of what the server could do.',
    source: {
      title: 'Maurer, Fail at scale, ACM Queue 13(8) (2015)',
      url: 'https://queue.acm.org/detail.cfm?id=2839461',
    },
    runs: 6,
    designs: [
      overloaded('First in, first out', QUEUES.firstIn),
      overloaded('Controlled delay', QUEUES.controlledDelay),
      overloaded('Adaptive LIFO', QUEUES.adaptiveLifo),
    ],
    checks: [
      check('first in, first out', 0, 'at most', 0.02),
      check('controlled delay', 1, 'at least', 0.9),
      check('adaptive LIFO', 2, 'at least', 0.9),
    ],
  }
}

function severalCallsStudy(): Study {
  const success = ({ requests }: Report) => requests.completed / requests.offered
  const perCall = ({ connections }: Report) => {
    const { ok = Number.NaN, calls = Number.NaN } = connections['front-shared'] ?? {}
    return ok / calls
  }
  const counts = [2, 3, 4]
  return {
    id: 'several-calls',
    title: 'Requests that need several calls of an overloaded service',
    about:
      'At twice the load that the service can carry. Shed by chance, k calls succeed with the chance f of one to the power of k; shed by user, nearly as many requests succeed as could.',
    source: {
      title: 'Zhou et al., Overload control for scaling WeChat microservices (SoCC 2018)',
      url: 'https://doi.org/10.1145/3267809.3267823',
    },
    runs: 6,
    designs: [
      ...counts.map((k) => severalCalls(`Shed by chance, ${k} calls`, k, 2, { queue: { capacity: 10 } })),
      severalCalls('Shed by user, 4 calls', 4, 2, { admission: BY_USER }),
    ],
    checks: [
      ...counts.map(
        (k, index): Check => ({
          tag: 'approximation',
          name: `success ÷ f to the power of ${k}`,
          unit: 'factor',
          value: 1,
          tolerance: 0.03,
          measure: nth(index, (report) => success(report) / perCall(report) ** k),
        }),
      ),
      {
        tag: 'bound',
        side: 'at least',
        name: 'success of four calls, shed by user; 50 % could',
        unit: 'share',
        value: 0.42,
        measure: nth(counts.length, success),
      },
    ],
  }
}

/** Studies of policies. */
export const policyStudies: readonly Study[] = [
  cacheStudy(),
  retryStudy(),
  layersStudy(),
  metastableStudy(),
  throttlingStudy(),
  breakerStudy(),
  hedgeStudy(),
  overloadStudy(),
  severalCallsStudy(),
]
