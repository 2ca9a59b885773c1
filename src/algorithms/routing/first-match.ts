/**
 * First match: tries the routes in the order in which they were added.
 *
 * How: the first route whose pattern and method fit wins, however general it is. Later routes that it covers are never
 * reached.
 * Cost: O(routes · length of the path); no allocation.
 * Source: the router of Express 4 (`lib/router/index.js`). Deviations: no middleware chain, no regular expressions; a path
 * that only routes of other methods fit is told from one that none fits.
 */
import { type PatternPart, parsePattern } from './pattern'
import { remember, segmentEnd } from './radix-tree'
import {
  ANY_METHOD,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  type Route,
  type RouteParams,
  type Router,
  type RouterMember,
} from './routing'

interface ParsedRoute {
  readonly route: Route
  readonly parts: readonly PatternPart[]
}

/** A router over an ordered list. */
export class FirstMatch implements Router {
  private readonly routes: readonly ParsedRoute[]

  /** Throws ParamError for a malformed route. There are no conflicts: the earlier route wins. */
  constructor(routes: readonly Route[]) {
    this.routes = routes.map((route) => ({ route, parts: parsePattern(route) }))
  }

  match(method: string, path: string, params: RouteParams): number {
    let answer = NOT_FOUND
    for (let i = 0; i < this.routes.length; i++) {
      const { route, parts } = this.routes[i]!
      params.count = 0
      if (!fits(parts, path, params)) continue
      if (route.method === method || route.method === ANY_METHOD) return route.target
      answer = METHOD_NOT_ALLOWED
    }
    params.count = 0
    return answer
  }

  allowedMethods(path: string): string[] {
    const params: RouteParams = { count: 0, names: [], starts: [], ends: [] }
    const fitting = this.routes.filter(({ parts }) => {
      params.count = 0
      return fits(parts, path, params)
    })
    return [...new Set(fitting.map(({ route }) => route.method))]
  }
}

function fits(parts: readonly PatternPart[], path: string, params: RouteParams): boolean {
  let position = 0
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if (part.kind === 'text') {
      if (!path.startsWith(part.text, position)) return false
      position += part.text.length
    } else {
      const end = part.kind === 'rest' ? path.length : segmentEnd(path, position)
      if (part.kind === 'parameter' && end === position) return false
      remember(params, part.name, position, end)
      position = end
    }
  }
  return position === path.length
}

export const firstMatch = {
  id: 'first-match',
  number: 2,
  label: 'First match',
  help: 'Tries the routes one after the other; a general route hides the special ones behind it.',
  fields: {},
  source: 'Express 4, lib/router/index.js',
  sourceUrl: 'https://expressjs.com/en/4x/api.html#router',
  formula: 'the first route whose pattern and method fit',
  deviations: 'No middleware, no regular expressions.',
  create: (_params, routes) => new FirstMatch(routes),
} as const satisfies RouterMember
