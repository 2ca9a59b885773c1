/** What can happen during a run: faults on a timeline, and parameters changed while it runs. */
import { choice, field, type Infer, integer, nullable, number, variant, variants } from '../lib/schema'

const FACTOR = number('factor', 10, { min: 0, max: 1e4, scale: 'log' })

/** Kinds of faults. `on` says what each may be aimed at. */
export const FAULT_KINDS = variants(
  [
    variant(
      'crash',
      1,
      'Crash',
      'Queue and work in flight are lost, caches are emptied; it is back when the fault ends.',
      {},
    ),
    variant('slow', 2, 'Slow', 'Service times are multiplied by a factor.', {
      factor: field(1, 'Factor', 'How many times longer service takes.', FACTOR),
    }),
    variant('error', 3, 'Errors', 'A share of the work fails after it was done.', {
      probability: field(1, 'Probability', 'Share of work that fails.', number('share', 0.5, { max: 1 })),
    }),
    variant('pause', 4, 'Pause', 'Nothing is served; the queue stays and grows.', {}),
    variant('partition', 5, 'Partition', 'Messages on a connection vanish.', {
      direction: field(
        1,
        'Direction',
        'Which messages vanish: requests (forward), replies (backward) or both.',
        choice(
          [
            { id: 'both', number: 1, label: 'both ways' },
            { id: 'forward', number: 2, label: 'requests' },
            { id: 'backward', number: 3, label: 'replies' },
          ],
          'both',
        ),
      ),
    }),
    variant('load', 6, 'Load', 'The rate of a traffic source, or its number of users, is multiplied by a factor.', {
      factor: field(1, 'Factor', 'How many times the usual traffic.', FACTOR),
    }),
    variant('cold-cache', 7, 'Cold cache', 'A cache loses everything it holds at that moment.', {}),
    variant('clock-jump', 8, 'Clock jump', 'The clock of a block jumps; leases and windows there follow it.', {
      byMs: field(
        1,
        'By',
        'How far the clock jumps; negative is back.',
        number('ms', 1000, { min: -3.6e6, max: 3.6e6 }),
      ),
    }),
  ],
  'slow',
)

/** Times of a scenario. `durationMs` includes the warm-up; see `Scenario`. */
export const SCENARIO_FIELDS = {
  durationMs: field(
    1,
    'Duration',
    'Arrivals end at this simulated time, which includes the warm-up.',
    number('ms', 60_000, { min: 1, max: 86_400_000, scale: 'log' }),
  ),
  warmupMs: field(2, 'Warm-up', 'Figures count from this simulated time on.', number('ms', 0, { max: 86_400_000 })),
  drainMs: field(
    3,
    'Drain',
    'After the end, at most this long is waited for requests in flight.',
    number('ms', 5000, { max: 86_400_000 }),
  ),
} as const

/** Most faults and changes that a scenario may have. */
export const MAX_FAULTS = 200
export const MAX_CHANGES = 1000

/** Fields that every fault has besides those of its kind. */
export const FAULT_FIELDS = {
  atMs: field(1, 'At', 'When it begins.', number('ms', 0, { max: 86_400_000 })),
  forMs: field(2, 'For', 'How long it lasts.', number('ms', 10_000, { max: 86_400_000 })),
  replica: field(
    3,
    'Replica',
    'Only this replica, counted from 0; none means all.',
    nullable(integer('count', 0, { max: 9999 }), null, 'all'),
  ),
  mtbfMs: field(
    4,
    'Mean time between',
    'Lets the fault come and go at random while it lasts: this long passes, on average, before it strikes. Each replica by itself.',
    nullable(number('ms', 60_000, { min: 10, max: 86_400_000, scale: 'log' }), null, 'strikes once'),
  ),
  mttrMs: field(
    5,
    'Mean time to repair',
    'How long a fault that comes at random stays, on average.',
    number('ms', 5000, { min: 1, max: 86_400_000, scale: 'log' }),
  ),
} as const

/** When a fault strikes that comes and goes at random: exponential times, up for `mtbfMs` and down for `mttrMs` on average. */
export interface RandomTimes {
  mtbfMs: number
  mttrMs: number
}

/**
 * One fault on the timeline, aimed at a block or a connection by id. It lasts from `atMs` for `forMs`, or comes and goes in that
 * time if it has {@link RandomTimes}.
 */
export type Fault = { atMs: number; forMs: number; target: string; replica: number | null } & Partial<RandomTimes> &
  Infer<typeof FAULT_KINDS>

/** A parameter changed while running: at `atMs`, `path` (such as `blocks.orders.params.workers`) became `value`. */
export interface Change {
  atMs: number
  path: string
  value: unknown
}
