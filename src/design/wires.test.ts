import { describe, expect, it } from 'vitest'
import { arrowOf, type Box, curveBetween, labelPlace, pairsOf, pathOf, pointOn, sidesOf } from './wires'

const box = (x: number, y: number): Box => ({ x, y, width: 176, height: 90 })

describe('wires', () => {
  it('run between the sides that face one another', () => {
    expect(sidesOf(box(0, 0), box(240, 300))).toEqual(['right', 'left'])
    expect(sidesOf(box(240, 0), box(0, 0))).toEqual(['left', 'right'])
    expect(sidesOf(box(0, 0), box(40, 200))).toEqual(['bottom', 'top'])
    expect(sidesOf(box(0, 200), box(40, 0))).toEqual(['top', 'bottom'])
  })

  it('begin and end in the middle of these sides', () => {
    const curve = curveBetween(box(0, 0), box(276, 60))
    expect(pointOn(curve, 0)).toEqual([176, 45])
    expect(pointOn(curve, 1)).toEqual([276, 105])
    expect(pathOf(curve)).toBe('M176 45C226 45 226 105 276 105')
    expect(pointOn(curveBetween(box(0, 0), box(0, 150)), 1)).toEqual([88, 150])
  })

  it.each([box(276, 0), box(300, 80), box(-300, 20), box(0, 200), box(30, -240)])(
    'in both directions between two blocks lie apart all the way, and a single one in between',
    (other) => {
      const [there, back] = [curveBetween(box(0, 0), other, true), curveBetween(other, box(0, 0), true)]
      for (const part of [0, 0.2, 0.5, 0.8, 1]) {
        const [[x, y], [backX, backY]] = [pointOn(there, part), pointOn(back, 1 - part)]
        expect(Math.hypot(x - backX, y - backY)).toBeCloseTo(18)
        const [middleX, middleY] = pointOn(curveBetween(box(0, 0), other), part)
        expect(Math.hypot(x - middleX, y - middleY)).toBeCloseTo(9)
      }
    },
  )

  it('are a pair only where one runs back', () => {
    const wires = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'b', to: 'c' },
    ]
    const isPaired = pairsOf(wires)
    expect(wires.map(({ from, to }) => isPaired(from, to))).toEqual([true, true, false])
  })

  it('end in an arrow that points into the callee', () => {
    expect(arrowOf(curveBetween(box(0, 0), box(276, 0)))).toBe('M275 45L269 48.5L269 41.5Z')
  })
})

describe('labels', () => {
  it('stand in the middle where there is room', () => {
    const blocks = [box(0, 0), box(276, 0)]
    const curve = curveBetween(box(0, 0), box(276, 0))
    expect(labelPlace(curve, 40, 20, blocks)).toEqual([226, 45])
  })

  it('step aside rather than cover a block', () => {
    const blocks = [box(0, 0), box(240, 0)]
    const [x, y] = labelPlace(curveBetween(box(0, 0), box(240, 0)), 90, 20, blocks)
    expect(x).toBe(208)
    for (const { y: top, height } of blocks) expect(y + 10 < top || y - 10 > top + height).toBe(true)
  })
})
