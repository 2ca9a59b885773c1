/**
 * Makes groups of subgraphs. What a subgraph is, is said by the comments that our own diagrams carry, or guessed from its words;
 * what cannot be nested as it is drawn loses its own container, and what is in it goes to the one around.
 */
import { variantOf } from '../../lib/schema'
import { MAX_LABEL } from '../design'
import { MAX_GROUPS } from '../group-tree'
import { GROUP_KINDS, type GroupKind } from '../groups'
import { escapeLabel } from '../mermaid'
import { nameOf } from '../names'
import type { CarriedData } from './carried'
import type { Flowchart, FlowGroup } from './flowchart'
import { labelText } from './labels'

/** What the importer knows of the rest. */
interface Names {
  /** Id of the block that a node became. */
  blockOf: (node: string) => string | undefined
  /** An id of its own: the carried one where it is free, else one like the wish. */
  idFor: (wanted: string, carried: unknown) => string
}

type PlainGroup = { id: string; kind: GroupKind; members: string[]; [key: string]: unknown }

const WORDS: readonly (readonly [GroupKind, RegExp])[] = [
  ['region', /\b(?:regions?|data ?cent(?:er|re)s?|eu|us|apac|(?:eu|us|ap|sa|ca|me|af)-[a-z]+-\d)\b|地域|区域|机房/i],
  ['zone', /\b(?:zones?|az|az-?\d|rack|cell|cluster)\b|可用区|集群/i],
  ['tier', /\b(?:tiers?|layers?|frontend|backend|edge|data|web)\b|层/i],
]

/** Groups as plain data, still to be checked with the rest of the design. */
export function groupsOfChart(chart: Flowchart, carried: ReadonlyMap<string, CarriedData>, names: Names): PlainGroup[] {
  const inner = new Set([...chart.groups.values()].flatMap(({ members }) => members))
  const found: { group: PlainGroup; order: number }[] = []
  const orders = [...carried.keys()]

  /** Ids of what stands for a subgraph in the group around it: its own, or those of what is in it. */
  function take(source: FlowGroup, around: readonly GroupKind[]): string[] {
    const data = carried.get(source.id) ?? {}
    const kind = found.length < MAX_GROUPS ? kindOf(source, data, around, chart) : undefined
    const kinds = kind ? [...around, kind] : around
    const members = source.members.flatMap((member) => {
      const child = chart.groups.get(member)
      const block = names.blockOf(member)
      return child && block === undefined ? take(child, kinds) : (block ?? [])
    })
    if (!kind || members.length === 0) return members
    const { label, id: own, members: before, collapsed, params } = data
    const id = names.idFor(source.title === '' ? source.id : source.title, own)
    const group: PlainGroup = {
      ...{ id, kind, members: inOrder(members, before) },
      ...labelFor(source, id, own, label),
      ...(params === undefined || data['kind'] !== kind ? {} : { params }),
      ...(collapsed === undefined ? {} : { collapsed }),
    }
    found.push({ group, order: orders.indexOf(source.id) })
    return [id]
  }

  for (const source of chart.groups.values()) if (!inner.has(source.id)) take(source, [])
  return found.sort((a, b) => a.order - b.order).map(({ group }) => group)
}

/** The kind that is carried, that the words say, or that is left; undefined when none can stand here. */
function kindOf(
  source: FlowGroup,
  data: CarriedData,
  around: readonly GroupKind[],
  chart: Flowchart,
): GroupKind | undefined {
  const mayBe = (kind: GroupKind): boolean => (kind === 'region' ? around.length === 0 : !around.includes(kind))
  const given = typeof data['kind'] === 'string' ? variantOf(GROUP_KINDS, data['kind'])?.id : undefined
  const words = `${source.title} ${source.id.replace(/[_-]/g, ' ')}`
  const guessed = WORDS.find(([kind, phrase]) => mayBe(kind) && phrase.test(words))?.[0]
  const holdsGroups = source.members.some((member) => chart.groups.has(member))
  const rest: GroupKind[] = holdsGroups ? ['region', 'zone', 'tier'] : ['zone', 'tier']
  return [given as GroupKind | undefined, guessed, ...rest].find((kind) => kind !== undefined && mayBe(kind))
}

/** The members in the order that was carried, where it names them. */
function inOrder(members: readonly string[], before: unknown): string[] {
  const order = Array.isArray(before) ? before : []
  return [...members].sort((a, b) => order.indexOf(a) - order.indexOf(b))
}

/** The label in the diagram; the one that was carried where the diagram still says the same. */
function labelFor({ title }: FlowGroup, id: string, own: unknown, label: unknown): { label?: string } {
  const [shown = ''] = labelText(title).lines
  const carried = typeof label === 'string' ? label : undefined
  if (
    typeof own === 'string' &&
    shown === labelText(escapeLabel(nameOf({ id: own, ...(carried ? { label: carried } : {}) }))).lines[0]
  )
    return carried === undefined ? {} : { label: carried }
  const clean = Array.from(shown).slice(0, MAX_LABEL).join('').slice(0, MAX_LABEL).trim()
  return clean === '' || clean === nameOf({ id }) ? {} : { label: clean }
}
