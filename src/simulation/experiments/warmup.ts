/**
 * The warm-up that a design needs, from pilot runs: the longest that MSER-5 finds on a few seeds.
 *
 * Only where load is steady and nothing is broken; elsewhere the warm-up stays as set, and the reason is given.
 */
import type { Design } from '../../design/design'
import type { WarmupReport } from '../report'
import { type Experiment, seededTasks } from './experiment'

/** Pilot runs. */
const PILOTS = 3

export interface WarmupFinding {
  /** [ms] to use: what was found, or what is set. */
  warmupMs: number
  problem: WarmupReport['problem']
}

/** Runs the design without a warm-up on {@link PILOTS} seeds and looks where each has settled. */
export function* warmupDetection(design: Design): Experiment<WarmupFinding> {
  const pilot = { ...design, scenario: { ...design.scenario, warmupMs: 0 } }
  const tasks = seededTasks(pilot, PILOTS, 'pilot')
  const reports = yield { tasks, ahead: tasks.length }
  const problem = reports.find(({ warmup }) => warmup.problem !== null)?.warmup.problem ?? null
  if (problem !== null) return { warmupMs: design.scenario.warmupMs, problem }
  return { warmupMs: Math.ceil(Math.max(...reports.map(({ warmup }) => warmup.detectedMs ?? 0))), problem }
}
