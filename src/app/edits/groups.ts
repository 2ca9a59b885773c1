/** Changes of groups and comments as pure functions from design to design. Loaded with the actions, after the first paint. */
import { COMMENT_WIDTH, type Comment, commentsOf, MAX_COMMENTS } from '../../design/comments'
import { type Design, MAX_COORDINATE } from '../../design/design'
import { blocksIn, groupsIn, groupsOf, MAX_GROUPS, ownersOf, pruned } from '../../design/group-tree'
import { GROUP_KINDS, type Group, type GroupKind, nestingProblem } from '../../design/groups'
import { nameOf } from '../../design/names'
import { cleanComment } from '../../design/parse-comments'
import { defaultValues, variantOf } from '../../lib/schema'
import { currentLanguage, t } from '../i18n/language'
import { type Added, freeId, moveBlocks } from './blocks'
import type { Point } from './point'
import { remove, withMarks } from './remove'

/** Ids that are in none of the groups among them: what is moved, copied or grouped together with its group is left out. */
export function outermost(design: Design, ids: ReadonlySet<string>): string[] {
  const groups = groupsOf(design)
  const inside = new Set(
    groups.flatMap(({ id }) => (ids.has(id) ? [...blocksIn(groups, id), ...groupsIn(groups, id)] : [])),
  )
  return [...ids].filter((id) => !inside.has(id))
}

/** Blocks among the ids, and those in groups among them. */
export function blocksOf(design: Design, ids: Iterable<string>): Set<string> {
  const groups = groupsOf(design)
  const chosen = new Set(ids)
  const found = design.blocks.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  return new Set([...found, ...groups.flatMap(({ id }) => (chosen.has(id) ? [...blocksIn(groups, id)] : []))])
}

/** Whether a group may stand around its members, in another group or none. */
function isFit(groups: readonly Group[], trial: Group, owner: Group | undefined): boolean {
  const all = groups.map((group) => {
    const left = group.members.filter((id) => !trial.members.includes(id))
    return { ...group, members: group.id === owner?.id ? [...left, trial.id] : left }
  })
  all.push(trial)
  const children = groups.filter(({ id }) => trial.members.includes(id))
  if (owner && nestingProblem(all, trial, owner)) return false
  return children.every((child) => !nestingProblem(all, child, trial))
}

/** A new group around blocks and groups, inside the group that they all are in. Its kind is the first that fits there. */
export function addGroup(
  design: Design,
  ids: ReadonlySet<string>,
  kinds: readonly GroupKind[] = ['zone', 'tier', 'region'],
): Added {
  const groups = groupsOf(design)
  const known = new Set([...design.blocks, ...groups].map(({ id }) => id))
  const members = outermost(design, new Set([...ids].filter((id) => known.has(id))))
  if (members.length === 0 || groups.length >= MAX_GROUPS) return { design, id: '' }
  const owners = ownersOf(groups)
  const owner = owners.get(members[0] as string)
  const shared = members.every((id) => owners.get(id) === owner) ? owner : undefined
  for (const kind of kinds) {
    const id = freeId(design, kind)
    const definition = variantOf(GROUP_KINDS, kind)
    const params = defaultValues(definition?.fields ?? {})
    const group: Group = {
      id,
      kind,
      // Its name comes from its id, which is English, so other languages give one.
      ...(currentLanguage() === 'en'
        ? {}
        : { label: t(definition?.label ?? kind) + id.slice(kind.length).replace('-', ' ') }),
      members,
      params: kind === 'tier' ? { ...params, order: nextOrder(groups) } : params,
    }
    if (!isFit(groups, group, shared)) continue
    const rest = groups.map((one) => {
      const left = one.members.filter((member) => !members.includes(member))
      if (one === shared) return { ...one, members: [...left, id] }
      return left.length === one.members.length ? one : { ...one, members: left }
    })
    return { design: withGroups(design, [...rest, group]), id }
  }
  return { design, id: '' }
}

function nextOrder(groups: readonly Group[]): number {
  const orders = groups.flatMap(({ kind, params }) => (kind === 'tier' ? [Number(params['order'])] : []))
  return Math.min(100, Math.max(0, ...orders) + 1)
}

/** With other groups, without those that have become empty and what referred to them. */
function withGroups(design: Design, groups: Group[]): Design {
  const left = pruned(groups)
  const gone = groupsOf(design).filter(({ id }) => !left.some((group) => group.id === id))
  const kept = new Set(left.map(({ id }) => id))
  const next = withMarks(design, { groups })
  if (gone.length === 0 && left === groups) return next
  return remove(next, new Set(groups.filter(({ id }) => !kept.has(id)).map(({ id }) => id)))
}

/** Without the container; what is in it goes to the group around it. */
export function ungroup(design: Design, id: string): Design {
  return groupsOf(design).some((group) => group.id === id) ? remove(design, new Set([id])) : design
}

/** Without these, and, of groups among them, without all that is in them. */
export function removeWhole(design: Design, ids: ReadonlySet<string>): Design {
  const groups = groupsOf(design)
  const inner = groups.flatMap(({ id }) => (ids.has(id) ? [...groupsIn(groups, id)] : []))
  return remove(design, new Set([...ids, ...blocksOf(design, ids), ...inner]))
}

/** Blocks or groups put into a group, or, with null, taken out of all. What may not be there stays where it is. */
export function putInto(design: Design, ids: readonly string[], target: string | null): Design {
  const before = groupsOf(design)
  let groups = [...before]
  for (const id of ids) {
    const owners = ownersOf(groups)
    if ((owners.get(id)?.id ?? null) === target || id === target) continue
    const child = groups.find((group) => group.id === id)
    const parent = groups.find((group) => group.id === target)
    const isThere = child !== undefined || design.blocks.some((block) => block.id === id)
    if (!isThere || (target !== null && !parent)) continue
    const without = groups.map((group) =>
      group.members.includes(id) ? { ...group, members: group.members.filter((member) => member !== id) } : group,
    )
    const home = without.find((group) => group.id === target)
    if (child && home && nestingProblem(without, child, home)) continue
    groups = without.map((group) => (group.id === target ? { ...group, members: [...group.members, id] } : group))
  }
  return groups.every((group, index) => group === before[index]) ? design : withGroups(design, groups)
}

/** The groups that something may be put into. */
export function homesFor(design: Design, id: string): Group[] {
  const groups = groupsOf(design)
  return groups.filter(
    (group) => group.id !== id && (group.members.includes(id) || putInto(design, [id], group.id) !== design),
  )
}

/** Another kind of group, with its defaults; the design as it was where that kind does not fit. */
export function changeGroupKind(design: Design, id: string, kind: GroupKind): Design {
  const groups = groupsOf(design)
  const group = groups.find((candidate) => candidate.id === id)
  if (!group || group.kind === kind) return design
  const params = defaultValues(variantOf(GROUP_KINDS, kind)?.fields ?? {})
  const changed: Group = { ...group, kind, params: kind === 'tier' ? { ...params, order: nextOrder(groups) } : params }
  const rest = groups.filter((one) => one !== group)
  if (!isFit(rest, changed, ownersOf(rest).get(id))) return design
  const others = groups.map((one) => (one === group ? changed : withoutDistanceTo(one, id)))
  return withMarks(design, { groups: others })
}

function withoutDistanceTo(group: Group, id: string): Group {
  const distances = group.params['distancesKm'] as { [id: string]: number } | undefined
  if (distances === undefined || !Object.hasOwn(distances, id)) return group
  const { [id]: _, ...rest } = distances
  return { ...group, params: { ...group.params, distancesKm: rest } }
}

/** The distance between two regions, stated once; null takes it away. */
export function setDistance(design: Design, one: string, other: string, km: number | null): Design {
  const groups = groupsOf(design).map((group) => {
    if (group.id === other) return withoutDistanceTo(group, one)
    if (group.id !== one) return group
    const bare = withoutDistanceTo(group, other)
    if (km === null) return bare
    const before = bare.params['distancesKm'] as { [id: string]: number }
    return { ...bare, params: { ...bare.params, distancesKm: { ...before, [other]: km } } }
  })
  return withMarks(design, { groups })
}

/** A group with some of its parts replaced. */
export function changeGroup(design: Design, id: string, change: (group: Group) => Group): Design {
  return withMarks(design, { groups: groupsOf(design).map((group) => (group.id === id ? change(group) : group)) })
}

/** Drawn as one node, or as a container. */
export function setCollapsed(design: Design, id: string, isCollapsed: boolean): Design {
  return changeGroup(design, id, ({ collapsed: _, ...group }) => (isCollapsed ? { ...group, collapsed: true } : group))
}

/** Another name on screen; an empty one goes back to the id. */
export function renameGroup(design: Design, id: string, label: string): Design {
  const clean = label.trim().slice(0, 80)
  return changeGroup(design, id, ({ label: _, ...group }) =>
    clean === '' || clean === nameOf(group) ? group : { ...group, label: clean },
  )
}

/** A new comment at a place, about a block or not. */
export function addComment(design: Design, text: string, at: Point, block?: string): Added {
  const clean = cleanComment(text)
  const comments = commentsOf(design)
  if (clean === undefined || comments.length >= MAX_COMMENTS) return { design, id: '' }
  const id = freeId(design, 'comment')
  const comment: Comment = { id, text: clean, position: inBounds(at), ...(block === undefined ? {} : { block }) }
  return { design: withMarks(design, { comments: [...comments, comment] }), id }
}

/** A comment with some of its parts replaced; without text it goes. */
export function changeComment(design: Design, id: string, change: Partial<Comment>): Design {
  const comments = commentsOf(design).flatMap((comment) => {
    if (comment.id !== id) return [comment]
    const next = { ...comment, ...change }
    const text = cleanComment(next.text)
    if (text === undefined) return []
    const { width, ...rest } = { ...next, text, position: inBounds(next.position) }
    return [width === undefined || width === COMMENT_WIDTH ? rest : { ...rest, width }]
  })
  return withMarks(design, { comments })
}

/** Blocks, groups and comments moved by an offset; comments about a block go with it. */
export function moveBy(design: Design, ids: Iterable<string>, { x, y }: Point): Design {
  const chosen = new Set(ids)
  const blocks = blocksOf(design, chosen)
  const places = new Map(
    design.blocks.flatMap(({ id, position }) =>
      position && blocks.has(id) ? [[id, { x: position.x + x, y: position.y + y }]] : [],
    ),
  )
  const isMoved = ({ id, block }: Comment): boolean => chosen.has(id) || (block !== undefined && blocks.has(block))
  const comments = commentsOf(design)
  const moved = moveBlocks(design, places)
  if (!comments.some(isMoved)) return moved
  return withMarks(moved, {
    comments: comments.map((comment) => {
      const { position } = comment
      return isMoved(comment) ? { ...comment, position: inBounds({ x: position.x + x, y: position.y + y }) } : comment
    }),
  })
}

/** Blocks put at new places, with the comments about them. */
export function placeWithComments(design: Design, places: ReadonlyMap<string, Point>): Design {
  return design.blocks.reduce((next, { id, position }) => {
    const place = places.get(id)
    const isSame = !place || !position || (place.x === position.x && place.y === position.y)
    return isSame ? next : moveBy(next, [id], { x: place.x - position.x, y: place.y - position.y })
  }, design)
}

function inBounds({ x, y }: Point): Point {
  const limit = (value: number): number => Math.min(MAX_COORDINATE, Math.max(-MAX_COORDINATE, Math.round(value))) + 0
  return { x: limit(x), y: limit(y) }
}
