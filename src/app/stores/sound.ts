import { MAX_COMMENTS } from '../../design/comments'
import { type Design, MAX_BLOCKS, MAX_CONNECTIONS } from '../../design/design'
import { MAX_GROUPS } from '../../design/group-tree'
import { ID_PATTERN } from '../../lib/ids'

/** Whether ids are well formed and unique, every connection has both its ends, and groups hold what is there: what no edit may ever break. */
export function isSound(design: Design): boolean {
  if (design.blocks.length > MAX_BLOCKS || design.connections.length > MAX_CONNECTIONS) return false
  const ids = new Set<string>()
  const { blocks: all, connections, groups = [], comments = [] } = design
  for (const { id } of [...all, ...connections, ...groups, ...comments]) {
    if (ids.has(id) || !ID_PATTERN.test(id)) return false
    ids.add(id)
  }
  const blocks = new Set(all.map((block) => block.id))
  const members = groups.flatMap((group) => group.members)
  if (groups.length > MAX_GROUPS || comments.length > MAX_COMMENTS || new Set(members).size < members.length)
    return false
  if (!members.every((id) => blocks.has(id) || groups.some((group) => group.id === id))) return false
  return design.connections.every((connection) => blocks.has(connection.from) && blocks.has(connection.to))
}
