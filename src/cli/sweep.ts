/**
 * Runs a design for several values of one parameter and prints a JSON array of `{ value, report }`:
 * `sweep design.json --set PATH=FROM:TO:STEPS` (evenly spaced, both ends included) or `--set PATH=A,B,C` (JSON values or words).
 * A second `--set` runs every combination; `value` is then the list of both.
 */
import { spaced } from '../design/load'
import { parameterSweep } from '../simulation/experiments/parameter-sweep'
import { guarded, parseArguments, UsageError } from './arguments'
import { designFrom, exitCodeOf, inLaboratory, onlyFile, RUN_OPTIONS, replicationsOf } from './run-options'

const USAGE =
  'usage: npm run -s sweep -- design.json --set PATH=FROM:TO:STEPS [--set PATH=A,B,C] [--replications R] [--seed N] [--duration MS] [--warmup MS|detect] [--workers N]'
const MAX_STEPS = 1000

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const { settings, rest } = settingsOf(argv)
    const args = parseArguments(rest, [...RUN_OPTIONS, '--set'], USAGE)
    const file = onlyFile(args, USAGE)
    if (settings.length === 0 || settings.length > 2) {
      throw new UsageError(`--set is given ${settings.length} times; give it once, or twice for a grid\n${USAGE}`)
    }
    const axes = settings.map(valuesOf)
    if (axes[0]?.path === axes[1]?.path) throw new UsageError(`--set names ${axes[0]?.path} twice; name two parameters`)
    const count = replicationsOf(args)
    return inLaboratory(args, async (laboratory) => {
      const design = await designFrom(file, args, laboratory)
      const points = await laboratory(parameterSweep(design, axes, count))
      const rows = points.map(({ values, report }) => ({ value: axes.length === 1 ? values[0] : values, report }))
      console.log(JSON.stringify(rows, null, 2))
      return exitCodeOf(points.map(({ values, report }) => ({ name: JSON.stringify(values).slice(1, -1), report })))
    })
  })
}

/** Takes every `--set` out of the arguments; it may stand more than once. */
function settingsOf(argv: readonly string[]): { settings: string[]; rest: string[] } {
  const settings: string[] = []
  const rest: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] as string
    if (arg.startsWith('--set=')) settings.push(arg.slice('--set='.length))
    else if (arg !== '--set') rest.push(arg)
    else if (argv[i + 1] === undefined) rest.push(arg)
    else settings.push(argv[++i] as string)
  }
  return { settings, rest }
}

/** Path and values of `PATH=FROM:TO:STEPS` or `PATH=A,B,C`. Throws UsageError when it is neither. */
export function valuesOf(setting: string): { path: string; values: unknown[] } {
  const [path = '', list = ''] = setting.split(/=(.*)/s)
  if (path === '' || list.trim() === '') {
    throw new UsageError(`--set is "${setting}"; write PATH=FROM:TO:STEPS or PATH=A,B,C`)
  }
  const range = list.split(':')
  if (range.length === 3 && range.every((part) => part.trim() !== '' && Number.isFinite(Number(part)))) {
    const [from, to, steps] = range.map(Number) as [number, number, number]
    if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS) {
      throw new UsageError(`--set asks for ${steps} values; give 1 to ${MAX_STEPS}`)
    }
    return { path, values: spaced(from, to, steps) }
  }
  const values = partsOf(list).map((part) => readValue(path, part))
  if (values.length > MAX_STEPS) throw new UsageError(`--set has ${values.length} values; give 1 to ${MAX_STEPS}`)
  return { path, values }
}

/** Splits at the commas that stand outside of brackets, braces and quotes. */
function partsOf(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let isQuoted = false
  let start = 0
  for (let i = 0; i < list.length; i++) {
    const character = list[i] as string
    if (isQuoted) {
      if (character === '\\') i++
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
    else if (character === ',' && depth === 0) {
      parts.push(list.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, list.slice(start)]
}

/** A JSON value, or a word. Throws UsageError for what begins like JSON and is none, and for an empty place. */
function readValue(path: string, text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') throw new UsageError(`--set ${path} has an empty value; write one between the commas`)
  try {
    return JSON.parse(trimmed)
  } catch (error) {
    if (!/^[{["]/.test(trimmed)) return trimmed
    throw new UsageError(
      `--set ${path}: ${trimmed} is not JSON (${(error as Error).message}); mend it, or quote it for the shell`,
    )
  }
}
