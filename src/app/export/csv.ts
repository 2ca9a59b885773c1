/** The series of a run as comma-separated values (RFC 4180): one row for each point in time, one column for each series. */
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { CAUSES } from '../../simulation/report'
import type { SeriesFrame } from '../stores/live-figures'

const LINE_END = '\r\n'

/** Every series of the run, as precise as they are kept. Where there is no value, the cell is empty. */
export function csvOf({ series, blockIds }: SeriesFrame): string {
  const { points, causes } = series
  const width = SERIES_COLUMNS.length + 2 * blockIds.length
  const header = [
    ...SERIES_COLUMNS.map((name) => (/^p\d/.test(name) ? `latencyMs.${name}` : name)),
    ...CAUSES.map((cause) => `failedPerSecond.${cause}`),
    ...blockIds.flatMap((id) => [`blocks.${id}.queueLength`, `blocks.${id}.utilisation`]),
  ]
  const lines = [header.join(',')]
  for (let row = 0; (row + 1) * width <= points.length; row++) {
    const own = points.subarray(row * width, row * width + SERIES_COLUMNS.length)
    const ofBlocks = points.subarray(row * width + SERIES_COLUMNS.length, (row + 1) * width)
    const ofCauses = causes.subarray(row * CAUSES.length, (row + 1) * CAUSES.length)
    lines.push([...own, ...ofCauses, ...ofBlocks].map(cell).join(','))
  }
  return lines.join(LINE_END) + LINE_END
}

function cell(value: number): string {
  return Number.isFinite(value) ? String(value) : ''
}
