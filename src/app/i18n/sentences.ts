/** Translates whole sentences that were composed in English: exact texts, texts that fit a template, and runs of sentences. */
import type { Words } from './language'

interface Template {
  pattern: RegExp
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
    const exact = words[text]
    if (exact !== undefined) return exact
    if (depth > DEEPEST || !/\p{L}/u.test(text)) return undefined
    templates ??= compile(words)
    for (const template of templates) {
      const match = template.pattern.exec(text)
      if (match) return fill(template, match, depth)
    }
    return inParts(text, depth)
  }

  function fill({ placeholders, translated }: Template, match: RegExpExecArray, depth: number): string {
    return translated.replace(/\{(\w+)\}/g, (whole, placeholder: string) => {
      const value = match[placeholders.indexOf(placeholder) + 1]
      if (value === undefined) return whole
      return placeholder.startsWith('name') ? value : (find(value, depth + 1) ?? value)
    })
  }

  /** Several sentences in a row, each of them known. */
  function inParts(text: string, depth: number): string | undefined {
    const parts = text.split(/(?<=[.!?]) (?=\p{Lu}|")|\n/u)
    if (parts.length < 2) return undefined
    const translated = parts.map((part) => find(part, depth + 1))
    if (translated.every((part) => part === undefined)) return undefined
    return parts.map((part, index) => translated[index] ?? part).join(text.includes('\n') ? '\n' : '')
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
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const before = placeholders.indexOf(part)
    if (before >= 0) return `\\${before + 1}`
    placeholders.push(part)
    return /^count/.test(part) ? '([\\d.,−-]+)' : '(.+?)'
  })
  return { pattern: new RegExp(`^${source.join('')}$`, 's'), placeholders, translated }
}
