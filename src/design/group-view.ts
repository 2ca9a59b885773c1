/** How groups are drawn, on the canvas and in pictures: boxes around what is in them, and collapsed ones as one node. */
import type { Design } from './design'
import { around, groupsOf, ownersOf } from './group-tree'
import type { Group } from './groups'
import type { Box } from './wires'

/** [px] room between the edge of a group and what is in it; above, the title bar stands in it. */
export const GROUP_PAD = 20
export const GROUP_BAR = 40

/** [px] the least width of a group, for its title. */
const MIN_WIDTH = 216

/** Connections that are drawn as one wire, because a collapsed group stands for blocks at their ends. */
export interface DrawnWire {
  /** Ids of what is drawn at the ends: blocks or collapsed groups. */
  readonly from: string
  readonly to: string
  readonly connections: readonly string[]
}

/** The collapsed group, if any, that is drawn in place of each block and group: the outermost around it, or itself. */
export function standIns(design: Pick<Design, 'blocks' | 'groups'>): Map<string, string> {
  const groups = groupsOf(design)
  const owners = ownersOf(groups)
  const found = new Map<string, string>()
  if (!groups.some(({ collapsed }) => collapsed)) return found
  for (const { id } of [...design.blocks, ...groups]) {
    const own = groups.find((group) => group.id === id)
    const chain = own ? [own, ...around(owners, id)] : around(owners, id)
    const outermost = chain.findLast(({ collapsed }) => collapsed)
    if (outermost) found.set(id, outermost.id)
  }
  return found
}

/** The wires to draw: connections between the same two ends become one where a collapsed group is at an end. */
export function drawnWires(design: Design, shown: ReadonlyMap<string, string>): DrawnWire[] {
  const wires = new Map<string, { from: string; to: string; connections: string[] }>()
  for (const connection of design.connections) {
    const from = shown.get(connection.from) ?? connection.from
    const to = shown.get(connection.to) ?? connection.to
    const isMerged = from !== connection.from || to !== connection.to
    if (from === to) continue
    const key = isMerged ? `${from} ${to}` : connection.id
    const wire = wires.get(key) ?? { from, to, connections: [] }
    wire.connections.push(connection.id)
    wires.set(key, wire)
  }
  return [...wires.values()]
}

/**
 * Where groups stand that are drawn, outer ones before inner ones: around the boxes of their members, or, collapsed, as a node
 * of this size where their first member would be. Groups inside collapsed ones have no box.
 */
export function groupBoxes(
  groups: readonly Group[],
  blocks: ReadonlyMap<string, Box>,
  node: { readonly width: number; readonly height: number },
): Map<string, Box> {
  const byId = new Map(groups.map((group) => [group.id, group]))
  const found = new Map<string, Box>()
  const boxOf = (group: Group): Box | undefined => {
    const inner = group.members.flatMap((member) => {
      const child = byId.get(member)
      const box = child ? boxOf(child) : blocks.get(member)
      return box ? [box] : []
    })
    if (inner.length === 0) return undefined
    const left = Math.min(...inner.map(({ x }) => x)) - GROUP_PAD
    const top = Math.min(...inner.map(({ y }) => y)) - GROUP_BAR
    const right = Math.max(...inner.map(({ x, width }) => x + width)) + GROUP_PAD
    const bottom = Math.max(...inner.map(({ y, height }) => y + height)) + GROUP_PAD
    const whole = { x: left, y: top, width: Math.max(MIN_WIDTH, right - left), height: bottom - top }
    const box = group.collapsed ? { x: left + GROUP_PAD, y: top + GROUP_BAR, ...node } : whole
    for (const member of group.collapsed ? insideOf(byId, group) : []) found.delete(member)
    found.set(group.id, box)
    return box
  }
  const owners = ownersOf(groups)
  for (const group of groups) if (!owners.has(group.id)) boxOf(group)
  // Inner boxes were found first; outer ones are drawn first.
  return new Map([...found].reverse())
}

function insideOf(byId: ReadonlyMap<string, Group>, group: Group): string[] {
  return group.members.flatMap((member) => {
    const child = byId.get(member)
    return child ? [member, ...insideOf(byId, child)] : []
  })
}
