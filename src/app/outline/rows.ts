/** The design as a list of rows: every block, and under each that is open the connections that leave it. */

import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Connection, Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Fields } from '../../lib/schema'
import { listed, t } from '../i18n/language'
import { inSentence } from '../ui/words'

export interface Row {
  id: string
  kind: 'block' | 'connection'
  label: string
  /** Quiet words behind the label: what kind of block, which policies. */
  detail: string
  /** The block that a connection leaves. */
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
  const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
  return design.blocks.flatMap((block, index): Row[] => {
    const calls = design.connections.filter(({ from }) => from === block.id)
    const isOpen = calls.length === 0 ? null : !closed.has(block.id)
    const row: Row = {
      id: block.id,
      kind: 'block',
      label: nameOf(block),
      detail: inSentence(t(blockOf(block.kind)?.name ?? block.kind)),
      parent: null,
      isOpen,
      place: index + 1,
      siblings: design.blocks.length,
    }
    const under = calls.map(
      (connection, at): Row => ({
        id: connection.id,
        kind: 'connection',
        label: names.get(connection.to) ?? connection.to,
        detail: policiesOf(connection),
        parent: block.id,
        isOpen: null,
        place: at + 1,
        siblings: calls.length,
      }),
    )
    return isOpen ? [row, ...under] : [row]
  })
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
