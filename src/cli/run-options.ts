/** Options that all commands which run designs have in common, and how these conduct their experiments. */
import type { Design } from '../design/design'
import { MAX_SEED } from '../design/design'
import { conduct, type Experiment, type Progress } from '../simulation/experiments/experiment'
import type { ReplicatedReport } from '../simulation/experiments/replicate'
import { warmupDetection } from '../simulation/experiments/warmup'
import type { Report } from '../simulation/report'
import { type Arguments, numberOption, readDesign, UsageError } from './arguments'
import { defaultThreads, ThreadPool } from './pool'

export const RUN_OPTIONS = ['--seed', '--duration', '--warmup', '--replications', '--workers']

const MAX_MS = 86_400_000
const MAX_REPLICATIONS = 10_000
/** [ms] between two lines of progress. */
const PROGRESS_EVERY_MS = 200

/** The only file named. Throws UsageError for none or several. */
export function onlyFile({ files }: Arguments, usage: string): string {
  const [file] = files
  if (file === undefined || files.length > 1) throw new UsageError(`name one design\n${usage}`)
  return file
}

/** Conducts an experiment with the threads that were asked for, and tells of its progress where somebody watches. */
export type Laboratory = <T>(experiment: Experiment<T>) => Promise<T>

/** Opens a laboratory for as long as `work` goes on. */
export async function inLaboratory<T>(args: Arguments, work: (laboratory: Laboratory) => Promise<T>): Promise<T> {
  const threads = numberOption(args, '--workers', { min: 1, max: 256, integer: true }) ?? defaultThreads()
  const pool = new ThreadPool(threads)
  const onProgress = process.stderr.isTTY ? progressLine() : () => undefined
  try {
    return await work((experiment) => conduct(experiment, pool.run, { onProgress }))
  } finally {
    await pool.close()
  }
}

/** Writes and rewrites one line on standard error: "12 of 40 runs, 9 s left: load 250, seed 8". */
function progressLine(): (progress: Progress) => void {
  const started = performance.now()
  let shown = started
  return ({ done, total, what }) => {
    const now = performance.now()
    const isOver = done === total
    if (!isOver && now - shown < PROGRESS_EVERY_MS) return
    shown = now
    const left = done === 0 ? '' : `, ${Math.ceil(((now - started) / done) * ((total - done) / 1000))} s left`
    process.stderr.write(isOver ? '\r\u001b[K' : `\r\u001b[K${done} of ${total} runs${left}: ${what}`)
  }
}

/**
 * The design of a file with seed, duration and warm-up as the options say; `--warmup detect` finds one by pilot runs. Throws
 * UsageError when the warm-up leaves nothing of the run.
 */
export async function designFrom(file: string, args: Arguments, laboratory: Laboratory): Promise<Design> {
  const design = readDesign(file)
  const isDetected = args.options.get('--warmup') === 'detect'
  const seed = numberOption(args, '--seed', { min: 0, max: MAX_SEED, integer: true })
  const durationMs = numberOption(args, '--duration', { min: 1, max: MAX_MS }) ?? design.scenario.durationMs
  const warmupMs = isDetected ? 0 : (warmupOption(args) ?? design.scenario.warmupMs)
  if (warmupMs >= durationMs) {
    const where = args.options.has('--warmup') ? '--warmup' : `${file}: scenario.warmupMs`
    const cure = 'give --warmup something shorter than the duration'
    throw new UsageError(`${where}: the warm-up, ${warmupMs}, does not end before the run does, ${durationMs}; ${cure}`)
  }
  const set = { ...design, seed: seed ?? design.seed, scenario: { ...design.scenario, durationMs, warmupMs } }
  return isDetected ? withDetectedWarmup(set, design.scenario.warmupMs, laboratory) : set
}

function warmupOption(args: Arguments): number | undefined {
  const text = args.options.get('--warmup')
  if (text !== undefined && !Number.isFinite(Number(text))) {
    throw new UsageError(`--warmup is ${text}; give milliseconds, or "detect"`)
  }
  return numberOption(args, '--warmup', { min: 0, max: MAX_MS })
}

const WHY_NOT = {
  'not-stationary': 'load or faults change during the run',
  'too-few-samples': 'too few requests complete',
  'too-short': 'latencies have not settled by half of the run; make it longer',
}

async function withDetectedWarmup(design: Design, setMs: number, laboratory: Laboratory): Promise<Design> {
  const { warmupMs, problem } = await laboratory(warmupDetection(design))
  if (problem === null) {
    console.error(`warm-up: ${warmupMs} ms, by MSER-5 on pilot runs`)
    return { ...design, scenario: { ...design.scenario, warmupMs } }
  }
  const kept = Math.min(setMs, design.scenario.durationMs / 2)
  console.error(`warm-up: none found, as ${WHY_NOT[problem]}; ${kept} ms as set`)
  return { ...design, scenario: { ...design.scenario, warmupMs: kept } }
}

/** How many replications are asked for; when the option is not given, `otherwise`. */
export function replicationsOf(args: Arguments, otherwise = 1): number {
  return numberOption(args, '--replications', { min: 1, max: MAX_REPLICATIONS, integer: true }) ?? otherwise
}

/** A report, and what to call it where there are several. */
export interface Named {
  name?: string
  report: Report | ReplicatedReport
}

/**
 * 1 when an objective was missed, a check of the product itself failed, or a run did not come to its end, else 0; says which
 * on standard error, and there too when a warm-up was too short.
 */
export function exitCodeOf(reports: readonly Named[]): number {
  const say = (of: (report: Report | ReplicatedReport) => string[]) => {
    const lines = reports.flatMap(({ name, report }) => of(report).map((line) => (name ? `${name}: ${line}` : line)))
    for (const line of lines) console.error(line)
    return lines.length
  }
  say(warningsOf)
  return say(complaintsOf) > 0 ? 1 : 0
}

function warningsOf({ warmup }: Report | ReplicatedReport): string[] {
  if (warmup.problem !== 'too-short') return []
  return ['warning: latencies have not settled by half of the run, so that no warm-up is enough; run longer']
}

function complaintsOf(report: Report | ReplicatedReport): string[] {
  const missed = report.objectives
    .filter(({ met }) => !met)
    .map((objective) => {
      const met = 'metIn' in objective ? ` (met in ${objective.metIn} of ${replicationsIn(report)} runs)` : ''
      const value = objective.value ?? 'not known, for want of samples'
      return `objective missed: ${objective.measure} is ${value}, not ${objective.limit}${met}`
    })
  const failed = report.invariants
    .filter(({ holds, isEngineCheck }) => isEngineCheck && !holds)
    .map(({ id, target, detail }) => `check failed: ${id} at ${target}: ${detail}`)
  return [...missed, ...failed, ...endOf(report)]
}

/** Why a run ended before its time, and at which block. */
function endOf(report: Report | ReplicatedReport): string[] {
  if (report.outcome === 'completed') return []
  const why = report.invariants.find(({ id, holds }) => id === report.outcome && !holds)
  const count = 'outcomes' in report ? ` in ${report.outcomes[report.outcome]} of ${replicationsIn(report)} runs` : ''
  const where = why?.target ? ` at ${why.target}` : ''
  return [`outcome ${report.outcome}${count}${where}: ${why?.detail ?? 'the run was ended from outside'}`]
}

function replicationsIn(report: Report | ReplicatedReport): number {
  return 'replications' in report ? report.replications : 1
}
