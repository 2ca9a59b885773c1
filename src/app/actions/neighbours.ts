/** Which block is next to which, for moving about with the keyboard. */
import type { Block, Design } from '../../design/design'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest block that lies in a direction, connected ones first; undefined when there is none. */
export function neighbourTowards(design: Design, from: string, direction: Direction): string | undefined {
  const start = design.blocks.find(({ id }) => id === from)?.position
  if (!start) return undefined
  const connected = new Set(
    design.connections.flatMap((one) => (one.from === from ? [one.to] : one.to === from ? [one.from] : [])),
  )
  let best: { id: string; cost: number } | undefined
  for (const { id, position } of design.blocks) {
    if (id === from || !position) continue
    const x = position.x - start.x
    const y = position.y - start.y
    const [along, across] = direction === 'left' || direction === 'right' ? [x, y] : [y, x]
    const forward = direction === 'left' || direction === 'up' ? -along : along
    if (forward <= 0 || Math.abs(across) > 3 * forward) continue
    const cost = (forward + 2 * Math.abs(across)) * (connected.has(id) ? 0.5 : 1)
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
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
