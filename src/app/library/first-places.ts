/** Where the blocks of the first example stand: by hand, so that it can be read at a glance on a small screen. */
import type { Design } from '../../design/design'
import { moveBlocks } from '../edits/blocks'

/** Left edges of the columns; the last one stands apart, so that a breaker has room on its wire. */
const COLUMNS = [0, 232, 464, 760]
const DOWN = 132

/** Column and row by id. */
const CELLS: Readonly<Record<string, readonly [number, number]>> = {
  shoppers: [0, 0],
  gateway: [1, 0],
  balancer: [1, 1],
  orders: [2, 1],
  'product-cache': [3, 0],
  'orders-db': [3, 1],
  'stock-lock': [2, 0],
  mail: [2, 2],
  mailer: [3, 2],
}

/** The design with its blocks at their places, if all of them have one. */
export function withFirstPlaces(design: Design): Design {
  if (design.blocks.some(({ id, position }) => position || !CELLS[id])) return design
  const places = Object.entries(CELLS).map(
    ([id, [column, row]]) => [id, { x: COLUMNS[column] ?? 0, y: row * DOWN }] as const,
  )
  return moveBlocks(design, new Map(places))
}
