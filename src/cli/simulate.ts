/**
 * Runs a design and prints its report with what it says about the design, `findings`:
 * `simulate design.json [--seed N] [--duration MS] [--warmup MS|detect] [--replications R] [--workers N]`.
 */
import type { Design } from '../design/design'
import { type Experiment, seededTasks } from '../simulation/experiments/experiment'
import { together } from '../simulation/experiments/replicate'
import type { Finding } from '../simulation/findings/finding'
import { findingsOf } from '../simulation/findings/registry'
import type { Report } from '../simulation/report'
import { guarded, parseArguments } from './arguments'
import { designFrom, exitCodeOf, inLaboratory, onlyFile, RUN_OPTIONS, replicationsOf } from './run-options'

const USAGE =
  'usage: npm run -s simulate -- design.json [--seed N] [--duration MS] [--warmup MS|detect] [--replications R] [--workers N]'

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const args = parseArguments(argv, RUN_OPTIONS, USAGE)
    const file = onlyFile(args, USAGE)
    const count = replicationsOf(args)
    return inLaboratory(args, async (laboratory) => {
      const design = await designFrom(file, args, laboratory)
      const reports = await laboratory(runsOf(design, count))
      const report = together(reports)
      console.log(JSON.stringify({ ...report, findings: findingsIn(design, reports) }, null, 2))
      return exitCodeOf([{ report }])
    })
  })
}

function* runsOf(design: Design, count: number): Experiment<readonly Report[]> {
  return yield { tasks: seededTasks(design, count), ahead: count }
}

/** What was found in any of the runs, as the first of them has it, and in how many it was. */
function findingsIn(design: Design, reports: readonly Report[]): (Finding & { runs: number })[] {
  const found = new Map<string, Finding & { runs: number }>()
  for (const finding of reports.flatMap((report) => findingsOf(design, report))) {
    const key = `${finding.id} ${finding.target}`
    found.set(key, { ...(found.get(key) ?? finding), runs: (found.get(key)?.runs ?? 0) + 1 })
  }
  const all = [...found.values()]
  return [
    ...all.filter(({ severity }) => severity === 'serious'),
    ...all.filter(({ severity }) => severity !== 'serious'),
  ]
}
