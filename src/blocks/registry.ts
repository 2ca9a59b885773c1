/** Every kind of block, in the order of the palette. One line each. */
import type { AnyBlock } from './block'

export const BLOCKS: readonly AnyBlock[] = []

/** The definition with that id, or undefined. */
export function blockOf(kind: string): AnyBlock | undefined {
  return BLOCKS.find((block) => block.id === kind)
}
