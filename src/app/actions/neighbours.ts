/** Which block is next to which, for moving about with the keyboard. */
import { commentsOf } from '../../design/comments'
import type { Block, Design } from '../../design/design'
import { around, groupsOf, ownersOf } from '../../design/group-tree'
import { groupBoxes, standIns } from '../../design/group-view'
import type { Group } from '../../design/groups'
import type { Box } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import type { Point } from '../edits/point'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Corners of what can be gone to: blocks, comments, and groups at their title bars. */
function stops(design: Design): Map<string, Point> {
  const shown = standIns(design)
  const boxes = new Map(
    design.blocks.flatMap(({ id, position }): [string, Box][] =>
      position ? [[id, { ...position, width: BLOCK_WIDTH, height: BLOCK_HEIGHT }]] : [],
    ),
  )
  const groups = groupBoxes(groupsOf(design), boxes, { width: BLOCK_WIDTH, height: BLOCK_HEIGHT })
  const comments = commentsOf(design).map(({ id, position }): [string, Point] => [id, position])
  return new Map<string, Point>([...[...boxes].filter(([id]) => !shown.has(id)), ...groups, ...comments])
}

/** The nearest block, group or comment that lies in a direction, connected ones first; undefined when there is none. */
export function neighbourTowards(design: Design, from: string, direction: Direction): string | undefined {
  const places = stops(design)
  const start = places.get(from)
  if (!start) return undefined
  const connected = new Set(
    design.connections.flatMap((one) => (one.from === from ? [one.to] : one.to === from ? [one.from] : [])),
  )
  const owners = ownersOf(groupsOf(design))
  const isSideways = direction === 'left' || direction === 'right'
  let best: { id: string; cost: number } | undefined
  for (const [id, position] of places) {
    if (id === from) continue
    // To the bar of one's own group it is up, and from it down.
    if (isSideways && (isAround(owners, id, from) || isAround(owners, from, id))) continue
    const x = position.x - start.x
    const y = position.y - start.y
    const [along, across] = isSideways ? [x, y] : [y, x]
    const forward = direction === 'left' || direction === 'up' ? -along : along
    if (forward <= 0 || Math.abs(across) > 3 * forward) continue
    const cost = (forward + 2 * Math.abs(across)) * (connected.has(id) ? 0.5 : 1)
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
}

function isAround(owners: ReadonlyMap<string, Group>, group: string, id: string): boolean {
  return around(owners, id).some((owner) => owner.id === group)
}

/** The connection that comes next, among those of a block or of the caller of the present one; outgoing ones come first. */
export function connectionAfter(
  design: Design,
  { block, connection }: { block: string | undefined; connection: string | undefined },
  step: 1 | -1,
): string | undefined {
  const present = design.connections.find(({ id }) => id === connection)
  const owner = block ?? present?.from
  const calls = design.connections.filter(({ from }) => from === owner)
  const called = present ? [] : design.connections.filter(({ to }) => to === owner)
  const all = [...calls, ...called]
  const at = present ? all.indexOf(present) : step > 0 ? -1 : 0
  return all[(at + step + all.length) % all.length]?.id
}

/** The block that should have the focus once some are gone: a caller or callee of them, or the nearest left. */
export function neighbourAfterRemoval(design: Design, ids: ReadonlySet<string>): string | undefined {
  const kept = design.blocks.filter(({ id }) => !ids.has(id))
  for (const { id, from, to } of design.connections) {
    if (!ids.has(id) && !ids.has(from) && !ids.has(to)) continue
    const end = [from, to].find((candidate) => !ids.has(candidate))
    if (end) return end
  }
  const gone = design.blocks.find(({ id }) => ids.has(id))
  if (!gone) return undefined
  return kept.sort((one, other) => distance(gone, one) - distance(gone, other))[0]?.id
}

function distance(one: Block, other: Block): number {
  if (!one.position || !other.position) return Infinity
  return Math.hypot(one.position.x - other.position.x, one.position.y - other.position.y)
}
