/** Parameters of a connection: the network between two blocks, and the caller's policies on it. */
import { CIRCUIT_BREAKER } from '../algorithms/circuit-breaking/registry'
import { RATE_LIMITER } from '../algorithms/rate-limiting/registry'
import { BACKOFF } from '../algorithms/retrying/registry'
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
  ],
  'semaphore',
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
    "Waits no longer than what is left of the request's deadline, and passes the remainder on.",
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
      ],
      'replica',
    ),
    'Policies',
  ),
} as const

/** Parameters of a connection, defaults filled in. */
export type ConnectionParams = InferFields<typeof CONNECTION_FIELDS>
