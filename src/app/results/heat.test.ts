import { describe, expect, it } from 'vitest'
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { Run } from '../../simulation/run'
import { constantSource, designOf, steadyService } from '../../simulation/testing/designs'
import { heatLayout, heatTable, shadeOf } from './heat'

const WIDTH = SERIES_COLUMNS.length

function series() {
  const points = new Float64Array(2 * WIDTH)
  points[0] = 50
  points[WIDTH] = 150
  return {
    windowMs: 100,
    points,
    causes: new Float64Array(0),
    heat: Uint32Array.from([0, 3, 7, 0]),
    heatRows: 2,
    heatMinMs: 1,
    heatMaxMs: 100,
  }
}

describe('the heat map', () => {
  it('has a cell for each count, short latencies at the bottom', () => {
    expect(heatLayout(series(), 0, 400)).toEqual([
      { x: 0, width: 0.25, y: 0, height: 0.5, count: 3 },
      { x: 0.25, width: 0.25, y: 0.5, height: 0.5, count: 7 },
    ])
  })

  it('has its cells where requests of a run lie', () => {
    // One request a second, at each whole second but 0, and answered 5 ms later.
    const design = designOf({
      scenario: { durationMs: 30_000 },
      blocks: [constantSource(1), steadyService('app', 5)],
      connections: ['source > app'],
    })
    const run = new Run(design)
    run.advance(10_450, Infinity)
    const cells = heatLayout(run.series.points(60), 2, 30_000)
    expect(cells).toHaveLength(10)
    for (const [index, { x, width }] of cells.entries()) {
      const endMs = 1000 * (index + 1) + 5
      expect(x * 30_000).toBeLessThanOrEqual(endMs)
      expect((x + width) * 30_000).toBeGreaterThan(endMs)
    }
    // Pairs of windows of 100 ms, the last alone.
    expect((cells[0]?.width ?? 0) * 30_000).toBeCloseTo(200, 9)
  })

  it('has a lower end that a logarithmic scale can show, though answers come at once', () => {
    const design = designOf({
      scenario: { durationMs: 3000 },
      blocks: [constantSource(10), steadyService('app', 0)],
      connections: ['source > app'],
    })
    const run = new Run(design)
    run.finish()
    const points = run.series.points(60)
    expect(points.heatMinMs).toBeGreaterThan(0)
    expect(points.heatMinMs).toBeLessThan(points.heatMaxMs)
    expect(heatLayout(points, 2, 3000).length).toBeGreaterThan(20)
    const counts = heatTable(points, 2, 60).rows.flatMap((row) => row.counts)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(29)
  })

  it('leaves out what lies after the end of the axis', () => {
    expect(heatLayout(series(), 0, 100)).toHaveLength(1)
  })

  it('shades by the logarithm of the count, never invisible', () => {
    expect(shadeOf(0, 10)).toBe(0)
    expect(shadeOf(1, 1)).toBe(1)
    expect(shadeOf(1, 100)).toBeCloseTo(0.14)
    expect(shadeOf(10, 100)).toBeCloseTo(0.57)
    expect(shadeOf(100, 100)).toBe(1)
  })

  it('is a table of decades, too', () => {
    expect(heatTable(series(), 0, 60)).toEqual({
      edges: [10, 100],
      rows: [
        { timeMs: 50, counts: [0, 3] },
        { timeMs: 150, counts: [7, 0] },
      ],
    })
    expect(heatTable(series(), 0, 1).rows).toEqual([{ timeMs: 150, counts: [7, 3] }])
  })
})
