/** Finding algorithms by name, family and what they decide. */
import { t } from '../i18n/language'
import type { FamilyData, MemberData, ReferenceData } from './data'

export interface Found {
  readonly family: FamilyData
  /** Null when the family itself was found. */
  readonly member: MemberData | null
}

/**
 * Members and families in which every word of the query occurs, those first whose name begins like the query, then whose name
 * holds it, then those that hold it elsewhere.
 */
export function search(data: ReferenceData, query: string): Found[] {
  const words = plain(query).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const whole = words.join(' ')
  const found = data.families.flatMap((family) => [
    { found: { family, member: null }, name: plain(t(family.name)), text: both(family.name, family.decides) },
    ...family.members.map((member) => ({
      found: { family, member },
      name: plain(t(member.label)),
      text: both(member.label, member.id, family.name, member.help, member.formula, member.source),
    })),
  ])
  const rank = (name: string): number =>
    name.startsWith(whole) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2
  return found
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map((entry, index) => ({ ...entry, index, rank: rank(entry.name) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((entry) => entry.found)
}

/** Texts in the language of the page and in English, whose terms are known everywhere. */
function both(...texts: readonly string[]): string {
  return plain([...texts.map((text) => t(text)), ...texts].join(' '))
}

/** Lower case, without accents and dashes, one space between words. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[-/_\s]+/g, ' ')
    .trim()
}
