/**
 * Runs a design for several values of one parameter and prints a JSON array of `{ value, report }`:
 * `sweep design.json --set PATH=FROM:TO:STEPS` (evenly spaced, both ends included) or `--set PATH=A,B,C`.
 */
import { withValueAt } from '../design/path'
import { combine, replicate } from '../simulation/experiments/replicate'
import { guarded, lineOf, parseArguments, readDesign, UsageError } from './arguments'
import { exitCodeOf, RUN_OPTIONS, replicationsOf, withOptions } from './run-options'

const USAGE = 'usage: npm run -s sweep -- design.json --set PATH=FROM:TO:STEPS [--replications R]'
const MAX_STEPS = 1000

export function main(argv: string[]): number {
  return guarded(() => {
    const args = parseArguments(argv, [...RUN_OPTIONS, '--set'], USAGE)
    const [file] = args.files
    if (file === undefined || args.files.length > 1) throw new UsageError(`name one design\n${USAGE}`)
    const { path, values } = valuesOf(args.options.get('--set') ?? '')
    const design = withOptions(readDesign(file), args)
    let code = 0
    const results = values.map((value) => {
      const changed = withValueAt(design, path, value)
      const [problem] = changed.problems
      if (problem) throw new UsageError(lineOf(problem))
      const reports = replicate(changed.design, replicationsOf(args), () => performance.now())
      code = Math.max(code, exitCodeOf(reports))
      return { value, report: reports.length > 1 ? combine(reports) : reports[0] }
    })
    console.log(JSON.stringify(results, null, 2))
    return code
  })
}

/** Path and values of `PATH=FROM:TO:STEPS` or `PATH=A,B,C`. Throws UsageError when it is neither. */
export function valuesOf(setting: string): { path: string; values: unknown[] } {
  const [path = '', list = ''] = setting.split(/=(.*)/s)
  if (path === '' || list === '') throw new UsageError(`--set is "${setting}"; write PATH=FROM:TO:STEPS or PATH=A,B,C`)
  const range = list.split(':').map(Number)
  if (range.length === 3 && range.every(Number.isFinite)) {
    const [from, to, steps] = range as [number, number, number]
    if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS) {
      throw new UsageError(`--set asks for ${steps} values; give 1 to ${MAX_STEPS}`)
    }
    const step = steps > 1 ? (to - from) / (steps - 1) : 0
    return { path, values: Array.from({ length: steps }, (_, i) => from + i * step) }
  }
  return { path, values: list.split(',').map(readValue) }
}

/** A JSON value, or the text itself. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
