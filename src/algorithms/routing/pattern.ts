/** Route patterns taken apart and checked. */
import { ParamError } from '../../lib/errors'
import type { Route } from './routing'

/** A literal text, a parameter of one segment, or the rest of the path. */
export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string }

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * Parts of a pattern, in order; texts are never empty and never adjacent.
 *
 * Throws: ParamError when the pattern does not begin with a slash, a name is malformed or used twice, a segment has more
 * than one parameter, or a rest does not follow a slash or is not the end; or when the target or the method is malformed.
 */
export function parsePattern({ method, pattern, target }: Route): PatternPart[] {
  const refuse = (what: string): never => {
    throw new ParamError('pattern', pattern, what)
  }
  if (method === '') throw new ParamError('method', method, 'the name of a method, or * for any')
  if (!Number.isInteger(target) || target < 0) throw new ParamError('target', target, 'a whole number of at least 0')
  if (!pattern.startsWith('/')) refuse('a path that begins with a slash')
  const parts: PatternPart[] = []
  const names = new Set<string>()
  const addName = (name: string): string => {
    if (!NAME.test(name)) refuse('a pattern whose parameters are named with letters, digits and underscores')
    if (names.has(name)) refuse('a pattern that uses each name once')
    names.add(name)
    return name
  }
  let text = ''
  for (const [i, segment] of pattern.slice(1).split('/').entries()) {
    const isLast = i === pattern.split('/').length - 2
    text += '/'
    const at = segment.search(/[:*]/)
    if (at < 0) {
      text += segment
      continue
    }
    text += segment.slice(0, at)
    parts.push({ kind: 'text', text })
    text = ''
    if (segment[at] === ':') {
      parts.push({ kind: 'parameter', name: addName(segment.slice(at + 1)) })
      continue
    }
    if (at > 0 || !isLast) refuse('a pattern whose * stands behind the last slash')
    parts.push({ kind: 'rest', name: addName(segment.slice(1)) })
  }
  if (text !== '') parts.push({ kind: 'text', text })
  return parts
}
