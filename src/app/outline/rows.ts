/** The design as a list of rows: every block in its groups, and under each that is open the connections that leave it; comments. */

import { blockOf } from '../../blocks/registry'
import { commentsOf } from '../../design/comments'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Connection, Design } from '../../design/design'
import { around, groupsOf, ownersOf } from '../../design/group-tree'
import { GROUP_KINDS } from '../../design/groups'
import { nameOf } from '../../design/names'
import { type Fields, variantOf } from '../../lib/schema'
import { listed, t } from '../i18n/language'
import { inSentence } from '../ui/words'

export interface Row {
  id: string
  kind: 'block' | 'connection' | 'group' | 'comment'
  /** Depth in the tree, from 1. */
  level: number
  label: string
  /** Quiet words behind the label: what kind of block, which policies. */
  detail: string
  /** The block that a connection leaves, or the group that something is in. */
  parent: string | null
  /** Whether there is something under it, and whether that is shown. */
  isOpen: boolean | null
  /** Place among its siblings, from 1, and how many they are. */
  place: number
  siblings: number
}

/** Names of the policies that are on: "timeout, retry". */
export function policiesOf({ params }: Connection): string {
  const fields: Fields = CONNECTION_FIELDS
  const values: { readonly [name: string]: unknown } = params
  const names = Object.entries(fields)
    .filter(([name, { schema }]) => schema.kind === 'nullable' && values[name] !== null)
    .map(([, { label }]) => inSentence(t(label)))
  return listed(names)
}

export function rowsOf(design: Design, closed: ReadonlySet<string>): Row[] {
  const groups = groupsOf(design)
  const owners = ownersOf(groups)
  const top = new Set(design.blocks.map(({ id }) => around(owners, id).at(-1)?.id ?? id))
  const comments = commentsOf(design)
  const siblings = top.size + comments.length
  const rowsIn = (ids: readonly string[], parent: string | null, level: number, count = ids.length): Row[] =>
    ids.flatMap((id, index): Row[] => {
      const place = { parent, level, place: index + 1, siblings: count }
      const group = groups.find((candidate) => candidate.id === id)
      if (!group) return blockRows(design, id, place, closed)
      const isOpen = !closed.has(id)
      const kind = t(variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind)
      const row: Row = { ...place, id, kind: 'group', label: nameOf(group), detail: inSentence(kind), isOpen }
      return isOpen ? [row, ...rowsIn(group.members, id, level + 1)] : [row]
    })
  const said = comments.map(
    ({ id, text }, index): Row => ({
      ...{ id, parent: null, level: 1, isOpen: null, siblings },
      kind: 'comment',
      label: text.replace(/\s+/g, ' '),
      detail: t('comment'),
      place: top.size + index + 1,
    }),
  )
  return [...rowsIn([...top], null, 1, siblings), ...said]
}

type RowPlace = Pick<Row, 'parent' | 'level' | 'place' | 'siblings'>

/** A block and, when it is open, the connections that leave it. */
function blockRows(design: Design, id: string, place: RowPlace, closed: ReadonlySet<string>): Row[] {
  const block = design.blocks.find((candidate) => candidate.id === id)
  if (!block) return []
  const calls = design.connections.filter(({ from }) => from === id)
  const isOpen = calls.length === 0 ? null : !closed.has(id)
  const kind = t(blockOf(block.kind)?.name ?? block.kind)
  const row: Row = { ...place, id, kind: 'block', label: nameOf(block), detail: inSentence(kind), isOpen }
  const under = calls.map(
    (connection, at): Row => ({
      id: connection.id,
      kind: 'connection',
      label: nameOf(design.blocks.find((callee) => callee.id === connection.to) ?? { id: connection.to }),
      detail: policiesOf(connection),
      parent: id,
      level: place.level + 1,
      isOpen: null,
      place: at + 1,
      siblings: calls.length,
    }),
  )
  return isOpen ? [row, ...under] : [row]
}

/** Where a key leads in the tree, or what it opens or closes; null when it means nothing here. */
export function afterKey(rows: readonly Row[], at: number, key: string): { to: number } | { toggle: string } | null {
  const row = rows[at]
  if (!row) return null
  const last = rows.length - 1
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(last, at + 1) }
    case 'ArrowUp':
      return { to: Math.max(0, at - 1) }
    case 'Home':
      return { to: 0 }
    case 'End':
      return { to: last }
    case 'ArrowRight':
      if (row.isOpen === false) return { toggle: row.id }
      return row.isOpen ? { to: at + 1 } : null
    case 'ArrowLeft':
      if (row.isOpen) return { toggle: row.id }
      return row.parent === null ? null : { to: rows.findIndex(({ id }) => id === row.parent) }
    default:
      return null
  }
}
