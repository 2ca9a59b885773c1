/** Finding blocks by what they are called and what they do. */

import type { AnyBlock, BlockGroup } from '../../blocks/block'
import { t } from '../i18n/language'

export interface PaletteGroup {
  group: BlockGroup
  blocks: AnyBlock[]
}

/** Groups in their order, with the blocks that fit every word of the query; empty groups are left out. */
export function groupsFitting(
  blocks: readonly AnyBlock[],
  groups: readonly BlockGroup[],
  query: string,
): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return groups
    .map((group) => ({ group, blocks: blocks.filter((block) => block.group === group && fits(block, words)) }))
    .filter((entry) => entry.blocks.length > 0)
}

/** The block that Enter places: one whose name begins with the query, or else the first that fits. */
export function bestOf(groups: readonly PaletteGroup[], query: string): AnyBlock | undefined {
  const all = groups.flatMap(({ blocks }) => blocks)
  const start = query.trim().toLowerCase()
  return all.find(({ name }) => [name, t(name)].some((each) => each.toLowerCase().startsWith(start))) ?? all[0]
}

function fits(block: AnyBlock, words: readonly string[]): boolean {
  const text = [block.name, block.id, block.group, block.summary].join(' ').toLowerCase()
  const begins = text.split(/[^\p{L}\p{N}]+/u)
  const translated = [t(block.name), t(block.group), t(block.summary)].join(' ')
  return words.every((word) => begins.some((part) => part.startsWith(word)) || hasInside(translated, word))
}

/** Chinese is written without spaces, so a word may begin anywhere. */
function hasInside(text: string, word: string): boolean {
  return /\p{Script=Han}/u.test(word) && text.toLowerCase().includes(word)
}
