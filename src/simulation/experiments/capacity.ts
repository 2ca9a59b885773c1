/**
 * Hidden capacity: the highest load from which a design recovers after a trigger.
 *
 * How: at a load, the design runs with the trigger and without it, on the same seeds. It has recovered when at the end of the time
 * that it is given, over the last {@link JUDGED_SHARE} of that time, the goodput with the trigger is at least
 * {@link RECOVERED_SHARE} of the goodput without, in every replication. It is healthy when the goodput without the trigger is
 * at least that share of what is offered. The boundary is found by bisection to a relative width; both ends of the range are
 * tried first. The gap between the load that is healthy and the load that recovers is where a design is vulnerable: it works
 * until something happens, and then stays down.
 * Range: recovery must get no easier as load grows, or bisection finds one boundary of several.
 * Cost: 2 · R runs for each load tried, about 2 + log₂(range ÷ width) loads.
 * Source: Bronson, Aghayev, Charapko, Zhu, Metastable failures in distributed systems (HotOS 2021): hidden capacity.
 */
import type { Design } from '../../design/design'
import { type LoadUnit, loadOf, withLoad } from '../../design/load'
import type { Fault } from '../../design/scenario'
import type { Report } from '../report'
import { type Experiment, ExperimentError, seededTasks, type Task } from './experiment'

/** Share of the goodput without trigger that counts as recovered, and share of the offered load that counts as healthy. */
export const RECOVERED_SHARE = 0.9
/** Part of the time to recover over which goodput is judged, at its end. */
export const JUDGED_SHARE = 0.2

/** What to search for. */
export interface CapacityQuestion {
  trigger: Fault
  /** [ms] from the end of the trigger to the end of the time in which it must have recovered. */
  withinMs: number
  /** Loads between which to search. */
  from: number
  to: number
  /** Width of the answer, relative to its upper end. */
  width: number
  replications: number
}

/** What was found at one load. */
export interface Trial {
  load: number
  /** Of the replications. */
  healthyIn: number
  recoveredIn: number
  /** Goodput in the judged time ÷ load offered then without the trigger, means over the replications. */
  goodputShare: number
  goodputShareWithout: number
}

export interface Capacity {
  unit: LoadUnit
  replications: number
  withinMs: number
  /** Highest load tried that recovered in every replication; null when none did. */
  recoversAt: number | null
  /** Lowest load above it that did not; null when all did. */
  staysDownAt: number | null
  /** Highest load tried that is healthy without the trigger; null when none is. */
  healthyAt: number | null
  /** Every load tried, in ascending order. */
  trials: Trial[]
  /** The answer in a sentence. */
  verdict: string
}

/** Time that the trigger leaves for recovery unless told otherwise: sixty times its length, from one to ten minutes. */
export function defaultWithinMs(trigger: Fault): number {
  return Math.min(600_000, Math.max(60_000, 60 * trigger.forMs))
}

/** The trigger of a design: its first fault. Throws ExperimentError when it has none. */
export function triggerOf(design: Design): Fault {
  const [first] = design.scenario.faults
  if (first) return first
  throw new ExperimentError({
    path: 'scenario.faults',
    message: 'the design has no fault to recover from',
    cure: 'put one on the timeline, or name a trigger',
  })
}

/** Searches for the boundary. Throws ExperimentError for a question that makes no sense. */
export function* capacitySearch(design: Design, question: CapacityQuestion): Experiment<Capacity> {
  checkQuestion(question)
  const { unit } = loadOf(design)
  const { from, to, width } = question
  const trials: Trial[] = []
  const isDone = (low: number, high: number) => high - low <= width * high || (unit === 'users' && high - low <= 1)
  // At most: the boundary may lie at the lower end, where the width is least, and of an odd number of users in the larger half.
  const stepsBetween = (low: number, high: number): number => {
    if (isDone(low, high)) return 0
    const narrowest = Math.max(width * low, unit === 'users' ? 1 : 0)
    let steps = 0
    for (let left = high - low; left > narrowest; steps++) left = unit === 'users' ? Math.ceil(left / 2) : left / 2
    return steps
  }
  const tryLoad = function* (load: number, stepsAfter: number): Experiment<boolean> {
    const tasks = tasksAt(design, question, load)
    const reports = yield { tasks, ahead: tasks.length * (1 + stepsAfter) }
    const trial = trialOf(load, question, reports)
    trials.push(trial)
    return trial.recoveredIn === question.replications
  }
  let low = from
  let high = to
  if (!(yield* tryLoad(low, 1 + stepsBetween(low, high)))) return answer(unit, question, trials)
  if (yield* tryLoad(high, stepsBetween(low, high))) return answer(unit, question, trials)
  while (!isDone(low, high)) {
    const exact = (low + high) / 2
    const middle = unit === 'users' ? Math.round(exact) : exact
    if (yield* tryLoad(middle, Math.max(0, stepsBetween(low, high) - 1))) low = middle
    else high = middle
  }
  return answer(unit, question, trials)
}

function checkQuestion({ from, to, width, withinMs, replications }: CapacityQuestion): void {
  const wrong = (path: string, message: string, cure: string): never => {
    throw new ExperimentError({ path, message, cure })
  }
  if (!(from > 0 && to > from)) wrong('load', `${from} to ${to} is no range`, 'begin above 0 and end higher')
  if (!(width > 0 && width < 1)) wrong('width', `${width} is out of range`, 'use a number between 0 and 1')
  if (!(withinMs > 0)) wrong('within', `${withinMs} is no time to recover in`, 'use a number of milliseconds above 0')
  if (!(replications >= 1)) wrong('replications', 'there are none', 'use one or more')
}

/** Runs with the trigger and without it, seed by seed. Only the judged time is in the figures. */
function tasksAt(design: Design, { trigger, withinMs, replications }: CapacityQuestion, load: number): Task[] {
  const loaded = withLoad(design, load)
  const durationMs = trigger.atMs + trigger.forMs + withinMs
  const scenario = { ...loaded.scenario, durationMs, warmupMs: durationMs - JUDGED_SHARE * withinMs, changes: [] }
  const judged = { ...loaded, objectives: [] }
  const name = `load ${Number(load.toPrecision(4))}`
  const hit = { ...judged, scenario: { ...scenario, faults: [trigger] } }
  const calm = { ...judged, scenario: { ...scenario, faults: [] } }
  const without = seededTasks(calm, replications, `${name} without the trigger`)
  return seededTasks(hit, replications, name).flatMap((task, i) => [task, without[i]!])
}

function trialOf(load: number, { withinMs }: CapacityQuestion, reports: readonly Report[]): Trial {
  const seconds = (JUDGED_SHARE * withinMs) / 1000
  const hit = reports.filter((_, i) => i % 2 === 0)
  const calm = reports.filter((_, i) => i % 2 === 1)
  // Held against what is offered without the trigger: users who are kept waiting offer nothing more.
  const shareOf = ({ requests, outcome }: Report, i: number) => {
    const { offered } = calm[i]!.requests
    if (outcome !== 'completed') return 0
    return offered > 0 ? (requests.goodputPerSecond * seconds) / offered : 1
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const shares = hit.map(shareOf)
  const sharesWithout = calm.map(shareOf)
  const isHealthy = sharesWithout.map((share) => share >= RECOVERED_SHARE)
  return {
    load,
    healthyIn: isHealthy.filter(Boolean).length,
    recoveredIn: shares.filter((share, i) => isHealthy[i] && share >= RECOVERED_SHARE * sharesWithout[i]!).length,
    goodputShare: mean(shares),
    goodputShareWithout: mean(sharesWithout),
  }
}

function answer(unit: LoadUnit, question: CapacityQuestion, tried: readonly Trial[]): Capacity {
  const { replications, withinMs } = question
  const trials = [...tried].sort((a, b) => a.load - b.load)
  const recovered = trials.filter(({ recoveredIn }) => recoveredIn === replications)
  const recoversAt = recovered.at(-1)?.load ?? null
  const down = trials.find(({ load, recoveredIn }) => recoveredIn < replications && load > (recoversAt ?? 0))
  const found = {
    recoversAt,
    staysDownAt: down?.load ?? null,
    healthyAt: trials.filter(({ healthyIn }) => healthyIn === replications).at(-1)?.load ?? null,
  }
  return { unit, replications, withinMs, ...found, trials, verdict: verdictOf(unit, found, down, replications) }
}

function verdictOf(
  unit: LoadUnit,
  { recoversAt, staysDownAt, healthyAt }: Pick<Capacity, 'recoversAt' | 'staysDownAt' | 'healthyAt'>,
  down: Trial | undefined,
  replications: number,
): string {
  const text = (load: number | null) => {
    const digits = Number((load ?? 0).toPrecision(3))
    return unit === 'users' ? `${load} users` : `${digits}/s`
  }
  if (staysDownAt === null || !down) return `It recovers at every load tried, up to ${text(recoversAt)}.`
  const isOrdinary = down.healthyIn < replications
  if (recoversAt === null) {
    return isOrdinary
      ? `It is not healthy even at ${text(staysDownAt)}, with or without the trigger.`
      : `It does not recover even at ${text(staysDownAt)}.`
  }
  if (isOrdinary) {
    return `It recovers up to ${text(recoversAt)}; at ${text(staysDownAt)} it is not healthy even without the trigger, so the trigger hides no limit below the ordinary one.`
  }
  return `It recovers up to ${text(recoversAt)} and stays down at ${text(staysDownAt)}, though it is healthy without the trigger at ${text(healthyAt)}.`
}
