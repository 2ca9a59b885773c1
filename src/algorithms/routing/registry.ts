/** Every router, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { memberOf } from '../member'
import { firstMatch } from './first-match'
import { radixTree } from './radix-tree'
import type { Route, Router, RouterMember } from './routing'

export const routers = [radixTree, firstMatch] as const

/** A router. */
export const ROUTER = variants(routers, 'radix-tree', 'routing')

/** Builds the router that a validated value names. Throws ParamError or RouteConflict for routes that cannot be. */
export function buildRouter(value: { readonly type: string }, routes: readonly Route[]): Router {
  return memberOf<RouterMember>(routers, value.type).create({}, routes)
}
