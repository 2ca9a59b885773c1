/** Placing and wiring for what is there with the first paint: the part that knows how comes right after it. */
import type { Point } from '../edits/point'

const load = (): Promise<typeof import('./place')> => import('./place')

/** A new block with its middle at a point, or at a free place that can be seen. */
export function placeBlock(kind: string, middle?: Point): void {
  void load().then((part) => part.placeBlock(kind, middle))
}

/** A new connection, or why there can be none. */
export function connectBlocks(from: string, to: string): void {
  void load().then((part) => part.connectBlocks(from, to))
}

/** Puts the keyboard on the block that is selected, after all that was placed before. */
export function focusSelected(): void {
  void load().then((part) => part.focusSelected())
}
