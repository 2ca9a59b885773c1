/** Faults and their targets in words. */

import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import type { GroupKind } from '../../design/groups'
import { nameOf } from '../../design/names'
import { FAULT_KINDS, type Fault } from '../../design/scenario'
import { variantOf } from '../../lib/schema'
import { t } from '../i18n/language'
import { formatDuration, formatQuantity } from '../ui/format'

/** Name of a block or group, or both ends of a connection: "Orders → Orders DB". */
export function targetName(design: Design, id: string): string {
  const block = design.blocks.find((candidate) => candidate.id === id)
  if (block !== undefined) return nameOf(block)
  const connection = design.connections.find((candidate) => candidate.id === id)
  if (connection === undefined) return nameOf(groupsOf(design).find((candidate) => candidate.id === id) ?? { id })
  const end = (blockId: string) =>
    nameOf(design.blocks.find((candidate) => candidate.id === blockId) ?? { id: blockId })
  return `${end(connection.from)} → ${end(connection.to)}`
}

/** What kind of thing a target is, as a heading over those of that kind. */
export function targetHeading(design: Design, id: string): string {
  if (design.blocks.some((block) => block.id === id)) return t('Blocks')
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  return t(group === undefined ? 'Connections##of a design' : GROUP_HEADINGS[group.kind])
}

const GROUP_HEADINGS: Readonly<Record<GroupKind, string>> = { region: 'Regions', zone: 'Zones', tier: 'Tiers' }

/** What the fault does, with its numbers: "slow 10×". */
export function faultKindText(fault: Fault): string {
  const kind = variantOf(FAULT_KINDS, fault.type)
  if (kind === undefined) return fault.type
  const values = fault as { [name: string]: unknown }
  const parts = Object.entries(kind.fields).map(([name, { schema }]) => {
    const value = values[name]
    if (schema.kind === 'number') return formatQuantity(Number(value), schema.unit)
    if (schema.kind === 'choice') return t(schema.options.find((option) => option.id === value)?.label ?? '')
    return ''
  })
  const { mtbfMs, mttrMs } = fault
  const isRandom = mtbfMs !== undefined && mttrMs !== undefined
  const times = isRandom
    ? t('at random, every {period} for {length}', { period: formatDuration(mtbfMs), length: formatDuration(mttrMs) })
    : ''
  return [t(kind.label).toLowerCase(), ...parts, times].filter((part) => part !== '').join(' ')
}

/** "Orders DB slow 10×", with the replica where only one is meant. */
export function faultText(design: Design, fault: Fault): string {
  const name = targetName(design, fault.target)
  const { replica } = fault
  const whole = replica === null ? name : t('{name} replica {number}', { name, number: replica })
  return t('{said}: {what}', { said: whole, what: faultKindText(fault) })
}
