/** Lessons about slowness and the way back from it: breakers that close too soon, and timeouts that follow what they see. */
import {
  call,
  constant,
  designFrom,
  exponential,
  type Params,
  type PlainDesign,
  source,
  station,
} from '../published/parts'
import type { Lesson } from './lesson'

/** The server stands still for ten seconds, and is warm again after thirty more. */
const OUTAGE = [
  { atMs: 30_000, forMs: 10_000, target: 'server', type: 'pause' },
  { atMs: 40_000, forMs: 10_000, target: 'server', type: 'slow', factor: 3 },
  { atMs: 50_000, forMs: 10_000, target: 'server', type: 'slow', factor: 2 },
  { atMs: 60_000, forMs: 10_000, target: 'server', type: 'slow', factor: 1.3 },
]

/** Callers of a server that comes back from an outage at a third of its speed, too slow for all of them until it is warm. */
function comingBack(name: string, breaker: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 120,
    warmup: 20,
    faults: OUTAGE,
    blocks: [source(300), station('server', 4, exponential(10), { queue: { capacity: 200 } })],
    connections: { 'clients > server': { timeoutMs: 500, cancellation: true, breaker } },
  })
}

/** What both breakers have in common. */
const RATE = { failureRate: 0.2, minimumCalls: 20, windowMs: 2000, openMs: 3000 }

/** A front whose workers wait for details that requests can do without, while the details are slow for half a minute. */
function slowDetails(name: string, connection: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 90,
    warmup: 10,
    faults: [{ atMs: 30_000, forMs: 40_000, target: 'details', type: 'slow', factor: 20 }],
    blocks: [
      source(100, { deadlineMs: 1000 }),
      station('front', 20, constant(1), {
        plan: [call('front-details', { optional: true })],
        queue: { capacity: 1000 },
      }),
      station('details', 200, exponential(30), { queue: { capacity: 1000 } }),
    ],
    connections: { 'clients > front': {}, 'front > details': { timeoutMs: 500, cancellation: true, ...connection } },
  })
}

export const RECOVERING: readonly Lesson[] = [
  {
    id: 's06',
    name: 'Coming back all at once',
    summary:
      'After an outage a server is cold, and warm again half a minute later. A breaker that lets everyone back after three good trials opens again and again; one that lets more in step by step does not.',
    variants: [
      { label: 'all at once', design: comingBack('Back all at once', { type: 'rolling-rate', trials: 3, ...RATE }) },
      {
        label: 'step by step',
        design: comingBack('Back step by step', { type: 'gradual-ramp', steps: 10, stepMs: 4000, trials: 10, ...RATE }),
      },
    ],
  },
  {
    id: 's44',
    name: 'Timeouts that learn',
    summary:
      'Details that a page can do without become twenty times slower. A timeout of half a second keeps every worker waiting; one that shrinks as answers get slower leaves them time for the page.',
    variants: [
      { label: 'fixed', design: slowDetails('Slow details, a fixed timeout', {}) },
      {
        label: 'learned',
        design: slowDetails('Slow details, a learned timeout', {
          learnedTimeout: { type: 'ema-timeout', normalMs: 60, limitMs: 150, maxMs: 500, window: 80 },
        }),
      },
    ],
  },
]
