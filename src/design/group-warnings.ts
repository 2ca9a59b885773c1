/** What looks odd about groups: calls that pass a closed tier by, and regions without a distance. */
import type { Problem } from '../lib/parse'
import type { Design } from './design'
import { around, groupsOf, ownersOf } from './group-tree'
import { distanceKm, type Group, regionsOf } from './groups'
import { nameOf } from './names'

/** Warnings of a clean design, in the order of its connections. */
export function groupWarnings(design: Design): Problem[] {
  return groupsOf(design).length === 0 ? [] : [...tierWarnings(design), ...distanceWarnings(design)]
}

/** A closed tier may call blocks of its own order and of the next one that there is. */
function tierWarnings(design: Design): Problem[] {
  const groups = groupsOf(design)
  const owners = ownersOf(groups)
  const blockName = (id: string): string => nameOf(design.blocks.find((block) => block.id === id) ?? { id })
  const tierOf = (id: string): Group | undefined => around(owners, id).find(({ kind }) => kind === 'tier')
  const orders = groups.flatMap((group) => (group.kind === 'tier' ? [orderOf(group)] : []))
  return design.connections.flatMap(({ from, to }, index): Problem[] => {
    const tier = tierOf(from)
    if (!tier?.params['closed']) return []
    const own = orderOf(tier)
    const next = Math.min(...orders.filter((order) => order > own))
    const callee = tierOf(to)
    if (callee && (orderOf(callee) === own || orderOf(callee) === next)) return []
    const where = callee ? `in the tier "${nameOf(callee)}"` : 'in no tier'
    const names = groups
      .filter((group) => group.kind === 'tier' && orderOf(group) === next)
      .map((group) => `"${nameOf(group)}"`)
    const through =
      names.length === 0 ? 'take it out, or open the tier' : `call through ${names.join(' or ')}, or open the tier`
    const message = `"${blockName(from)}" in the closed tier "${nameOf(tier)}" calls "${blockName(to)}", which is ${where}`
    return [{ path: `connections[${index}]`, message, cure: through }]
  })
}

function orderOf(tier: Group): number {
  return Number(tier.params['order'])
}

/** Each pair of regions with calls between them and no distance, once. */
function distanceWarnings(design: Design): Problem[] {
  const groups = groupsOf(design)
  const regions = regionsOf(design)
  const seen = new Set<string>()
  return design.connections.flatMap(({ from, to }): Problem[] => {
    const ends = [regions.get(from), regions.get(to)]
    const [one, other] = ends.sort((a, b) => groups.indexOf(a as Group) - groups.indexOf(b as Group))
    if (!one || !other || distanceKm(one, other) !== undefined || seen.has(`${one.id} ${other.id}`)) return []
    seen.add(`${one.id} ${other.id}`)
    return [
      {
        path: `groups[${groups.indexOf(one)}].params.distancesKm`,
        message: `there are calls between "${nameOf(one)}" and "${nameOf(other)}", and no distance`,
        cure: `write how far apart they are: { "${other.id}": 1000 }`,
      },
    ]
  })
}
