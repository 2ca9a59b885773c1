/** Recorded cases of several stations, of retries and of priorities. */
import {
  call,
  designFrom,
  exponential,
  type PlainDesign,
  source,
  station,
  users,
} from '../../design/examples/published/parts'
import { failing } from '../../design/examples/published/policies'
import { fanOut, forkJoinPair, twoPriorities } from '../../design/examples/published/stations'
import { slowestExponential } from '../../lib/queueing-fan-out'
import { closedNetwork } from '../../lib/queueing-networks'
import { retryLoad } from '../../lib/queueing-retries'
import { machineRepair } from '../../lib/queueing-theory'
import { attemptsPerCall, exact, meanLatency, of, ofBlock, throughput } from './measures'
import { type Builder, perSecond, secondsFor, TOO_BUSY, UNIT } from './recorded-parts'
import type { Check } from './study'

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

/** A closed network, by mean value analysis. */
export const closed: Builder = (config, expect) => {
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

/** Machines that fail, and menders. */
export function repair(menders: number): Builder {
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

/** Stations with one worker each in a row. */
export const tandem: Builder = (config, expect) => {
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

/** Stations with several workers in a row. */
export const openNetwork: Builder = (config, _expect, given) => {
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

/** Two stations that each do half of a request. */
export const forkJoin: Builder = (config, expect) => {
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

/** The slowest of several answers asked for at once. */
export const slowest: Builder = (config, expect) => {
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

/** Attempts for each request whose work fails independently. */
export const retries: Builder = (config, expect) => {
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

/** Two classes that do not interrupt one another, by Cobham. */
export const priorities: Builder = (config, expect) => {
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
