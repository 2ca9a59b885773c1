import { ADMISSION } from '../../algorithms/admission/registry'
import { distributionSchema } from '../../lib/distributions'
import { boolean, field, integer, nullable, record } from '../../lib/schema'
import { defineBlock } from '../block'
import { BATCH_COST, QUEUE, QUEUE_SECTION, WORK_SECTION } from '../parts/fields'
import { MICRO_BATCH } from '../parts/micro-batches'
import { OWN_PAUSES } from '../parts/own-pauses'
import { SLOWDOWN } from '../parts/slowdown'

export const database = defineBlock({
  id: 'database',
  number: 6,
  name: 'Database',
  group: 'data',
  icon: 'database',
  shape: 'cylinder',
  summary: 'Reads and writes rows through a pool of connections.',
  help: [
    'A call waits for a connection of the pool, takes the read or the write time, and gives the connection back. Each committed write raises the version of its key; that is how stale reads elsewhere are told exactly.',
    'With row locks a write holds its row from its start to its commit, so writes to a hot row follow one another while each keeps a connection busy. With read replicas, reads go to copies that lag behind, and may return versions older than what was committed when they began.',
    'Where it holds fewer keys than are asked for, a read of one of the others finds nothing, which takes as long and is an answer like any other; the first write puts the key there.',
    'Counters, such as stock, are rows with a number. Confirmed sales beyond the initial number are counted as oversold.',
  ],
  sources: [
    { title: 'Gray and Reuter, "Transaction Processing: Concepts and Techniques" (1993)' },
    {
      title: 'Kleppmann, "How to do distributed locking" (2016)',
      url: 'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
    },
  ],
  fields: {
    connections: field(
      1,
      'Connections',
      'Size of the pool: calls that are worked on at the same time.',
      integer('count', 20, { min: 1, max: 100_000, scale: 'log' }),
    ),
    readTime: field(2, 'Read time', 'Time of one read.', distributionSchema('exponential', { meanMs: 4 })),
    writeTime: field(
      3,
      'Write time',
      'Time of one write, commit included.',
      distributionSchema('exponential', { meanMs: 9 }),
    ),
    queue: field(4, 'Queue', 'Where calls wait for a connection.', QUEUE, QUEUE_SECTION),
    admission: field(
      9,
      'Admission',
      'Turns calls away before they wait in vain for a connection; what it refuses or sheds fails as shed.',
      nullable(ADMISSION),
      QUEUE_SECTION,
    ),
    slowdown: field(
      10,
      'Slow-down under load',
      'How times grow with what else goes on when the work starts.',
      nullable(SLOWDOWN),
      WORK_SECTION,
    ),
    pauses: field(
      13,
      'Pauses',
      'Nothing is served for a while now and then, as during a checkpoint; leader and copies each by themselves.',
      nullable(OWN_PAUSES),
      WORK_SECTION,
    ),
    batchCost: field(
      11,
      'Cost of each further key',
      'Share of a single call that each further key of a batch takes; 1 means that a batch saves no work.',
      BATCH_COST,
      WORK_SECTION,
    ),
    microBatch: field(
      12,
      'Group commit',
      'A free connection takes several waiting calls as one transaction, for little more than the time of one; rows are not locked one by one then.',
      nullable(MICRO_BATCH),
      WORK_SECTION,
    ),
    keys: field(
      14,
      'Keys that it holds',
      'Keys from this number on are not there until they are written. To ask for such, let a source have more keys than this.',
      nullable(integer('count', 10_000, { max: 1e7, scale: 'log' }), null, 'all'),
    ),
    rowLocks: field(5, 'Row locks', 'Whether writes to the same key wait for one another.', boolean(false)),
    readReplicas: field(
      6,
      'Read replicas',
      'Copies that serve the reads; none means that the leader does. Each has a pool of its own.',
      integer('count', 0, { max: 100 }),
      'Replicas and counters',
    ),
    replicaLag: field(
      7,
      'Replica lag',
      'How long after its commit a write is seen on the copies.',
      distributionSchema('constant', { valueMs: 100 }),
      'Replicas and counters',
    ),
    counters: field(
      8,
      'Counters',
      'Named numbers, such as the stock of a product, and what they begin with.',
      record(integer('count', 1000, { max: 1e9 })),
      'Replicas and counters',
    ),
  },
  inPort: { roles: ['data', 'copy'], protocol: 'SQL' },
  outPort: null,
  figures: [
    { id: 'reads', label: 'reads', unit: 'count', is: 'total', help: 'Reads completed.' },
    { id: 'writes', label: 'writes', unit: 'count', is: 'total', help: 'Writes committed.' },
    {
      id: 'oversold',
      label: 'oversold',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Confirmed sales beyond what a counter began with.',
    },
    {
      id: 'staleReads',
      label: 'stale reads',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Reads of a copy older than what had been committed when they began.',
    },
    {
      id: 'fencedOff',
      label: 'fenced off',
      unit: 'count',
      is: 'total',
      help: 'Writes refused because a newer fencing token had been seen.',
    },
    {
      id: 'rowLockWaits',
      label: 'row waits',
      unit: 'count',
      is: 'total',
      help: 'Writes that had to wait for another on the same row.',
    },
    {
      id: 'absentReads',
      label: 'absent reads',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Reads of keys that were not there; counted where not all keys are.',
    },
  ],
  servers: 'connections',
  units: { own: 1, parameter: 'readReplicas' },
  example: {
    format: 'loadbearing/1',
    name: 'A hot row',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      {
        id: 'likes',
        kind: 'traffic-source',
        params: {
          arrivals: { type: 'poisson', ratePerSecond: 150 },
          readShare: 0.3,
          keys: { type: 'hot', count: 1000, hotShare: 0.6 },
          deadlineMs: 500,
        },
      },
      {
        id: 'video-db',
        kind: 'database',
        params: { connections: 10, rowLocks: true, writeTime: { type: 'exponential', meanMs: 12 } },
      },
    ],
    connections: [{ id: 'to-db', from: 'likes', to: 'video-db', params: { timeoutMs: 1000 } }],
  },
})
