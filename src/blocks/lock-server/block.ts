import { LOCK } from '../../algorithms/locking/registry'
import { distributionSchema } from '../../lib/distributions'
import { choice, field, number } from '../../lib/schema'
import { defineBlock } from '../block'

export const lockServer = defineBlock({
  id: 'lock-server',
  number: 8,
  name: 'Lock server',
  group: 'coordination',
  icon: 'lock',
  shape: 'hexagon',
  summary: 'Grants a named lock to one owner at a time, for the length of a lease.',
  help: [
    'A service names this block in a critical section. The lock is granted with a fencing token and ends by itself after the lease, whether or not the holder has finished: a holder that is slow or paused longer than its lease goes on believing that it holds the lock while another one does. Both at once are counted as double holders.',
    'Checked release compares the owner before it deletes; blind release deletes whatever is there, perhaps the lock of someone else. Fencing tokens let the protected store refuse the late one.',
    'Waiters either poll with a growing pause, or watch and are woken: the first to have come, or all at once where the lock has a herd.',
  ],
  sources: [
    { title: 'Redis documentation, "Distributed locks with Redis"' },
    {
      title: 'Kleppmann, "How to do distributed locking" (2016)',
      url: 'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
    },
  ],
  fields: {
    variant: field(1, 'Lock', 'How the lock is kept.', LOCK),
    leaseMs: field(
      2,
      'Lease',
      'After this long the lock ends by itself.',
      number('ms', 10_000, { min: 1, max: 3.6e6, scale: 'log' }),
    ),
    release: field(
      3,
      'Release',
      'Whether the owner is compared before the lock is deleted.',
      choice(
        [
          { id: 'checked', number: 1, label: 'checked' },
          { id: 'blind', number: 2, label: 'blind' },
        ],
        'checked',
      ),
    ),
    waiting: field(
      4,
      'Waiting',
      'What those do who find the lock taken.',
      choice(
        [
          { id: 'poll', number: 1, label: 'poll' },
          { id: 'watch', number: 2, label: 'watch' },
        ],
        'poll',
      ),
    ),
    pollMs: field(
      5,
      'First pause',
      'Pause before the second try; it doubles up to 16 times as long, with jitter.',
      number('ms', 10, { min: 0.1, max: 60_000, scale: 'log' }),
    ),
    maxWaitMs: field(
      6,
      'Wait at most',
      'After this long without the lock the call fails as lock-not-acquired.',
      number('ms', 2000, { max: 3.6e6, scale: 'log' }),
    ),
    serviceTime: field(
      7,
      'Service time',
      'Time of one lock operation; further tries of those who wait take none.',
      distributionSchema('constant', { valueMs: 0.2 }),
    ),
  },
  inPort: { roles: ['lock'], protocol: 'lock' },
  outPort: null,
  figures: [
    { id: 'acquisitions', label: 'acquired', unit: 'count', is: 'total', help: 'Locks granted.' },
    {
      id: 'doubleHolders',
      label: 'two holders',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Times a lock was granted while an earlier holder still believed to have it.',
    },
    { id: 'refused', label: 'refused', unit: 'count', is: 'total', help: 'Calls that waited in vain.' },
    { id: 'waiting', label: 'waiting', unit: 'count', is: 'level', help: 'Calls that wait for the lock.' },
    {
      id: 'expired',
      label: 'expired',
      unit: 'count',
      is: 'total',
      help: 'Locks that ended before their holder let go.',
    },
    { id: 'token', label: 'token', unit: 'count', is: 'level', help: 'Newest fencing token.' },
    {
      id: 'woken',
      label: 'woken',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Calls that watched and were told that the lock is free, in vain or not; counted while waiters watch.',
    },
  ],
  servers: null,
  example: {
    format: 'loadbearing/1',
    name: 'A lock around the stock',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      {
        id: 'buyers',
        kind: 'traffic-source',
        params: { arrivals: { type: 'poisson', ratePerSecond: 60 }, readShare: 0 },
      },
      {
        id: 'shop',
        kind: 'service',
        params: {
          replicas: 2,
          workers: 16,
          serviceTime: { type: 'constant', valueMs: 2 },
          plan: [
            {
              type: 'critical',
              lock: 'to-lock',
              store: 'to-db',
              counter: 'stock',
              work: { type: 'exponential', meanMs: 4 },
            },
          ],
        },
      },
      { id: 'stock-lock', kind: 'lock-server', params: { leaseMs: 20 } },
      {
        id: 'stock-db',
        kind: 'database',
        params: {
          counters: { stock: 1500 },
          readTime: { type: 'constant', valueMs: 1 },
          writeTime: { type: 'constant', valueMs: 2 },
        },
      },
    ],
    connections: [
      { id: 'to-shop', from: 'buyers', to: 'shop' },
      { id: 'to-lock', from: 'shop', to: 'stock-lock' },
      { id: 'to-db', from: 'shop', to: 'stock-db' },
    ],
  },
})
