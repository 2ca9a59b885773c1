/** Checks the groups of a design: who is in which, how they nest, and how far regions are from one another. */
import { suggestion } from '../lib/near-miss'
import { type Problem, parseFields, quoted } from '../lib/parse'
import { text, variantOf } from '../lib/schema'
import { type Block, MAX_LABEL } from './design'
import { MAX_GROUPS, pruned } from './group-tree'
import { distancesOf, GROUP_KINDS, type Group, type GroupKind, MAX_MEMBERS, nestingProblem } from './groups'
import { parseId, parseName } from './parse-parts'
import { asRecord, entriesOf, isRecord } from './plain'

const LABEL = text('', MAX_LABEL)

/** The blocks that were kept, and the ids of those that were not. */
export interface KnownBlocks {
  readonly kept: readonly Block[]
  readonly dropped: ReadonlySet<string>
}

/** A group whose members are not checked yet. */
interface Entry {
  group: Group
  path: string
  members: [number, unknown][]
}

/** Checks groups against the blocks of a design. Ids that they take are added to `taken`. */
export function parseGroups(input: unknown, blocks: KnownBlocks, taken: Set<string>, errors: Problem[]): Group[] {
  const entries: Entry[] = []
  const dropped = new Set(blocks.dropped)
  for (const [index, raw] of entriesOf(input, 'groups', MAX_GROUPS, errors)) {
    const entry = parseGroup(raw, `groups[${index}]`, taken, dropped, errors)
    if (entry) entries.push(entry)
  }
  fillMembers(entries, blocks, dropped, errors)
  const groups = withoutEmpty(entries, errors)
  const kept = new Set(groups.map(({ id }) => id))
  for (const { group } of entries) if (!kept.has(group.id)) taken.delete(group.id)
  const paths = entries.filter(({ group }) => kept.has(group.id)).map(({ path }) => path)
  return withDistances(groups, paths, errors)
}

function parseGroup(
  raw: unknown,
  path: string,
  taken: Set<string>,
  dropped: Set<string>,
  errors: Problem[],
): Entry | undefined {
  if (!isRecord(raw, path, errors)) return undefined
  parseFields({}, raw, path, errors, ['id', 'kind', 'label', 'members', 'params', 'collapsed'])
  const source = asRecord(raw)
  const id = parseId(source['id'], path, taken, errors)
  if (id === undefined) return undefined
  const kind = typeof source['kind'] === 'string' ? variantOf(GROUP_KINDS, source['kind']) : undefined
  if (!kind) {
    const kinds = GROUP_KINDS.variants.map((variant) => variant.id)
    const isMissing = source['kind'] === undefined
    const message = isMissing ? 'the kind is missing' : `${quoted(source['kind'])} is not a kind of group`
    errors.push({
      path: `${path}.kind`,
      message,
      cure: `${suggestion(source['kind'], kinds)}use one of ${kinds.join(', ')}`,
    })
    dropped.add(id)
    return undefined
  }
  taken.add(id)
  const params: Group['params'] = parseFields<Record<never, never>>(
    kind.fields,
    source['params'],
    `${path}.params`,
    errors,
  )
  const label = parseName(LABEL, source['label'], `${path}.label`, errors)
  const { collapsed } = source
  if (collapsed !== undefined && typeof collapsed !== 'boolean')
    errors.push({
      path: `${path}.collapsed`,
      message: `${quoted(collapsed)} is not true or false`,
      cure: 'write true or false',
    })
  const group: Group = {
    id,
    kind: kind.id as GroupKind,
    ...(label === '' ? {} : { label }),
    members: [],
    params,
    ...(collapsed === true ? { collapsed } : {}),
  }
  return { group, path, members: entriesOf(source['members'], `${path}.members`, MAX_MEMBERS, errors) }
}

/** Gives each group the members that exist, are in no other, and may be in it. */
function fillMembers(
  entries: readonly Entry[],
  blocks: KnownBlocks,
  dropped: ReadonlySet<string>,
  errors: Problem[],
): void {
  const groups = entries.map(({ group }) => group)
  const known = new Map<string, Group | null>(blocks.kept.map(({ id }) => [id, null]))
  for (const group of groups) known.set(group.id, group)
  const owners = new Map<string, string>()
  for (const { group, path, members } of entries) {
    for (const [index, member] of members) {
      const refuse = (message: string, cure: string): void => {
        errors.push({ path: `${path}.members[${index}]`, message, cure })
      }
      const child = typeof member === 'string' ? known.get(member) : undefined
      if (typeof member !== 'string' || child === undefined) {
        if (typeof member === 'string' && dropped.has(member)) continue
        const ids = [...known.keys()].filter((id) => id !== group.id)
        const cure = `${near(member, ids, errors)}name a block or a group of the design`
        refuse(`there is no block or group ${quoted(member)}`, cure)
        continue
      }
      const owner = owners.get(member)
      const nesting = child && nestingProblem(groups, child, group)
      if (owner !== undefined) refuse(`"${member}" is in "${owner}" already`, 'list it once')
      else if (nesting) refuse(nesting, 'take it out, or change the kind of one of them')
      else {
        owners.set(member, group.id)
        group.members.push(member)
      }
    }
  }
}

/** Groups with something in them. */
function withoutEmpty(entries: readonly Entry[], errors: Problem[]): Group[] {
  for (const { path, members } of entries) {
    if (members.length === 0)
      errors.push({ path: `${path}.members`, message: 'the group is empty', cure: 'name what is in it, or remove it' })
  }
  return pruned(entries.map(({ group }) => group))
}

/** Regions with the distances to others that exist; each pair states it once, in the one that comes first. */
function withDistances(groups: readonly Group[], paths: readonly string[], errors: Problem[]): Group[] {
  const regions = groups.filter(({ kind }) => kind === 'region')
  const earlier = new Map<string, Group>()
  return groups.map((group, index) => {
    if (group.kind !== 'region') return group
    const others = regions.map(({ id }) => id).filter((id) => id !== group.id)
    const kept = Object.entries(distancesOf(group)).filter(([id, km]) => {
      const path = `${paths[index]}.params.distancesKm.${id}`
      if (!others.includes(id)) {
        const cure = others.length === 0 ? 'remove it' : `${near(id, others, errors)}use one of ${others.join(', ')}`
        errors.push({ path, message: `there is no other region ${quoted(id)}`, cure })
        return false
      }
      const first = earlier.get(id)
      const stated = first && distancesOf(first)[group.id]
      if (stated === undefined) return true
      if (stated !== km) {
        const message = `"${id}" says that it is ${stated} km from "${group.id}", not ${km}`
        errors.push({ path, message, cure: 'give the distance once' })
      }
      return false
    })
    const checked = { ...group, params: { ...group.params, distancesKm: Object.fromEntries(kept) } }
    earlier.set(group.id, checked)
    return checked
  })
}

/** [count] problems after which what was meant is no longer looked for. */
const MOST_SUGGESTIONS = 100

function near(given: unknown, known: readonly string[], errors: readonly Problem[]): string {
  return errors.length < MOST_SUGGESTIONS ? suggestion(given, known) : ''
}
