import { describe, expect, it } from 'vitest'
import { placeBeside } from './place'

const ROOM = { width: 1280, height: 800 }
const CARD = { width: 320, height: 160 }

describe('the card of the tour', () => {
  it.each([
    ['right of a panel on the left', { left: 0, top: 50, width: 192, height: 750 }, { left: 204, top: 345 }],
    ['left of a panel on the right', { left: 968, top: 50, width: 312, height: 750 }, { left: 636, top: 345 }],
    ['below a bar at the top', { left: 0, top: 0, width: 1280, height: 48 }, { left: 480, top: 60 }],
    ['above a dock at the bottom', { left: 0, top: 520, width: 1280, height: 280 }, { left: 480, top: 348 }],
    ['below a button in a row', { left: 1134, top: 9, width: 58, height: 30 }, { left: 948, top: 51 }],
  ])('stands %s', (_, target, place) => {
    expect(placeBeside(target, CARD, ROOM)).toEqual(place)
  })

  it('stays inside the window, and in the middle without a target', () => {
    const corner = placeBeside({ left: 1240, top: 0, width: 40, height: 28 }, CARD, ROOM)
    expect(corner.left + CARD.width).toBeLessThanOrEqual(ROOM.width)
    expect(corner.top).toBeGreaterThanOrEqual(0)
    expect(placeBeside(null, CARD, ROOM)).toEqual({ left: 480, top: 320 })
  })
})
