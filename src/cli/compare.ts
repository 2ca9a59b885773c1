/** Runs two designs on common random numbers and prints the differences: `compare a.json b.json [--replications R]`. */
import { compare } from '../simulation/experiments/compare'
import { guarded, parseArguments, readDesign, UsageError } from './arguments'
import { RUN_OPTIONS, replicationsOf, withOptions } from './run-options'

const USAGE = 'usage: npm run -s compare -- a.json b.json [--replications R]'

export function main(argv: string[]): number {
  return guarded(() => {
    const args = parseArguments(argv, RUN_OPTIONS, USAGE)
    const [a, b] = args.files
    if (a === undefined || b === undefined || args.files.length > 2) throw new UsageError(`name two designs\n${USAGE}`)
    const designs = [withOptions(readDesign(a), args), withOptions(readDesign(b), args)] as const
    const differences = compare(designs[0], designs[1], replicationsOf(args), () => performance.now())
    console.log(JSON.stringify({ differences }, null, 2))
    return 0
  })
}
