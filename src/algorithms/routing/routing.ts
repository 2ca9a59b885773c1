/** Contract of the routing family: which handler does a request with this method and path go to? */
import type { Fields, InferFields } from '../../lib/schema'
import type { Member } from '../member'

/** Answer of {@link Router.match} when no pattern matches the path. */
export const NOT_FOUND = -1
/** Answer of {@link Router.match} when a pattern matches the path, but none for this method. */
export const METHOD_NOT_ALLOWED = -2
/** Method of a route that serves every method for which there is no route of its own. */
export const ANY_METHOD = '*'

/**
 * One route. Patterns begin with a slash; `:name` stands for one non-empty piece without a slash, `*name` at the end for
 * all that is left, the empty text included.
 */
export interface Route {
  readonly method: string
  readonly pattern: string
  /** What a match answers; a whole number ≥ 0. */
  readonly target: number
}

/** The parameters of the last match: parts of the path. One instance is reused, so that a match allocates nothing. */
export interface RouteParams {
  count: number
  readonly names: string[]
  /** Index of the first character of each value in the path. */
  readonly starts: number[]
  /** Index behind the last character. */
  readonly ends: number[]
}

/** Decides for one table of routes. */
export interface Router {
  /** Target for a request, {@link NOT_FOUND} or {@link METHOD_NOT_ALLOWED}. Fills `params` for a target ≥ 0, empties it else. */
  match(method: string, path: string, params: RouteParams): number
  /** Methods with a route for this path, in order of their first route; {@link ANY_METHOD} for any. */
  allowedMethods(path: string): string[]
}

/** A router as its file declares it. `create` throws ParamError for a malformed pattern, {@link RouteConflict} for two that clash. */
export interface RouterMember<Id extends string = string, F extends Fields = Record<never, never>>
  extends Member<Id, F> {
  readonly create: (params: InferFields<F>, routes: readonly Route[]) => Router
}

/** Two routes that cannot stand in one table. */
export class RouteConflict extends Error {
  override readonly name = 'RouteConflict'
  readonly first: Route
  readonly second: Route

  constructor(first: Route, second: Route, why: string) {
    super(`${second.method} ${second.pattern} clashes with ${first.method} ${first.pattern}: ${why}`)
    this.first = first
    this.second = second
  }
}

/** Empty parameters, to be filled by a match. */
export function createRouteParams(): RouteParams {
  return { count: 0, names: [], starts: [], ends: [] }
}

/** Value of the parameter `name` of the last match on `path`, or undefined. Allocates the text. */
export function paramValue(params: RouteParams, path: string, name: string): string | undefined {
  const index = params.names.indexOf(name)
  return index < 0 || index >= params.count ? undefined : path.slice(params.starts[index], params.ends[index])
}
