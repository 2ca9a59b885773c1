/** Nodes of a Mermaid flowchart: an id, and perhaps a shape with a label. */
import type { NodeShape } from './flowchart'
import type { Scanner } from './scanner'

/** A node as it is written at one place. */
export interface WrittenNode {
  id: string
  label: string | null
  shape: NodeShape | null
  style: string
}

/** [count] characters that a label may have. */
const LONGEST_LABEL = 2000

const ID = /(?:[\p{L}\p{N}_./$+*]|-(?![-.>]))+/uy
const STYLE = /:::((?:\w|-(?![-.>]))+)/y
const BLANK = /[ \t]*/y

/** Opening and closing marks; longer ones before those that they begin with. */
const BRACKETS: readonly (readonly [string, readonly string[], NodeShape])[] = [
  ['(((', [')))'], 'circle'],
  ['((', ['))'], 'circle'],
  ['([', ['])'], 'stadium'],
  ['[[', [']]'], 'subroutine'],
  ['[(', [')]'], 'cylinder'],
  ['[/', ['/]', '\\]'], 'parallelogram'],
  ['[\\', ['\\]', '/]'], 'parallelogram'],
  ['{{', ['}}'], 'hexagon'],
  ['[', [']'], 'rectangle'],
  ['(', [')'], 'rounded'],
  ['{', ['}'], 'diamond'],
  ['>', [']'], 'asymmetric'],
]

/** Names of shapes in the form `id@{ shape: name }`. */
const NAMED_SHAPES: { readonly [name: string]: NodeShape } = {
  cyl: 'cylinder',
  cylinder: 'cylinder',
  db: 'cylinder',
  database: 'cylinder',
  disk: 'cylinder',
  'lin-cyl': 'cylinder',
  das: 'subroutine',
  'h-cyl': 'subroutine',
  subproc: 'subroutine',
  subprocess: 'subroutine',
  subroutine: 'subroutine',
  'fr-rect': 'subroutine',
  rounded: 'rounded',
  event: 'rounded',
  stadium: 'stadium',
  pill: 'stadium',
  terminal: 'stadium',
  circle: 'circle',
  circ: 'circle',
  'dbl-circ': 'circle',
  hex: 'hexagon',
  hexagon: 'hexagon',
  diam: 'diamond',
  diamond: 'diamond',
  decision: 'diamond',
}

/** Reads a node here; undefined when there is none, or its bracket is never closed. */
export function readNode(scanner: Scanner): WrittenNode | undefined {
  const id = scanner.take(ID)?.[0]
  if (id === undefined) return undefined
  const node: WrittenNode = { id, label: null, shape: null, style: '' }
  const isRead = scanner.takeWord('@{') ? readProperties(scanner, node) : readBrackets(scanner, node)
  if (!isRead) return undefined
  node.style = scanner.take(STYLE)?.[1] ?? ''
  return node
}

/** The shape and label, if there are any; false when a bracket is never closed. */
function readBrackets(scanner: Scanner, node: WrittenNode): boolean {
  const start = scanner.at
  let isOpened = false
  for (const [open, closes, shape] of BRACKETS) {
    if (!scanner.takeWord(open)) continue
    isOpened = true
    const label = readLabel(scanner, closes)
    if (label !== undefined) {
      node.label = label
      node.shape = shape
      return true
    }
    scanner.at = start
  }
  return !isOpened
}

/** Text up to the next of the closing marks: in quotes anything may stand, lines included; else no further than the line. */
function readLabel(scanner: Scanner, closes: readonly string[]): string | undefined {
  const start = scanner.at
  scanner.take(BLANK)
  if (scanner.takeWord('"')) {
    const quoted = scanner.upTo('"', LONGEST_LABEL)
    scanner.take(BLANK)
    if (quoted !== undefined && closes.some((close) => scanner.takeWord(close))) return `"${quoted}"`
    scanner.at = start
    return undefined
  }
  scanner.at = start
  const rest = scanner.restOfLine(LONGEST_LABEL)
  const ends = closes.map((close) => rest.indexOf(close)).filter((end) => end >= 0)
  if (ends.length === 0) return undefined
  const label = rest.slice(0, Math.min(...ends))
  scanner.at += label.length + (closes[0] ?? '').length
  return label
}

const PROPERTY = /\s*([\w-]{1,30})\s*:\s*(?:"([^"]{0,2000})"|([^,}"\n]{0,2000}))\s*,?/y
const END = /\s*\}/y

/** What stands in `@{ … }`: shape and label count, the rest is about looks. */
function readProperties(scanner: Scanner, node: WrittenNode): boolean {
  for (;;) {
    if (scanner.take(END)) return true
    const property = scanner.take(PROPERTY)
    if (!property) return false
    const [, name, quoted, plain = ''] = property
    const value = quoted ?? plain.trim()
    if (name === 'label') node.label = `"${value}"`
    if (name === 'shape') node.shape = Object.hasOwn(NAMED_SHAPES, value) ? (NAMED_SHAPES[value] ?? null) : 'rectangle'
  }
}
