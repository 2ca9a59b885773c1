/** Names of blocks on screen. */
import type { Block } from './design'

/** The label of a block, or its id as words: `product-cache` becomes "Product cache". */
export function nameOf(block: Pick<Block, 'id' | 'label'>): string {
  if (block.label !== undefined && block.label !== '') return block.label
  const words = block.id.replace(/[-_]+/g, ' ').trim()
  return words === '' ? block.id : words.charAt(0).toUpperCase() + words.slice(1)
}
