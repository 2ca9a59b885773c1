/** Where a card stands beside what it is about. */

/** [px] */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** [px] between the card and what it is about, and between the card and the edge of the window. */
const GAP = 12

/**
 * Top left corner of the card: on the side of the target with the most room for it, level with the target's middle, and always
 * inside the window. Beside what is part of a row it stands above or below, where it leaves the rest of the row to be seen.
 * Without a target it stands in the middle.
 */
export function placeBeside(target: Box | null, card: Size, room: Size): { left: number; top: number } {
  if (target === null) return { left: (room.width - card.width) / 2, top: (room.height - card.height) / 2 }
  const middle = {
    left: target.left + (target.width - card.width) / 2,
    top: target.top + (target.height - card.height) / 2,
  }
  const right = target.left + target.width
  const bottom = target.top + target.height
  const beside = [
    { spare: room.width - right - card.width, left: right + GAP, top: middle.top },
    { spare: target.left - card.width, left: target.left - card.width - GAP, top: middle.top },
  ]
  const aboveOrBelow = [
    { spare: room.height - bottom - card.height, left: middle.left, top: bottom + GAP },
    { spare: target.top - card.height, left: middle.left, top: target.top - card.height - GAP },
  ]
  const isInRow = target.width > target.height && aboveOrBelow.some(({ spare }) => spare >= 2 * GAP)
  const sides = isInRow ? aboveOrBelow : [...beside, ...aboveOrBelow]
  const best = sides.reduce((a, b) => (b.spare > a.spare ? b : a))
  return {
    left: clamp(best.left, GAP, room.width - card.width - GAP),
    top: clamp(best.top, GAP, room.height - card.height - GAP),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high))
}
