/** The part of the canvas that is on screen, for commands that stand outside of it. */
import type { Seen } from '../edits/free-place'
import type { Point } from '../edits/point'
import { roomNow } from '../shell/use-width'

/** Room around what is shown in full: more below, where tools and overview stand, and with little room the bar of the selection. */
export function fitPadding() {
  return { top: '24px', left: '28px', right: '28px', bottom: roomNow() === 'wide' ? '104px' : '120px' } as const
}

export interface Viewport {
  zoomIn(): void
  zoomOut(): void
  zoomTo(zoom: number): void
  /** Shows these blocks, or all of them. */
  fit(ids?: readonly string[]): void
  /** The middle of what is on screen, in canvas units. */
  centre(): Point
  /** The part of the canvas on which something new would be seen. */
  seen(): Seen
  /** What is on screen, to be shown again there or on another one. */
  read(): { centre: Point; zoom: number }
  /** Shows what was read. */
  lookAt(centre: Point, zoom: number): void
  /** Moves the screen so that a block can be seen, if it cannot. */
  reveal(id: string): void
  /** Puts the keyboard on a block or a connection. */
  focus(id: string): void
}

let present: Viewport | null = null

/** Told by the canvas when it is there, and when it goes. */
export function setViewport(viewport: Viewport | null): void {
  present = viewport
}

export function viewport(): Viewport | null {
  return present
}
