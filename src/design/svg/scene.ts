/** What stands in a picture of a design, and where: blocks, groups, comments and wires, as on the canvas. */
import { COMMENT_WIDTH, commentsOf } from '../comments'
import type { Design } from '../design'
import { holesIn, strangersIn } from '../group-cuts'
import { groupsOf } from '../group-tree'
import { type DrawnWire, drawnWires, groupBoxes, standIns } from '../group-view'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../layout'
import type { Box } from '../wires'
import { boxesOf } from './places'
import { textWidth } from './text'

/** [px] text of comments: its size, the height of a line, and the room around it. */
export const COMMENT_SIZE = 12
export const COMMENT_LINE = 17
export const COMMENT_INSET = 12

export interface Note extends Box {
  lines: readonly string[]
}

export interface Scene {
  /** Blocks that no collapsed group stands for. */
  blocks: ReadonlyMap<string, Box>
  /** Containers, outer ones first. */
  containers: ReadonlyMap<string, Box>
  /** What is cut out of containers, from their top left corners, around blocks that are not in them. */
  holes: ReadonlyMap<string, readonly Box[]>
  /** Groups drawn as one node. */
  collapsed: ReadonlyMap<string, Box>
  notes: readonly Note[]
  wires: readonly DrawnWire[]
}

/** The scene of a design; blocks without a position are laid out. */
export function sceneOf(design: Design): Scene {
  const all = boxesOf(design)
  const shown = standIns(design)
  const groups = groupBoxes(groupsOf(design), all, { width: BLOCK_WIDTH, height: BLOCK_HEIGHT })
  const isCollapsed = new Set(groupsOf(design).flatMap(({ id, collapsed }) => (collapsed ? [id] : [])))
  const blocks = new Map([...all].filter(([id]) => !shown.has(id)))
  const containers = new Map([...groups].filter(([id]) => !isCollapsed.has(id)))
  return {
    blocks,
    containers,
    holes: new Map(
      [...containers].map(([id, box]) => {
        const strangers = strangersIn(design, id, box, blocks).flatMap((stranger) => blocks.get(stranger) ?? [])
        return [id, holesIn(box, strangers)]
      }),
    ),
    collapsed: new Map([...groups].filter(([id]) => isCollapsed.has(id))),
    notes: commentsOf(design).flatMap(({ text, position, width = COMMENT_WIDTH, block }) => {
      if (block !== undefined && shown.has(block)) return []
      const lines = text.split('\n').flatMap((line) => wrapped(line, width - 2 * COMMENT_INSET))
      return [{ ...position, width, height: lines.length * COMMENT_LINE + 16, lines }]
    }),
    wires: drawnWires(design, shown),
  }
}

/** A line in pieces that fit, parted between words where that is possible. */
function wrapped(line: string, room: number): string[] {
  const lines: string[] = []
  let present = ''
  for (const piece of line.match(/\S+\s*|\s+/g) ?? []) {
    if (present !== '' && textWidth((present + piece).trimEnd(), COMMENT_SIZE) > room) {
      lines.push(present.trimEnd())
      present = ''
    }
    for (const char of piece) {
      if (present !== '' && textWidth(present + char, COMMENT_SIZE) > room && char.trim() !== '') {
        lines.push(present.trimEnd())
        present = ''
      }
      present += char
    }
  }
  return [...lines, present.trimEnd()]
}
