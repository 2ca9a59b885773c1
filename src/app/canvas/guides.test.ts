import { describe, expect, it } from 'vitest'
import { inLine } from './guides'

const OTHER = { x: 100, y: 200, width: 176, height: 90 }

describe('alignment guides', () => {
  it('draw a block in line with the edge of another that is within reach', () => {
    const { place, guides } = inLine({ x: 104, y: 500, width: 176, height: 90 }, [OTHER], 6)
    expect(place).toEqual({ x: 100, y: 500 })
    expect(guides).toEqual([{ axis: 'x', at: 100, from: 200, to: 590 }])
  })

  it('align middles of blocks of different sizes', () => {
    const { place } = inLine({ x: 500, y: 222, width: 176, height: 40 }, [OTHER], 6)
    expect(place).toEqual({ x: 500, y: 225 })
  })

  it('take the nearest of several, and leave alone what is out of reach', () => {
    const near = { ...OTHER, x: 103 }
    expect(inLine({ ...OTHER, x: 104, y: 400 }, [OTHER, near], 6).place.x).toBe(103)
    expect(inLine({ ...OTHER, x: 110, y: 400 }, [OTHER, near], 6)).toEqual({ place: { x: 110, y: 400 }, guides: [] })
  })
})
