/**
 * Runs vector files through the adapters of the algorithm families: `conformance [FOLDER] [--json] [--verbose]`.
 *
 * One line a file, then a total. Exit 1 when a case fails, when no adapter reads a file, or when an adapter cannot read a case:
 * what is not run is never passed over in silence. Exit 2 when the folder cannot be read.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CaseResult, ConformanceAdapter, VectorFile } from '../algorithms/conformance'

/** What came of one file. */
export interface FileResult {
  file: string
  passed: number
  failed: number
  /** Cases that no adapter could read. */
  skipped: number
  /** Cases that did not pass, and what is wrong with the file as a whole. */
  notes: string[]
}

const FAMILIES = import.meta.glob<{ adapters: ConformanceAdapter[] }>('../algorithms/*/conformance.ts', { eager: true })

/** Every adapter of every family. */
export const ADAPTERS: readonly ConformanceAdapter[] = Object.values(FAMILIES).flatMap((family) => family.adapters)

const USAGE = 'usage: npm run -s conformance -- [FOLDER] [--json] [--verbose]'

export function main(args: string[]): number {
  const options = args.filter((arg) => arg.startsWith('--'))
  const folders = args.filter((arg) => !arg.startsWith('--'))
  const unknown = options.find((option) => option !== '--json' && option !== '--verbose')
  if (unknown !== undefined || folders.length > 1) {
    console.error(unknown === undefined ? USAGE : `${unknown} is not an option\n${USAGE}`)
    return 2
  }
  const folder = resolve(folders[0] ?? ownFolder())
  let results: FileResult[]
  try {
    results = runFolder(folder)
  } catch (error) {
    console.error(`${folder} cannot be read: ${messageOf(error)}; name a folder with vector files\n${USAGE}`)
    return 2
  }
  return print(results, { isJson: options.includes('--json'), isVerbose: options.includes('--verbose') })
}

/** The project's own copy of the recorded cases. */
function ownFolder(): string {
  return join(process.env['LOADBEARING_ROOT'] ?? '.', 'src/algorithms/vectors')
}

function print(files: FileResult[], { isJson, isVerbose }: { isJson: boolean; isVerbose: boolean }): number {
  const sum = (pick: (result: FileResult) => number): number => files.reduce((total, result) => total + pick(result), 0)
  const total = {
    passed: sum((file) => file.passed),
    failed: sum((file) => file.failed),
    skipped: sum((file) => file.skipped),
  }
  const line = (name: string, { passed, failed, skipped }: typeof total): string =>
    `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`
  if (isJson) console.log(JSON.stringify({ files, total }, null, 2))
  for (const file of isJson ? [] : files) {
    console.log(line(file.file, file))
    for (const note of isVerbose ? file.notes : file.notes.slice(0, 1)) console.error(`  ${note}`)
  }
  if (!isJson) console.log(line('total', total))
  const isSilent = files.some(({ notes, failed, skipped }) => notes.length > 0 && failed + skipped === 0)
  return total.failed + total.skipped > 0 || isSilent || files.length === 0 ? 1 : 0
}

/** Runs every `.json` file of a folder in the order of their names. Throws when the folder cannot be read. */
export function runFolder(folder: string, adapters: readonly ConformanceAdapter[] = ADAPTERS): FileResult[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const inputs = new Set<string>()
  const load = (stem: string): VectorFile => {
    inputs.add(stem)
    // A folder of further cases may leave out the input that it shares with the project's own.
    return read(join(names.includes(`${stem}.json`) ? folder : ownFolder(), `${stem}.json`))
  }
  const results = names.map((name) => runFile(folder, name, adapters, load))
  // A file that holds only what others take as input has no cases of its own and needs no adapter.
  return results.map(({ result, isWithoutAdapter, hasCases }) => {
    const isInput = isWithoutAdapter && !hasCases && inputs.has(stemOf(result.file))
    return isInput ? { ...result, skipped: 0, notes: [] } : result
  })
}

interface Ran {
  result: FileResult
  isWithoutAdapter: boolean
  hasCases: boolean
}

function runFile(
  folder: string,
  name: string,
  adapters: readonly ConformanceAdapter[],
  load: (stem: string) => VectorFile,
): Ran {
  const result: FileResult = { file: name, passed: 0, failed: 0, skipped: 0, notes: [] }
  let cases: readonly unknown[] = []
  try {
    const file = read(join(folder, name))
    if (Array.isArray(file['cases'])) cases = file['cases']
    const adapter = adapterFor(stemOf(name), file, adapters)
    if (!adapter) {
      result.skipped = Math.max(1, cases.length)
      result.notes.push('no adapter reads this file')
      return { result, isWithoutAdapter: true, hasCases: cases.length > 0 }
    }
    count(result, resultsOf(adapter, file, cases, load), cases.length)
  } catch (error) {
    result.failed += Math.max(1, cases.length)
    result.notes.push(messageOf(error))
  }
  return { result, isWithoutAdapter: false, hasCases: true }
}

/** Runs the whole file; where that breaks off, each case by itself, so that one broken case does not take others with it. */
function resultsOf(
  adapter: ConformanceAdapter,
  file: VectorFile,
  cases: readonly unknown[],
  load: (stem: string) => VectorFile,
): CaseResult[] {
  try {
    return adapter.run(file, load)
  } catch (error) {
    if (cases.length < 2) throw error
  }
  return cases.flatMap((each, index): CaseResult[] => {
    try {
      return adapter.run({ ...file, cases: [each] }, load)
    } catch (error) {
      return [{ id: `case ${index}`, status: 'failed', message: messageOf(error) }]
    }
  })
}

/** @param expected [count] cases that the file lists; an adapter that answers fewer has passed some over. */
function count(result: FileResult, cases: readonly CaseResult[], expected: number): void {
  for (const { id, status, message } of cases) {
    if (status === 'passed') result.passed++
    else if (status === 'failed') result.failed++
    else result.skipped++
    if (status !== 'passed') result.notes.push(`${id}: ${message ?? 'no adapter reads this configuration'}`)
  }
  if (cases.length > 0 && cases.length < expected) {
    result.failed += expected - cases.length
    result.notes.push(`the adapter answers for ${cases.length} of ${expected} cases`)
  }
  if (cases.length > 0) return
  result.failed += Math.max(1, expected)
  result.notes.push('the adapter found no case in this file')
}

/** The adapter of that very name, else of the name the file gives itself, else the one whose name the file's begins with. */
function adapterFor(
  stem: string,
  file: VectorFile,
  adapters: readonly ConformanceAdapter[],
): ConformanceAdapter | undefined {
  const named = (name: string): ConformanceAdapter | undefined => adapters.find((adapter) => adapter.vectors === name)
  const own = typeof file.file === 'string' ? named(stemOf(file.file)) : undefined
  const prefixes = adapters.filter(
    (adapter) => stem.startsWith(`${adapter.vectors}_`) || stem.startsWith(`${adapter.vectors}-`),
  )
  const longest = prefixes.sort((a, b) => b.vectors.length - a.vectors.length)[0]
  return named(stem) ?? own ?? longest
}

function read(path: string): VectorFile {
  return JSON.parse(readFileSync(path, 'utf8')) as VectorFile
}

function stemOf(name: string): string {
  return name.replace(/\.json$/, '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
