/**
 * Runs a design at several offered loads and prints latency, goodput and utilisation at each, the knee, and theory where the
 * design has a closed form: `load-sweep design.json [--loads FROM:TO:STEPS] [--replications R]`.
 */
import { loadOf, spaced } from '../design/load'
import { loadSweep } from '../simulation/experiments/load-sweep'
import { guarded, parseArguments, UsageError } from './arguments'
import { designFrom, inLaboratory, onlyFile, RUN_OPTIONS, replicationsOf } from './run-options'
import { valuesOf } from './sweep'

const USAGE =
  'usage: npm run -s load-sweep -- design.json [--loads FROM:TO:STEPS] [--replications R] [--seed N] [--duration MS] [--warmup MS|detect] [--workers N]'
/** Loads unless told otherwise: shares of what the design offers. */
const DEFAULT_RANGE = { from: 0.1, to: 1.5, steps: 15 }

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const args = parseArguments(argv, [...RUN_OPTIONS, '--loads'], USAGE)
    const file = onlyFile(args, USAGE)
    const count = replicationsOf(args)
    const given = args.options.get('--loads')
    const loads = given === undefined ? null : loadsOf(given)
    return inLaboratory(args, async (laboratory) => {
      const design = await designFrom(file, args, laboratory)
      const { value } = loadOf(design)
      const { from, to, steps } = DEFAULT_RANGE
      const sweep = await laboratory(loadSweep(design, loads ?? spaced(from * value, to * value, steps), count))
      console.log(JSON.stringify(sweep, null, 2))
      const unfinished = sweep.points.flatMap(({ load, outcomes }) =>
        Object.entries(outcomes).flatMap(([outcome, runs]) =>
          outcome === 'completed' ? [] : [`load ${load}: outcome ${outcome} in ${runs} of ${count} runs`],
        ),
      )
      for (const line of unfinished) console.error(line)
      return unfinished.length > 0 ? 1 : 0
    })
  })
}

function loadsOf(text: string): number[] {
  const { values } = valuesOf(`loads=${text}`)
  const loads = values.filter((value): value is number => typeof value === 'number' && value > 0)
  if (loads.length === values.length) return loads
  throw new UsageError(`--loads is ${text}; give FROM:TO:STEPS or numbers above 0 with commas between`)
}
