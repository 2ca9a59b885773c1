/**
 * Recorded results of queueing theory as studies: each case of the vectors becomes a design, and is held against what the
 * simulation finds.
 *
 * Units: the vectors count time in mean service times; a service time is 10 ms here.
 * A case has no study where its figure is too rare or its runs would have to be too long for an interval of use: utilisation of
 * 99 %, less than two losses in a thousand, service times without a third moment, a wrong theory that is less than 7 % away.
 */
import {
  call,
  constant,
  crowd,
  designFrom,
  exponential,
  instant,
  type PlainDesign,
  source,
  station,
  users,
} from '../../design/examples/published/parts'
import { failing } from '../../design/examples/published/policies'
import {
  fanOut,
  forkJoinPair,
  lastInFirstOut,
  oneStation,
  stationThatTells,
  twoPriorities,
} from '../../design/examples/published/stations'
import { slowestExponential } from '../../lib/queueing-fan-out'
import { mg1 } from '../../lib/queueing-general'
import { closedNetwork } from '../../lib/queueing-networks'
import { retryLoad } from '../../lib/queueing-retries'
import { erlangB, erlangC, machineRepair, mmck } from '../../lib/queueing-theory'
import { attemptsPerCall, exact, lossShare, meanLatency, of, ofBlock, shareInTime, throughput } from './measures'
import type { Check, Study } from './study'

/** A case of the vectors. */
export interface RecordedCase {
  readonly model: string
  readonly config: { readonly [name: string]: unknown }
  readonly expect: { readonly [name: string]: unknown }
}

/** [ms] a unit of time of the vectors. */
const UNIT = 10
/** Runs of each design. */
const RUNS = 8
/** Utilisation from which intervals are too wide to be of use. */
const TOO_BUSY = 0.96
/** Shares below which what is counted is too rare. */
const RARE_LOSS = 2e-3
const RARE_WAIT = 0.02

/** [1/s] */
const perSecond = (rate: number): number => (rate * 1000) / UNIT

/** Most customers of a run. */
const MOST = 150_000

/**
 * [s] in which so many customers arrive as an interval of use needs: `effort` of them in a system that is never busy, more by
 * 1/(1 − ρ)² where the queue forgets slowly.
 */
function secondsFor(rate: number, utilisation: number, effort: number): number {
  const customers = Math.max(4000, effort / (1 - Math.min(utilisation, TOO_BUSY)) ** 2)
  return Math.ceil(Math.min(MOST, customers) / perSecond(rate))
}

type Parts = Pick<Study, 'designs' | 'checks'>
type Builder = (config: (name: string) => number, expect: (name: string) => number, given: RecordedCase) => Parts | null

const wait = of(ofBlock('station', 'meanWaitMs'))

function stationCase(lambda: number, servers: number, waitMs: number, waitProbability: number): Parts | null {
  const utilisation = lambda / servers
  if (utilisation > TOO_BUSY || waitProbability < RARE_WAIT) return null
  const seconds = secondsFor(lambda, utilisation, 600 / waitProbability)
  return {
    designs: [oneStation({ name: 'Station', rate: perSecond(lambda), workers: servers, seconds })],
    checks: [
      exact(
        { name: 'mean wait', unit: 'ms', value: waitMs, measure: wait, widest: 0.3 },
        'service times that never vary',
        waitMs / 2,
      ),
    ],
  }
}

function lossCase(lambda: number, servers: number, places: number, expected: (name: string) => number): Parts | null {
  const more = mmck(lambda, 1, servers, places + 1)
  const isLossy = servers === places || (expected('blocking') >= RARE_LOSS && lambda <= servers)
  if (isLossy && expected('blocking') < RARE_LOSS) return null
  const check: Check = isLossy
    ? exact(
        { name: 'loss', unit: 'share', value: expected('blocking'), measure: of(lossShare), widest: 0.3 },
        servers === places ? 'a tenth more workers' : 'room for one more',
        servers === places ? erlangB(lambda, tenthMore(servers)) : more.blocking,
      )
    : exact(
        { name: 'response', unit: 'ms', value: expected('R') * UNIT, measure: of(meanLatency), widest: 0.1 },
        'room for one more',
        more.response * UNIT,
      )
  // Where one place more makes next to no difference, no run of reasonable length can tell.
  const gap = check.tag === 'exact' ? Math.abs(check.twin.value / check.value - 1) : 0
  if (gap < 0.07) return null
  const queue = { capacity: places - servers }
  const counted = isLossy ? expected('blocking') / Math.max(0.05, 1 - expected('blocking')) : 1
  const seconds = secondsFor(lambda, 0, 60 / Math.min(gap, 0.25) ** 2 / counted)
  return {
    designs: [oneStation({ name: 'Places', rate: perSecond(lambda), workers: servers, seconds, params: { queue } })],
    checks: [check],
  }
}

/** Service times of the vectors by their names there; those without a third moment are left out. */
function serviceTime(name: string): { time: { [key: string]: unknown }; cv2: number } | null {
  if (name === 'exponential') return { time: exponential(UNIT), cv2: 1 }
  if (name === 'deterministic') return { time: constant(UNIT), cv2: 0 }
  if (name === 'erlang2') return { time: { type: 'gamma', meanMs: UNIT, cv: Math.SQRT1_2 }, cv2: 0.5 }
  if (name === 'uniform01x2') return { time: { type: 'uniform', minMs: 0, maxMs: 2 * UNIT }, cv2: 1 / 3 }
  if (name.startsWith('hyperexp')) {
    return { time: { type: 'hyperexponential', meanMs: UNIT, cv: Math.sqrt(5) }, cv2: 5 }
  }
  const cv = Number(/^lognormal_cv([12])$/.exec(name)?.[1])
  return cv > 0 ? { time: { type: 'lognormal', meanMs: UNIT, cv }, cv2: cv * cv } : null
}

const generalService: Builder = (config, expect, given) => {
  const service = serviceTime(String(given.config['dist']))
  const lambda = config('lambda')
  if (service === null || lambda > 0.9 || lambda < 0.3) return null
  const seconds = secondsFor(lambda, lambda, 500 * (1 + service.cv2) ** 2)
  const other = mg1({ lambda, service: 1, secondMoment: service.cv2 === 1 ? 1 : 2 })
  return {
    designs: [oneStation({ name: 'M/G/1', rate: perSecond(lambda), serviceTime: service.time, seconds })],
    checks: [
      exact(
        { name: 'mean wait', unit: 'ms', value: (expect('R') - 1) * UNIT, measure: wait, widest: 0.25 },
        service.cv2 === 1 ? 'service times that never vary' : 'exponential service times',
        other.wait * UNIT,
      ),
    ],
  }
}

/** The station of the vectors with three visits: once, twice, and every second time. */
function closedDesign(jobs: number, thinkMs: number, seconds: number): PlainDesign {
  const plan = [call('first-second', { times: 2 }), call('first-third', { probability: 0.5 })]
  return designFrom({
    name: 'Closed network',
    seconds,
    warmup: seconds / 20,
    blocks: [
      users(jobs, thinkMs),
      station('first', 1, exponential(UNIT), { blocking: false, plan }),
      station('second', 1, exponential(UNIT / 2)),
      station('third', 1, exponential(UNIT * 2)),
    ],
    connections: { 'clients > first': {}, 'first > second': {}, 'first > third': {} },
  })
}

const closed: Builder = (config, expect) => {
  const jobs = config('N')
  const think = config('Z') * 10
  const stations = [
    { service: 1, visits: 1 },
    { service: 0.5, visits: 2 },
    { service: 2, visits: 0.5 },
  ]
  const rate = expect('systemThroughput') / 10
  const check =
    jobs <= 10
      ? exact(
          { name: 'throughput', unit: '1/s', value: perSecond(rate), measure: of(throughput), widest: 0.03 },
          'one job more',
          perSecond(closedNetwork(jobs + 1, stations, think).throughput),
        )
      : exact(
          {
            name: 'response',
            unit: 'ms',
            value: (jobs / rate - think) * UNIT,
            measure: of(meanLatency),
            widest: 0.05,
          },
          'two jobs more',
          closedNetwork(jobs + 2, stations, think).response * UNIT,
        )
  return { designs: [closedDesign(jobs, think * UNIT, Math.ceil(20_000 / perSecond(rate)))], checks: [check] }
}

function repair(menders: number): Builder {
  return (config, expect) => {
    const [machines, up] = [config('N'), config('upTime')]
    const seconds = Math.ceil(20_000 / perSecond(expect('X')))
    return {
      designs: [
        designFrom({
          name: 'Repair',
          seconds,
          warmup: seconds / 20,
          blocks: [users(machines, up * UNIT), station('station', menders, exponential(UNIT))],
          connections: { 'clients > station': {} },
        }),
      ],
      checks: [
        exact(
          { name: 'repairs', unit: '1/s', value: perSecond(expect('X')), measure: of(throughput), widest: 0.02 },
          'one machine less',
          perSecond(machineRepair(machines - 1, up, 1, menders).throughput),
        ),
      ],
    }
  }
}

/** Stations one after the other, each with its workers and its mean service time in units. */
function rowOf(
  name: string,
  lambda: number,
  stations: readonly (readonly [workers: number, mean: number])[],
): PlainDesign {
  const seconds = secondsFor(lambda, lambda, 1000)
  const ids = stations.map((_, index) => `station-${index}`)
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [
      source(perSecond(lambda)),
      ...stations.map(([workers, mean], index) =>
        station(ids[index]!, workers, exponential(mean * UNIT), { blocking: false }),
      ),
    ],
    connections: Object.fromEntries(
      ids.map((id, index) => [`${index === 0 ? 'clients' : ids[index - 1]} > ${id}`, {}]),
    ),
  })
}

const tandem: Builder = (config, expect) => {
  const count = config('stations')
  const whole = expect('R') * UNIT
  return {
    designs: [
      rowOf(
        'Tandem',
        config('lambda'),
        Array.from({ length: count }, () => [1, 1] as const),
      ),
    ],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: whole, measure: of(meanLatency), widest: 0.1 },
        'one station less',
        (whole * (count - 1)) / count,
      ),
    ],
  }
}

const openNetwork: Builder = (config, _expect, given) => {
  const services = given.config['S'] as readonly number[]
  const workers = given.config['m'] as readonly number[]
  const responses = given.expect['R'] as readonly number[]
  const whole = responses.reduce((sum, one) => sum + one, 0) * UNIT
  return {
    designs: [
      rowOf(
        'Open network',
        config('lambda'),
        services.map((mean, i) => [workers[i] ?? 1, mean] as const),
      ),
    ],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: whole, measure: of(meanLatency), widest: 0.1 },
        'nobody waits',
        services.reduce((sum, one) => sum + one, 0) * UNIT,
      ),
    ],
  }
}

const distribution: Builder = (config, expect) => {
  const lambda = config('lambda')
  if (lambda > TOO_BUSY) return null
  const deadlineMs = expect('p95') * UNIT
  const seconds = secondsFor(lambda, lambda, 1000)
  const faster = (1 + lambda) / 2
  return {
    designs: [oneStation({ name: 'M/M/1', rate: perSecond(lambda), seconds, clients: { deadlineMs } })],
    checks: [
      exact(
        { name: 'share within the p95', unit: 'share', value: 0.95, measure: of(shareInTime), widest: 0.04 },
        'arrivals that are faster',
        1 - Math.exp((-(1 - faster) * deadlineMs) / UNIT),
      ),
    ],
  }
}

const disciplines: Builder = (config, expect) => {
  const lambda = config('lambda')
  if (lambda > 0.9) return null
  const seconds = secondsFor(lambda, lambda, 4000)
  const value = expect('meanResponseAll') * UNIT
  const check = (name: string, index: number): Check =>
    exact(
      {
        name,
        unit: 'ms',
        value,
        measure: (reports) => meanLatency(reports[index]!),
        widest: 0.1,
      },
      'service times that never vary',
      mg1({ lambda, service: UNIT, secondMoment: UNIT * UNIT }).response,
    )
  return {
    designs: [
      lastInFirstOut('LIFO', perSecond(lambda), seconds),
      oneStation({ name: 'PS', rate: perSecond(lambda), seconds, params: { sharing: 'processor-sharing' } }),
    ],
    checks: [check('mean response, last in first out', 0), check('mean response, processor sharing', 1)],
  }
}

const forkJoin: Builder = (config, expect) => {
  const lambda = config('lambda')
  if (lambda > TOO_BUSY) return null
  const value = expect('R') * UNIT
  return {
    designs: [forkJoinPair('Fork and join', perSecond(lambda), secondsFor(lambda, lambda, 1000))],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value, measure: of(meanLatency), widest: 0.2 },
        'a single station',
        UNIT / (1 - lambda),
      ),
    ],
  }
}

const slowest: Builder = (config, expect) => {
  const n = config('n')
  if (n < 2) return null
  return {
    designs: [fanOut('Fan-out', Math.min(100, 1000 / n), n, exponential(UNIT))],
    checks: [
      exact(
        {
          name: 'mean of the slowest',
          unit: 'ms',
          value: expect('mean') * UNIT,
          measure: of(meanLatency),
          widest: 0.02,
        },
        'half as many',
        slowestExponential(Math.floor(n / 2), UNIT).mean,
      ),
    ],
  }
}

const retries: Builder = (config, expect) => {
  const [failure, attempts] = [config('failureProb'), config('maxAttempts')]
  if (failure === 0 || attempts === 1) return null
  const value = expect('attemptsPerRequest')
  const other = retryLoad(failure, attempts - 1).attempts
  // What is tried again must not keep the eight workers busy.
  if (other / value > 0.99 || value > 3) return null
  return {
    designs: [failing('Retries', failure, attempts)],
    checks: [
      exact(
        { name: 'attempts', unit: 'factor', value, measure: of(attemptsPerCall('clients-server')), widest: 0.01 },
        'one attempt less',
        other,
      ),
    ],
  }
}

const priorities: Builder = (config, expect) => {
  const rates = [config('lambda1'), config('lambda2')] as const
  const total = rates[0] + rates[1]
  const seconds = secondsFor(total, total, 3000)
  const alike = (expect('overallWq') + 1) * UNIT
  const check = (door: string, waits: string, widest: number): Check =>
    exact(
      {
        name: `response, ${door}`,
        unit: 'ms',
        value: (expect(waits) + 1) * UNIT,
        measure: of(ofBlock(door, 'meanSojournMs')),
        widest,
      },
      'all alike',
      alike,
    )
  return {
    designs: [twoPriorities('Priorities', perSecond(rates[0]), perSecond(rates[1]), seconds)],
    checks: [check('urgent', 'Wq1', 0.05), check('ordinary', 'Wq2', 0.2)],
  }
}

const chanceOfWaiting: Builder = (config, expect) => {
  const [load, servers] = [config('A'), config('c')]
  const utilisation = load / servers
  if (expect('C') < RARE_WAIT || utilisation > TOO_BUSY) return null
  return {
    designs: [
      stationThatTells('Station', perSecond(load), servers, 1e6, secondsFor(load, utilisation, 1500 / expect('C'))),
    ],
    checks: [
      exact(
        {
          name: 'chance of waiting',
          unit: 'share',
          value: expect('C'),
          measure: of(
            (report) => ofBlock('station', 'optionalDropped')(report) / ofBlock('station', 'completions')(report),
          ),
          widest: 0.3,
        },
        'a tenth more workers',
        erlangC(load, tenthMore(servers)),
      ),
    ],
  }
}

/** A worker for everyone: the number at work is the load. */
const noQueue: Builder = (config, expect) => {
  const lambda = config('lambda')
  const seconds = secondsFor(lambda, 0, 20_000)
  return {
    designs: [
      designFrom({
        name: 'M/M/inf',
        seconds,
        warmup: seconds / 20,
        blocks: [source(perSecond(lambda)), instant('door'), crowd('station', exponential(UNIT))],
        connections: { 'clients > door': {}, 'door > station': {} },
      }),
    ],
    checks: [
      exact(
        {
          name: 'requests in service',
          unit: 'count',
          value: expect('L'),
          measure: of(
            (report) => (report.requests.throughputPerSecond * ofBlock('station', 'meanSojournMs')(report)) / 1000,
          ),
          widest: 0.02,
        },
        'a tenth more load',
        expect('L') * 1.1,
      ),
    ],
  }
}

const BUILDERS: { readonly [model: string]: Builder } = {
  'M/M/1': (config, expect) => stationCase(config('lambda'), 1, expect('Wq') * UNIT, expect('U')),
  'M/M/c': (config, expect) => stationCase(config('lambda'), config('c'), expect('Wq') * UNIT, expect('probWait')),
  'M/M/1/K': (config, expect) => lossCase(config('lambda'), 1, config('K'), expect),
  'M/M/c/K': (config, expect) => lossCase(config('lambda'), config('c'), config('K'), expect),
  ErlangB: (config, expect) => lossCase(config('A'), config('c'), config('c'), () => expect('B')),
  ErlangC: chanceOfWaiting,
  'M/M/inf': noQueue,
  'M/G/1': generalService,
  closedMVA: closed,
  'machineRepair 1 repairman': repair(1),
  'machineRepair 2 repairmen': repair(2),
  tandem,
  'openNetwork multi-server': openNetwork,
  'M/M/1 distribution': distribution,
  'M/M/1 disciplines': disciplines,
  'fork-join 2 x M/M/1': forkJoin,
  'max of n exponentials': slowest,
  'retry load factor, independent failures': retries,
  'M/M/1 two non-preemptive priorities (Cobham)': priorities,
}

/** A tenth more, and one at least. */
function tenthMore(servers: number): number {
  return servers + Math.max(1, Math.round(servers / 10))
}

/** Whether there is a way to simulate cases of this model at all. */
export function isSimulated(model: string): boolean {
  return Object.hasOwn(BUILDERS, model)
}

/** The study of a case; null where it has none, see the head of this file. */
export function studyOfCase(given: RecordedCase): Study | null {
  const title = `${given.model} ${JSON.stringify(given.config)}`
  const read = (values: RecordedCase['config']) => (name: string) => {
    const value = values[name]
    if (typeof value !== 'number') throw new Error(`${title} has no number "${name}"`)
    return value
  }
  const parts = BUILDERS[given.model]?.(read(given.config), read(given.expect), given)
  if (!parts) return null
  return { id: 'recorded', title, about: title, source: { title: given.model }, runs: RUNS, ...parts }
}
