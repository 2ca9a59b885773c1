/**
 * Reads JSON from untrusted text: size and depth are capped before anything is built, and a mistake is named with its line and
 * column in the same words whatever engine runs this. A name given twice in one object is a mistake too: readers disagree about which
 * of the two counts. Never throws.
 */
import { type Problem, printable } from '../lib/parse'

/** Most characters that are read. */
export const MAX_TEXT = 1_048_576

/** Deepest nesting of lists and objects that is read. */
export const MAX_DEPTH = 64

/** The data, or what is wrong with the text. */
export type JsonText = { ok: true; value: unknown } | { ok: false; problem: Problem }

/** Parses `text`. */
export function parseJsonText(text: string): JsonText {
  if (text.length > MAX_TEXT) {
    return refuse('', `the text is ${text.length} characters long`, `keep it below ${MAX_TEXT}`)
  }
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (source.trim() === '') return refuse('', 'the text is empty', 'paste a design in JSON')
  const mistake = scan(source)
  if (mistake) {
    const where = place(source, mistake.at)
    if (mistake.path === undefined) return refuse(where, mistake.message, mistake.cure)
    return refuse(mistake.path, `${mistake.message} (${where})`, mistake.cure)
  }
  try {
    return { ok: true, value: JSON.parse(source) as unknown }
  } catch {
    return refuse('', 'the text is not JSON', 'check it with a JSON tool')
  }
}

/** Whether plain data nests deeper than {@link MAX_DEPTH}, or is larger than any text within {@link MAX_TEXT} could be. */
export function isTooDeep(value: unknown): boolean {
  const stack: [unknown, number][] = [[value, 0]]
  for (let visits = 0; stack.length > 0; visits++) {
    const [item, depth] = stack.pop() as [unknown, number]
    if (depth > MAX_DEPTH || visits > MAX_TEXT) return true
    if (typeof item === 'object' && item !== null)
      for (const inner of Object.values(item)) stack.push([inner, depth + 1])
  }
  return false
}

interface Mistake {
  at: number
  message: string
  cure: string
  /** JSON path, where the text can be read but not be meant. */
  path?: string
}

/** A list or object that is being read, and the name or index that has been reached in it. */
interface Open {
  readonly closes: '}' | ']'
  readonly names: Set<string>
  segment: string | number
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
const BLANK = /[ \t\n\r]*/y

/** Finds the first mistake by a walk with an explicit stack, so that depth costs no call stack. */
function scan(text: string): Mistake | undefined {
  const open: Open[] = []
  let at = 0
  let expect: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'after' = 'value'
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  for (;;) {
    take(BLANK)
    const char = text[at]
    const inner = open.at(-1)
    if (char === undefined) {
      if (open.length === 0 && expect === 'after') return undefined
      return { at, message: 'the text ends too early', cure: 'check that it was copied whole' }
    }
    if (expect === 'after') {
      if (!inner) return { at, message: 'there is more text after the end', cure: 'remove what follows' }
      if (char === ',') {
        expect = inner.closes === '}' ? 'key' : 'value'
        if (typeof inner.segment === 'number') inner.segment++
      } else if (char === inner.closes) open.pop()
      else return { at, message: `a comma or ${inner.closes} is missing`, cure: 'add it' }
      at++
      continue
    }
    if (expect.endsWith('or-end') && char === inner?.closes) {
      open.pop()
      at++
      expect = 'after'
      continue
    }
    if (expect.startsWith('key')) {
      const start = at
      if (!take(STRING)) return { at, message: 'a name in double quotes is missing', cure: 'write names as "name"' }
      const twice = inner && enter(inner, JSON.parse(text.slice(start, at)) as string)
      if (twice) return { at: start, path: pathOf(open), ...twice }
      take(BLANK)
      if (text[at] !== ':') return { at, message: 'a colon is missing after a name', cure: 'add it' }
      at++
      expect = 'value'
      continue
    }
    if (char === '{' || char === '[') {
      open.push({ closes: char === '{' ? '}' : ']', names: new Set(), segment: char === '{' ? '' : 0 })
      if (open.length > MAX_DEPTH)
        return { at, message: 'the data nests too deeply', cure: `stay within ${MAX_DEPTH} levels` }
      expect = char === '{' ? 'key-or-end' : 'value-or-end'
      at++
    } else if (take(char === '"' ? STRING : SCALAR)) expect = 'after'
    else
      return {
        at,
        message: 'there is no valid value here',
        cure: 'write a string, number, true, false, null, list or object',
      }
  }
}

/** Notes the name that has been reached, unless the object had it already. */
function enter(object: Open, name: string): { message: string; cure: string } | undefined {
  object.segment = name
  if (object.names.has(name)) return { message: `"${printable(name)}" is given twice`, cure: 'keep one of the two' }
  object.names.add(name)
  return undefined
}

/** JSON path of what is being read. */
function pathOf(open: readonly Open[]): string {
  return open
    .map(({ segment }) => (typeof segment === 'number' ? `[${segment}]` : `.${printable(segment)}`))
    .join('')
    .replace(/^\./, '')
}

function place(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function refuse(path: string, message: string, cure: string): JsonText {
  return { ok: false, problem: { path, message, cure } }
}
