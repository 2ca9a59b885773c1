/** Every figure, in the order in which a family's page shows them. */
import { caching } from './caching'
import type { AnyFigure } from './figure'
import { moves, shares } from './load-balancing'
import { rateLimiting } from './rate-limiting'

export const FIGURES: readonly AnyFigure[] = [rateLimiting, shares, moves, caching]
