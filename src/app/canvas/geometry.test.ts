import { describe, expect, it } from 'vitest'
import { type Box, curveBetween, labelPlace, pathOf, pointOn } from './geometry'

describe('curves', () => {
  it('begin and end at the ports', () => {
    const curve = curveBetween(10, 20, 200, 80)
    expect(pointOn(curve, 0)).toEqual([10, 20])
    expect(pointOn(curve, 1)).toEqual([200, 80])
    expect(pathOf(curve)).toBe('M10 20C105 20 105 80 200 80')
  })

  it('leave to the right and arrive from the left even when the callee is behind', () => {
    const [x0, , x1, , x2, , x3] = curveBetween(300, 0, 100, 50)
    expect(x1).toBeGreaterThan(x0)
    expect(x2).toBeLessThan(x3)
  })
})

describe('labels', () => {
  const curve = curveBetween(176, 45, 240, 45)
  const left: Box = { x: 0, y: 0, width: 176, height: 90 }
  const right: Box = { x: 240, y: 0, width: 176, height: 90 }

  it('stand in the middle where there is room', () => {
    expect(labelPlace(curve, 40, 20, [left, right])).toEqual([208, 45])
  })

  it('step aside rather than cover a block', () => {
    const [x, y] = labelPlace(curve, 90, 20, [left, right])
    expect(x).toBe(208)
    expect(y - 10).toBeLessThan(0 + 1)
    for (const block of [left, right]) expect(y + 10 < block.y || y - 10 > block.y + block.height).toBe(true)
  })
})
