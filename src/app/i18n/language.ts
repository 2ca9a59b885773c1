/**
 * The language of the page. English texts are the keys: `t('Add a fault')` looks the English text up in the words of the chosen
 * language and falls back to it, so the page works in English with nothing loaded. Texts made elsewhere go through `sentence`.
 *
 * A placeholder whose name begins with `name` holds what a person has named; it is never translated.
 */
import { create } from 'zustand'
import { readStored, writeStored } from '../stores/stored'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Words {
  readonly [english: string]: string
}

export interface Values {
  readonly [placeholder: string]: string | number
}

/** Texts by their English, a translator of whole sentences made from them, and how values are put into a text. */
export interface Catalogue {
  readonly words: Words
  readonly fill: (template: string, values: Values) => string
  readonly sentence: (text: string) => string
}

const useStore = create<{ language: Language }>(() => ({ language: 'en' }))
let words: Words = {}
let fill: Catalogue['fill'] = filled
let translate: Catalogue['sentence'] = (text) => text
let load = (): Promise<{ CATALOGUE: Catalogue }> => import('./zh-cn/catalogue')

/** The language of the page; what uses it is drawn again when it changes. */
export function useLanguage(): Language {
  return useStore((state) => state.language)
}

export function currentLanguage(): Language {
  return useStore.getState().language
}

/** Takes the language that was chosen before, or the first that the browser asks for and we have; and words from elsewhere. */
export function startLanguage(from = load): Promise<void> {
  load = from
  const wanted = navigator.languages.find((tag) => /^(?:en|zh)\b/i.test(tag)) ?? 'en'
  return switchTo(readStored('language', LANGUAGES, /^zh/i.test(wanted) ? 'zh-CN' : 'en')).catch(() => undefined)
}

/** Switches the page and remembers the choice. Rejects when the words cannot be loaded; then nothing changes. */
export async function setLanguage(language: Language): Promise<void> {
  await switchTo(language)
  writeStored('language', language)
}

async function switchTo(language: Language): Promise<void> {
  if (language !== 'en') {
    const { CATALOGUE } = await load()
    words = CATALOGUE.words
    translate = CATALOGUE.sentence
    fill = CATALOGUE.fill
  }
  if (globalThis.document) document.documentElement.lang = language
  useStore.setState({ language })
}

/**
 * The words of the chosen language for an English text, with `{name}` placeholders filled in. A text that means one thing here and
 * another elsewhere says which after `##`, which is not shown: `t('Share##with others')`.
 */
export function t(english: string, values?: Values): string {
  const found = (currentLanguage() !== 'en' && words[english]) || english.replace(/##.*/, '')
  return values ? (found === english ? filled : fill)(found, values) : found
}

/** A text with its placeholders filled in. */
export function filled(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The form that goes with a count; `{count}` is the count. The `other` form is the key. */
export function plural(count: number, forms: { one: string; other: string }, values?: Values): string {
  const isOther = currentLanguage() !== 'en' || count !== 1
  return t(isOther ? forms.other : forms.one, { count: count.toLocaleString(currentLanguage()), ...values })
}

/** Each of several texts. */
export function translated(english: readonly string[]): string[] {
  return english.map((one) => t(one))
}

/** Names in a row. */
export function listed(names: readonly string[]): string {
  return names.join(currentLanguage() === 'en' ? ', ' : '、')
}

/** Clauses of one sentence in a row; those that say nothing are left out. */
export function clauses(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(currentLanguage() === 'en' ? ', ' : '，')
}

/** Marks a text that is kept in English and shown by `t` or `sentence` later. */
export function text(english: string): string {
  return english
}

/** A sentence that was composed in English elsewhere, such as an error or a finding. */
export function sentence(english: string): string {
  return currentLanguage() === 'en' ? english : translate(english)
}
