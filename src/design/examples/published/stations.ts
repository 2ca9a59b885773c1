/** Single stations with known theory. Work takes 10 ms on average, so one worker can do 100 requests a second. */
import { call, crowd, designFrom, exponential, instant, type Params, type PlainDesign, source, station } from './parts'

interface StationParts {
  name: string
  rate: number
  workers?: number
  serviceTime?: Params
  seconds: number
  params?: Params
  clients?: Params
}

/** Poisson arrivals at one station. */
export function oneStation({
  name,
  rate,
  workers = 1,
  serviceTime = exponential(10),
  seconds,
  params = {},
  clients = {},
}: StationParts): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [source(rate, clients), station('station', workers, serviceTime, params)],
    connections: { 'clients > station': {} },
  })
}

/**
 * M/M/c that shows the chance of waiting: a request that is done notes it unless others are waiting then. Those who leave find
 * what those who arrive find, so the share of notes not made is the share of requests that wait.
 */
export function stationThatTells(
  name: string,
  rate: number,
  workers: number,
  deadlineMs: number,
  seconds = 300,
): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [
      source(rate, { deadlineMs }),
      station('station', workers, exponential(10), {
        dropOptional: { aboveQueue: 0 },
        plan: [call('station-notes', { optional: true })],
      }),
      instant('notes'),
    ],
    connections: { 'clients > station': {}, 'station > notes': {} },
  })
}

/** One worker that takes the newest first. */
export function lastInFirstOut(name: string, rate: number, seconds: number): PlainDesign {
  return oneStation({ name, rate, seconds, params: { queue: { discipline: 'lifo', capacity: null } } })
}

/** Two classes of requests, each through a door of its own that tells how long its class takes. */
export function twoPriorities(name: string, urgentRate: number, ordinaryRate: number, seconds: number): PlainDesign {
  const from = (rate: number, priority: number, id: string) =>
    source(rate, { priorities: [{ priority, weight: 1 }] }, id)
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [
      from(urgentRate, 9, 'urgent-clients'),
      from(ordinaryRate, 1, 'other-clients'),
      instant('urgent'),
      instant('ordinary'),
      station('station', 1, exponential(10), { queue: { discipline: 'priority', capacity: null } }),
    ],
    connections: {
      'urgent-clients > urgent': {},
      'other-clients > ordinary': {},
      'urgent > station': {},
      'ordinary > station': {},
    },
  })
}

/** Each request asks for n answers at once from servers that never queue, and waits for the last. */
export function fanOut(name: string, rate: number, times: number, leaf: Params, clients: Params = {}): PlainDesign {
  const seconds = 200
  return designFrom({
    name,
    seconds,
    warmup: 1,
    blocks: [
      source(rate, clients),
      instant('root', { plan: [call('root-leaves', { times, parallel: true })] }),
      crowd('leaves', leaf),
    ],
    connections: { 'clients > root': {}, 'root > leaves': {} },
  })
}

/** Each request becomes two jobs, one at each of two stations, and is done when both are. */
export function forkJoinPair(name: string, rate: number, seconds: number): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [
      source(rate),
      instant('fork', { plan: [call('fork-left', { stage: 1 }), call('fork-right', { stage: 1 })] }),
      station('left', 1, exponential(10)),
      station('right', 1, exponential(10)),
    ],
    connections: { 'clients > fork': {}, 'fork > left': {}, 'fork > right': {} },
  })
}

/** Every hundredth answer takes a second, the others 10 ms. */
export const SELDOM_SLOW: Params = {
  type: 'empirical',
  valuesMs: [...Array.from({ length: 99 }, () => 10), 1000],
}
