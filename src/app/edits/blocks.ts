/** Changes of a design as pure functions: the same design and arguments give the same result, and nothing is mutated. */

import { blockOf } from '../../blocks/registry'
import { type Comment, commentsOf } from '../../design/comments'
import { connectProblem } from '../../design/connect'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection, Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import type { Group } from '../../design/groups'
import { nameOf } from '../../design/names'
import { defaultsOf, defaultValue, object } from '../../lib/schema'
import { currentLanguage, t } from '../i18n/language'
import { BLOCK_HEIGHT, BLOCK_WIDTH, needsPlaces, placesFor } from './auto-layout'
import type { Point } from './point'

/** Side of the grid that blocks snap to. */
export const GRID = 20

/** An id that is free in the design: the wish itself, or with a number behind it. */
export function freeId(design: Design, wish: string, alsoTaken: ReadonlySet<string> = new Set()): string {
  const taken = new Set([...design.blocks, ...design.connections, ...marksOf(design)].map(({ id }) => id))
  const clean =
    wish
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'block'
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `-${count}`
    const id = clean.slice(0, 32 - suffix.length) + suffix
    if (!taken.has(id) && !alsoTaken.has(id)) return id
  }
}

/** Groups and comments. */
export function marksOf(design: Design): readonly (Group | Comment)[] {
  return [...groupsOf(design), ...commentsOf(design)]
}

export interface Added {
  design: Design
  id: string
}

/** The design with a place for every block that had none. */
export function placed(design: Design): Design {
  return needsPlaces(design) ? moveBlocks(design, placesFor(design)) : design
}

/** A new block of a kind, everything at its default. Its name comes from its id, which is English, so other languages give one. */
export function addBlock(design: Design, kind: string, at: Point): Added {
  const definition = blockOf(kind)
  if (!definition) return { design, id: '' }
  const id = freeId(design, kind)
  const block: Block = {
    id,
    kind,
    ...(currentLanguage() === 'en' ? {} : { label: t(definition.name) + id.slice(kind.length).replace('-', ' ') }),
    params: defaultValue(object(definition.fields)) as Block['params'],
    position: freePlace(design, at),
  }
  return { design: { ...design, blocks: [...design.blocks, block] }, id }
}

/** The nearest place on the grid, at or below and right of a point, that no block stands on. */
export function freePlace(design: Design, at: Point): Point {
  const place = { x: snapped(at.x), y: snapped(at.y) }
  const isTaken = (): boolean =>
    design.blocks.some(
      ({ position }) =>
        position && Math.abs(position.x - place.x) < BLOCK_WIDTH - 8 && Math.abs(position.y - place.y) < BLOCK_HEIGHT,
    )
  for (let tries = 0; tries < 200 && isTaken(); tries++) {
    place.y += GRID
    if (tries % 12 === 11) {
      place.x += 2 * GRID
      place.y = snapped(at.y)
    }
  }
  return place
}

function snapped(value: number): number {
  return Math.round(value / GRID) * GRID + 0
}

/** A new connection with everything at its default, or the design as it was when the two may not be connected. */
export function addConnection(design: Design, from: string, to: string): Added {
  if (connectProblem(design, from, to)) return { design, id: '' }
  if (design.connections.some((connection) => connection.from === from && connection.to === to))
    return { design, id: '' }
  const id = freeId(design, `to-${to}`)
  const connection: Connection = { id, from, to, params: defaultsOf(CONNECTION_FIELDS) }
  return { design: { ...design, connections: [...design.connections, connection] }, id }
}

/** Blocks put at new places; ids that are not there are passed over. */
export function moveBlocks(design: Design, places: ReadonlyMap<string, Point>): Design {
  let hasChanged = false
  const blocks = design.blocks.map((block) => {
    const place = places.get(block.id)
    if (!place) return block
    const position = { x: Math.round(place.x) + 0, y: Math.round(place.y) + 0 }
    if (block.position?.x === position.x && block.position.y === position.y) return block
    hasChanged = true
    return { ...block, position }
  })
  return hasChanged ? { ...design, blocks } : design
}

/** Another name on screen; an empty one goes back to the id. */
export function renameBlock(design: Design, id: string, label: string): Design {
  const clean = label.trim().slice(0, 80)
  return {
    ...design,
    blocks: design.blocks.map((block) => {
      if (block.id !== id) return block
      const { label: _, ...rest } = block
      return clean === '' || clean === nameOf(rest) ? rest : { ...rest, label: clean }
    }),
  }
}
