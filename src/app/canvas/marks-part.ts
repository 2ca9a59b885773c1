/** Groups and comments on the canvas: the part of it that is loaded with the first design that has any. */
import { useEffect, useState } from 'react'

async function load() {
  const [{ commentNodes, connectionsOfEdge, drawEdges, drawNodes }, dragging] = await Promise.all([
    import('./marks/draw'),
    import('./marks/drag-marks'),
  ])
  const { beginMarkDrag, dropMarkDrag, endMarkDrag, isHolding, joinedWhereItStands, spreadMoves } = dragging
  return {
    draw: { commentNodes, connectionsOfEdge, drawEdges, drawNodes },
    drag: { beginMarkDrag, dropMarkDrag, endMarkDrag, isHolding, joinedWhereItStands, spreadMoves },
  }
}

type MarksPart = Awaited<ReturnType<typeof load>>

let part: MarksPart | null = null

/** The part, when it is there. */
export function marksPart(): MarksPart | null {
  return part
}

/** The part as soon as it is there, where it is needed. */
export function useMarksPart(isNeeded: boolean): MarksPart | null {
  const [present, setPresent] = useState(part)
  useEffect(() => {
    if (!isNeeded || present) return
    const take = (loaded: MarksPart): void => {
      part ??= loaded
      setPresent(part)
    }
    // Offline, or the app was updated: blocks are drawn all the same.
    load().then(take, () => undefined)
  }, [isNeeded, present])
  return isNeeded ? present : null
}
