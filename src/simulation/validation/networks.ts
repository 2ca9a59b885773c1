/** Networks of stations: Burke, Jackson, mean value analysis, machine repair, choices among many. Times in ms. */
import {
  balanced,
  closedPair,
  inARow,
  twoOfHundred,
  withFeedback,
  workshop,
} from '../../design/examples/published/networks'
import { oneStation } from '../../design/examples/published/stations'
import { closedNetwork, jacksonNetwork, tandem } from '../../lib/queueing-networks'
import { machineRepair, mm1, mmc } from '../../lib/queueing-theory'
import { exact, meanLatency, nth, of, ofBlock, throughput } from './measures'
import type { Check, Source, Study } from './study'

const JACKSON: Source = { title: 'Jackson, Networks of waiting lines (1957)' }
const MITZENMACHER: Source = {
  title: 'Mitzenmacher, The power of two choices in randomized load balancing (1996)',
  url: 'https://doi.org/10.1109/71.963420',
}

const MU = 0.1
const perMs = (rate: number) => rate / 1000

function tandemStudy(): Study {
  const three = Array.from({ length: 3 }, () => ({ service: 10, servers: 1 }))
  return {
    id: 'tandem',
    title: 'Three stations in a row at 60 %',
    about: 'What leaves an M/M/c station is Poisson again, so each station is as if it stood alone.',
    source: { title: 'Burke, The output of a queueing system (1956)' },
    designs: [inARow('Three in a row', 60, 600)],
    checks: [
      exact(
        {
          name: 'mean response',
          unit: 'ms',
          value: tandem(perMs(60), three).response,
          measure: of(meanLatency),
          widest: 0.04,
        },
        'one station at 60 % and two that never queue',
        mm1(perMs(60), MU).response + 20,
      ),
      exact(
        {
          name: 'wait at the last station',
          unit: 'ms',
          value: mm1(perMs(60), MU).wait,
          measure: of(ofBlock('third', 'meanWaitMs')),
          widest: 0.06,
        },
        'arrivals 5 % faster',
        mm1(perMs(63), MU).wait,
      ),
    ],
  }
}

function jacksonStudy(): Study {
  const stations = [
    { service: 10, servers: 1 },
    { service: 12, servers: 1 },
  ]
  const theory = jacksonNetwork(
    [perMs(30), 0],
    [
      [0, 1],
      [0.4, 0],
    ],
    stations,
  )
  return {
    id: 'jackson',
    title: 'Two stations with feedback',
    about:
      'Two fifths of what is made fails its check and is made again. Arrivals at the stations are then no longer Poisson, yet each station behaves as if they were.',
    source: JACKSON,
    designs: [withFeedback('Feedback', 30, 0.4, 1200)],
    checks: [
      exact(
        { name: 'mean response', unit: 'ms', value: theory.response, measure: of(meanLatency), widest: 0.05 },
        'nothing goes back',
        jacksonNetwork(
          [perMs(30), 0],
          [
            [0, 1],
            [0, 0],
          ],
          stations,
        ).response,
      ),
      exact(
        {
          name: 'utilisation where work is made',
          unit: 'share',
          value: 0.5,
          measure: of(ofBlock('make', 'cpuUtilisation')),
          widest: 0.02,
        },
        'a share of arrivals, not of departures, goes back',
        0.42,
      ),
    ],
  }
}

function closedStudy(): Study {
  const stations = [
    { service: 10, visits: 1 },
    { service: 8, visits: 2 },
  ]
  const { throughput: rate, response } = closedNetwork(10, stations, 90)
  return {
    id: 'closed-network',
    title: 'Ten users, two stations',
    about:
      'Each user thinks for 90 ms on average, then needs the application once and the database twice. Exact mean value analysis.',
    source: { title: 'Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks (1980)' },
    designs: [closedPair('Closed network', 10, 90, 500)],
    checks: [
      exact(
        { name: 'throughput', unit: '1/s', value: rate * 1000, measure: of(throughput), widest: 0.02 },
        'nobody ever waits, up to what the database can do',
        Math.min(10_000 / (90 + 26), 1000 / 16),
      ),
      exact(
        { name: 'mean response', unit: 'ms', value: response, measure: of(meanLatency), widest: 0.03 },
        'one user more',
        closedNetwork(11, stations, 90).response,
      ),
    ],
  }
}

function repairStudy(): Study {
  const theory = machineRepair(12, 60, 10, 2)
  return {
    id: 'machine-repair',
    title: 'Twelve machines, two menders',
    about: 'A machine runs for 60 ms on average, then needs 10 ms of one of two menders.',
    source: { title: 'Palm (1947); Gross and Harris, Fundamentals of Queueing Theory, chapter 2' },
    designs: [workshop('Machine repair', 12, 60, 2, 500)],
    checks: [
      exact(
        { name: 'repairs', unit: '1/s', value: theory.throughput * 1000, measure: of(throughput), widest: 0.02 },
        'one machine less',
        machineRepair(11, 60, 10, 2).throughput * 1000,
      ),
      exact(
        {
          name: 'time that a machine is down',
          unit: 'ms',
          value: theory.response,
          measure: of(meanLatency),
          widest: 0.03,
        },
        'machines that fail while others are down, M/M/2 of the same rate',
        mmc(theory.throughput, MU, 2).response,
      ),
    ],
  }
}

function openAndClosedStudy(): Study {
  const { throughput: rate, response } = machineRepair(20, 150, 10, 1)
  return {
    id: 'open-and-closed',
    title: 'Open against closed load',
    about:
      'The same throughput at the same station: from 20 users who wait for answers, and from a public that does not.',
    source: {
      title: 'Schroeder, Wierman, Harchol-Balter, Open versus closed: a cautionary tale (NSDI 2006)',
      url: 'https://www.usenix.org/conference/nsdi-06/open-versus-closed-cautionary-tale',
    },
    designs: [
      workshop('Closed load', 20, 150, 1, 500),
      oneStation({ name: 'Open load of the same throughput', rate: rate * 1000, seconds: 2600 }),
    ],
    checks: [
      exact(
        { name: 'response, closed', unit: 'ms', value: response, measure: nth(0, meanLatency), widest: 0.04 },
        'that of open load',
        mm1(rate, MU).response,
      ),
      exact(
        {
          name: 'response, open',
          unit: 'ms',
          value: mm1(rate, MU).response,
          measure: nth(1, meanLatency),
          widest: 0.15,
        },
        'that of closed load',
        response,
      ),
    ],
  }
}

function splittingStudy(): Study {
  return {
    id: 'random-splitting',
    title: 'A balancer that picks at random',
    about: 'A Poisson stream split by chance is Poisson in each part: five replicas behave like five M/M/1.',
    source: { title: 'Kleinrock, Queueing Systems, volume 1: Theory (1975)' },
    designs: [balanced('Random splitting', 'random', 5, 0.7, 200, 10)],
    checks: [
      exact(
        {
          name: 'mean response',
          unit: 'ms',
          value: mm1(perMs(70), MU).response,
          measure: of(meanLatency),
          widest: 0.05,
        },
        'one queue for all, M/M/5',
        mmc(perMs(350), MU, 5).response,
      ),
    ],
  }
}

/** Mitzenmacher's simulations of 100 servers, in service times. */
const CHOICES = [
  { load: 0.5, published: 1.27, tolerance: 0.03, seconds: 10, warmup: 2 },
  { load: 0.9, published: 2.64, tolerance: 0.05, seconds: 20, warmup: 4 },
  { load: 0.99, published: 5.93, tolerance: 0.12, seconds: 55, warmup: 15 },
]

function choicesStudy(): Study {
  const published = CHOICES.map(
    ({ load, published: value, tolerance }, index): Check => ({
      tag: 'approximation',
      name: `mean response at ${load * 100} %`,
      unit: 'ms',
      value: value * 10,
      tolerance,
      measure: nth(index, meanLatency),
    }),
  )
  return {
    id: 'two-choices',
    title: 'The better of two among 100 servers',
    about:
      'Two distinct servers are looked at and the shorter queue is taken. Published simulations; the mean of infinitely many servers would be 12.66, 26.14 and 54.32 ms.',
    runs: 16,
    source: MITZENMACHER,
    designs: CHOICES.map(({ load, seconds, warmup }) =>
      twoOfHundred(`Two choices at ${load * 100} %`, load, seconds, warmup),
    ),
    checks: [
      ...published,
      {
        tag: 'bound',
        side: 'at most',
        name: 'mean response at 99 %, far below that of picking at random',
        unit: 'ms',
        value: mm1(perMs(99), MU).response / 10,
        measure: nth(2, meanLatency),
      },
    ],
  }
}

/** Studies of networks. */
export const networkStudies: readonly Study[] = [
  tandemStudy(),
  jacksonStudy(),
  closedStudy(),
  repairStudy(),
  openAndClosedStudy(),
  splittingStudy(),
  choicesStudy(),
]
