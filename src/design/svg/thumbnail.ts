/** Small pictures of designs for lists: blocks and wires without words, made from a few numbers that are kept with each design. */
import type { DiagramShape } from '../../blocks/block'
import { blockOf } from '../../blocks/registry'
import type { Design } from '../design'
import { holesIn, outlineOf, strangersIn } from '../group-cuts'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../layout'
import { type Box, curveBetween, pairsOf, pathOf } from '../wires'
import { GLYPHS } from './glyphs'
import { roundedPath } from './outline'
import { PALETTES, type PictureTheme } from './palette'
import { extentOf } from './places'
import { sceneOf } from './scene'

/** What is kept of a design for its small picture. */
export interface Sketch {
  /** Left edge, top edge and number of the shape of each block. */
  blocks: readonly (readonly [number, number, number])[]
  /** Places in `blocks` of both ends of each connection. */
  wires: readonly (readonly [number, number])[]
  /** Left edge, top edge, width and height of containers, outer ones first; and of comments. */
  groups?: readonly SketchBox[]
  notes?: readonly SketchBox[]
  /** Places in `groups` and in `blocks` where a block stands inside the outline of a group that it is not in. */
  strangers?: readonly (readonly [number, number])[]
}

type SketchBox = readonly [number, number, number, number]

const SHAPES = Object.keys(GLYPHS) as DiagramShape[]

/** [px] size at which small pictures are shown; their proportions. */
const SHOWN_WIDTH = 240
const SHOWN_HEIGHT = 135

/** The few numbers of a design. */
export function sketchOf(design: Design): Sketch {
  const { blocks, containers, collapsed, notes, wires } = sceneOf(design)
  const nodes = [...blocks, ...collapsed]
  const kinds = new Map(design.blocks.map(({ id, kind }) => [id, kind]))
  const places = new Map(nodes.map(([id], index) => [id, index]))
  const groups = [...containers.values()].map(numbersOf)
  const strangers = [...containers].flatMap(([id, box], index) =>
    strangersIn(design, id, box, blocks).map((block) => [index, places.get(block) ?? 0] as const),
  )
  return {
    blocks: nodes.map(([id, { x, y }]) => {
      const shape = blockOf(kinds.get(id) ?? '')?.shape ?? 'rectangle'
      return [x, y, Math.max(0, SHAPES.indexOf(shape))]
    }),
    wires: wires.map(({ from, to }) => [places.get(from) ?? 0, places.get(to) ?? 0]),
    ...(groups.length > 0 ? { groups } : {}),
    ...(notes.length > 0 ? { notes: notes.map(numbersOf) } : {}),
    ...(strangers.length > 0 ? { strangers } : {}),
  }
}

function numbersOf({ x, y, width, height }: Box): SketchBox {
  return [x, y, width, height]
}

function boxFrom([x, y, width, height]: SketchBox): Box {
  return { x, y, width, height }
}

/** The small picture, in the proportions 16 to 9. */
export function thumbnailOf(sketch: Sketch, theme: PictureTheme): string {
  const palette = PALETTES[theme]
  const boxes = sketch.blocks.map(([x, y]) => ({ x, y, width: BLOCK_WIDTH, height: BLOCK_HEIGHT }))
  const { groups = [], notes = [], strangers = [] } = sketch
  const extent = extentOf([...boxes, ...[...groups, ...notes].map(boxFrom)])
  // Never larger than half the size of the canvas, so that one block is not a wall.
  const scale = Math.max(2, (extent.width * 1.14) / SHOWN_WIDTH, (extent.height * 1.18) / SHOWN_HEIGHT)
  const width = Math.ceil(SHOWN_WIDTH * scale)
  const height = Math.ceil(SHOWN_HEIGHT * scale)
  const left = Math.round(extent.x + extent.width / 2 - width / 2)
  const top = Math.round(extent.y + extent.height / 2 - height / 2)
  const stroke = Math.round(scale * 12) / 10
  const isPaired = pairsOf(sketch.wires.map(([from, to]) => ({ from: `${from}`, to: `${to}` })))
  const wires = sketch.wires.flatMap(([from, to]) => {
    const [a, b] = [boxes[from], boxes[to]]
    const isAside = isPaired(`${from}`, `${to}`)
    return a && b
      ? [pathOf(curveBetween(a, b, isAside).map(Math.round) as unknown as Parameters<typeof pathOf>[0])]
      : []
  })
  const blocks = sketch.blocks.map(([x, y, shape]) => {
    const glyph = GLYPHS[SHAPES[shape] ?? 'rectangle']
    const sign = `<path transform="translate(${x + BLOCK_WIDTH / 2 - 32} ${y + BLOCK_HEIGHT / 2 - 32}) scale(4)" d="${glyph}" fill="none" stroke="${palette['ink-3']}" stroke-width="${Math.round(stroke * 2.5) / 10}"/>`
    return `<rect x="${x}" y="${y}" width="${BLOCK_WIDTH}" height="${BLOCK_HEIGHT}" rx="10" fill="${palette.panel}" stroke="${palette['line-2']}" stroke-width="${stroke}"/>${sign}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SHOWN_WIDTH}" height="${SHOWN_HEIGHT}" viewBox="${left} ${top} ${width} ${height}">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.bg}"/>`,
    ...groups.map((group, index) => {
      const inside = strangers.flatMap(([of, block]) => (of === index ? (boxes[block] ?? []) : []))
      const look = `fill="${palette.ink}" fill-opacity="0.05" stroke="${palette['line-2']}" stroke-width="${stroke}"`
      const [x, y, w, h] = group
      if (inside.length === 0) return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="12" ${look}/>`
      const box = boxFrom(group)
      return `<path d="${roundedPath(outlineOf(box, holesIn(box, inside)), 12)}" ${look}/>`
    }),
    `<path d="${wires.join('')}" fill="none" stroke="${palette.wire}" stroke-width="${stroke * 1.2}"/>`,
    ...blocks,
    ...notes.map(
      ([x, y, w, h]) =>
        `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="6" fill="${palette['slow-weak']}" stroke="${palette['line-2']}" stroke-width="${stroke}"/>`,
    ),
    '</svg>',
  ].join('')
}
