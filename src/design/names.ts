/** Names of blocks on screen, and of their kinds in sentences. */
import type { Block } from './design'

/** The label of a block, or its id as words: `product-cache` becomes "Product cache". */
export function nameOf(block: Pick<Block, 'id' | 'label'>): string {
  if (block.label !== undefined && block.label !== '') return block.label
  const words = block.id.replace(/[-_]+/g, ' ').trim()
  return words === '' ? block.id : words.charAt(0).toUpperCase() + words.slice(1)
}

/** The name of a kind within a sentence: "a load balancer", "an API gateway". */
export function withArticle(kind: string): string {
  const name = kind.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase())
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`
}
