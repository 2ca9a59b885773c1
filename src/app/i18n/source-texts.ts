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
  const all: string[] = []
  const at = (node: Node): string => `${path}:${source.slice(0, node['start'] as number).split('\n').length}`

  function visit(node: Node, isInFunction: boolean): void {
    all.push(...wordings(node))
    if (node.type === 'JSXText') check(node, String(node['value']).trim())
    if (node.type === 'JSXAttribute') attribute(node)
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') contents(node)
    if (node.type === 'CallExpression') call(node, isInFunction)
    if (node.type === 'Property') property(node)
    const inside = isInFunction || /Function/.test(node.type)
    for (const child of childrenOf(node)) visit(child, inside)
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
      const other = forms.find((form) => (form['key'] as Node | undefined)?.['name'] === 'other')
      if (other) key(other['value'] as Node)
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
      if (string.includes('{}')) bare.push({ text: string, at: at(part) })
      else key(part)
    }
  }

  function key(node: Node): void {
    const string = stringOf(node)
    if (string !== undefined) keys.push({ text: string, at: at(node) })
  }

  visit(program as unknown as Node & ESTree.Program, false)
  return { keys, bare, early, all }
}

/** Every text that a literal, a template or a sum of them can come to, with `{}` for what is not known. */
function wordings(node: Node): string[] {
  if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression')
    return choices(node).flatMap((part) => wordings(part))
  if (node.type === 'ParenthesizedExpression') return wordings(node['expression'] as Node)
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

/** Both as a whole and word by word, because either may be what the page looks up. */
function orUnknown(node: Node): string[] {
  const known = wordings(node)
  return node.type === 'Literal' ? known : [...new Set([...known, '{}'])]
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
