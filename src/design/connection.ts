/** Parameters of a connection: the network between two blocks, and the caller's policies on it. */
import { UPSTREAM_LEVEL } from '../algorithms/admission/registry'
import { CIRCUIT_BREAKER } from '../algorithms/circuit-breaking/registry'
import { RATE_LIMITER } from '../algorithms/rate-limiting/registry'
import { BACKOFF, LEARNED_TIMEOUT, RETRY_BUDGET } from '../algorithms/retrying/registry'
import { distributionSchema } from '../lib/distributions'
import {
  boolean,
  choice,
  field,
  type InferFields,
  integer,
  list,
  nullable,
  number,
  text,
  variant,
  variants,
} from '../lib/schema'

/** Outcomes of an attempt that may be retried, in the words of the report's causes. */
export const RETRYABLE_CAUSES = [
  'timeout',
  'error',
  'unreachable',
  'queue-full',
  'shed',
  'rate-limited',
  'lock-not-acquired',
  'no-backend',
] as const

/** What limits may be counted by. */
const COUNTED_BY = [
  { id: 'all', number: 1, label: 'all together' },
  { id: 'client', number: 2, label: 'client address' },
  { id: 'route', number: 3, label: 'path' },
  { id: 'user', number: 4, label: 'user' },
] as const

/** What bulkheads there are. */
export const BULKHEAD = variants(
  [
    variant('semaphore', 1, 'Semaphore', 'At most this many calls in flight; more are refused at once.', {
      maxInFlight: field(
        1,
        'In flight at most',
        'Calls that may be in flight at the same time from one caller.',
        integer('count', 10, { min: 1, max: 1e6 }),
      ),
    }),
    variant('pool', 2, 'Pool', 'At most this many calls in flight; some more wait for their turn.', {
      maxInFlight: field(
        1,
        'In flight at most',
        'Calls that may be in flight at the same time from one caller.',
        integer('count', 10, { min: 1, max: 1e6 }),
      ),
      maxWaiting: field(
        2,
        'Waiting at most',
        'Calls that may wait for their turn; more are refused at once.',
        integer('count', 100, { min: 0, max: 1e6 }),
      ),
      maxWaitMs: field(
        3,
        'Longest wait',
        'A call that has waited this long is refused.',
        number('ms', 1000, { min: 0, max: 3.6e6, scale: 'log' }),
      ),
    }),
  ],
  'semaphore',
)

const COPIES = field(
  1,
  'Copies',
  'How many times a call may be out at once, the first included.',
  integer('count', 2, { min: 2, max: 10 }),
)
const PAUSE_OF_COPIES = (help: string, defaultMs: number) =>
  field(2, 'After', help, number('ms', defaultMs, { min: 0, max: 3.6e6, scale: 'log' }))

/** Ways of sending the same call more than once and taking the first answer. */
export const HEDGE = variants(
  [
    variant('percentile', 1, 'After a percentile', 'Sends a copy when the answer is later than most have been.', {
      attempts: COPIES,
      percentile: field(
        2,
        'Percentile',
        'A copy goes out when an answer takes longer than this share of answers did; copies cost about what is left to one.',
        number('share', 0.95, { min: 0.5, max: 0.999 }),
      ),
    }),
    variant('fixed-delay', 2, 'After a fixed time', 'Sends a copy when the answer takes longer than this.', {
      attempts: COPIES,
      delayMs: PAUSE_OF_COPIES('How long an answer is waited for before the next copy.', 50),
    }),
    variant('tied', 3, 'Tied', 'Queues at two replicas; whichever begins first calls the other off.', {
      delayMs: PAUSE_OF_COPIES('How long after the first the second copy is sent.', 1),
    }),
  ],
  'percentile',
)

/** What is answered in place of a failure. */
export const FALLBACK = variants(
  [
    variant('default-value', 1, 'Default value', 'A failed call is answered with a value that needs nobody.', {}),
    variant(
      'stale-answer',
      2,
      'Stale answer',
      'A failed read is answered with the last good answer for its key; if that has been written since, it is a stale read.',
      {
        capacity: field(
          1,
          'Answers kept',
          'Keys whose last answer is remembered; the one renewed longest ago goes first.',
          integer('count', 1000, { min: 1, max: 1e6, scale: 'log' }),
        ),
        maxAgeMs: field(
          2,
          'Oldest',
          'An answer older than this is not given.',
          nullable(number('ms', 60_000, { min: 1, max: 8.64e7, scale: 'log' }), 'inner', 'any age'),
        ),
      },
    ),
  ],
  'default-value',
)

/** Bandwidth of the wire. */
export const LINK = variants(
  [
    variant('link', 1, 'Bandwidth', 'Messages follow one another on the wire, each for as long as its size takes.', {
      bytesPerSecond: field(
        1,
        'Bandwidth',
        'What the wire carries in each direction, for all callers together.',
        number('byte/s', 12_500_000, { min: 1, max: 1e12, scale: 'log' }),
      ),
      requestBytes: field(2, 'Request size', 'Size of a request.', number('byte', 1000, { max: 1e12, scale: 'log' })),
      replyBytes: field(3, 'Reply size', 'Size of a reply.', number('byte', 10_000, { max: 1e12, scale: 'log' })),
    }),
  ],
  'link',
)

/** Fields of every connection. Their numbers are permanent in links. */
export const CONNECTION_FIELDS = {
  share: field(
    1,
    'Share',
    'Weight of this connection where the caller splits its traffic.',
    number('factor', 1, { min: 0, max: 1e6 }),
  ),
  route: field(
    2,
    'Path prefix',
    'Requests whose path begins like this take this connection out of a gateway.',
    text('/', 200),
  ),
  latency: field(
    3,
    'Latency, one way',
    'Time on the wire, drawn anew for each direction.',
    distributionSchema('constant', { valueMs: 0 }),
    'Network',
  ),
  loss: field(
    4,
    'Loss',
    'Share of messages that vanish; only the timeout notices.',
    number('share', 0, { max: 1 }),
    'Network',
  ),
  timeoutMs: field(
    5,
    'Timeout',
    'An attempt without an answer after this long has failed; the work may go on at the callee.',
    nullable(number('ms', 5000, { min: 0.001, max: 3.6e6, scale: 'log' }), 'inner', 'never'),
    'Policies',
  ),
  propagateDeadline: field(
    6,
    'Respect the deadline',
    "Waits no longer than what is left of the request's deadline, and tells the callee, which stops at it and passes it on.",
    boolean(false),
    'Policies',
  ),
  cancellation: field(
    7,
    'Cancel abandoned work',
    'Tells the callee to stop when nobody waits any more.',
    boolean(false),
    'Policies',
  ),
  retry: field(8, 'Retry', 'Tries again after a failure, after a pause.', nullable(BACKOFF), 'Policies'),
  retryOn: field(
    9,
    'Retry on',
    'Outcomes that are worth another attempt.',
    list(
      choice(
        RETRYABLE_CAUSES.map((id, index) => ({ id, number: index + 1, label: id.replaceAll('-', ' ') })),
        'timeout',
      ),
      {
        maxItems: RETRYABLE_CAUSES.length,
        default: [
          'timeout',
          'error',
          'unreachable',
          'queue-full',
          'shed',
          'rate-limited',
          'lock-not-acquired',
          'no-backend',
        ],
      },
    ),
    'Policies',
  ),
  breaker: field(
    10,
    'Circuit breaker',
    'Stops calling for a while when calls keep failing.',
    nullable(CIRCUIT_BREAKER),
    'Policies',
  ),
  limiter: field(
    11,
    'Rate limit',
    'Refuses calls above a rate before they leave the caller.',
    nullable(RATE_LIMITER),
    'Policies',
  ),
  bulkhead: field(12, 'Bulkhead', 'Limits how many calls may be in flight.', nullable(BULKHEAD), 'Policies'),
  scope: field(
    13,
    'Policy state',
    'Whether each replica of the caller has breaker, limiter and bulkhead of its own, or all share one.',
    choice(
      [
        { id: 'replica', number: 1, label: 'per caller replica' },
        { id: 'connection', number: 2, label: 'shared' },
        {
          id: 'target',
          number: 3,
          label: 'per caller and callee replica',
          help: 'Each caller replica has a breaker for each replica of the callee, and passes over those that are open.',
        },
      ],
      'replica',
    ),
    'Policies',
  ),
  learnedTimeout: field(
    14,
    'Learned timeout',
    'Shortens the timeout when answers have been slow; never beyond the timeout above.',
    nullable(LEARNED_TIMEOUT, null, 'off'),
    'Policies',
  ),
  retryBudget: field(
    15,
    'Retry budget',
    'Limits retries to a share of calls, whatever each call would still be allowed.',
    nullable(RETRY_BUDGET, null, 'unlimited'),
    'Policies',
  ),
  retryWrites: field(
    16,
    'Retry writes',
    'Whether writes are tried again too; they may then happen twice.',
    boolean(true),
    'Policies',
  ),
  doNotRetry: field(
    17,
    'Say when to stop',
    'A failure that was retried here in vain is answered as not worth retrying, so that layers above do not multiply it.',
    boolean(false),
    'Policies',
  ),
  hedge: field(
    18,
    'Hedge',
    'Sends a second copy of a slow call and takes the first answer.',
    nullable(HEDGE),
    'Policies',
  ),
  fallback: field(19, 'Fallback', 'What is answered in place of a failure.', nullable(FALLBACK), 'Policies'),
  link: field(20, 'Bandwidth', 'Limits how much fits on the wire.', nullable(LINK, null, 'unlimited'), 'Network'),
  limitBy: field(
    21,
    'Counted by',
    'Whether all calls share the rate limit, or each client address, path or user has its own.',
    choice(COUNTED_BY, 'all'),
    'Policies',
  ),
  heedLevel: field(
    22,
    'Heed the callee’s level',
    'Answers of a callee with two-level priority admission carry its level; the caller keeps back calls that would be refused.',
    nullable(UPSTREAM_LEVEL),
    'Policies',
  ),
  isolateBy: field(
    23,
    'Bulkhead counted by',
    'Whether all calls share the places of the bulkhead, or each client address, path, user or key has places of its own, so that one in trouble leaves the others theirs.',
    choice([...COUNTED_BY, { id: 'key', number: 5, label: 'key' }], 'all'),
    'Policies',
  ),
} as const

/** Parameters of a connection, defaults filled in. */
export type ConnectionParams = InferFields<typeof CONNECTION_FIELDS>
