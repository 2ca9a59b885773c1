/**
 * How reads and writes go between a cache and the database behind it, as programs of steps.
 *
 * How: each strategy has a program for reads that miss and one for writes. A {@link StrategyRun} is the state machine that walks through
 * one: it names the step to do, is told whether it succeeded, and moves on. A failed deletion is tried again where the strategy says
 * so, up to its number of tries; a failure of the database ends the run.
 * Bound: what a write leaves behind if it stops in the middle is what the order of its steps says: update-then-delete leaves the old
 * value in the cache until its end, delete-then-update lets a reader put the old value back.
 * Units: delays [ms]. Cost: O(1) per step, no allocation. Randomness: none. Throws: RangeError for an unknown strategy.
 * Source: R. Nishtala et al., "Scaling Memcache at Facebook", NSDI 2013, §3 (look-aside, deletion after the update); the other
 * orders are the common ones that it is compared with.
 */

import { requireNumber } from '../../lib/errors'
import { choice, field, integer } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** One thing to do for a request, or `done`. */
export type Step =
  | 'read-database'
  | 'fill-cache'
  | 'update-database'
  | 'delete-cache'
  | 'update-cache'
  | 'wait'
  | 'append-log'
  | 'buffer-write'
  | 'reply'
  | 'done'

/** What is done after a reply happens in the background. */
export interface Strategy {
  readonly id: string
  readonly label: string
  readonly help: string
  /** Steps of a read that misses the cache. */
  readonly miss: readonly Step[]
  /** Steps of a write. */
  readonly write: readonly Step[]
  /** Whether a deletion that failed is tried again. */
  readonly retriesDelete: boolean
  /** Whether the cache itself talks to the database, or the service does. */
  readonly isThroughCache: boolean
  /** Whether a crash of the cache loses writes that were already answered. */
  readonly canLoseWrites: boolean
}

const LOOK_ASIDE: readonly Step[] = ['read-database', 'fill-cache', 'reply']

/** The strategies, by id. */
export const cacheStrategies: readonly Strategy[] = [
  {
    id: 'update-then-delete',
    label: 'Cache-aside: update, then delete',
    help: 'Writes the database and then deletes the cached value; a reader that missed before can still put the old value back.',
    miss: LOOK_ASIDE,
    write: ['update-database', 'delete-cache', 'reply'],
    retriesDelete: false,
    isThroughCache: false,
    canLoseWrites: false,
  },
  {
    id: 'update-then-delete-retried',
    label: 'Cache-aside: update, then delete with retry',
    help: 'As update-then-delete, but a deletion that fails is tried again, so that the old value does not stay.',
    miss: LOOK_ASIDE,
    write: ['update-database', 'delete-cache', 'reply'],
    retriesDelete: true,
    isThroughCache: false,
    canLoseWrites: false,
  },
  {
    id: 'delete-then-update',
    label: 'Cache-aside: delete, then update',
    help: 'Deletes the cached value and then writes the database; a reader in between puts the old value back for a whole life.',
    miss: LOOK_ASIDE,
    write: ['delete-cache', 'update-database', 'reply'],
    retriesDelete: false,
    isThroughCache: false,
    canLoseWrites: false,
  },
  {
    id: 'double-delete',
    label: 'Cache-aside: delayed double delete',
    help: 'Deletes, writes the database, and deletes once more after a delay, which removes what readers put back meanwhile.',
    miss: LOOK_ASIDE,
    write: ['delete-cache', 'update-database', 'reply', 'wait', 'delete-cache'],
    retriesDelete: false,
    isThroughCache: false,
    canLoseWrites: false,
  },
  {
    id: 'read-through',
    label: 'Read-through',
    help: 'The cache loads what it misses; writes go to the database and delete the cached value.',
    miss: LOOK_ASIDE,
    write: ['update-database', 'delete-cache', 'reply'],
    retriesDelete: false,
    isThroughCache: true,
    canLoseWrites: false,
  },
  {
    id: 'write-through',
    label: 'Write-through',
    help: 'The cache writes the database and itself before it answers.',
    miss: LOOK_ASIDE,
    write: ['update-database', 'update-cache', 'reply'],
    retriesDelete: false,
    isThroughCache: true,
    canLoseWrites: false,
  },
  {
    id: 'write-behind',
    label: 'Write-behind',
    help: 'The cache answers at once and writes the database later, in batches; a crash loses what was not yet written.',
    miss: LOOK_ASIDE,
    write: ['update-cache', 'buffer-write', 'reply'],
    retriesDelete: false,
    isThroughCache: true,
    canLoseWrites: true,
  },
  {
    id: 'invalidate-by-log',
    label: 'Update through a queue or the database log',
    help: 'Writes only the database; a reader of its log, or of a queue, deletes the cached value a little later, and tries again.',
    miss: LOOK_ASIDE,
    write: ['update-database', 'append-log', 'reply', 'wait', 'delete-cache'],
    retriesDelete: true,
    isThroughCache: false,
    canLoseWrites: false,
  },
]

/** The strategy with that id. Throws RangeError when there is none. */
export function strategyOf(id: string): Strategy {
  const strategy = cacheStrategies.find((candidate) => candidate.id === id)
  if (!strategy) throw new RangeError(`no cache strategy "${id}"`)
  return strategy
}

/** How a run stands: its request under way, answered with work left, over, or failed. */
export type RunState = 'running' | 'answered' | 'done' | 'failed'

/** Walks through one program of a strategy. */
export class StrategyRun implements Saveable {
  private readonly strategy: Strategy
  private readonly program: readonly Step[]
  private readonly deleteTries: number
  private position = 0
  private triesLeft: number
  private hasReplied = false
  private hasFailed = false

  /** @param deleteTries times that a deletion is tried in all, where the strategy tries again */
  constructor(strategy: Strategy, kind: 'miss' | 'write', deleteTries = 3) {
    this.strategy = strategy
    this.program = strategy[kind]
    this.deleteTries = Math.max(1, deleteTries)
    this.triesLeft = this.deleteTries
  }

  /** What is to be done now. */
  get step(): Step {
    return this.hasFailed ? 'done' : (this.program[this.position] ?? 'done')
  }

  get state(): RunState {
    if (this.hasFailed) return 'failed'
    if (this.step === 'done') return 'done'
    return this.hasReplied ? 'answered' : 'running'
  }

  /**
   * The present step was done. A cache that does not answer is no reason to fail a request: it is passed over, or asked again. A failure of
   * the database before the reply fails the run; after `done` nothing changes.
   */
  advance(succeeded: boolean): void {
    const step = this.step
    if (step === 'done') return
    if (!succeeded && step === 'delete-cache' && this.strategy.retriesDelete && --this.triesLeft > 0) return
    if (!succeeded && (step === 'read-database' || step === 'update-database' || step === 'append-log')) {
      this.hasFailed = true
      return
    }
    if (step === 'reply') this.hasReplied = true
    this.triesLeft = this.deleteTries
    this.position++
  }

  save(out: StateWriter): void {
    out.number(this.position)
    out.number(this.triesLeft)
    out.boolean(this.hasReplied)
    out.boolean(this.hasFailed)
  }

  load(input: StateReader): void {
    this.position = input.number()
    this.triesLeft = input.number()
    this.hasReplied = input.boolean()
    this.hasFailed = input.boolean()
  }
}

const fields = {
  strategy: field(
    1,
    'Strategy',
    'Who writes what first, and what happens to the cached value.',
    choice(
      cacheStrategies.map(({ id, label, help }, index) => ({ id, number: index + 1, label, help })),
      'update-then-delete',
    ),
  ),
  deleteTries: field(
    2,
    'Tries of a deletion',
    'How often a deletion is tried in all, where the strategy tries again.',
    integer('count', 3, { min: 1, max: 100 }),
  ),
}

/** Runs of one strategy, for requests of either kind. */
export type StrategyRunner = (kind: 'miss' | 'write') => StrategyRun

export const cacheStrategy: BuildableMember<'cache-strategy', typeof fields, StrategyRunner> = {
  id: 'cache-strategy',
  number: 4,
  label: 'Reading and writing strategies',
  help: 'How reads and writes go between a cache and the database behind it.',
  fields,
  source: 'Nishtala et al., "Scaling Memcache at Facebook" (NSDI 2013), section 3',
  sourceUrl: 'https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala',
  formula: 'a program of steps for reads that miss and one for writes',
  deviations: 'The orders that the paper does not use are the common ones it is compared with.',
  create: ({ strategy, deleteTries }) => {
    const chosen = strategyOf(strategy)
    requireNumber('deleteTries', deleteTries, { min: 1, integer: true })
    return (kind) => new StrategyRun(chosen, kind, deleteTries)
  },
}
