import { ADMISSION } from '../../algorithms/admission/registry'
import { EVICTION } from '../../algorithms/caching/registry'
import { RATE_LIMITER } from '../../algorithms/rate-limiting/registry'
import { distributionSchema } from '../../lib/distributions'
import { choice, field, integer, nullable, number, variant, variants } from '../../lib/schema'
import { defineBlock } from '../block'
import { QUEUE, QUEUE_SECTION } from '../parts/fields'

const RESPONSE_CACHE = variants(
  [
    variant(
      'response-cache',
      1,
      'Response cache',
      'Answers of reads are kept by path and key and given again without asking.',
      {
        capacity: field(
          1,
          'Answers',
          'How many answers are kept.',
          integer('count', 1000, { min: 1, max: 1e7, scale: 'log' }),
        ),
        ttlMs: field(
          2,
          'Kept for',
          'An answer older than this is not given any more.',
          number('ms', 10_000, { min: 1, max: 8.64e7, scale: 'log' }),
        ),
        eviction: field(3, 'Eviction', 'Which answer goes when there is no room.', EVICTION),
      },
    ),
  ],
  'response-cache',
)

export const apiGateway = defineBlock({
  id: 'api-gateway',
  number: 3,
  name: 'API gateway',
  group: 'edge',
  icon: 'door-open',
  shape: 'rectangle',
  summary: 'Lets requests in, limits their rate and routes them by path.',
  help: [
    'Each request takes a worker for the service time of the gateway, passes the rate limiter, and goes out on the connection whose path prefix matches longest. Workers are free again while the call is out, as in an event-driven proxy.',
    'The limiter can keep one count for all, or one for each client address or each path. What it refuses fails as rate-limited and is never seen behind the gateway. Gateways that limit by a shared store, with windows of the same length, count together.',
    'A gateway is on the way of everything: when its workers are busy or it crashes, nothing gets in.',
  ],
  sources: [{ title: 'nginx 1.22, limit_req and proxy modules' }, { title: 'golang.org/x/time/rate' }],
  fields: {
    workers: field(
      1,
      'Workers',
      'Requests that can be worked on at the same time.',
      integer('count', 8, { min: 1, max: 100_000, scale: 'log' }),
    ),
    serviceTime: field(2, 'Service time', 'Own work for each request.', distributionSchema('constant', { valueMs: 1 })),
    limiter: field(3, 'Rate limit', 'Refuses requests above a rate.', nullable(RATE_LIMITER), QUEUE_SECTION),
    limitBy: field(
      4,
      'Counted by',
      'Whether all requests share one limit, or each client address, path or user has its own.',
      choice(
        [
          { id: 'all', number: 1, label: 'all together' },
          { id: 'client', number: 2, label: 'client address' },
          { id: 'route', number: 3, label: 'path' },
          { id: 'user', number: 4, label: 'user' },
        ],
        'all',
      ),
      QUEUE_SECTION,
    ),
    queue: field(5, 'Queue', 'Where requests wait for a worker.', QUEUE, QUEUE_SECTION),
    admission: field(
      7,
      'Admission',
      'Turns requests away by how long or how many wait here or are out; what it refuses or sheds fails as shed.',
      nullable(ADMISSION),
      QUEUE_SECTION,
    ),
    cache: field(6, 'Response cache', 'Keeps answers of reads.', nullable(RESPONSE_CACHE, null, 'off')),
  },
  inPort: { roles: ['request'], protocol: 'HTTP' },
  outPort: { roles: ['request', 'data', 'message'], min: 1, max: 50 },
  figures: [
    { id: 'limited', label: 'limited', unit: 'count', is: 'total', help: 'Requests refused by the rate limiter.' },
    {
      id: 'cacheHits',
      label: 'cache hits',
      unit: 'count',
      is: 'total',
      help: 'Reads answered from the response cache.',
    },
    {
      id: 'staleReads',
      label: 'stale reads',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Cached answers older than what had been committed when the read began.',
    },
  ],
  servers: 'workers',
  oddities: (name, _, leaving) =>
    leaving.flatMap(({ to, route }, index) => {
      const first = leaving.find((other) => other.route === route)
      if (first === undefined || first === leaving[index]) return []
      return [
        {
          message: `"${name}" sends nothing to "${to}": what begins with ${route} goes to "${first.to}" already`,
          cure: 'give one of the two connections another path prefix',
        },
      ]
    }),
  example: {
    format: 'loadbearing/1',
    name: 'A limit at the gateway',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      {
        id: 'clients',
        kind: 'traffic-source',
        params: {
          arrivals: { type: 'spike', ratePerSecond: 80, spikeRatePerSecond: 400, atMs: 20000, forMs: 10000 },
          paths: [
            { path: '/orders', weight: 3 },
            { path: '/search', weight: 1 },
          ],
        },
      },
      {
        id: 'gateway',
        kind: 'api-gateway',
        params: { limiter: { type: 'token-bucket', ratePerSecond: 120, burst: 60 } },
      },
      { id: 'orders', kind: 'service', params: { workers: 2, serviceTime: { type: 'exponential', meanMs: 10 } } },
      { id: 'search', kind: 'service', params: { workers: 2, serviceTime: { type: 'exponential', meanMs: 25 } } },
    ],
    connections: [
      { id: 'in', from: 'clients', to: 'gateway' },
      { id: 'to-orders', from: 'gateway', to: 'orders', params: { route: '/orders' } },
      { id: 'to-search', from: 'gateway', to: 'search', params: { route: '/search' } },
    ],
  },
})
