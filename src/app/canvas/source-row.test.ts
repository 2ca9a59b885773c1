import { describe, expect, it } from 'vitest'
import { BLOCK_COLUMNS } from '../../simulation/protocol'
import { column, type Row } from './face'
import { withFailures } from './source-row'

function rowOf(values: Partial<Record<(typeof BLOCK_COLUMNS)[number], number>>): Row {
  return Float64Array.from(BLOCK_COLUMNS, (name) => values[name] ?? 0)
}

describe('what became of the requests of a source', () => {
  const row = rowOf({ arrivalsPerSecond: 200, completionsPerSecond: 190, p99Ms: 40 })

  it('parts the failed from the done', () => {
    const result = withFailures(row, 30)
    expect(column(result, 'completionsPerSecond')).toBe(160)
    expect(column(result, 'rejectedPerSecond')).toBe(30)
  })

  it('leaves all else, and the row that was given, alone', () => {
    const result = withFailures(row, 30)
    expect(column(result, 'arrivalsPerSecond')).toBe(200)
    expect(column(result, 'p99Ms')).toBe(40)
    expect(column(row, 'completionsPerSecond')).toBe(190)
  })

  it('never says that less than nothing was done', () => {
    expect(column(withFailures(row, 191), 'completionsPerSecond')).toBe(0)
  })
})
