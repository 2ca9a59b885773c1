/** Who is in which group. Small, as the page needs it from the start. */
import type { Design } from './design'
import type { Group } from './groups'

/** Most groups that a design may have. */
export const MAX_GROUPS = 100

/** The groups of a design. */
export function groupsOf(design: Pick<Design, 'groups'>): readonly Group[] {
  return design.groups ?? NONE
}

const NONE: readonly Group[] = []

/** The group that each block and group is in, by id. */
export function ownersOf(groups: readonly Group[]): Map<string, Group> {
  return new Map(groups.flatMap((group) => group.members.map((member): [string, Group] => [member, group])))
}

/** The groups around a block or group, the innermost first. */
export function around(owners: ReadonlyMap<string, Group>, id: string): Group[] {
  const found: Group[] = []
  for (let owner = owners.get(id); owner && !found.includes(owner); owner = owners.get(owner.id)) found.push(owner)
  return found
}

/** Ids of the blocks in a group, those of the groups in it included. */
export function blocksIn(groups: readonly Group[], id: string): Set<string> {
  const found = new Set<string>()
  const walk = (group: Group | undefined): void => {
    for (const member of group?.members ?? []) {
      const inner = groups.find((candidate) => candidate.id === member)
      if (inner) walk(inner)
      else found.add(member)
    }
  }
  walk(groups.find((group) => group.id === id))
  return found
}

/** Ids of the groups in a group, at any depth. */
export function groupsIn(groups: readonly Group[], id: string): Set<string> {
  const found = new Set<string>()
  const walk = (at: string): void => {
    for (const member of groups.find((group) => group.id === at)?.members ?? []) {
      if (found.has(member) || !groups.some((group) => group.id === member)) continue
      found.add(member)
      walk(member)
    }
  }
  walk(id)
  return found
}

/** The groups without empty ones, and without references to those; the list itself where there are none. */
export function pruned(groups: Group[]): Group[] {
  const empty = new Set(groups.filter(({ members }) => members.length === 0).map(({ id }) => id))
  if (empty.size === 0) return groups
  const left = groups.filter(({ id }) => !empty.has(id))
  return pruned(left.map((group) => ({ ...group, members: group.members.filter((member) => !empty.has(member)) })))
}
