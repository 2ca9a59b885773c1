/** Reads the arguments of the headless commands and the designs that they name. */
import { readFileSync } from 'node:fs'
import type { Design } from '../design/design'
import { parseDesignText } from '../design/schema'
import type { Problem } from '../lib/parse'

/** The command cannot go on as it was called. Its message is for standard error. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command was asked how it is called; its message is the answer. */
export class HelpAsked extends Error {
  override readonly name = 'HelpAsked'
}

/** Arguments taken apart: files, and the values of options. */
export interface Arguments {
  files: string[]
  options: Map<string, string>
}

/** Takes arguments apart. Throws UsageError for an option that is not known or has no value, HelpAsked for `--help`. */
export function parseArguments(args: readonly string[], known: readonly string[], usage: string): Arguments {
  const files: string[] = []
  const options = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (!arg.startsWith('--')) {
      files.push(arg)
      continue
    }
    if (arg === '--help') throw new HelpAsked(usage)
    const [name = '', inline] = arg.split(/=(.*)/s)
    if (!known.includes(name))
      throw new UsageError(`${name} is not an option; use one of ${known.join(', ')}\n${usage}`)
    const value = inline ?? args[++i]
    if (value === undefined) throw new UsageError(`${name} has no value\n${usage}`)
    options.set(name, value)
  }
  return { files, options }
}

/** A number option, or undefined when it is not given. Throws UsageError outside the range. */
export function numberOption(
  { options }: Arguments,
  name: string,
  range: { min: number; max: number; integer?: boolean },
): number | undefined {
  const text = options.get(name)
  if (text === undefined) return undefined
  const value = Number(text)
  const isFine =
    text.trim() !== '' && value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value))
  if (isFine) return value
  const kind = range.integer ? 'a whole number' : 'a number'
  throw new UsageError(
    `${name} is ${text.trim() === '' ? 'empty' : text}; give ${kind} from ${range.min} to ${range.max}`,
  )
}

/** Reads and checks a design; what looks odd goes to standard error. Throws UsageError with one line per problem. */
export function readDesign(file: string): Design {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}; check the path`)
  }
  const { design, errors, warnings } = parseDesignText(text)
  if (errors.length > 0) throw new UsageError(errors.map((problem) => `${file}: ${lineOf(problem)}`).join('\n'))
  for (const problem of warnings) console.error(`warning: ${file}: ${lineOf(problem)}`)
  return design
}

/** A problem in one line: where, what, and the cure. */
export function lineOf({ path, message, cure }: Problem): string {
  return `${path === '' ? '(whole file)' : path}: ${message}; ${cure}`
}

/**
 * Runs a command; how it is called goes to standard output where that was asked for, what is wrong with its input goes to standard error, with exit code 2. Anything else that is thrown is a defect
 * of ours and goes on.
 */
export async function guarded(command: () => Promise<number>): Promise<number> {
  try {
    return await command()
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'HelpAsked') {
      console.log(message)
      return 0
    }
    if (!['UsageError', 'ParamError', 'ExperimentError', 'LoadError'].includes(name)) throw error
    console.error(message)
    return 2
  }
}
