import { EVICTION } from '../../algorithms/caching/registry'
import { bloomFilter } from '../../algorithms/sketches/bloom-filter'
import { distributionSchema } from '../../lib/distributions'
import { boolean, choice, field, integer, nullable, number, variants } from '../../lib/schema'
import { defineBlock } from '../block'

export const cache = defineBlock({
  id: 'cache',
  number: 5,
  name: 'Cache',
  group: 'data',
  icon: 'layers',
  shape: 'cylinder',
  summary: 'Keeps recent answers by key, in limited room and for a limited time.',
  help: [
    'Keys come from the traffic and the eviction policy really runs, so the hit ratio is a result, not a setting. Each entry carries the version of its key at the time it was read; a hit that returns an older version than was committed when the read began is counted as a stale read.',
    'Beside the data (cache-aside) the service asks first the cache, then the origin. In front of the data (read-through, write-through) the cache is connected to the origin and asks it itself.',
    'With write-behind a write is answered at once, waits with others in the cache and reaches the origin later; writes to one key in the meantime become one. A crash loses what waits, although it had been answered: those are the lost writes.',
    'In front of the data, single flight lets one of those who miss a key at the same time ask the origin; the others wait for its answer. It takes the stampede off the origin when a popular entry ends.',
    'Reads of keys that are not at the origin go through the cache each time, since there is nothing to keep. It can keep for a while that there is nothing, which costs an entry for each such key; or have a Bloom filter in front, which holds the keys of the database from the beginning and those written through the cache since, and says at once that a key is not there. Of the keys that are not, it lets a small share through by mistake.',
    'A cache hides load: when it is emptied, the origin gets all of it at once.',
  ],
  sources: [
    { title: 'Nishtala et al., "Scaling Memcache at Facebook" (NSDI 2013)' },
    { title: 'Che, Tung, Wang, "Hierarchical web caching systems: modeling, design and experimental results" (2002)' },
  ],
  fields: {
    capacity: field(1, 'Capacity', 'Entries that fit.', integer('count', 1000, { min: 1, max: 1e7, scale: 'log' })),
    eviction: field(2, 'Eviction', 'Which entry goes when there is no room.', EVICTION),
    ttlMs: field(
      3,
      'Kept for',
      'An entry older than this is a miss.',
      nullable(number('ms', 60_000, { min: 0.001, max: 8.64e7, scale: 'log' }), 'inner', 'for ever'),
    ),
    ttlJitter: field(
      4,
      'Jitter of that',
      'Each entry lives shorter by up to this share, so that not all end together.',
      number('share', 0, { max: 1 }),
    ),
    mode: field(
      5,
      'Mode',
      'Who asks the origin: the service (cache-aside), or the cache itself.',
      choice(
        [
          { id: 'cache-aside', number: 1, label: 'cache-aside' },
          { id: 'read-through', number: 2, label: 'read-through' },
          { id: 'write-through', number: 3, label: 'read- and write-through' },
          { id: 'write-behind', number: 4, label: 'read-through, write-behind' },
        ],
        'cache-aside',
      ),
    ),
    writeBatch: field(
      7,
      'Write-behind: batch',
      'Keys that wait to be written to the origin at most; with so many they go out at once.',
      integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
      'Write-behind',
    ),
    writeDelayMs: field(
      8,
      'Write-behind: wait',
      'How long a write waits at most before it goes to the origin.',
      number('ms', 1000, { max: 3.6e6, scale: 'log' }),
      'Write-behind',
    ),
    singleFlight: field(
      9,
      'Single flight',
      'In front of the data: reads of a key that is being fetched wait for that answer instead of asking as well.',
      boolean(false),
    ),
    filter: field(
      10,
      'Filter in front',
      'Answers at once when the database certainly does not hold the key. Needs a database behind the cache that says how many keys it holds.',
      nullable(variants([bloomFilter], bloomFilter.id, 'sketches')),
      'Keys that are not there',
    ),
    absentTtlMs: field(
      11,
      'Nothing is kept for',
      'How long it is kept that a key is not there; none means that each read of it goes to the origin.',
      nullable(number('ms', 5000, { min: 0.001, max: 8.64e7, scale: 'log' }), null, 'not kept'),
      'Keys that are not there',
    ),
    serviceTime: field(
      6,
      'Service time',
      'Time of one look-up or fill.',
      distributionSchema('constant', { valueMs: 0.2 }),
    ),
  },
  inPort: { roles: ['data'], protocol: 'cache' },
  outPort: { roles: ['data', 'request'], min: 0, max: 1 },
  figures: [
    { id: 'hits', label: 'hits', unit: 'count', is: 'total', help: 'Reads answered from the cache.' },
    { id: 'misses', label: 'misses', unit: 'count', is: 'total', help: 'Reads that were not held, or too old.' },
    {
      id: 'staleReads',
      label: 'stale reads',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Hits older than what had been committed when the read began.',
    },
    { id: 'entries', label: 'entries', unit: 'count', is: 'level', help: 'Entries held.' },
    { id: 'evictions', label: 'evictions', unit: 'count', is: 'total', help: 'Entries dropped for want of room.' },
    {
      id: 'lostWrites',
      label: 'lost writes',
      unit: 'count',
      is: 'total',
      isViolation: true,
      isOptional: true,
      help: 'Keys whose answered writes were lost in a crash before they had reached the origin.',
    },
    {
      id: 'joined',
      label: 'joined',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Misses that waited for what another had asked the origin.',
    },
    {
      id: 'filtered',
      label: 'filtered',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Reads that the filter answered: the key is not there. They are neither hits nor misses.',
    },
    {
      id: 'falsePositives',
      label: 'false positives',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Reads that the filter let through although the key was not there.',
    },
  ],
  servers: null,
  oddities: (name, { mode, filter }, leaving) => {
    const [origin] = leaving
    if (origin === undefined) return []
    if (mode === 'cache-aside')
      return [
        {
          message: `"${name}" never asks "${origin.to}": beside the data it is the service that asks both`,
          cure: 'choose another mode, or let a cached step of the service name both',
        },
      ]
    // A replicated store knows of its copies which keys they hold.
    if (filter === null || typeof origin.params['keys'] === 'number' || 'scheme' in origin.params) return []
    return [
      {
        message: `the filter of "${name}" lets everything through: "${origin.to}" does not say how many keys it holds`,
        cure: 'put a database behind the cache that says so, or take the filter away',
      },
    ]
  },
  example: {
    format: 'loadbearing/1',
    name: 'A read-through cache',
    scenario: {
      durationMs: 60000,
      warmupMs: 10000,
      faults: [{ atMs: 35000, forMs: 0, target: 'pages', type: 'cold-cache' }],
    },
    blocks: [
      {
        id: 'readers',
        kind: 'traffic-source',
        params: { arrivals: { type: 'poisson', ratePerSecond: 400 }, readShare: 0.98 },
      },
      { id: 'pages', kind: 'cache', params: { capacity: 2000, mode: 'read-through', ttlMs: 30000 } },
      { id: 'articles', kind: 'database', params: { connections: 4, readTime: { type: 'exponential', meanMs: 8 } } },
    ],
    connections: [
      { id: 'to-pages', from: 'readers', to: 'pages' },
      { id: 'to-articles', from: 'pages', to: 'articles' },
    ],
  },
})
