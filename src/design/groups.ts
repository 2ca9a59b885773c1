/**
 * Groups: containers on the canvas, each around blocks and other groups. A block or group is in at most one of them.
 *
 * - A region is a place: calls between two regions take longer by their distance. It is in no other group.
 * - A zone fails as a whole: a fault that is aimed at it, or at any group, hits everything in it together.
 * - A tier is a layer of the architecture. One that is closed may call the next tier only, which is checked, not enforced.
 *
 * Without regions and without faults aimed at groups a run is the same with groups and without.
 */
import { boolean, field, integer, number, record, variant, variants } from '../lib/schema'
import type { Block, Design } from './design'
import { around, groupsIn, groupsOf, MAX_GROUPS, ownersOf } from './group-tree'

/** Most things in a group. */
export const MAX_MEMBERS = 600

/** A distance: at most the way round the earth. */
export const DISTANCE = number('km', 1000, { max: 40_000 })

/** What there is to say of a tier. */
export const TIER_FIELDS = {
  order: field(
    1,
    'Order',
    'Its place among the tiers: lower ones call higher ones.',
    integer('count', 1, { min: 1, max: 100 }),
  ),
  closed: field(
    2,
    'Closed',
    'Calls from it may go to the next tier only; others are reported as a warning.',
    boolean(false),
  ),
} as const

/** Kinds of groups with the parameters of each. */
export const GROUP_KINDS = variants(
  [
    variant('region', 1, 'Region', 'A place far from others: calls to another region take longer by the distance.', {
      distancesKm: field(
        1,
        'Distances',
        'How far it is to other regions. Each 100 km add 0.5 ms in each direction to calls between them.',
        record(DISTANCE, { maxItems: MAX_GROUPS }),
      ),
    }),
    variant('zone', 2, 'Zone', 'A part that fails as a whole: a fault aimed at it hits all its blocks together.', {}),
    variant(
      'tier',
      3,
      'Tier',
      'A layer of the architecture, in an order from those that call to those that are called.',
      TIER_FIELDS,
    ),
  ],
  'zone',
)

/** Ids of the kinds of groups. */
export type GroupKind = (typeof GROUP_KINDS)['variants'][number]['id']

/** One container on the canvas. */
export interface Group {
  /** Unique among blocks, connections, groups and comments. */
  id: string
  kind: GroupKind
  /** Name on screen; when left out the id is shown, words capitalised. */
  label?: string
  /** Ids of the blocks and groups in it; never empty. */
  members: string[]
  /** Validated against the fields of its kind, defaults filled in. */
  params: { [name: string]: unknown }
  /** Drawn as one node. Never affects a run. */
  collapsed?: true
}

/** Why a group may not be put into another, or undefined when it may. */
export function nestingProblem(groups: readonly Group[], child: Group, parent: Group): string | undefined {
  if (child.kind === 'region') return `"${child.id}" is a region, which is in no other group`
  const inside = [child.id, ...groupsIn(groups, child.id)]
  const outside = [parent, ...around(ownersOf(groups), parent.id)]
  const twice = outside.find(({ kind }) => groups.some((group) => inside.includes(group.id) && group.kind === kind))
  return twice && `"${child.id}" in "${parent.id}" would put a ${twice.kind} into a ${twice.kind}`
}

/** The region that each block is in, by id of the block. */
export function regionsOf(design: Pick<Design, 'groups'> & { readonly blocks: readonly Block[] }): Map<string, Group> {
  const owners = ownersOf(groupsOf(design))
  const found = new Map<string, Group>()
  for (const { id } of owners.size === 0 ? [] : design.blocks) {
    const region = around(owners, id).find(({ kind }) => kind === 'region')
    if (region) found.set(id, region)
  }
  return found
}

/** [km] by id of another region: what a region states itself. */
export function distancesOf(region: Group): { readonly [id: string]: number } {
  return (region.params['distancesKm'] ?? {}) as { readonly [id: string]: number }
}

/** [km] between two regions, which either of them states; undefined when neither does. */
export function distanceKm(one: Group, other: Group): number | undefined {
  return one.id === other.id ? 0 : (distancesOf(one)[other.id] ?? distancesOf(other)[one.id])
}

/** [km] that a signal in a fibre covers in a millisecond, one way. */
const KM_PER_MS = 200

/** [ms] that a distance adds to a message, one way: 0.5 ms for each 100 km. */
export function distanceLatencyMs(km: number): number {
  return km / KM_PER_MS
}
