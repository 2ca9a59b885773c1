/** Every figure, in the order in which a family's page shows them. */
import { admission, queueing } from './admission'
import { caching } from './caching'
import { batches, flights, lives, strategies, theory } from './caching-parts'
import { circuitBreaking } from './circuit-breaking'
import { logical, physical, versions } from './clocks'
import { consensus } from './consensus'
import { failureDetection } from './failure-detection'
import { acknowledged, gossip, pulled, quorumOfWatchers } from './failure-detection-parts'
import type { AnyFigure } from './figure'
import { identity } from './identity'
import { moves, shares } from './load-balancing'
import { locking } from './locking'
import { partitions, visibility } from './messaging'
import { duplicates, offsets, relay, replicas, topics } from './messaging-parts'
import { duel, earlyRefusal, ejections, fencing } from './other-parts'
import { rateLimiting } from './rate-limiting'
import { replication } from './replication'
import { hints, lag, repairs, trees } from './replication-parts'
import { budgets, limits, waits } from './retrying'
import { deadlines, hedges, refusals, tied } from './retrying-parts'
import { routing } from './routing'
import { averages, bloom, bound, frequencies, histogram, merkle } from './sketches'
import { timersFigure } from './timers'
import { transactions } from './transactions'
import { barrier, choreography, halfMessages, notifications, outboxTable } from './transactions-parts'

export const FIGURES: readonly AnyFigure[] = [
  admission,
  earlyRefusal,
  caching,
  lives,
  flights,
  batches,
  strategies,
  theory,
  circuitBreaking,
  logical,
  physical,
  versions,
  consensus,
  duel,
  failureDetection,
  gossip,
  pulled,
  acknowledged,
  quorumOfWatchers,
  identity,
  shares,
  moves,
  ejections,
  locking,
  fencing,
  visibility,
  partitions,
  duplicates,
  offsets,
  replicas,
  topics,
  relay,
  queueing,
  rateLimiting,
  replication,
  hints,
  repairs,
  trees,
  lag,
  waits,
  budgets,
  limits,
  hedges,
  tied,
  refusals,
  deadlines,
  routing,
  bloom,
  frequencies,
  merkle,
  histogram,
  bound,
  averages,
  timersFigure,
  transactions,
  barrier,
  choreography,
  outboxTable,
  halfMessages,
  notifications,
]
