import { ARRIVALS } from '../../lib/arrivals'
import { field, integer, list, nullable, number, object, text, variant, variants } from '../../lib/schema'
import { defineBlock } from '../block'

const KEY_COUNT = field(
  1,
  'Keys',
  'How many different keys there are.',
  integer('count', 10_000, { min: 1, max: 1e7, scale: 'log' }),
)

/** Which key a request is about. Rank 0 is the most popular. */
const KEYS = variants(
  [
    variant('zipf', 1, 'Zipf', 'The k-th most popular key is asked for in proportion to 1 / k^exponent.', {
      count: KEY_COUNT,
      exponent: field(
        2,
        'Exponent',
        'Zero is uniform; about 1 is usual for the web.',
        number('exponent', 1, { max: 10 }),
      ),
    }),
    variant('uniform', 2, 'Uniform', 'Every key is equally popular.', { count: KEY_COUNT }),
    variant('hot', 3, 'One hot key', 'One key takes a share of its own, the others are uniform.', {
      count: KEY_COUNT,
      hotShare: field(
        2,
        'Share of the hot key',
        'Part of all requests that ask for it.',
        number('share', 0.5, { max: 1 }),
      ),
    }),
  ],
  'zipf',
)

export const trafficSource = defineBlock({
  id: 'traffic-source',
  number: 1,
  name: 'Traffic source',
  group: 'traffic',
  icon: 'users',
  shape: 'stadium',
  summary: 'Starts requests: open arrivals at a rate, or a number of users who think between requests.',
  help: [
    'An open source starts requests at its rate whatever happens to earlier ones, as the public does. A closed source has a fixed number of users: each waits for its answer, thinks, and asks again, so a slow system is asked less. A fault that multiplies the load multiplies the number of users, rounded: new ones begin by thinking, and those beyond the number stop when they would next ask.',
    'Latency counts from the intended start of a request to its final answer, retries and waiting included. Every request has an ordinal, a key, a client address, a path and possibly a deadline; all are drawn from streams that belong to the request, so that two designs compared with one seed see the same requests.',
    'Watch offered load against throughput: where they part, work is being refused or lost. Goodput counts only what came back within its deadline.',
  ],
  sources: [
    { title: 'Schroeder, Wierman, Harchol-Balter, "Open versus closed: a cautionary tale" (NSDI 2006)' },
    { title: 'Fischer and Meier-Hellstern, "The Markov-modulated Poisson process cookbook" (1993)' },
  ],
  fields: {
    arrivals: field(1, 'Arrivals', 'When requests start.', ARRIVALS),
    readShare: field(2, 'Share of reads', 'The others are writes.', number('share', 0.8, { max: 1 })),
    keys: field(3, 'Keys', 'What requests are about: popularity decides what a cache can do.', KEYS),
    clients: field(
      4,
      'Client addresses',
      'How many different addresses requests come from.',
      integer('count', 1000, { min: 1, max: 1e7, scale: 'log' }),
    ),
    deadlineMs: field(
      5,
      'Deadline',
      'Requests answered at this time or later are completed but no longer good.',
      nullable(number('ms', 1000, { min: 0.001, max: 3.6e6, scale: 'log' })),
    ),
    paths: field(
      6,
      'Paths',
      'Paths that requests ask for, by weight; a gateway routes on them.',
      list(
        object({
          path: field(1, 'Path', 'Begins with a slash.', text('/', 200)),
          weight: field(2, 'Weight', 'Relative to the other paths.', number('factor', 1, { max: 1e6 })),
        }),
        { maxItems: 50 },
      ),
    ),
    priorities: field(
      7,
      'Priorities',
      'Priority levels by weight; a queue with priorities serves higher ones first. Empty: all have priority 0.',
      list(
        object({
          priority: field(1, 'Priority', 'Higher is more important.', integer('count', 0, { min: 0, max: 127 })),
          weight: field(2, 'Weight', 'Relative to the other levels.', number('factor', 1, { max: 1e6 })),
        }),
        { maxItems: 32 },
      ),
    ),
    usersPerClient: field(
      8,
      'Users per address',
      'How many users share each client address, as behind a company’s or a phone network’s gateway.',
      integer('count', 1, { min: 1, max: 200, scale: 'log' }),
    ),
  },
  inPort: null,
  outPort: { roles: ['request', 'data', 'message'], min: 1, max: 50 },
  figures: [],
  servers: null,
  example: {
    format: 'loadbearing/1',
    name: 'Traffic that doubles',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      {
        id: 'visitors',
        kind: 'traffic-source',
        params: { arrivals: { type: 'step', ratePerSecond: 100, toRatePerSecond: 200, atMs: 30000 } },
      },
      { id: 'website', kind: 'service', params: { workers: 2, serviceTime: { type: 'exponential', meanMs: 9 } } },
    ],
    connections: [{ id: 'to-website', from: 'visitors', to: 'website' }],
  },
})
