/**
 * What part of the canvas a link shows: an optional section behind the design, `~x,y,zoom`, with the middle of the screen in canvas
 * units and the zoom in percent. The design is whole without it, and a section that makes no sense is passed over.
 */
import type { Point } from '../edits/point'

export interface LinkView {
  centre: Point
  /** 1 is as drawn. */
  zoom: number
}

const PATTERN = /~(-?\d{1,7}),(-?\d{1,7}),(\d{1,4})$/

/** The fragment of a link with a view. */
export function withView(fragment: string, { centre, zoom }: LinkView): string {
  return `${fragment}~${Math.round(centre.x) + 0},${Math.round(centre.y) + 0},${Math.round(zoom * 100)}`
}

/** The fragment without its view, and the view if there is one. */
export function splitView(hash: string): { fragment: string; view: LinkView | null } {
  const at = hash.indexOf('~')
  if (at < 0) return { fragment: hash, view: null }
  const match = PATTERN.exec(hash)
  const [x = 0, y = 0, percent = 0] = match ? match.slice(1).map(Number) : []
  const isSound = match !== null && percent >= 10 && percent <= 400
  return { fragment: hash.slice(0, at), view: isSound ? { centre: { x, y }, zoom: percent / 100 } : null }
}
