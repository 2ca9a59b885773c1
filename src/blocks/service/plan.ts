/** The call plan of a service: what it asks of others while it serves a request. */
import { distributionSchema } from '../../lib/distributions'
import {
  boolean,
  choice,
  connection,
  field,
  type Infer,
  integer,
  list,
  nullable,
  number,
  text,
  variant,
  variants,
} from '../../lib/schema'

const WHEN = field(
  20,
  'When',
  'Whether the step is taken for all requests, reads or writes only.',
  choice(
    [
      { id: 'all', number: 1, label: 'all' },
      { id: 'reads', number: 2, label: 'reads' },
      { id: 'writes', number: 3, label: 'writes' },
    ],
    'all',
  ),
)
const PROBABILITY = field(21, 'Probability', 'Share of requests that take the step.', number('share', 1, { max: 1 }))
const OPTIONAL = field(22, 'Optional', 'A failure of an optional step does not fail the request.', boolean(false))
const STAGE = field(
  23,
  'Stage',
  'Neighbouring steps of the same stage run in parallel.',
  nullable(integer('count', 1, { max: 100 })),
)
/** Roles of blocks that can be asked as they are; a lock has to be held, which takes a step of its own. */
const CALLABLE = ['request', 'data', 'message'] as const
const COMMON = { when: WHEN, probability: PROBABILITY, optional: OPTIONAL, stage: STAGE } as const

const storeField = (number: number) =>
  field(number, 'Store', 'The connection to the database with the counter.', connection(['data'], 'counters'))
const counterField = (number: number) =>
  field(number, 'Counter', 'Name of the counter in the database.', text('stock', 32, { of: 'counters', at: 'store' }))

/** One step of a plan. */
export const PLAN_STEP = variants(
  [
    variant('call', 1, 'Call', 'Asks one connection, once or several times.', {
      to: field(1, 'To', 'The connection to call.', connection(CALLABLE)),
      times: field(2, 'Times', 'How many calls are made.', integer('count', 1, { min: 1, max: 1000 })),
      parallel: field(
        3,
        'In parallel',
        'Whether repeated calls are made at once instead of one after the other.',
        boolean(false),
      ),
      batch: field(4, 'As one batch', 'Whether repeated calls travel as a single call.', boolean(false)),
      ...COMMON,
    }),
    variant(
      'cached',
      2,
      'Cached',
      'Cache-aside: reads ask the cache first, on a miss the origin, and fill the cache; writes go to the origin.',
      {
        cache: field(1, 'Cache', 'The connection to the cache.', connection(['data'], 'eviction')),
        origin: field(2, 'Origin', 'The connection to where the data lives.', connection(['data', 'request'])),
        onWrite: field(
          3,
          'On a write',
          'What is done to the cache, and in which order.',
          choice(
            [
              { id: 'update-then-delete', number: 1, label: 'update, then delete' },
              { id: 'delete-then-update', number: 2, label: 'delete, then update' },
              { id: 'delayed-double-delete', number: 3, label: 'delete, update, delete later' },
              { id: 'update-then-update', number: 4, label: 'update both' },
            ],
            'update-then-delete',
          ),
        ),
        secondDeleteMs: field(
          4,
          'Second delete after',
          'Delay of the second delete, where there is one.',
          number('ms', 500, { max: 60_000 }),
        ),
        ...COMMON,
      },
    ),
    variant(
      'critical',
      3,
      'Critical section',
      'Takes a lock, reads a counter, works, takes one off the counter, lets go.',
      {
        lock: field(1, 'Lock', 'The connection to the lock server.', connection(['lock'])),
        store: storeField(2),
        counter: counterField(3),
        work: field(
          4,
          'Work inside',
          'Time spent while holding the lock.',
          distributionSchema('constant', { valueMs: 5 }),
        ),
        write: field(
          5,
          'Write',
          'Whether the value read is stored minus one, or the store decrements by itself if positive.',
          choice(
            [
              { id: 'read-then-write', number: 1, label: 'read, then write' },
              { id: 'atomic-decrement', number: 2, label: 'atomic decrement' },
            ],
            'read-then-write',
          ),
        ),
        fenced: field(
          6,
          'Fenced',
          'Whether the store refuses a token older than the newest it has seen.',
          boolean(false),
        ),
        ...COMMON,
      },
    ),
    variant(
      'optimistic',
      5,
      'Optimistic update',
      'Reads a counter, works, and takes one off it if nobody has changed it meanwhile; else it fails, and may be tried again.',
      {
        store: storeField(1),
        counter: counterField(2),
        work: field(
          3,
          'Work between',
          'Time spent between the read and the write.',
          distributionSchema('constant', { valueMs: 5 }),
        ),
        ...COMMON,
      },
    ),
    variant('publish', 4, 'Publish', 'Puts a message on a queue; done when the queue has acknowledged it.', {
      to: field(1, 'To', 'The connection to the queue.', connection(['message'])),
      ...COMMON,
    }),
  ],
  'call',
)
export type PlanStep = Infer<typeof PLAN_STEP>

/** A plan: steps in order; empty means one call to each outgoing connection in order. */
export const PLAN = list(PLAN_STEP, { maxItems: 50 })
