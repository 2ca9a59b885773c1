/** Single stations: what Erlang, Pollaczek, Khinchine, Cobham and Kleinrock derived. Rates are per second, times in ms. */
import { constant, exponential } from '../../design/examples/published/parts'
import {
  fanOut,
  forkJoinPair,
  lastInFirstOut,
  oneStation,
  SELDOM_SLOW,
  stationThatTells,
  twoPriorities,
} from '../../design/examples/published/stations'
import { anySlow, forkJoinOfTwo, slowestExponential } from '../../lib/queueing-fan-out'
import { cobhamWaits, md1, mg1, sharedResponse } from '../../lib/queueing-general'
import { erlangB, mm1, mm1ResponsePercentile, mmc, mmck, mmcResponsePercentile } from '../../lib/queueing-theory'
import { exact, lossShare, meanLatency, nth, of, ofBlock, p99, shareInTime } from './measures'
import type { Check, Source, Study } from './study'

const KLEINROCK: Source = { title: 'Kleinrock, Queueing Systems, volume 1: Theory (1975)' }
const ERLANG: Source = { title: 'Erlang, Solution of some problems in the theory of probabilities (1917)' }

/** Service rate of one worker [1/ms] and arrivals [1/ms] of a rate per second. */
const MU = 0.1
const perMs = (rate: number) => rate / 1000

const waitAtStation = ofBlock('station', 'meanWaitMs')

function mm1Study(): Study {
  const lambda = perMs(70)
  const busier = perMs(73.5)
  const p95 = mm1ResponsePercentile(lambda, MU, 0.95)
  return {
    id: 'mm1',
    title: 'M/M/1 at 70 % utilisation',
    about: 'One worker, exponential times. The deadline is the 95th percentile of theory, so 95 % have to be in time.',
    source: KLEINROCK,
    designs: [oneStation({ name: 'M/M/1', rate: 70, seconds: 900, clients: { deadlineMs: p95 } })],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: mm1(lambda, MU).response, measure: of(meanLatency), widest: 0.05 },
        'arrivals 5 % faster',
        mm1(busier, MU).response,
      ),
      exact(
        {
          name: 'requests within the p95 of theory',
          unit: 'share',
          value: 0.95,
          measure: of(shareInTime),
          widest: 0.01,
        },
        'M/D/1 of the same load, by its mean',
        1 - Math.exp(-p95 / md1(lambda, 10).response),
      ),
      exact(
        {
          name: 'p99 of the response',
          unit: 'ms',
          value: mm1ResponsePercentile(lambda, MU, 0.99),
          measure: of(p99),
          widest: 0.1,
        },
        'arrivals 5 % faster',
        mm1ResponsePercentile(busier, MU, 0.99),
      ),
    ],
  }
}

function mmcStudy(): Study {
  const lambda = perMs(320)
  const figures = mmc(lambda, MU, 4)
  const apart = mmc(lambda / 4, MU, 1)
  const p95 = mmcResponsePercentile(lambda, MU, 4, 0.95)
  return {
    id: 'mmc',
    title: 'M/M/4 at 80 % utilisation',
    about:
      'Four workers, one queue. A request that ends makes a note unless others wait; those who leave find what those who arrive find, so the share of notes not made is the chance of waiting.',
    source: ERLANG,
    designs: [stationThatTells('M/M/4', 320, 4, p95)],
    checks: [
      exact(
        {
          name: 'chance of waiting',
          unit: 'share',
          value: figures.waitProbability,
          measure: of(
            (report) => ofBlock('station', 'optionalDropped')(report) / ofBlock('station', 'completions')(report),
          ),
          widest: 0.04,
        },
        'the chance that one given worker is busy',
        0.8,
      ),
      exact(
        { name: 'mean wait', unit: 'ms', value: figures.wait, measure: of(waitAtStation), widest: 0.1 },
        'four queues of one worker each',
        apart.wait,
      ),
      exact(
        {
          name: 'requests within the p95 of theory',
          unit: 'share',
          value: 0.95,
          measure: of(shareInTime),
          widest: 0.01,
        },
        'four queues of one worker each',
        1 - Math.exp(-p95 * (MU - lambda / 4)),
      ),
      exact(
        {
          name: 'p99 of the response',
          unit: 'ms',
          value: mmcResponsePercentile(lambda, MU, 4, 0.99),
          measure: of(p99),
          widest: 0.08,
        },
        'nobody waits',
        -Math.log(0.01) / MU,
      ),
    ],
  }
}

function limitedStudy(): Study {
  const theory = mmck(perMs(90), MU, 1, 5)
  return {
    id: 'mm1k',
    title: 'M/M/1/5 at an offered load of 90 %',
    about: 'One worker and room for four to wait; who finds it full is lost.',
    source: KLEINROCK,
    designs: [oneStation({ name: 'M/M/1/5', rate: 90, seconds: 500, params: { queue: { capacity: 4 } } })],
    checks: [
      exact(
        { name: 'loss', unit: 'share', value: theory.blocking, measure: of(lossShare), widest: 0.04 },
        'room for one more',
        mmck(perMs(90), MU, 1, 6).blocking,
      ),
      exact(
        {
          name: 'mean response of those who get in',
          unit: 'ms',
          value: theory.response,
          measure: of(meanLatency),
          widest: 0.02,
        },
        'M/M/1, where nobody is lost',
        mm1(perMs(90), MU).response,
      ),
    ],
  }
}

function erlangStudy(): Study {
  const blocking = erlangB(4, 5)
  const design = (name: string, serviceTime: { [key: string]: unknown }) =>
    oneStation({ name, rate: 400, workers: 5, serviceTime, seconds: 150, params: { queue: { capacity: 0 } } })
  const check = (name: string, index: number): Check =>
    exact(
      { name, unit: 'share', value: blocking, measure: nth(index, lossShare), widest: 0.04 },
      'one more worker',
      erlangB(4, 6),
    )
  return {
    id: 'erlang-b',
    title: 'Erlang B: five workers, no queue, 4 Erlang',
    about: 'The loss depends on the mean of the service time alone, whatever its distribution.',
    source: ERLANG,
    designs: [design('M/D/5/5', constant(10)), design('M/G/5/5', { type: 'lognormal', meanMs: 10, cv: 2 })],
    checks: [check('loss, constant times', 0), check('loss, lognormal times with cv 2', 1)],
  }
}

function md1Study(): Study {
  return {
    id: 'md1',
    title: 'M/D/1 at 70 % utilisation',
    about: 'Service that never varies halves the wait.',
    source: KLEINROCK,
    designs: [oneStation({ name: 'M/D/1', rate: 70, serviceTime: constant(10), seconds: 900 })],
    checks: [
      exact(
        { name: 'mean wait', unit: 'ms', value: md1(perMs(70), 10).wait, measure: of(waitAtStation), widest: 0.04 },
        'M/M/1 of the same load',
        mm1(perMs(70), MU).wait,
      ),
    ],
  }
}

function mg1Study(): Study {
  const lambda = perMs(60)
  const wait = (cv: number) => mg1({ lambda, service: 10, secondMoment: 100 * (1 + cv * cv) }).wait
  const kinds = [
    { name: 'gamma', cv: 0.5, seconds: 600 },
    { name: 'lognormal', cv: 1.5, seconds: 1500 },
    { name: 'hyperexponential', cv: 2, seconds: 1800 },
  ]
  return {
    id: 'mg1',
    title: 'M/G/1 at 60 % utilisation, several variabilities',
    about: 'The wait grows with 1 + cv² of the service time, whatever the distribution.',
    source: { title: 'Pollaczek (1930), Khinchine (1932)' },
    designs: kinds.map(({ name, cv, seconds }) =>
      oneStation({ name: `M/G/1, ${name}, cv ${cv}`, rate: 60, serviceTime: { type: name, meanMs: 10, cv }, seconds }),
    ),
    checks: kinds.map(({ name, cv }, index) =>
      exact(
        {
          name: `mean wait, ${name} with cv ${cv}`,
          unit: 'ms',
          value: wait(cv),
          measure: nth(index, waitAtStation),
          widest: 0.12,
        },
        'M/M/1 of the same load',
        wait(1),
      ),
    ),
  }
}

function sharingStudy(): Study {
  const kinds = [
    { name: 'constant', serviceTime: constant(10) },
    { name: 'hyperexponential with cv 2', serviceTime: { type: 'hyperexponential', meanMs: 10, cv: 2 } },
  ]
  return {
    id: 'processor-sharing',
    title: 'Processor sharing at 60 % utilisation',
    about: 'When all requests share the processor the mean response depends on the mean work alone.',
    source: { title: 'Kleinrock, Queueing Systems, volume 2 (1976), chapter 4' },
    designs: kinds.map(({ name, serviceTime }) =>
      oneStation({
        name: `M/G/1-PS, ${name}`,
        rate: 60,
        serviceTime,
        seconds: 700,
        params: { sharing: 'processor-sharing' },
      }),
    ),
    checks: kinds.map(({ name }, index) =>
      exact(
        {
          name: `mean response, ${name}`,
          unit: 'ms',
          value: sharedResponse(10, 0.6),
          measure: nth(index, meanLatency),
          widest: 0.06,
        },
        'one after another',
        mg1({ lambda: perMs(60), service: 10, secondMoment: index === 0 ? 100 : 500 }).response,
      ),
    ),
  }
}

function lifoStudy(): Study {
  return {
    id: 'last-in-first-out',
    title: 'Last come, first served',
    about: 'An order of service that does not look at the work changes the spread of waits, not their mean.',
    source: { title: 'Kleinrock, Queueing Systems, volume 2 (1976), chapter 3' },
    designs: [lastInFirstOut('M/M/1, LIFO', 70, 900)],
    checks: [
      exact(
        {
          name: 'mean response',
          unit: 'ms',
          value: mm1(perMs(70), MU).response,
          measure: of(meanLatency),
          widest: 0.05,
        },
        'arrivals 6 % faster',
        mm1(perMs(74.2), MU).response,
      ),
      {
        tag: 'bound',
        side: 'at least',
        name: 'p99, which is beyond that of FIFO',
        unit: 'ms',
        value: mm1ResponsePercentile(perMs(70), MU, 0.99),
        measure: of(p99),
      },
    ],
  }
}

function prioritiesStudy(): Study {
  const classOf = (rate: number) => ({ lambda: perMs(rate), service: 10, secondMoment: 200 })
  const [urgent = 0, ordinary = 0] = cobhamWaits([classOf(30), classOf(40)])
  const alike = mm1(perMs(70), MU).response
  return {
    id: 'cobham',
    title: 'Two priorities that do not interrupt',
    about: 'Urgent requests at 30/s overtake ordinary ones at 40/s in the queue, not at the worker.',
    source: {
      title: 'Cobham, Priority assignment in waiting line problems (1954)',
      url: 'https://doi.org/10.1287/opre.2.1.70',
    },
    designs: [twoPriorities('Two priorities', 30, 40, 900)],
    checks: [
      exact(
        {
          name: 'response, urgent',
          unit: 'ms',
          value: urgent + 10,
          measure: of(ofBlock('urgent', 'meanSojournMs')),
          widest: 0.03,
        },
        'all alike',
        alike,
      ),
      exact(
        {
          name: 'response, ordinary',
          unit: 'ms',
          value: ordinary + 10,
          measure: of(ofBlock('ordinary', 'meanSojournMs')),
          widest: 0.08,
        },
        'all alike',
        alike,
      ),
    ],
  }
}

function forkJoinStudy(): Study {
  const lambda = perMs(60)
  const { response } = mm1(lambda, MU)
  return {
    id: 'fork-join',
    title: 'Fork and join of two',
    about: 'Two M/M/1 stations get half of each request and the slower one decides; their waits are not independent.',
    source: { title: 'Flatto and Hahn, Two parallel queues created by arrivals with two demands (1984)' },
    designs: [forkJoinPair('Fork and join', 60, 600)],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: forkJoinOfTwo(lambda, MU), measure: of(meanLatency), widest: 0.04 },
        'independent queues',
        1.5 * response,
      ),
    ],
  }
}

function fanOutStudy(): Study {
  const slowest = slowestExponential(10, 10)
  return {
    id: 'fan-out',
    title: 'The slowest of ten',
    about:
      'Ten exponential answers of 10 ms on average, asked for at once: the mean of the last is 10 ms times 1 + 1/2 + … + 1/10.',
    source: { title: 'Rényi, On the theory of order statistics (1953)' },
    designs: [fanOut('The slowest of ten', 50, 10, exponential(10))],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: slowest.mean, measure: of(meanLatency), widest: 0.01 },
        'the slowest of nine',
        slowestExponential(9, 10).mean,
      ),
      exact(
        { name: 'p99 of the response', unit: 'ms', value: slowest.percentile(0.99), measure: of(p99), widest: 0.02 },
        'the p99 of one answer',
        slowestExponential(1, 10).percentile(0.99),
      ),
    ],
  }
}

function tailStudy(): Study {
  return {
    id: 'tail-at-scale',
    title: 'One answer in a hundred is slow',
    about: 'A request asks 100 servers at once, of which each takes a second once in a hundred times.',
    source: { title: 'Dean and Barroso, The tail at scale (2013)', url: 'https://doi.org/10.1145/2408776.2408794' },
    designs: [fanOut('Fan-out of 100', 10, 100, SELDOM_SLOW, { deadlineMs: 500 })],
    checks: [
      exact(
        {
          name: 'slow requests',
          unit: 'share',
          value: anySlow(100, 0.01),
          measure: of((report) => 1 - shareInTime(report)),
          widest: 0.03,
        },
        'a hundred times one in a hundred, at most all',
        1,
      ),
    ],
  }
}

/** Studies of single stations. */
export const stationStudies: readonly Study[] = [
  mm1Study(),
  mmcStudy(),
  limitedStudy(),
  erlangStudy(),
  md1Study(),
  mg1Study(),
  sharingStudy(),
  lifoStudy(),
  prioritiesStudy(),
  forkJoinStudy(),
  fanOutStudy(),
  tailStudy(),
]
