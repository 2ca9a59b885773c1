/**
 * Runs two designs on common random numbers and prints the differences and what they come to:
 * `compare a.json b.json [--replications R]`.
 */
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
      const { reports, differences, verdicts, ...found } = await laboratory(comparison(left, right, count))
      console.log(JSON.stringify({ differences, verdicts, ...found }, null, 2))
      return exitCodeOf([
        { name: 'A', report: together(reports.a) },
        { name: 'B', report: together(reports.b) },
      ])
    })
  })
}
