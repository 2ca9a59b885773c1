/** Groups and comments in pictures. */
import { variantOf } from '../../lib/schema'
import type { Design } from '../design'
import { blocksIn, groupsOf } from '../group-tree'
import { GROUP_KINDS, type Group } from '../groups'
import { nameOf } from '../names'
import type { Box } from '../wires'
import type { Palette } from './palette'
import { COMMENT_INSET, COMMENT_LINE, COMMENT_SIZE, type Note } from './scene'
import { escapeXml, fitText, textWidth } from './text'

const NAME_SIZE = 13
const KIND_SIZE = 11
const INSET = 12

function kindOf(group: Group): string {
  return (variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind).toLowerCase()
}

/** The corner as it is written: to a tenth of a pixel. */
function at({ x, y }: { x: number; y: number }): string {
  return `x="${Math.round(x * 10) / 10 + 0}" y="${Math.round(y * 10) / 10 + 0}"`
}

/** A container with its name on the left and its kind on the right. */
export function containerIn(design: Design, id: string, box: Box, palette: Palette): string {
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  if (!group) return ''
  const kind = kindOf(group)
  const room = box.width - 2 * INSET - textWidth(kind, KIND_SIZE) - 8
  const dashes = group.kind === 'zone' ? ' stroke-dasharray="5 4"' : ''
  const corner = group.kind === 'tier' ? 2 : 10
  return [
    `<rect ${at(box)} width="${box.width}" height="${box.height}" rx="${corner}" fill="${palette.ink}" fill-opacity="0.03" stroke="${palette['line-2']}" stroke-width="1.5"${dashes}/>`,
    `<text ${at({ x: box.x + INSET, y: box.y + 20 })} font-size="${NAME_SIZE}" font-weight="600" fill="${palette.ink}">${escapeXml(fitText(nameOf(group), NAME_SIZE, room))}</text>`,
    `<text ${at({ x: box.x + box.width - INSET, y: box.y + 20 })} font-size="${KIND_SIZE}" text-anchor="end" fill="${palette['ink-2']}">${escapeXml(kind)}</text>`,
  ].join('')
}

/** A group drawn as one node. */
export function collapsedIn(design: Design, id: string, box: Box, palette: Palette): string {
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  if (!group) return ''
  const count = blocksIn(groupsOf(design), id).size
  const lines = [`${kindOf(group)}, ${count} block${count === 1 ? '' : 's'}`]
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
