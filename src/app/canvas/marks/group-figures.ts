/** What a collapsed group shows of a run: what comes in, what goes out, and the worst that is true of any block in it. */
import type { Design } from '../../../design/design'
import { blocksIn, groupsOf } from '../../../design/group-tree'
import { liveFigures } from '../../stores/live-figures'
import { connectionColumn } from '../breaker'
import { type Condition, column, conditionOf } from '../face'

/** The figures of a group at this moment. */
export interface GroupFigures {
  /** [1/s] calls over its border, and what its own sources start; null while nothing runs. */
  inPerSecond: number | null
  outPerSecond: number | null
  condition: Condition
}

/** Conditions from the one that matters most. */
const WORST_FIRST: readonly Condition[] = ['crashed', 'failing', 'paused', 'slow', 'saturated', 'busy', 'idle']

/** Sums and worst state of a group. */
export function groupFigures(design: Design, id: string): GroupFigures {
  const inside = blocksIn(groupsOf(design), id)
  const conditions = new Set([...inside].map((block) => conditionOf(liveFigures.block(block))))
  const condition = WORST_FIRST.find((candidate) => conditions.has(candidate)) ?? 'idle'
  const across = (isIn: boolean): number | null =>
    total(
      design.connections
        .filter(({ from, to }) => inside.has(isIn ? to : from) && !inside.has(isIn ? from : to))
        .map((connection) => rateOf(connection.id)),
    )
  const started = total(
    design.blocks
      .filter((block) => inside.has(block.id) && !design.connections.some(({ to }) => to === block.id))
      .map((block) => {
        const row = liveFigures.block(block.id)
        return row && column(row, 'arrivalsPerSecond')
      }),
  )
  return { inPerSecond: total([across(true), started]), outPerSecond: across(false), condition }
}

/** [1/s] calls over a connection; null while nothing runs. */
export function rateOf(connection: string): number | null {
  const row = liveFigures.connection(connection)
  return row && connectionColumn(row, 'callsPerSecond')
}

/** The sum of what is known; null when nothing is. */
export function total(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + (value || 0), 0)
}
