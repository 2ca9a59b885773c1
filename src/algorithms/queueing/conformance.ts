/** Runs the reference values of octave-queueing and of closed forms against the functions of queueing theory. */
import {
  anySlow,
  choicesAtLeast,
  choicesResponse,
  forkJoin,
  forkJoinOfTwo,
  perCallQuantile,
  slowestExponential,
} from '../../lib/queueing-fan-out'
import {
  cobhamWaits,
  fcfsWaitSecondMoment,
  kingmanWait,
  lcfsWaitSecondMoment,
  lognormalMoments,
  mg1,
  paretoMoments,
  preemptiveResponses,
  sakasegawaWait,
  sharedResponse,
} from '../../lib/queueing-general'
import { closedNetwork, openNetwork, tandem } from '../../lib/queueing-networks'
import { budgetedLoad, hedgedShare, layeredAttempts, retryFixedPoints, retryLoad } from '../../lib/queueing-retries'
import {
  erlangB,
  erlangC,
  littleInSystem,
  machineRepair,
  mm1,
  mm1AtLeast,
  mm1ResponsePercentile,
  mm1ResponseVariance,
  mmc,
  mmck,
  mmInfinity,
  type StationFigures,
} from '../../lib/queueing-theory'
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'

interface TheoryCase {
  readonly model: string
  readonly config: { readonly [name: string]: unknown }
  readonly expect: { readonly [name: string]: unknown }
}

type Answer = number | null | readonly number[]
type Answers = { readonly [name: string]: Answer }

/** What a case gives and asks for; reading what is not there throws, which leaves the case unread. */
class Question {
  private readonly config: TheoryCase['config']
  /** Names of the figures asked for. */
  readonly names: readonly string[]
  private readonly expected: TheoryCase['expect']

  constructor({ config, expect }: TheoryCase) {
    this.config = config
    this.expected = expect
    this.names = Object.keys(expect)
  }

  number(name: string): number {
    const value = this.config[name]
    if (typeof value !== 'number') throw new Error(`config needs the number ${name}`)
    return value
  }

  numbers(name: string): number[] {
    const values = this.config[name]
    if (!Array.isArray(values) || !values.every((value) => typeof value === 'number')) {
      throw new Error(`config needs the list of numbers ${name}`)
    }
    return values
  }

  /** How many values the figure has; it is cut off at a length that only the case knows. */
  lengthOf(name: string): number {
    const values = this.expected[name]
    return Array.isArray(values) ? values.length : 0
  }

  /** Answers to the names that carry an argument, such as p99 for the percentile of 0.99. */
  answer(pattern: RegExp, answerOf: (argument: string) => number): Answers {
    const found = this.names.flatMap((name) => {
      const argument = pattern.exec(name)?.[1]
      return argument === undefined ? [] : [[name, answerOf(argument)] as const]
    })
    return Object.fromEntries(found)
  }

  percentiles(percentile: (p: number) => number): Answers {
    return this.answer(/^p(\d\d+)$/, (digits) => percentile(Number(`0.${digits}`)))
  }
}

/** The files write a moment that does not exist as null. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function named(figures: StationFigures): Answers {
  const { utilization: U, response: R, inSystem: L, throughput: X, empty: p0, wait: Wq, inQueue: Lq } = figures
  return { U, R, L, Q: L, X, p0, Wq, Lq, probWait: figures.waitProbability, blocking: figures.blocking }
}

function closed(q: Question): Answers {
  const visits = q.numbers('V')
  const stations = q.numbers('S').map((service, i) => ({ service, visits: visits[i] ?? Number.NaN }))
  const figures = closedNetwork(q.number('N'), stations, q.number('Z'))
  return {
    X: figures.throughput,
    systemThroughput: figures.throughput,
    systemResponse: figures.response,
    R: figures.stations.map(({ response }) => response),
    Q: figures.stations.map(({ inSystem }) => inSystem),
    U: figures.stations.map(({ utilization }) => utilization),
  }
}

function open(q: Question): Answers {
  const lambda = q.number('lambda')
  const servers = q.numbers('m')
  const stations = q.numbers('S').map((service, i) => ({ service, servers: servers[i] ?? Number.NaN }))
  const rates = stations.map(() => lambda)
  const figures = openNetwork(lambda, rates, stations)
  return {
    U: figures.stations.map(({ utilization }) => utilization),
    R: figures.stations.map(({ response }) => response),
    Q: figures.stations.map(({ inSystem }) => inSystem),
  }
}

function disciplines(q: Question): Answers {
  const lambda = q.number('lambda')
  const mu = q.number('mu')
  const { response, wait } = mm1(lambda, mu)
  const second = fcfsWaitSecondMoment(lambda, mu)
  return {
    meanResponseAll: response,
    siroMeanWait: wait,
    lcfsNonPreemptiveMeanWait: wait,
    lcfsPreemptiveResumeMean: sharedResponse(1 / mu, lambda / mu),
    fcfsSecondMomentWait: second,
    fcfsVarWait: second - wait * wait,
    lcfsNonPreemptiveSecondMomentWait: lcfsWaitSecondMoment(lambda, mu),
    ...q.answer(/^psResponseOfSizeX=([\d.]+)$/, (size) => sharedResponse(Number(size), lambda / mu)),
  }
}

function jobClasses(q: Question) {
  const mu = q.number('mu')
  const job = { service: 1 / mu, secondMoment: 2 / (mu * mu) }
  return [
    { lambda: q.number('lambda1'), ...job },
    { lambda: q.number('lambda2'), ...job },
  ] as const
}

function cobham(q: Question): Answers {
  const classes = jobClasses(q)
  const [Wq1 = Number.NaN, Wq2 = Number.NaN] = cobhamWaits(classes)
  const [{ lambda: first }, { lambda: second }] = classes
  return { Wq1, Wq2, overallWq: (first * Wq1 + second * Wq2) / (first + second) }
}

function preemptive(q: Question): Answers {
  const [R1 = Number.NaN, R2 = Number.NaN] = preemptiveResponses(jobClasses(q))
  return { R1, R2 }
}

function lognormal(q: Question): Answers {
  const moments = lognormalMoments(1, q.number('cv'))
  const { logMean: mu, logDeviation: sigma, secondMoment, percentile } = moments
  return { mu, sigma, secondMoment, median: percentile(0.5), ...q.percentiles(percentile) }
}

function pareto(q: Question): Answers {
  const { mean, secondMoment, cv2, percentile } = paretoMoments(q.number('alpha'), q.number('xm'))
  return {
    mean: finite(mean),
    secondMoment: finite(secondMoment),
    cv2: finite(cv2),
    ...q.percentiles(percentile),
  }
}

function fixedPoints(q: Question): Answers {
  const points = retryFixedPoints(q.number('lambda'), q.number('mu'), q.number('timeout'))
  return { fixedPoints: points, stableLow: points[0] ?? null, unstableHigh: points[1] ?? null }
}

function distribution(q: Question): Answers {
  const [lambda, mu] = [q.number('lambda'), q.number('mu')]
  return {
    ...q.percentiles((p) => mm1ResponsePercentile(lambda, mu, p)),
    ...q.answer(/^P\(L>=(\d+)\)$/, (n) => mm1AtLeast(lambda, mu, Number(n))),
    probWait: mm1(lambda, mu).waitProbability,
    varResponse: mm1ResponseVariance(lambda, mu),
  }
}

function pollaczekKhinchine(q: Question): Answers {
  const job = { service: q.number('meanService'), secondMoment: q.number('secondMoment') }
  const { utilization: U, response: R, inSystem: L, wait: Wq } = mg1({ lambda: q.number('lambda'), ...job })
  return { U, R, L, Wq }
}

function stationsInRow(q: Question): Answers {
  const station = { service: 1 / q.number('mu'), servers: 1 }
  const row = Array.from({ length: q.number('stations') }, () => station)
  const { response: R, inSystem: L } = tandem(q.number('lambda'), row)
  return { R, L }
}

function choices(q: Question): Answers {
  const [lambda, mu, d] = [q.number('lambda'), q.number('mu'), q.number('d')]
  const levels = Array.from({ length: q.lengthOf('fractionWithAtLeastK') }, (_, k) => k)
  const fractionWithAtLeastK = levels.map((k) => choicesAtLeast(lambda / mu, d, k))
  return { meanResponse: choicesResponse(lambda, mu, d), fractionWithAtLeastK }
}

function slowest(q: Question): Answers {
  const { mean, variance, percentile } = slowestExponential(q.number('n'), q.number('mean'))
  return { mean, variance, median: percentile(0.5), ...q.percentiles(percentile) }
}

function fanOut(q: Question): Answers {
  const n = q.number('n')
  return {
    anySlow: anySlow(n, q.number('perCallSlowProb')),
    ...q.answer(/^perCallQuantileForP(\d\d+)$/, (digits) => perCallQuantile(n, Number(`0.${digits}`))),
  }
}

function retries(q: Question): Answers {
  const { attempts, success } = retryLoad(q.number('failureProb'), q.number('maxAttempts'))
  return { attemptsPerRequest: attempts, successProb: success }
}

/** Each model by its name in the files, without the remark in brackets. */
const MODELS: { readonly [model: string]: (q: Question) => Answers } = {
  'M/M/1': (q) => named(mm1(q.number('lambda'), q.number('mu'))),
  'M/M/c': (q) => named(mmc(q.number('lambda'), q.number('mu'), q.number('c'))),
  'M/M/1/K': (q) => named(mmck(q.number('lambda'), q.number('mu'), 1, q.number('K'))),
  'M/M/c/K': (q) => named(mmck(q.number('lambda'), q.number('mu'), q.number('c'), q.number('K'))),
  'M/M/inf': (q) => named(mmInfinity(q.number('lambda'), q.number('mu'))),
  ErlangB: (q) => ({ B: erlangB(q.number('A'), q.number('c')) }),
  ErlangC: (q) => ({ C: erlangC(q.number('A'), q.number('c')) }),
  'M/G/1': pollaczekKhinchine,
  'G/G/1 Kingman': (q) => ({
    Wq: kingmanWait(q.number('rho'), q.number('meanService'), q.number('ca2'), q.number('cs2')),
  }),
  'M/M/c Sakasegawa approximation': (q) => ({
    Wq: sakasegawaWait(q.number('rho'), q.number('meanService'), q.number('c')),
  }),
  'M/M/1 distribution': distribution,
  'M/M/1 disciplines': disciplines,
  'M/M/1 two non-preemptive priorities': cobham,
  'M/M/1 two preemptive-resume priorities': preemptive,
  'M/M/1 with infinite timeout retries': fixedPoints,
  closedMVA: closed,
  'openNetwork multi-server': open,
  tandem: stationsInRow,
  'fork-join n x M/M/1': (q) => ({ R: forkJoin(q.number('lambda'), q.number('mu'), q.number('n')) }),
  'fork-join 2 x M/M/1': (q) => ({ R: forkJoinOfTwo(q.number('lambda'), q.number('mu')) }),
  'power of d choices mean field': choices,
  'max of n exponentials': slowest,
  'fan-out tail amplification': fanOut,
  'retry load factor, independent failures': retries,
  'layered retries worst case': (q) => ({
    leafAttempts: layeredAttempts(q.number('layers'), q.number('attemptsPerLayer')),
  }),
  'retry budget bound': (q) => ({ maxLoadFactor: budgetedLoad(q.number('budgetRatio')) }),
  'hedge at quantile q': (q) => ({ extraLoadFraction: hedgedShare(q.number('q')) }),
  "Little's law": (q) => ({ L: littleInSystem(q.number('lambda'), q.number('W')) }),
  'Pareto moments': pareto,
  'lognormal with mean 1': lognormal,
}

function answersTo(testCase: TheoryCase): Answers | undefined {
  const question = new Question(testCase)
  // The number of repairmen is part of the model's name.
  const repairmen = /^machineRepair (\d+) repairm[ae]n$/.exec(testCase.model)?.[1]
  if (repairmen !== undefined) {
    const [machines, up, repair] = [question.number('N'), question.number('upTime'), question.number('repair')]
    return named(machineRepair(machines, up, repair, Number(repairmen)))
  }
  return MODELS[testCase.model.replace(/ \(.*\)$/, '')]?.(question)
}

/** Compares numbers to 1e-9 relative, element by element in a list. */
function compare(check: CaseCheck, name: string, actual: Answer, expected: unknown): void {
  if (!Array.isArray(expected) || typeof actual !== 'object' || actual === null) check.equal(name, actual, expected)
  else {
    check.equal(`length of ${name}`, actual.length, expected.length)
    for (const [i, value] of actual.entries()) check.equal(`${name}[${i}]`, value, expected[i])
  }
}

function runCase(testCase: TheoryCase, index: number): CaseResult {
  const id = `case ${index}: ${testCase.model} ${JSON.stringify(testCase.config)}`
  const unread = (message: string): CaseResult => ({ id, status: 'unread', message })
  try {
    const answers = answersTo(testCase)
    if (!answers) return unread('no function for this model')
    const check = new CaseCheck(id)
    const asked = Object.entries(testCase.expect)
    if (asked.length === 0) return unread('nothing is asked')
    for (const [name, expected] of asked) {
      const actual = answers[name]
      if (actual === undefined) return unread(`no function for ${name}`)
      compare(check, name, actual, expected)
    }
    return check.result()
  } catch (error) {
    return unread(String(error))
  }
}

export const adapters: ConformanceAdapter[] = ['queueing_octave', 'queueing_own_formulas'].map((vectors) => ({
  vectors,
  members: [],
  run: (file: VectorFile) => ((file['cases'] ?? []) as readonly TheoryCase[]).map(runCase),
}))
