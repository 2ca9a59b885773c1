/** Runs a design and prints its report: `simulate design.json [--seed N] [--duration MS] [--warmup MS] [--replications R]`. */
import { combine, replicate } from '../simulation/experiments/replicate'
import { guarded, parseArguments, readDesign, UsageError } from './arguments'
import { exitCodeOf, RUN_OPTIONS, replicationsOf, withOptions } from './run-options'

const USAGE = 'usage: npm run -s simulate -- design.json [--seed N] [--duration MS] [--warmup MS] [--replications R]'

export function main(argv: string[]): number {
  return guarded(() => {
    const args = parseArguments(argv, RUN_OPTIONS, USAGE)
    const [file] = args.files
    if (file === undefined || args.files.length > 1) throw new UsageError(`name one design\n${USAGE}`)
    const design = withOptions(readDesign(file), args)
    const reports = replicate(design, replicationsOf(args), () => performance.now())
    console.log(JSON.stringify(reports.length > 1 ? combine(reports) : reports[0], null, 2))
    return exitCodeOf(reports)
  })
}
