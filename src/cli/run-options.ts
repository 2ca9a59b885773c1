/** Options that all commands which run designs have in common. */
import type { Design } from '../design/design'
import { MAX_SEED } from '../design/design'
import type { Report } from '../simulation/report'
import { type Arguments, numberOption } from './arguments'

export const RUN_OPTIONS = ['--seed', '--duration', '--warmup', '--replications']

const MAX_MS = 86_400_000

/** The design with seed, duration and warm-up as the options say. */
export function withOptions(design: Design, args: Arguments): Design {
  const seed = numberOption(args, '--seed', { min: 0, max: MAX_SEED, integer: true })
  const durationMs = numberOption(args, '--duration', { min: 1, max: MAX_MS })
  const warmupMs = numberOption(args, '--warmup', { min: 0, max: MAX_MS })
  const scenario = { ...design.scenario }
  if (durationMs !== undefined) scenario.durationMs = durationMs
  if (warmupMs !== undefined) scenario.warmupMs = warmupMs
  scenario.warmupMs = Math.min(scenario.warmupMs, scenario.durationMs)
  return { ...design, seed: seed ?? design.seed, scenario }
}

/** How many replications are asked for; 1 when the option is not given. */
export function replicationsOf(args: Arguments): number {
  return numberOption(args, '--replications', { min: 1, max: 10_000, integer: true }) ?? 1
}

/** 1 when an objective was missed or a check of the product itself failed, else 0; says which on standard error. */
export function exitCodeOf(reports: readonly Report[]): number {
  const complaints = new Set<string>()
  for (const report of reports) {
    for (const objective of report.objectives) {
      if (!objective.met)
        complaints.add(`objective missed: ${objective.measure} is ${objective.value}, not ${objective.limit}`)
    }
    for (const check of report.invariants) {
      if (check.isEngineCheck && !check.holds)
        complaints.add(`check failed: ${check.id} at ${check.target}: ${check.detail}`)
    }
  }
  for (const complaint of complaints) console.error(complaint)
  return complaints.size > 0 ? 1 : 0
}
