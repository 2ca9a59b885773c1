import { currentLanguage, sentence } from '../i18n/language'

/** A text that was written in English without a full stop, as a sentence in the language of the page. */
export function asSentence(english: string): string {
  const said = sentence(english)
  if (currentLanguage() !== 'en') return /[。！？.]$/.test(said) ? said : `${said}。`
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

/** A name as it stands within a sentence: "Load balancer" becomes "load balancer", "API gateway" stays. */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** How many Latin letters a text is wide, about: Chinese ones count twice. */
export function widthOf(text: string): number {
  return text.replace(/[\u2e80-\uffef]/g, 'xx').length
}
