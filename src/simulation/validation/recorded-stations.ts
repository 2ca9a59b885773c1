/** Recorded cases of a single station. */
import { constant, crowd, designFrom, exponential, instant, source } from '../../design/examples/published/parts'
import { lastInFirstOut, oneStation, stationThatTells } from '../../design/examples/published/stations'
import { mg1 } from '../../lib/queueing-general'
import { erlangB, erlangC, mmck } from '../../lib/queueing-theory'
import { exact, lossShare, meanLatency, of, ofBlock, shareInTime } from './measures'
import { type Builder, type Parts, perSecond, RARE_LOSS, RARE_WAIT, secondsFor, TOO_BUSY, UNIT } from './recorded-parts'
import type { Check } from './study'

const wait = of(ofBlock('station', 'meanWaitMs'))

/** M/M/c: the mean wait. */
export function stationCase(lambda: number, servers: number, waitMs: number, waitProbability: number): Parts | null {
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

/** M/M/c/K: the loss, or the mean response of those who get in where the loss says little. */
export function lossCase(
  lambda: number,
  servers: number,
  places: number,
  expected: (name: string) => number,
): Parts | null {
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

/** M/G/1: the mean wait, by Pollaczek and Khinchine. */
export const generalService: Builder = (config, expect, given) => {
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

/** M/M/1: the share of responses within the 95th percentile. */
export const distribution: Builder = (config, expect) => {
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

/** M/M/1 in other orders of service: the mean response is the same. */
export const disciplines: Builder = (config, expect) => {
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

/** Erlang C: the share of requests that wait. */
export const chanceOfWaiting: Builder = (config, expect) => {
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
export const noQueue: Builder = (config, expect) => {
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

/** A tenth more, and one at least. */
function tenthMore(servers: number): number {
  return servers + Math.max(1, Math.round(servers / 10))
}
