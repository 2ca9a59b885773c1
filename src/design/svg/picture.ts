/**
 * Draws a design as SVG text: the same design and options give the same bytes. Plain shapes and text only, so that every viewer
 * shows it and nothing in it can run; no font is embedded, and text is cut to its room for whichever font will draw it.
 */
import { blockOf } from '../../blocks/registry'
import type { Block, Connection, Design } from '../design'
import { policyWords } from '../mermaid'
import { nameOf } from '../names'
import { inEnglish, type Say } from '../say'
import { arrowOf, type Box, type Curve, curveBetween, labelPlace, meet, pairsOf, pathOf } from '../wires'
import { GLYPHS } from './glyphs'
import { collapsedIn, containerIn, noteIn, titleOf } from './marks'
import { PALETTES, type Palette, type PictureTheme } from './palette'
import { extentOf } from './places'
import { sceneOf } from './scene'
import { escapeXml, FONT, fitText, textWidth } from './text'

/** A line of a block: a word on the left, a value on the right. */
export type FaceLine = readonly [label: string, value: string]

/** How a picture is drawn. */
export interface PictureOptions {
  theme: PictureTheme
  /** Fill the background with the colour of the canvas; transparent otherwise. Default: true. */
  hasBackground?: boolean
  /** Write the policies of connections on them. Default: true. */
  hasPolicies?: boolean
  /** Write the name of the design above it. Default: true. */
  hasTitle?: boolean
  /** Behind the name of a block, such as ×3. */
  suffixOf?: (block: Block) => string
  /** At most two lines in a block. Default: the name of its kind. */
  linesOf?: (block: Block) => readonly FaceLine[]
  /** The language of what is written on connections. Default: English. */
  say?: Say
  /** The picture in words, for who cannot see it. Default: how much there is of what, in English. */
  description?: string
}

export interface Picture {
  svg: string
  /** [px] */
  width: number
  height: number
}

const MARGIN = 28
const TITLE_ROOM = 34
const INSET = 12
const NAME_SIZE = 13
const TEXT_SIZE = 12
const LEAST_SIZE = 10
/** [px] of a line in a block: as large as fits. */
const LINE_SIZES = [TEXT_SIZE, 11, LEAST_SIZE]
const LABEL_SIZE = 11
const LABEL_LINE = 14

/** The picture of a design. */
export function pictureOf(design: Design, options: PictureOptions): Picture {
  const palette = PALETTES[options.theme]
  const { hasBackground = true, hasPolicies = true, hasTitle = true, say = inEnglish } = options
  const { blocks: boxes, containers, holes, collapsed, notes, wires: drawn } = sceneOf(design)
  const nodes = new Map([...boxes, ...collapsed])
  const connections = new Map(design.connections.map((connection) => [connection.id, connection]))
  const isPaired = pairsOf(drawn)
  const wires = drawn.flatMap(({ from, to, connections: ids }) => {
    const [start, end] = [nodes.get(from), nodes.get(to)]
    const only = ids.length === 1 ? connections.get(ids[0] as string) : undefined
    return start && end ? [{ connection: only, to, curve: curveBetween(start, end, isPaired(from, to)) }] : []
  })
  const labels = hasPolicies
    ? wires.flatMap(({ connection, to, curve }) =>
        connection ? labelOf({ ...connection, to }, curve, nodes, say) : [],
      )
    : []
  const titles = [...containers].map(([id, box]) => titleOf(box, holes.get(id) ?? []))
  const all = [...nodes.values(), ...containers.values(), ...titles, ...notes, ...labels]
  const extent = extentOf([...all, ...wires.map(({ curve }) => boxAround(curve))])
  const top = extent.y - MARGIN - (hasTitle ? TITLE_ROOM : 0)
  const left = extent.x - MARGIN
  const width = Math.ceil(extent.width + 2 * MARGIN)
  const height = Math.ceil(extent.y + extent.height + MARGIN - top)
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${number(left)} ${number(top)} ${width} ${height}" role="img" font-family="${escapeXml(FONT)}" font-size="${TEXT_SIZE}">`,
    `<title>${escapeXml(design.name)}</title>`,
    `<desc>${escapeXml(options.description ?? descriptionOf(design))}</desc>`,
    ...(hasBackground
      ? [`<rect x="${number(left)}" y="${number(top)}" width="${width}" height="${height}" fill="${palette.bg}"/>`]
      : []),
    ...(hasTitle
      ? [
          `<text x="${number(extent.x)}" y="${number(top + MARGIN + 4)}" font-size="15" font-weight="600" fill="${palette.ink}">${escapeXml(fitText(design.name, 15, extent.width))}</text>`,
        ]
      : []),
    ...[...containers].map(([id, box]) => containerIn(design, id, box, holes.get(id) ?? [], palette, say)),
    ...wires.map(({ curve }) => wireOf(curve, palette)),
    ...design.blocks.map((block) => blockIn(boxes.get(block.id), block, palette, options)),
    ...[...collapsed].map(([id, box]) => collapsedIn(design, id, box, palette, say)),
    ...notes.map((note) => noteIn(note, palette)),
    ...labels.map((label) => plate(label, palette)),
    '</svg>',
  ].filter((part) => part !== '')
  return { svg: `${parts.join('\n')}\n`, width, height }
}

function descriptionOf({ blocks, connections }: Design): string {
  const count = (size: number, one: string): string => `${size} ${one}${size === 1 ? '' : 's'}`
  return `${count(blocks.length, 'block')}, ${count(connections.length, 'connection')}`
}

/** To a tenth of a pixel, without a needless fraction. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10 + 0)
}

function wireOf(curve: Curve, { wire }: Palette): string {
  const path = pathOf(curve.map((value) => Math.round(value * 10) / 10) as unknown as Curve)
  const head = arrowOf(curve).replace(/-?\d+\.?\d*(?:e-?\d+)?/g, (value) => number(Number(value)))
  return `<path d="${path}" fill="none" stroke="${wire}" stroke-width="1.5"/><path d="${head}" fill="${wire}"/>`
}

/** Where the curve of a wire may lie: within its control points. */
function boxAround(curve: Curve): Box {
  const xs = curve.filter((_, index) => index % 2 === 0)
  const ys = curve.filter((_, index) => index % 2 === 1)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

interface Label extends Box {
  lines: readonly string[]
}

/** [px] widest label on a wire. */
const MAX_LABEL_WIDTH = 180

/** The policies of a connection, one below the other on its wire; where there is no room, in one line above or below the callee. */
function labelOf({ params, to }: Connection, curve: Curve, boxes: ReadonlyMap<string, Box>, say: Say): Label[] {
  const words = policyWords(params, say)
  if (words.length === 0) return []
  const blocks = [...boxes.values()]
  const stacked = sized(words.map((line) => fitText(line, LABEL_SIZE, MAX_LABEL_WIDTH)))
  const [x, y] = labelPlace(curve, stacked.width, stacked.height, blocks)
  const onWire = { ...stacked, x: x - stacked.width / 2, y: y - stacked.height / 2 }
  const callee = boxes.get(to)
  if (!callee || isFree(onWire, blocks)) return [onWire]
  const line = sized([words.join(', ')])
  const beside = [callee.y - line.height - 6, callee.y + callee.height + 6].map((top) => ({
    ...line,
    x: callee.x,
    y: top,
  }))
  return [beside.find((label) => isFree(label, blocks)) ?? onWire]
}

function sized(lines: readonly string[]): Pick<Label, 'lines' | 'width' | 'height'> {
  const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, LABEL_SIZE)))) + 12
  return { lines, width, height: lines.length * LABEL_LINE + 4 }
}

function isFree(label: Box, blocks: readonly Box[]): boolean {
  return !blocks.some((block) => meet(label, block))
}

function plate({ lines, x, y, width, height }: Label, palette: Palette): string {
  const shape = `<rect x="${number(x)}" y="${number(y)}" width="${width}" height="${height}" rx="6" fill="${palette.panel}" stroke="${palette.line}"/>`
  const texts = lines.map(
    (line, index) =>
      `<text x="${number(x + width / 2)}" y="${number(y + 13 + index * LABEL_LINE)}" font-size="${LABEL_SIZE}" text-anchor="middle" fill="${palette['ink-2']}">${escapeXml(line)}</text>`,
  )
  return shape + texts.join('')
}

function blockIn(box: Box | undefined, block: Block, palette: Palette, options: PictureOptions): string {
  if (!box) return ''
  const definition = blockOf(block.kind)
  const suffix = options.suffixOf?.(block) ?? ''
  const room = box.width - 2 * INSET - 24
  const name = fitText(nameOf(block), NAME_SIZE, room - textWidth(suffix, NAME_SIZE))
  const lines = options.linesOf?.(block) ?? [[definition?.name ?? block.kind, '']]
  const parts = [
    `<rect width="${box.width}" height="${box.height}" rx="8" fill="${palette.panel}" stroke="${palette['line-2']}"/>`,
    `<path transform="translate(${INSET} 11)" d="${GLYPHS[definition?.shape ?? 'rectangle']}" fill="none" stroke="${palette['ink-2']}" stroke-width="1.4" stroke-linejoin="round"/>`,
    `<text x="${INSET + 24}" y="23.5" font-size="${NAME_SIZE}" font-weight="600" fill="${palette.ink}">${escapeXml(name)}${suffix === '' ? '' : `<tspan font-weight="400" fill="${palette['ink-2']}">${escapeXml(suffix)}</tspan>`}</text>`,
    ...lines.slice(0, 2).map((line, index) => lineOf(line, 49 + 22 * index, box.width, palette)),
  ]
  return `<g transform="translate(${number(box.x)} ${number(box.y)})">${parts.join('')}</g>`
}

function lineOf([label, value]: FaceLine, y: number, width: number, palette: Palette): string {
  const room = width - 2 * INSET
  const between = label === '' || value === '' ? 0 : 6
  const fits = (size: number): boolean => textWidth(label, size) + between + textWidth(value, size) <= room
  // Smaller before it is cut, and the word before the value, which matters more.
  const size = LINE_SIZES.find(fits) ?? LEAST_SIZE
  const shown = fitText(value, size, label === '' ? room : room * 0.8)
  const rest = fitText(label, size, room - textWidth(shown, size) - between)
  const sized = size === TEXT_SIZE ? '' : ` font-size="${size}"`
  const left = `<text x="${INSET}" y="${y}"${sized} fill="${palette['ink-3']}">${escapeXml(rest)}</text>`
  if (shown === '') return left
  return `${left}<text x="${width - INSET}" y="${y}"${sized} text-anchor="end" fill="${palette.ink}">${escapeXml(shown)}</text>`
}
