/** Live numbers of where requests start: what came of them is known on the connections that they leave by. */

import { BLOCK_COLUMNS } from '../../simulation/protocol'
import { liveFigures } from '../stores/live-figures'
import { connectionColumn } from './breaker'
import { type Column, column, type Row } from './face'

/** The row of a source with failed requests taken out of what was done and put where others count what they refused. */
export function withFailures(row: Row, failedPerSecond: number): Row {
  const result = Array.from(row)
  const put = (name: Column, value: number): void => {
    result[BLOCK_COLUMNS.indexOf(name)] = value
  }
  put('completionsPerSecond', Math.max(0, column(row, 'completionsPerSecond') - failedPerSecond))
  put('rejectedPerSecond', failedPerSecond)
  return result
}

/** Calls that failed each second on these connections. */
export function failedOn(connections: readonly string[]): number {
  let failed = 0
  for (const id of connections) {
    const row = liveFigures.connection(id)
    if (row) failed += connectionColumn(row, 'failedPerSecond')
  }
  return failed
}
