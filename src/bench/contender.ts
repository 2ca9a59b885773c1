/** One contender, run in a process of its own: several repetitions of one model, with its answer beside its speed. */
import { existsSync, readFileSync } from 'node:fs'
import checkout from '../design/examples/checkout.json'
import { Welford } from '../lib/statistics'
import type { Report } from '../simulation/report'
import { Run } from '../simulation/run'
import { compileKernel } from './compiled'
import { ChainKernel } from './kernels'
import { withEveryPolicy, withTimeouts } from './loads'
import { designFor, LOAD, MODELS, type Model, MS_BETWEEN_ARRIVALS, theoreticalMean } from './models'
import { loadSimjs, runSimjs } from './peers'
import { RequestPathKernel } from './request-path-kernel'
import { SilentLog, SilentStats } from './silent'

const BATCHES = 20

/** What one process found. Times are of the processor, in seconds, and of the first and the best repetition. */
export interface Measured {
  readonly customers: number
  readonly firstSeconds: number
  readonly bestSeconds: number
  /** By the clock on the wall. */
  readonly wallSeconds: number
  /** Events of the engine; for a kernel its arrivals and departures. */
  readonly events: number
  /** Mean time in the system and its standard error, in mean times between arrivals; null where no theory speaks. */
  readonly mean: number | null
  readonly error: number | null
  readonly digest: string
  readonly peakMegabytes: number
}

interface Outcome {
  readonly customers: number
  readonly events: number
  /** Mean time in the system of each batch. */
  readonly batches: readonly number[]
  readonly digest: string
  /** [s] of the processor, where it was another process that worked. */
  readonly seconds?: number
}

type Repetition = () => Outcome

/** [1/s] arrivals of the request-path kernel. */
const REQUEST_PATH_RATE = 4000

/**
 * Contenders by name. Of each model: `kernel`, the `compiled` one, the `product`, the product with `timeouts` armed on each call, the product as `silent`
 * as it can be, with `every` policy, and `simjs`; besides `checkout` and `request-path`, its kernel.
 */
function repetitionOf(name: string, customers: number): Repetition {
  const [kind = '', id = ''] = name.split(':')
  if (kind === 'checkout') return () => checkoutOutcome(customers)
  if (kind === 'request-path') return () => requestPathOutcome(customers)
  const model = MODELS.find((candidate) => candidate.id === id)
  if (!model) throw new RangeError(`no contender "${name}"`)
  switch (kind) {
    case 'kernel':
      return () => kernelOutcome(model, customers)
    case 'compiled': {
      const run = compileKernel(model)
      return () => compiledOutcome(run, model, customers)
    }
    case 'product':
      return () => productOutcome(model.document, customers)
    case 'timeouts':
      return () => productOutcome(withTimeouts(model.document), customers)
    case 'every':
      return () => productOutcome(withEveryPolicy(model.document), customers)
    case 'silent':
      return () => silentOutcome(model, customers)
    case 'simjs': {
      const library = loadSimjs(process.env['SIMJS'] ?? '')
      return () => simjsOutcome(library, model, customers)
    }
    default:
      throw new RangeError(`no contender "${name}"`)
  }
}

/** Runs a contender and prints what it found as one line of JSON. */
export function runContender(name: string, customers: number, repetitions: number): void {
  const repeat = repetitionOf(name, customers)
  const cpu: number[] = []
  const wall: number[] = []
  let outcome: Outcome | undefined
  for (let i = 0; i < repetitions; i++) {
    const cpuBefore = process.cpuUsage()
    const wallBefore = performance.now()
    outcome = repeat()
    wall.push((performance.now() - wallBefore) / 1000)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpu.push(outcome.seconds ?? (user + system) / 1e6)
  }
  if (!outcome) throw new RangeError('at least one repetition is needed')
  const times = new Welford()
  for (const batch of outcome.batches) times.add(batch)
  const measured: Measured = {
    customers: outcome.customers,
    firstSeconds: cpu[0] ?? Number.NaN,
    bestSeconds: Math.min(...cpu),
    wallSeconds: Math.min(...wall),
    events: outcome.events,
    mean: times.mean,
    error: times.standardDeviation === null ? null : times.standardDeviation / Math.sqrt(outcome.batches.length),
    digest: outcome.digest,
    peakMegabytes: peakMegabytes(),
  }
  console.log(JSON.stringify(measured))
}

function kernelOutcome(model: Model, customers: number): Outcome {
  const kernel = new ChainKernel(model.servers, LOAD, 1)
  const perBatch = Math.round(customers / (BATCHES + 1))
  kernel.advance(perBatch)
  const batches = Array.from({ length: BATCHES }, () => kernel.advance(perBatch) / perBatch)
  const served = perBatch * (BATCHES + 1)
  return { customers: served, events: served * 2 * model.servers.length, batches, digest: String(batches.at(-1)) }
}

/** The stay at the first station includes what comes after it, since its answer waits for that: it is the whole time. */
function productOutcome(document: unknown, customers: number): Outcome {
  const durationMs = customers * MS_BETWEEN_ARRIVALS
  const run = new Run(designFor(document, durationMs))
  const batches: number[] = []
  let stays = 0
  let served = 0
  for (let slice = 1; slice <= BATCHES + 1; slice++) {
    run.advance((durationMs * slice) / (BATCHES + 1), Infinity)
    const { sojourn, completions } = run.stats
    const more = completions.of(1) - served
    if (slice > 1) batches.push((sojourn.of(1) - stays) / more / MS_BETWEEN_ARRIVALS)
    stays = sojourn.of(1)
    served = completions.of(1)
  }
  return { customers: served, batches, ...finished(run) }
}

/** Neither report nor mean: there is nothing that measures. */
function silentOutcome(model: Model, customers: number): Outcome {
  const instruments = { stats: SilentStats, log: SilentLog }
  const run = new Run(designFor(model.document, customers * MS_BETWEEN_ARRIVALS), { instruments })
  run.finish()
  return { customers: run.requestLog.offered, events: run.engine.events, batches: [], digest: `${run.engine.events}` }
}

function simjsOutcome(library: ReturnType<typeof loadSimjs>, model: Model, customers: number): Outcome {
  const { served, means } = runSimjs(library, model, customers, BATCHES)
  const events = served * 2 * model.servers.length
  return { customers: served, events, batches: means, digest: String(means.at(-1)) }
}

function compiledOutcome(run: ReturnType<typeof compileKernel>, model: Model, customers: number): Outcome {
  const { seconds, served, means } = run(customers, BATCHES)
  const events = served * 2 * model.servers.length
  return { customers: served, events, batches: means, digest: String(means.at(-1)), seconds }
}

function requestPathOutcome(customers: number): Outcome {
  const kernel = new RequestPathKernel(REQUEST_PATH_RATE)
  kernel.advance(customers)
  return { customers, events: kernel.events, batches: [], digest: `${kernel.events} ${kernel.latency.sum}` }
}

function checkoutOutcome(customers: number): Outcome {
  const run = new Run(designFor(checkout, customers * 5))
  const { events, digest } = finished(run)
  return { customers, events, batches: [], digest }
}

/** Runs to the end and makes the report, checks of the engine included. */
function finished(run: Run): Pick<Report, 'events' | 'digest'> {
  run.finish()
  const report = run.report(0)
  const broken = report.invariants.find((check) => check.isEngineCheck && !check.holds)
  if (broken) throw new Error(`${broken.id}: ${broken.detail}`)
  return report
}

/** Most memory that this process has held. Linux counts what its parent held as well, except in its own file. */
function peakMegabytes(): number {
  const own = '/proc/self/status'
  const line = existsSync(own) ? /^VmHWM:\s*(\d+)/m.exec(readFileSync(own, 'utf8')) : null
  return (line ? Number(line[1]) : process.resourceUsage().maxRSS) / 1024
}

/** How far a mean lies from theory, in standard errors. */
export function deviations(model: Model, { mean, error }: Measured): number {
  return mean === null || error === null ? Number.NaN : (mean - theoreticalMean(model.servers)) / error
}
