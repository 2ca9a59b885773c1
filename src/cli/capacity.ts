/**
 * Searches for the highest load from which a design recovers after a trigger, and prints it with every load tried:
 * `capacity design.json [--trigger FAULT] [--from LOAD] [--to LOAD] [--width SHARE] [--within MS] [--replications R]`.
 * The trigger is a fault in JSON, or the first fault of the design.
 */
import type { Design } from '../design/design'
import { loadOf } from '../design/load'
import type { Fault } from '../design/scenario'
import { parseDesign } from '../design/schema'
import { capacitySearch, defaultWithinMs, triggerOf } from '../simulation/experiments/capacity'
import { guarded, lineOf, numberOption, parseArguments, UsageError } from './arguments'
import { designFrom, inLaboratory, onlyFile, replicationsOf } from './run-options'

const OWN_OPTIONS = ['--trigger', '--from', '--to', '--width', '--within', '--replications', '--seed', '--workers']
const USAGE =
  'usage: npm run -s capacity -- design.json [--trigger \'{"type":"pause","target":"ID","atMs":MS,"forMs":MS}\'] [--from LOAD] [--to LOAD] [--width SHARE] [--within MS] [--replications R] [--seed N] [--workers N]'
const MAX_LOAD = 1e6
const MAX_WITHIN_MS = 43_200_000
const DEFAULT_REPLICATIONS = 3
const DEFAULT_WIDTH = 0.02

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const args = parseArguments(argv, OWN_OPTIONS, USAGE)
    const file = onlyFile(args, USAGE)
    const replications = replicationsOf(args, DEFAULT_REPLICATIONS)
    const load = { min: 1e-6, max: MAX_LOAD }
    const from = numberOption(args, '--from', load)
    const to = numberOption(args, '--to', load)
    const width = numberOption(args, '--width', { min: 0.001, max: 0.99 }) ?? DEFAULT_WIDTH
    const within = numberOption(args, '--within', { min: 1, max: MAX_WITHIN_MS })
    return inLaboratory(args, async (laboratory) => {
      const design = await designFrom(file, args, laboratory)
      const given = args.options.get('--trigger')
      const trigger = given === undefined ? triggerOf(design) : readTrigger(design, given)
      const present = loadOf(design).value
      const question = {
        trigger,
        withinMs: within ?? defaultWithinMs(trigger),
        from: from ?? Math.min(present / 10, (to ?? present) / 2),
        to: to ?? Math.max(2 * present, 2 * (from ?? 0)),
        width,
        replications,
      }
      console.log(JSON.stringify(await laboratory(capacitySearch(design, question)), null, 2))
      return 0
    })
  })
}

/** The fault in `text`, checked as if it stood on the timeline of the design. Throws UsageError with all that is wrong. */
function readTrigger(design: Design, text: string): Fault {
  let fault: unknown
  try {
    fault = JSON.parse(text)
  } catch (error) {
    throw new UsageError(
      `--trigger is not JSON (${(error as Error).message}); write a fault as in scenario.faults\n${USAGE}`,
    )
  }
  const checked = parseDesign({ ...design, scenario: { ...design.scenario, faults: [fault], changes: [] } })
  const wrong = checked.errors.filter(({ path }) => path.startsWith('scenario.faults'))
  if (wrong.length > 0) {
    const lines = wrong.map((one) =>
      lineOf({ ...one, path: one.path.replace(/^scenario\.faults(\[0\])?/, '--trigger') }),
    )
    throw new UsageError(lines.join('\n'))
  }
  return triggerOf(checked.design)
}
