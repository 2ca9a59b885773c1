/**
 * Translates whole sentences that were composed in English: exact texts, texts that fit a template, and runs of sentences.
 *
 * What the name of a placeholder says: `name…` is what a person has named and stays; `count…` is a number; `said…` is a name, or
 * words for several such as "3 blocks" or "Gateway to Orders"; `maybe…` may be nothing; `names…` and `list…` are several names or
 * texts with commas, "and" or "or" between them; anything else is translated where it is a text itself.
 */
import type { Values, Words } from './language'

interface Template {
  pattern: RegExp
  /** Of names and numbers with hardly a word between them: fits nearly anything, so it is for `said…` alone. */
  isLoose: boolean
  placeholders: readonly string[]
  translated: string
}

/** Values within values: "checkout: At most 10, as "Workers" is". */
const DEEPEST = 3
/** Texts kept with their translation, before all are forgotten. */
const MOST_KEPT = 2000

/** A translator of sentences by these words. Templates are compiled when the first text needs them. */
export function sentenceIn(words: Words): (text: string) => string {
  let templates: readonly Template[] | undefined
  const kept = new Map<string, string>()

  function find(text: string, depth: number): string | undefined {
    const exact = words[text] ?? (depth > 0 ? words[text.charAt(0).toUpperCase() + text.slice(1)] : undefined)
    if (exact !== undefined) return exact
    if (depth > DEEPEST || !/\p{L}/u.test(text)) return undefined
    return inTemplate(text, depth, false) ?? inParts(text, depth)
  }

  function inTemplate(text: string, depth: number, isSaid: boolean): string | undefined {
    templates ??= compile(words)
    let best: string | undefined
    for (const template of templates) {
      if (template.isLoose && !isSaid) continue
      const match = template.pattern.exec(text)
      if (!match || (isSaid && !template.placeholders.every((each) => /^(?:name|count)/.test(each)))) continue
      const { filled, isWhole } = fill(template, match, depth)
      if (isWhole) return filled
      best ??= filled
    }
    return best
  }

  /** The translation with its values; it is whole unless one of them is left in English words. */
  function fill({ placeholders, translated }: Template, match: RegExpExecArray, depth: number) {
    let isWhole = true
    const valueIn = (placeholder: string): string | undefined => {
      const value = match[placeholders.indexOf(placeholder) + 1]
      if (!value || /^name(?!s)/.test(placeholder)) return value
      if (placeholder.startsWith('names')) return joined(value, (part) => part)
      if (placeholder.startsWith('list')) return joined(value, (part) => inSentence(part, depth + 1))
      return (
        (placeholder.startsWith('said') ? inTemplate(value, depth + 1, true) : inSentence(value, depth + 1)) ?? value
      )
    }
    const filled = fillWith(translated, (placeholder) => {
      const value = valueIn(placeholder)
      if ((placeholder.startsWith('name') ? PROSE : ENGLISH_WORDS).test(value ?? '')) isWhole = false
      return value
    })
    return { filled, isWhole }
  }

  /** A text that may have its capital for standing first, or lack it for not doing so. */
  function inSentence(text: string, depth: number): string | undefined {
    const found = find(text, depth)
    if (found !== undefined) return found
    const [first = ''] = text
    const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()
    return words[other + text.slice(1)]
  }

  /** Several sentences in a row, each of them known. */
  function inParts(text: string, depth: number): string | undefined {
    const parts = text.split(/(?<=[.!?]) (?=\p{Lu}|")|\n/u)
    if (parts.length < 2) return undefined
    const translated = parts.map((part) => find(part, depth + 1))
    if (translated.every((part) => part === undefined)) return undefined
    const said = parts.map((part, index) => translated[index] ?? part)
    if (text.includes('\n')) return said.join('\n')
    return said.reduce((before, part) => `${before}${/[.!?]$/.test(before) ? ' ' : ''}${part}`)
  }

  return (text) => {
    let found = kept.get(text)
    if (found === undefined) {
      found = find(text, 0) ?? text
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(text, found)
    }
    return found
  }
}

/** The template with its placeholders filled in, without spaces between Chinese characters at the edges of values. */
export function fillIn(template: string, values: Values): string {
  return fillWith(template, (placeholder) => values[placeholder])
}

function fillWith(template: string, valueFor: (placeholder: string) => string | number | undefined): string {
  const marked = template.replace(
    /\{(\w+)\}/g,
    (whole, placeholder) => `${EDGE}${valueFor(placeholder) ?? whole}${EDGE}`,
  )
  return marked.replace(LOOSE_SPACE, '').replaceAll(EDGE, '')
}

/** Several texts in a row, with the words between them. */
function joined(text: string, translate: (part: string) => string | undefined): string {
  const parts = text.split(/( or | and |, )/).map((part, index) => (index % 2 === 0 ? (translate(part) ?? part) : part))
  return parts.reduce((before, part, index) => {
    const between = BETWEEN[part]
    if (index % 2 === 0 || between === undefined) return before + part
    const closed = isHan(before.at(-1)) ? between.trimStart() : between
    return before + (isHan(parts[index + 1]?.[0]) ? closed.trimEnd() : closed)
  })
}

const ENGLISH_WORDS = /[a-z]{2,} [a-z]{2,}/i
/** More words than a name has. */
const PROSE = /(?:[a-z]+[:;]? ){6}/i
/** Stands around values while a translation is put together. */
const EDGE = '\u0001'
const HAN = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”]'
/** A space at the edge of a value with no Latin letter or digit on either side. */
const LOOSE_SPACE = new RegExp(`(?<=${HAN}${EDGE}) (?=${EDGE}?${HAN})|(?<=${HAN}) (?=${EDGE}${HAN})`, 'gu')

const BETWEEN: { readonly [english: string]: string } = { ' or ': ' 或 ', ' and ': ' 和 ', ', ': '、' }

/** Whether no space stands beside it when its neighbour is such a character, too. */
function isHan(character: string | undefined): boolean {
  return character !== undefined && new RegExp(HAN, 'u').test(character)
}

/** Those with most of their own words first, so that the most telling one is found. */
function compile(words: Words): readonly Template[] {
  return Object.entries(words)
    .filter(([english]) => /\{\w+\}/.test(english))
    .map(([english, translated]) => ({ english, translated, own: english.replace(/\{\w+\}/g, '').length }))
    .sort((one, other) => other.own - one.own)
    .map(({ english, translated }) => templateOf(english, translated))
}

function templateOf(english: string, translated: string): Template {
  const placeholders: string[] = []
  const source = english.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    const before = placeholders.indexOf(part)
    if (before >= 0) return `\\${before + 1}`
    placeholders.push(part)
    if (part.startsWith('count')) return '([\\d.,−-]+)'
    // One sentence at most, so that a row of them is taken apart.
    return `((?:(?!\\. \\p{Lu}).)${part.startsWith('maybe') ? '*' : '+'}?)`
  })
  const isLoose = placeholders.length > 1 && /^ ?(?:\w{1,3}|,) ?$/.test(english.replace(/\{\w+\}/g, ''))
  return { pattern: new RegExp(`^${source.join('')}$`, 'su'), isLoose, placeholders, translated }
}
