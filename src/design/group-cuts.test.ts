import { describe, expect, it } from 'vitest'
import { barBeside, holesIn, type Loop, outlineOf } from './group-cuts'

const GROUP = { x: 100, y: 50, width: 800, height: 400 }
const BLOCK = { width: 176, height: 90 }

/** Twice the area of a closed line, positive where it runs clockwise on screen. */
function turnedArea(loop: Loop): number {
  return loop.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = loop[(index + 1) % loop.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
}

const areaOf = (loops: readonly Loop[]): number => loops.reduce((sum, loop) => sum + turnedArea(loop) / 2, 0)

describe('what is cut out of a group', () => {
  it('leaves room around the block', () => {
    expect(holesIn(GROUP, [{ x: 400, y: 70, ...BLOCK }])).toEqual([{ x: 290, y: 10, width: 196, height: 110 }])
  })
})

describe('the outline of a group', () => {
  it('is its box as long as nothing is cut out', () => {
    const box: Loop = [
      [100, 50],
      [900, 50],
      [900, 450],
      [100, 450],
    ]
    expect(outlineOf(GROUP, [])).toEqual([box])
    expect(outlineOf(GROUP, [{ x: 900, y: 0, width: 50, height: 50 }])).toEqual([box])
  })

  it('has a second line around a hole in its midst, the other way round', () => {
    const [outer, inner, ...others] = outlineOf(GROUP, [{ x: 200, y: 100, width: 196, height: 110 }])
    expect(others).toEqual([])
    expect(turnedArea(outer ?? []) / 2).toBe(800 * 400)
    expect(turnedArea(inner ?? []) / 2).toBe(-196 * 110)
    expect([...(inner ?? [])].sort()).toEqual([
      [300, 150],
      [300, 260],
      [496, 150],
      [496, 260],
    ])
  })

  it('goes around a hole at its edge', () => {
    const loops = outlineOf(GROUP, [{ x: 200, y: -40, width: 196, height: 110 }])
    expect(loops).toEqual([
      [
        [100, 50],
        [300, 50],
        [300, 120],
        [496, 120],
        [496, 50],
        [900, 50],
        [900, 450],
        [100, 450],
      ],
    ])
  })

  it('goes around holes that overlap as around one', () => {
    const loops = outlineOf(GROUP, [
      { x: 200, y: 100, width: 200, height: 100 },
      { x: 300, y: 150, width: 200, height: 100 },
    ])
    expect(loops).toHaveLength(2)
    expect(areaOf(loops)).toBe(800 * 400 - 2 * 200 * 100 + 100 * 50)
  })

  it('falls in two where a hole goes through, and to nothing under one that covers it', () => {
    const through = outlineOf(GROUP, [{ x: 300, y: -10, width: 100, height: 500 }])
    expect(through.map(turnedArea).map((area) => area / 2)).toEqual([300 * 400, 400 * 400])
    expect(outlineOf(GROUP, [{ x: -10, y: -10, width: 900, height: 500 }])).toEqual([])
  })
})

describe('the title bar of a group', () => {
  const hole = (x: number, y: number) => ({ x, y, width: 196, height: 110 })

  it('has the whole width when nothing is in its way', () => {
    expect(barBeside(800, [hole(100, 40)])).toEqual({ left: 0, width: 800, isOnTop: false })
  })

  it('takes the widest part that is free', () => {
    expect(barBeside(800, [hole(-20, -10)])).toEqual({ left: 176, width: 624, isOnTop: false })
    expect(barBeside(800, [hole(600, -10), hole(200, 0)])).toEqual({ left: 396, width: 204, isOnTop: false })
  })

  it('stands on top of the group when no part is wide enough', () => {
    expect(barBeside(300, [hole(60, -10)])).toEqual({ left: 0, width: 300, isOnTop: true })
  })
})
