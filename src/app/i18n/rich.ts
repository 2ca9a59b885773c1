/** Texts with elements in them. */
import { createElement, Fragment, type ReactNode } from 'react'
import { t } from './language'

/** The words of the chosen language for an English text, with `{name}` placeholders replaced by elements. */
export function rich(english: string, parts: { readonly [placeholder: string]: ReactNode }): ReactNode {
  const pieces = t(english).split(/\{(\w+)\}/)
  return createElement(Fragment, null, ...pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[piece])))
}
