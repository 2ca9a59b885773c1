/** Groups and comments in pictures. */
import { variantOf } from '../../lib/schema'
import type { Design } from '../design'
import { BAR_HEIGHT, barBeside, outlineOf } from '../group-cuts'
import { blocksIn, groupsOf } from '../group-tree'
import { GROUP_KINDS, type Group } from '../groups'
import { nameOf } from '../names'
import type { Say } from '../say'
import type { Box } from '../wires'
import { roundedPath } from './outline'
import type { Palette } from './palette'
import { COMMENT_INSET, COMMENT_LINE, COMMENT_SIZE, type Note } from './scene'
import { escapeXml, fitText, textWidth } from './text'

const NAME_SIZE = 13
const KIND_SIZE = 11
const INSET = 12

function kindOf(group: Group, say: Say): string {
  return say(variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind).toLowerCase()
}

/** The corner as it is written: to a tenth of a pixel. */
function at({ x, y }: { x: number; y: number }): string {
  return `x="${Math.round(x * 10) / 10 + 0}" y="${Math.round(y * 10) / 10 + 0}"`
}

/** Where the title of a container stands: beside what is cut out of it, or above it. */
export function titleOf(box: Box, holes: readonly Box[]): Box {
  const { left, width, isOnTop } = barBeside(box.width, holes)
  return { x: box.x + left, y: box.y - (isOnTop ? BAR_HEIGHT + 1 : 0), width, height: BAR_HEIGHT }
}

/** A container with its name on the left and its kind on the right, cut out around blocks that are not in it. */
export function containerIn(
  design: Design,
  id: string,
  box: Box,
  holes: readonly Box[],
  palette: Palette,
  say: Say,
): string {
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  if (!group) return ''
  const kind = kindOf(group, say)
  const title = titleOf(box, holes)
  const kindWidth = textWidth(kind, KIND_SIZE) + 8
  // In a narrow place the name comes first.
  const hasKind = title.width - 2 * INSET >= 2 * kindWidth
  const room = title.width - 2 * INSET - (hasKind ? kindWidth : 0)
  const name = fitText(nameOf(group), NAME_SIZE, room)
  const [nameAt, kindAt] = [title.x + INSET, title.x + title.width - INSET].map((x) => at({ x, y: title.y + 20 }))
  return [
    shapeOf(group, box, holes, palette),
    `<text ${nameAt} font-size="${NAME_SIZE}" font-weight="600" fill="${palette.ink}">${escapeXml(name)}</text>`,
    ...(hasKind
      ? [
          `<text ${kindAt} font-size="${KIND_SIZE}" text-anchor="end" fill="${palette['ink-2']}">${escapeXml(kind)}</text>`,
        ]
      : []),
  ].join('')
}

function shapeOf(group: Group, box: Box, holes: readonly Box[], palette: Palette): string {
  const dashes = group.kind === 'zone' ? ' stroke-dasharray="5 4"' : ''
  const corner = group.kind === 'tier' ? 2 : 10
  const look = `fill="${palette.ink}" fill-opacity="0.03" stroke="${palette['line-2']}" stroke-width="1.5"${dashes}`
  if (holes.length === 0) return `<rect ${at(box)} width="${box.width}" height="${box.height}" rx="${corner}" ${look}/>`
  return `<path d="${roundedPath(outlineOf(box, holes), corner)}" ${look}/>`
}

/** A group drawn as one node. */
export function collapsedIn(design: Design, id: string, box: Box, palette: Palette, say: Say): string {
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  if (!group) return ''
  const count = blocksIn(groupsOf(design), id).size
  const blocks = count === 1 ? say('{count} block##alone', { count }) : say('{count} blocks', { count })
  const lines = [`${kindOf(group, say)}, ${blocks}`]
  return [
    `<rect ${at(box)} width="${box.width}" height="${box.height}" rx="10" fill="${palette.panel}" stroke="${palette['line-2']}" stroke-width="1.5"/>`,
    `<text ${at({ x: box.x + INSET, y: box.y + 23.5 })} font-size="${NAME_SIZE}" font-weight="600" fill="${palette.ink}">${escapeXml(fitText(nameOf(group), NAME_SIZE, box.width - 2 * INSET))}</text>`,
    ...lines.map(
      (line) => `<text ${at({ x: box.x + INSET, y: box.y + 49 })} fill="${palette['ink-3']}">${escapeXml(line)}</text>`,
    ),
  ].join('')
}

/** A comment with its lines. */
export function noteIn(note: Note, palette: Palette): string {
  const texts = note.lines.map((line, index) => {
    const place = at({ x: note.x + COMMENT_INSET, y: note.y + 21 + index * COMMENT_LINE })
    return `<text ${place} font-size="${COMMENT_SIZE}" fill="${palette.ink}">${escapeXml(line)}</text>`
  })
  const frame = `<rect ${at(note)} width="${note.width}" height="${note.height}" rx="4" fill="${palette['slow-weak']}" stroke="${palette['line-2']}"/>`
  return frame + texts.join('')
}
