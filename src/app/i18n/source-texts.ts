/** Reads texts out of source files, for the tests that hold the catalogue against them. */
import { type ESTree, parseSync } from 'vite'

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

/** Text in source, with where it stands. */
export interface FoundText {
  readonly text: string
  readonly at: string
}

export interface SourceTexts {
  /** What the page looks up: arguments of `t` and its like, and labels in tables. */
  readonly keys: readonly FoundText[]
  /** Letters that are shown as they are. */
  readonly bare: readonly FoundText[]
  /** Texts looked up while the file is loaded, before a language is known. */
  readonly early: readonly FoundText[]
  /** Forms of plurals for one, which other languages do without. */
  readonly singulars: readonly string[]
  /** What is put together, each way it can come to. */
  readonly phrases: readonly string[]
  /** Every string of the file; in templates `{}` stands for what is filled in. */
  readonly all: readonly string[]
}

/** Functions whose first argument is a key, or a list of them. */
const LOOKUPS = new Set(['t', 'text', 'rich', 'translated'])
/** Properties of tables whose texts are shown. */
export const SHOWN_PROPERTIES = new Set([
  'label',
  'title',
  'help',
  'hint',
  'note',
  'heading',
  'placeholder',
  'ariaLabel',
])
const SHOWN_ATTRIBUTES =
  /^(?:label|title|aria-label|aria-description|aria-roledescription|aria-valuetext|ariaLabel|placeholder|alt|data-tip|help|hint|note|name|heading|empty|text|summary|description|unit)$/

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text)

/** Everything in one file that is, or might be, read by a person. */
export function textsOf(path: string, source: string): SourceTexts {
  const { program, errors } = parseSync(path, source, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const keys: FoundText[] = []
  const bare: FoundText[] = []
  const early: FoundText[] = []
  const singulars: string[] = []
  const phrases: string[] = []
  const all: string[] = []
  const at = (node: Node): string => `${path}:${source.slice(0, node['start'] as number).split('\n').length}`

  function visit(node: Node, isInFunction: boolean, isInText = false): void {
    const texts = wordings(node, true)
    all.push(...texts)
    if (!isInText) phrases.push(...wordings(node, false))
    if (node.type === 'JSXText') check(node, String(node['value']).trim())
    if (node.type === 'JSXAttribute') attribute(node)
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') contents(node)
    if (node.type === 'CallExpression') call(node, isInFunction)
    if (node.type === 'Property') property(node)
    const inside = isInFunction || /Function/.test(node.type)
    for (const child of childrenOf(node)) visit(child, inside, texts.length > 0 && node.type !== 'CallExpression')
  }

  function check(node: Node, text: string): void {
    if (hasWords(text.replaceAll('{}', ''))) bare.push({ text, at: at(node) })
  }

  function shown(node: Node): void {
    const string = stringOf(node)
    if (string !== undefined) check(node, string)
  }

  function contents(node: Node): void {
    for (const child of node['children'] as Node[])
      if (child.type === 'JSXExpressionContainer') for (const part of choices(child['expression'] as Node)) shown(part)
  }

  function attribute(node: Node): void {
    const name = (node['name'] as Node)['name']
    const value = node['value'] as Node | null
    if (typeof name !== 'string' || value === null) return
    const inner = value.type === 'JSXExpressionContainer' ? (value['expression'] as Node) : value
    const isShown = SHOWN_ATTRIBUTES.test(name)
    for (const part of isShown ? choices(inner) : []) shown(part)
  }

  function call(node: Node, isInFunction: boolean): void {
    const callee = node['callee'] as Node
    const [first, second] = node['arguments'] as Node[]
    if (callee.type !== 'Identifier') return
    const name = String(callee['name'])
    if (name === 'plural' && second?.type === 'ObjectExpression') {
      const forms = second['properties'] as Node[]
      for (const form of forms) {
        const which = (form['key'] as Node)['name']
        if (which === 'other') key(form['value'] as Node)
        else singulars.push(stringOf(form['value'] as Node) ?? '')
      }
    } else if (LOOKUPS.has(name) && first) for (const part of choices(first)) key(part)
    if (!isInFunction && (name === 'plural' || name === 't' || name === 'rich' || name === 'sentence'))
      early.push({ text: name, at: at(node) })
  }

  function property(node: Node): void {
    const name = (node['key'] as Node)['name']
    if (typeof name !== 'string' || !SHOWN_PROPERTIES.has(name)) return
    for (const part of choices(node['value'] as Node)) {
      const string = stringOf(part)
      if (string === undefined || !hasWords(string)) continue
      // What is put together is held against the catalogue with all strings of the file.
      if (!string.includes('{}')) key(part)
    }
  }

  function key(node: Node): void {
    const string = stringOf(node)
    if (string !== undefined) keys.push({ text: string, at: at(node) })
  }

  visit(program as unknown as Node & ESTree.Program, false)
  return { keys, bare, early, singulars, phrases, all }
}

/**
 * Every text that a literal, a template or a sum of them can come to, with `{}` for what is not known; with `isLoose` also for
 * what is.
 */
function wordings(node: Node, isLoose: boolean): string[] {
  const orUnknown = (part: Node): string[] => {
    const known = wordings(part, isLoose)
    // A part may be looked up by itself, too.
    return known.length === 0 || (isLoose && part.type !== 'Literal') ? [...new Set([...known, '{}'])] : known
  }
  if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression')
    return choices(node).flatMap((part) => (isLoose ? wordings(part, isLoose) : orUnknown(part)))
  if (node.type === 'ParenthesizedExpression') return wordings(node['expression'] as Node, isLoose)
  if (node.type === 'BinaryExpression' && node['operator'] === '+')
    return joined([node['left'] as Node, node['right'] as Node].map(orUnknown))
  if (node.type !== 'TemplateLiteral') {
    const string = stringOf(node)
    return string === undefined ? [] : [string]
  }
  const expressions = node['expressions'] as Node[]
  const parts = (node['quasis'] as Node[]).flatMap((part, index) => {
    const expression = expressions[index]
    return [[(part['value'] as { cooked: string }).cooked], ...(expression ? [orUnknown(expression)] : [])]
  })
  return joined(parts)
}

/** Every way to put one of each part after another; few enough to list. */
function joined(parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>(
    (before, part) => before.flatMap((start) => part.map((end) => start + end)).slice(0, 256),
    [''],
  )
}

/** What an expression may come to. */
function choices(node: Node): Node[] {
  if (node.type === 'ConditionalExpression')
    return [...choices(node['consequent'] as Node), ...choices(node['alternate'] as Node)]
  if (node.type === 'LogicalExpression') return [...choices(node['left'] as Node), ...choices(node['right'] as Node)]
  return [node]
}

/** The text of a literal, a template or a sum of them; undefined for anything else. */
function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined
  if (node.type === 'TemplateLiteral')
    return (node['quasis'] as Node[]).map((part) => (part['value'] as { cooked: string }).cooked).join('{}')
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return undefined
  const left = stringOf(node['left'] as Node)
  const right = stringOf(node['right'] as Node)
  if (left === undefined && right === undefined) return undefined
  return `${left ?? '{}'}${right ?? '{}'}`
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child)
}
