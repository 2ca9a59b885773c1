import { type Design, MAX_BLOCKS, MAX_CONNECTIONS } from '../../design/design'
import { ID_PATTERN } from '../../lib/ids'

/** Whether ids are well formed and unique and every connection has both its ends: what no edit may ever break. */
export function isSound(design: Design): boolean {
  if (design.blocks.length > MAX_BLOCKS || design.connections.length > MAX_CONNECTIONS) return false
  const ids = new Set<string>()
  for (const { id } of [...design.blocks, ...design.connections]) {
    if (ids.has(id) || !ID_PATTERN.test(id)) return false
    ids.add(id)
  }
  const blocks = new Set(design.blocks.map((block) => block.id))
  return design.connections.every((connection) => blocks.has(connection.from) && blocks.has(connection.to))
}
