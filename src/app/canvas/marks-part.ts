/** Groups and comments on the canvas: the part of it that is loaded with the first design that has any. */
import { useEffect, useState } from 'react'

export interface MarksPart {
  draw: typeof import('./marks/draw')
  drag: typeof import('./marks/drag-marks')
}

let part: MarksPart | null = null

/** The part, when it is there. */
export function marksPart(): MarksPart | null {
  return part
}

async function load(): Promise<MarksPart> {
  const [draw, drag] = await Promise.all([import('./marks/draw'), import('./marks/drag-marks')])
  part ??= { draw, drag }
  return part
}

/** The part as soon as it is there, where it is needed. */
export function useMarksPart(isNeeded: boolean): MarksPart | null {
  const [present, setPresent] = useState(part)
  useEffect(() => {
    // Offline, or the app was updated: blocks are drawn all the same.
    if (isNeeded && !present) load().then(setPresent, () => undefined)
  }, [isNeeded, present])
  return isNeeded ? present : null
}
