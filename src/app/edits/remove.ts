/** Removing, with all that hung on what goes and referred to it. Apart from the other edits, as the page starts without it. */
import { blockOf } from '../../blocks/registry'
import { type Comment, commentsOf } from '../../design/comments'
import type { Block, Design } from '../../design/design'
import { groupsOf, pruned } from '../../design/group-tree'
import type { Group } from '../../design/groups'
import { mapReferences } from '../../design/references'
import { marksOf } from './blocks'

/** Without the named blocks, connections, groups and comments, what hung on them, and what referred to them. */
export function remove(design: Design, ids: ReadonlySet<string>): Design {
  const connections = design.connections.filter(({ id, from, to }) => !ids.has(id) && !ids.has(from) && !ids.has(to))
  const blocks = design.blocks.filter(({ id }) => !ids.has(id))
  const isAny = [...design.blocks, ...design.connections, ...marksOf(design)].some(({ id }) => ids.has(id))
  if (!isAny) return design
  const groups = groupsWithout(groupsOf(design), ids)
  const kept = new Set([...blocks, ...connections, ...groups].map(({ id }) => id))
  const { scenario } = design
  const comments = commentsOf(design)
    .filter(({ id }) => !ids.has(id))
    .map(({ block, ...comment }) => (block === undefined || !kept.has(block) ? comment : { ...comment, block }))
  return withMarks(
    {
      ...design,
      blocks: blocks.map((block) => withReferences(block, (id) => (kept.has(id) ? id : ''))),
      connections,
      scenario: {
        ...scenario,
        faults: scenario.faults.filter(({ target }) => kept.has(target)),
        changes: scenario.changes.filter(({ path }) => isKept(path, kept)),
      },
      objectives: design.objectives.filter(({ measure }) => isKept(measure, kept)),
    },
    { groups, comments },
  )
}

/** The groups without some, and without what becomes empty by that; what was in them goes to the group around. */
function groupsWithout(groups: readonly Group[], ids: ReadonlySet<string>): Group[] {
  if (groups.length === 0) return []
  const inside = (members: readonly string[]): string[] =>
    members.flatMap((member) => {
      if (!ids.has(member)) return [member]
      return inside(groups.find(({ id }) => id === member)?.members ?? [])
    })
  const left = groups.filter(({ id }) => !ids.has(id)).map((group) => ({ ...group, members: inside(group.members) }))
  const pruneds = pruned(left)
  const known = new Set(pruneds.map(({ id }) => id))
  return pruneds.map((group) => withoutDistances(group, known))
}

function withoutDistances(group: Group, known: ReadonlySet<string>): Group {
  const distances = group.params['distancesKm']
  if (!distances) return group
  const distancesKm = Object.fromEntries(Object.entries(distances).filter(([id]) => known.has(id)))
  return { ...group, params: { ...group.params, distancesKm } }
}

/** The design with these groups and comments, which it lacks when there are none. */
export function withMarks(design: Design, marks: { groups?: Group[]; comments?: Comment[] }): Design {
  const { groups = design.groups ?? [], comments = design.comments ?? [] } = marks
  const { groups: _, comments: __, ...rest } = design
  return {
    ...rest,
    ...(groups.length > 0 ? { groups } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  }
}

function isKept(path: string, kept: ReadonlySet<string>): boolean {
  const [root, id = ''] = path.split('.')
  return (root !== 'blocks' && root !== 'connections') || kept.has(id)
}

/** A block whose references to connections were replaced; the block itself when none changed. */
export function withReferences(block: Block, visit: (id: string) => string): Block {
  const definition = blockOf(block.kind)
  if (!definition) return block
  let hasChanged = false
  const params = mapReferences(definition.fields, block.params, (id) => {
    const next = id === '' ? '' : visit(id)
    hasChanged ||= next !== id
    return next
  })
  return hasChanged ? { ...block, params } : block
}
