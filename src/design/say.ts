/**
 * Puts an English text, with its values filled in, into the language of who reads it. What stands behind `##` tells texts of several
 * meanings apart and is not said.
 */
export type Say = (english: string, values?: { readonly [name: string]: string | number }) => string

/** The texts as they are. */
export const inEnglish: Say = (english, values = {}) =>
  english.replace(/##.*/, '').replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
