import { describe, expect, it } from 'vitest'
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { heatLayout, heatTable, shadeOf } from './heat'

const WIDTH = SERIES_COLUMNS.length

function series() {
  const points = new Float64Array(2 * WIDTH)
  points[0] = 100
  points[WIDTH] = 200
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
        { timeMs: 100, counts: [0, 3] },
        { timeMs: 200, counts: [7, 0] },
      ],
    })
    expect(heatTable(series(), 0, 1).rows).toEqual([{ timeMs: 200, counts: [7, 3] }])
  })
})
