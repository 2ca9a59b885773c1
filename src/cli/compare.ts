/**
 * Runs two designs on common random numbers and prints the differences and what they come to:
 * `compare a.json b.json [--replications R]`.
 */
import type { Design, Scenario } from '../design/design'
import { comparison } from '../simulation/experiments/compare'
import { together } from '../simulation/experiments/replicate'
import { guarded, parseArguments, UsageError } from './arguments'
import { designFrom, exitCodeOf, inLaboratory, RUN_OPTIONS, replicationsOf } from './run-options'

const USAGE =
  'usage: npm run -s compare -- a.json b.json [--replications R] [--seed N] [--duration MS] [--warmup MS|detect] [--workers N]'

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const args = parseArguments(argv, RUN_OPTIONS, USAGE)
    const [a, b] = args.files
    if (a === undefined || b === undefined || args.files.length > 2) throw new UsageError(`name two designs\n${USAGE}`)
    const count = replicationsOf(args)
    return inLaboratory(args, async (laboratory) => {
      const left = await designFrom(a, args, laboratory)
      const right = await designFrom(b, args, laboratory)
      warnOfWindows(left, right)
      const { reports, differences, verdicts, ...found } = await laboratory(comparison(left, right, count))
      console.log(JSON.stringify({ differences, verdicts, ...found }, null, 2))
      return exitCodeOf([
        { name: 'A', report: together(reports.a) },
        { name: 'B', report: together(reports.b) },
      ])
    })
  })
}

/** Requests are the same in both only as far as both count them. */
function warnOfWindows({ scenario: a }: Design, { scenario: b }: Design): void {
  if (a.durationMs === b.durationMs && a.warmupMs === b.warmupMs) return
  const windowOf = ({ warmupMs, durationMs }: Scenario) => `from ${warmupMs} to ${durationMs} ms`
  console.error(
    `warning: A counts requests ${windowOf(a)}, B ${windowOf(b)}, so these are not the same ones; give --duration and --warmup for both`,
  )
}
