/** Where the cells of the heat map lie and how dark they are. */
import { SERIES_COLUMNS, type Series } from '../../simulation/protocol'

/** One cell; places and sizes are shares of the plot, y from the top. */
export interface HeatCell {
  x: number
  y: number
  width: number
  height: number
  count: number
}

/** All cells with anything in them. Points follow each other without gaps; the time of each is the middle of its windows, of which the last may have fewer. */
export function heatLayout(series: Series, blocks: number, endMs: number): HeatCell[] {
  const { points, heat, heatRows, windowMs } = series
  const width = SERIES_COLUMNS.length + 2 * blocks
  const columns = Math.min(Math.floor(points.length / width), heatRows > 0 ? Math.floor(heat.length / heatRows) : 0)
  const cells: HeatCell[] = []
  for (let column = 0; column < columns; column++) {
    const startMs = column * windowMs
    const lengthMs = 2 * ((points[column * width] ?? startMs) - startMs)
    for (let band = 0; band < heatRows; band++) {
      const count = heat[column * heatRows + band] ?? 0
      if (count === 0) continue
      cells.push({
        x: startMs / endMs,
        width: lengthMs / endMs,
        y: 1 - (band + 1) / heatRows,
        height: 1 / heatRows,
        count,
      })
    }
  }
  return cells.filter((cell) => cell.x < 1)
}

/** Opacity of a cell: logarithmic, so that rare slow requests stay visible beside many fast ones. */
export function shadeOf(count: number, most: number): number {
  if (count <= 0) return 0
  return most <= 1 ? 1 : 0.14 + (0.86 * Math.log(count)) / Math.log(most)
}

/** The heat map as numbers: completed requests by time and by decade of latency. */
export interface HeatTable {
  /** [ms] upper edge of each column; the last takes all above, too. */
  edges: number[]
  rows: { timeMs: number; counts: number[] }[]
}

/** At most `most` rows, neighbours added up. */
export function heatTable(series: Series, blocks: number, most: number): HeatTable {
  const { points, heat, heatRows, heatMinMs, heatMaxMs } = series
  const width = SERIES_COLUMNS.length + 2 * blocks
  const columns = Math.floor(points.length / width)
  const first = Math.floor(Math.log10(heatMinMs) + 1e-9) + 1
  const last = Math.max(first, Math.ceil(Math.log10(heatMaxMs) - 1e-9))
  const edges = Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(1)))
  const decadeOf = (band: number): number => {
    const middleMs = heatMinMs * (heatMaxMs / heatMinMs) ** ((band + 0.5) / heatRows)
    const found = edges.findIndex((edge) => middleMs <= edge)
    return found < 0 ? edges.length - 1 : found
  }
  const size = Math.max(1, Math.ceil(columns / most))
  const rows: HeatTable['rows'] = []
  for (let column = 0; column < columns; column++) {
    if (column % size === 0) rows.push({ timeMs: 0, counts: edges.map(() => 0) })
    const row = rows.at(-1)
    if (row === undefined) continue
    row.timeMs = points[column * width] ?? 0
    for (let band = 0; band < heatRows; band++) {
      const decade = decadeOf(band)
      row.counts[decade] = (row.counts[decade] ?? 0) + (heat[column * heatRows + band] ?? 0)
    }
  }
  return { edges, rows }
}
