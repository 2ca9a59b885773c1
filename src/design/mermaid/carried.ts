/**
 * What a diagram cannot say, carried in its comments, so that a design comes back from its own diagram as it was: one comment for
 * the design as a whole, which holds the comments on the canvas, too, one for each block and group, named by its node or subgraph,
 * and one for each connection, named by the nodes at its ends.
 * A diagram that was changed by hand takes from them what still fits.
 */

import type { Design } from '../design'
import { parseJsonText } from '../json-text'
import { asRecord } from '../plain'
import { plainDesign } from '../serialize'

const MARK = '%% loadbearing:'

/** Data of one comment: an object as it is in a file of a design, without what the diagram says itself. */
export type CarriedData = { readonly [key: string]: unknown }

/** What comments carry, by what they are about. */
export interface Carried {
  design: CarriedData | null
  /** Where that stands. */
  designLine: number
  /** By node or subgraph. */
  readonly blocks: Map<string, CarriedData>
  /** By the nodes at the ends, in order where there are several between the same two. */
  readonly connections: Map<string, CarriedData[]>
  /** Comments that cannot be read. */
  readonly damaged: { line: number; text: string; reason: string }[]
}

/** Key of the connections between two nodes. */
export function between(from: string, to: string): string {
  return `${from} ${to}`
}

/** The comments of a clean design, whose blocks are drawn as these nodes. */
export function carriedLines(design: Design, nodes: ReadonlyMap<string, string>): string[] {
  const {
    blocks,
    connections,
    groups = [],
    ...whole
  } = plainDesign(design) as {
    blocks: ({ id: string } & CarriedData)[]
    connections: ({ id: string; from: string; to: string } & CarriedData)[]
    groups?: ({ id: string } & CarriedData)[]
  }
  return [
    `${MARK} design ${quiet(whole)}`,
    ...[...blocks, ...groups].map((part) => `${MARK} ${nodes.get(part.id)} ${quiet(part)}`),
    ...connections.map(
      ({ from, to, ...rest }) => `${MARK} ${between(nodes.get(from) ?? '', nodes.get(to) ?? '')} ${quiet(rest)}`,
    ),
  ]
}

/** JSON on one line in which nothing looks like a directive, a tag or an entity to Mermaid. */
function quiet(value: unknown): string {
  return JSON.stringify(value).replace(/[%<>&`#\u007f-\uffff]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Reads the comments of a diagram; each is what follows the mark. */
export function readCarried(comments: readonly { readonly line: number; readonly text: string }[]): Carried {
  const carried: Carried = { design: null, designLine: 1, blocks: new Map(), connections: new Map(), damaged: [] }
  for (const { line, text } of comments) {
    const match = /^(\S{1,200})(?:[ \t]+(\S{1,200}))?[ \t]+(\{.*\})[ \t]*$/.exec(text)
    const json = match && parseJsonText(match[3] ?? '')
    if (!match || !json?.ok) {
      const reason = json && !json.ok ? `the comment is damaged: ${json.problem.message}` : 'the comment is damaged'
      carried.damaged.push({ line, text, reason })
      continue
    }
    const data = asRecord(json.value)
    const [, first = '', second] = match
    if (second !== undefined) {
      const key = between(first, second)
      carried.connections.set(key, [...(carried.connections.get(key) ?? []), data])
    } else if (first === 'design') {
      carried.design = data
      carried.designLine = line
    } else carried.blocks.set(first, data)
  }
  return carried
}
