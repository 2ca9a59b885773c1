/** Arrows of a Mermaid flowchart, with their label in either form: `-->|text|` and `-- text -->`. */
import type { FlowEdge } from './flowchart'
import type { Scanner } from './scanner'

/** An arrow as it is written. */
export interface WrittenLink {
  label: string
  points: FlowEdge['points']
  /** Whether it points from the right node to the left one. */
  isBackward: boolean
  /** Whether it is there for the layout only. */
  isInvisible: boolean
}

const BLANK = /[ \t]*/y
const EDGE_ID = /[\w-]{1,40}@(?=[<xo]?[-=~])/y
const INVISIBLE = /~~~+/y
const WHOLE = /([<xo])?(?:--+([-xo>])|==+([=xo>])|-\.+-([xo>])?)/y
const START = /([<xo])?(--|==|-\.)(?![-=.>])/y
const BAR = /[ \t]*\|/y
/** Ends of labelled arrows, by what they began with. */
const ENDS: { readonly [start: string]: RegExp } = {
  '--': /--+([-xo>])/y,
  '==': /==+([=xo>])/y,
  '-.': /\.+-([xo>])?/y,
}
const LONGEST_LABEL = 500

/** Reads an arrow here; undefined when there is none. */
export function readLink(scanner: Scanner): WrittenLink | undefined {
  scanner.take(BLANK)
  scanner.take(EDGE_ID)
  if (scanner.take(INVISIBLE)) return { label: '', points: 'none', isBackward: false, isInvisible: true }
  const whole = scanner.take(WHOLE)
  if (whole) {
    const link = linkOf(whole[1] ?? '', whole[2] ?? whole[3] ?? whole[4] ?? '')
    if (!scanner.take(BAR)) return link
    const label = readBarLabel(scanner)
    return label === undefined ? undefined : { ...link, label }
  }
  const start = scanner.take(START)
  const end = start && ENDS[start[2] ?? '']
  if (!start || !end) return undefined
  const found = readInnerLabel(scanner, end)
  return found && { ...linkOf(start[1] ?? '', found.tail), label: found.label }
}

function linkOf(head: string, tail: string): WrittenLink {
  const isArrow = tail === '>' || tail === 'x' || tail === 'o'
  const isHeaded = head !== ''
  const points = isArrow && isHeaded ? 'both' : isArrow || isHeaded ? 'forward' : 'none'
  return { label: '', points, isBackward: isHeaded && !isArrow, isInvisible: false }
}

/** The label after `|`, which is passed; undefined when the second bar is missing. */
function readBarLabel(scanner: Scanner): string | undefined {
  scanner.take(BLANK)
  if (!scanner.takeWord('"')) return scanner.upTo('|', scanner.restOfLine(LONGEST_LABEL).length)
  const quoted = scanner.upTo('"', LONGEST_LABEL)
  scanner.take(BLANK)
  return quoted !== undefined && scanner.takeWord('|') ? `"${quoted}"` : undefined
}

/** The label up to the second half of the arrow. */
function readInnerLabel(scanner: Scanner, end: RegExp): { label: string; tail: string } | undefined {
  scanner.take(BLANK)
  const start = scanner.at
  if (scanner.takeWord('"')) {
    const quoted = scanner.upTo('"', LONGEST_LABEL)
    scanner.take(BLANK)
    const close = quoted === undefined ? null : scanner.take(end)
    if (close) return { label: `"${quoted}"`, tail: close[1] ?? '' }
    scanner.at = start
  }
  const most = scanner.restOfLine(LONGEST_LABEL).length
  for (let length = 0; length <= most; length++) {
    scanner.at = start + length
    const close = scanner.take(end)
    if (close) return { label: scanner.text.slice(start, start + length).trim(), tail: close[1] ?? '' }
  }
  return undefined
}
