/** Putting texts together in the language of the page. */
import { currentLanguage, t } from '../i18n/language'

/** A label as it stands within a sentence. */
export function inSentence(label: string): string {
  const shown = t(label)
  return currentLanguage() === 'en' ? shown.toLowerCase() : shown
}

/** Sentences one after the other. */
export function sentences(texts: readonly string[]): string {
  return texts.map((text) => t(text)).join(currentLanguage() === 'en' ? ' ' : '')
}
