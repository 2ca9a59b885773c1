import { expect, it } from 'vitest'
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { CAUSES } from '../../simulation/report'
import type { SeriesFrame } from '../stores/live-figures'
import { csvOf } from './csv'

function frame(rows: number): SeriesFrame {
  const width = SERIES_COLUMNS.length + 4
  const points = Float64Array.from({ length: rows * width }, (_, index) => index / 8)
  points[5] = Number.NaN
  const causes = Float64Array.from({ length: rows * CAUSES.length }, (_, index) => -index)
  const series = { windowMs: 1000, points, causes, heat: new Uint32Array(0), heatRows: 0, heatMinMs: 1, heatMaxMs: 2 }
  const rest = { connectionIds: [], transitions: [], status: 'finished' as const, nowMs: 0, completed: 0 }
  return { series, blockIds: ['one', 'two'], ...rest }
}

it('has a row for each point and a column for each series', () => {
  const lines = csvOf(frame(3)).split('\r\n')
  expect(lines.pop()).toBe('')
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line.split(',')).toHaveLength(SERIES_COLUMNS.length + CAUSES.length + 4)
  expect(lines[0]).toMatch(
    /^timeMs,offeredPerSecond,.*latencyMs\.p99,.*blocks\.two\.queueLength,blocks\.two\.utilisation$/,
  )
})

it('puts each number under its name, and nothing where there is none', () => {
  const [header = '', first = '', second = ''] = csvOf(frame(2)).split('\r\n')
  const names = header.split(',')
  const at = (line: string, name: string) => line.split(',')[names.indexOf(name)]
  expect(at(first, 'latencyMs.p50')).toBe('')
  expect(at(first, 'timeMs')).toBe('0')
  expect(at(second, 'timeMs')).toBe(String((SERIES_COLUMNS.length + 4) / 8))
  expect(at(second, `failedPerSecond.${CAUSES[1]}`)).toBe(String(-CAUSES.length - 1))
  expect(at(first, 'blocks.two.utilisation')).toBe(String((SERIES_COLUMNS.length + 3) / 8))
})

it('of a run that has not begun is the names alone', () => {
  expect(csvOf(frame(0)).split('\r\n')).toHaveLength(2)
})
