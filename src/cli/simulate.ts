/**
 * Runs a design and prints its report:
 * `simulate design.json [--seed N] [--duration MS] [--warmup MS|detect] [--replications R] [--workers N]`.
 */
import { replications } from '../simulation/experiments/replicate'
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
      const report = await laboratory(replications(design, count))
      console.log(JSON.stringify(report, null, 2))
      return exitCodeOf([{ report }])
    })
  })
}
