/** Every figure, in the order in which a family's page shows them. */
import { admission, queueing } from './admission'
import { caching } from './caching'
import { circuitBreaking } from './circuit-breaking'
import { logical, physical } from './clocks'
import { consensus } from './consensus'
import { failureDetection } from './failure-detection'
import type { AnyFigure } from './figure'
import { identity } from './identity'
import { moves, shares } from './load-balancing'
import { locking } from './locking'
import { partitions, visibility } from './messaging'
import { rateLimiting } from './rate-limiting'
import { replication } from './replication'
import { budgets, limits, waits } from './retrying'
import { routing } from './routing'
import { averages, bloom, bound, frequencies, histogram, merkle } from './sketches'
import { timersFigure } from './timers'
import { transactions } from './transactions'

export const FIGURES: readonly AnyFigure[] = [
  admission,
  caching,
  circuitBreaking,
  logical,
  physical,
  consensus,
  failureDetection,
  identity,
  shares,
  moves,
  locking,
  visibility,
  partitions,
  queueing,
  rateLimiting,
  replication,
  waits,
  budgets,
  limits,
  routing,
  bloom,
  frequencies,
  merkle,
  histogram,
  bound,
  averages,
  timersFigure,
  transactions,
]
