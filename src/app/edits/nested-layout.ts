/**
 * Places for blocks in groups: what is in a group is laid out first, in layers from left to right, and the group then stands
 * among its siblings as one box, so that no group overlaps what is not in it.
 */
import type { Design } from '../../design/design'
import { around, groupsOf, ownersOf } from '../../design/group-tree'
import { GROUP_BAR, GROUP_PAD } from '../../design/group-view'
import { layers } from '../../design/layers'
import { BLOCK_GAP, BLOCK_HEIGHT, BLOCK_WIDTH, LAYER_GAP } from '../../design/layout'
import type { Point } from './point'

/** Something of a size with blocks in it, whose places are relative to its corner. */
interface Item {
  width: number
  height: number
  blocks: ReadonlyMap<string, Point>
}

/** Places of these blocks. The same design always gives the same places. */
export function nestedLayout(design: Design, ids: ReadonlySet<string>): Map<string, Point> {
  const groups = groupsOf(design)
  const owners = ownersOf(groups)
  /** What of `level` a block belongs to: itself, or the group in `level` that it is in. */
  const standsFor = (block: string, level: ReadonlySet<string>): string | undefined =>
    [block, ...around(owners, block).map(({ id }) => id)].find((id) => level.has(id))

  const itemOf = (id: string): Item | undefined => {
    const group = groups.find((candidate) => candidate.id === id)
    if (!group)
      return ids.has(id)
        ? { width: BLOCK_WIDTH, height: BLOCK_HEIGHT, blocks: new Map([[id, { x: 0, y: 0 }]]) }
        : undefined
    const inner = arrange(group.members)
    if (inner.blocks.size === 0) return undefined
    const [left, top] = group.collapsed ? [0, 0] : [GROUP_PAD, GROUP_BAR]
    const blocks = moved(inner.blocks, left, top)
    if (group.collapsed) return { width: BLOCK_WIDTH, height: BLOCK_HEIGHT, blocks }
    return { width: inner.width + 2 * GROUP_PAD, height: inner.height + GROUP_BAR + GROUP_PAD, blocks }
  }

  function arrange(members: readonly string[]): Item {
    const items = new Map(
      members.flatMap((id): [string, Item][] => {
        const item = itemOf(id)
        return item ? [[id, item]] : []
      }),
    )
    const level = new Set(items.keys())
    const numbers = new Map([...level].map((id, index) => [id, index]))
    const edges = design.connections.flatMap(({ from, to }): [number, number][] => {
      const [a, b] = [standsFor(from, level), standsFor(to, level)]
      return a !== undefined && b !== undefined && a !== b ? [[numbers.get(a) ?? 0, numbers.get(b) ?? 0]] : []
    })
    const places = layers(level.size, edges, { height: BLOCK_HEIGHT, gap: BLOCK_GAP })
    return stacked([...items.values()], places)
  }

  const top = new Set([...ids].map((id) => around(owners, id).at(-1)?.id ?? id))
  const order = [...design.blocks.map(({ id }) => around(owners, id).at(-1)?.id ?? id)].filter((id) => top.has(id))
  return new Map(arrange([...new Set(order)]).blocks)
}

/** Columns of items by layer, each as wide as its widest and in the middle of the tallest. */
function stacked(items: readonly Item[], places: readonly { layer: number; y: number }[]): Item {
  const columns = new Map<number, { item: Item; y: number }[]>()
  for (const [index, item] of items.entries()) {
    const { layer = 0, y = 0 } = places[index] ?? {}
    columns.set(layer, [...(columns.get(layer) ?? []), { item, y }])
  }
  const sorted = [...columns]
    .sort(([one], [other]) => one - other)
    .map(([, column]) => column.sort((a, b) => a.y - b.y))
  const heights = sorted.map((column) => column.reduce((sum, { item }) => sum + item.height + BLOCK_GAP, -BLOCK_GAP))
  const height = Math.max(0, ...heights)
  const blocks = new Map<string, Point>()
  let x = 0
  for (const [index, column] of sorted.entries()) {
    let y = Math.round((height - (heights[index] ?? 0)) / 2)
    const width = Math.max(...column.map(({ item }) => item.width))
    for (const { item } of column) {
      for (const [id, place] of moved(item.blocks, x + Math.round((width - item.width) / 2), y)) blocks.set(id, place)
      y += item.height + BLOCK_GAP
    }
    x += width + LAYER_GAP
  }
  return { width: Math.max(0, x - LAYER_GAP), height, blocks }
}

function moved(blocks: ReadonlyMap<string, Point>, x: number, y: number): Map<string, Point> {
  return new Map([...blocks].map(([id, place]) => [id, { x: place.x + x, y: place.y + y }]))
}
