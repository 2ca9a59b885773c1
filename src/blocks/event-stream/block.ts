import { PARTITION_ASSIGNOR } from '../../algorithms/messaging/registry'
import { choice, field, integer, nullable, number } from '../../lib/schema'
import { defineBlock } from '../block'

/** Most partitions of a stream. */
export const MAX_PARTITIONS = 200

export const eventStream = defineBlock({
  id: 'event-stream',
  number: 9,
  name: 'Event stream',
  group: 'messaging',
  icon: 'logs',
  shape: 'queue',
  summary: 'Appends events to partitions and lets every group of consumers read all of them, each partition in order.',
  help: [
    'The producer is answered as soon as the event is appended. Events with one key go to one partition and stay in order there. Each connection that leaves is a consumer group of its own, and sees every event; the replicas at its other end are the members, among whom the partitions are divided. A partition is read by one member at a time, one event after the other, so there is never more work at once than there are partitions. Each event is fetched by itself, so the latency of the connection holds its partition up both ways; real consumers fetch ahead.',
    'A group notes how far it has come by committing offsets. When a member dies, leaves, joins or is not heard for the session timeout, the group rebalances: reading stops while partitions move, and goes on at the committed offsets. What was done and not yet committed comes again. A member that only stood still finishes its event all the same, unaware that another has got it, too: consumers must be able to bear the same event twice. A producer that tries again after a timeout appends its event again, too.',
    'An event that fails is tried again and keeps those behind it waiting, until it goes to the dead letters. Watch the lag: events that are appended and not yet committed. The log itself is never the bottleneck here; its own replicas are not modelled.',
  ],
  sources: [
    {
      title: 'Apache Kafka 3.7 documentation: design, consumer configurations',
      url: 'https://kafka.apache.org/37/documentation.html',
    },
    { title: 'KIP-429: incremental cooperative rebalancing' },
  ],
  fields: {
    partitions: field(
      1,
      'Partitions',
      'Parts that are read independently of each other. Taking some away leaves what is in them to be read.',
      integer('count', 6, { min: 1, max: MAX_PARTITIONS, scale: 'log' }),
    ),
    keying: field(
      2,
      'Partition by',
      'Which partition an event goes to: one for all events with the same key, which keeps their order, or each in turn.',
      choice(
        [
          { id: 'key', number: 1, label: 'key' },
          { id: 'turn', number: 2, label: 'turn' },
        ],
        'key',
      ),
    ),
    assignor: field(3, 'Assignment', 'How a group divides partitions among its members.', PARTITION_ASSIGNOR),
    commitMs: field(
      4,
      'Commit every',
      'How long after an event is done its offset is committed at the latest. Without it, each event is committed at once.',
      nullable(number('ms', 5000, { min: 1, max: 3.6e6, scale: 'log' }), 'inner', 'each event'),
    ),
    sessionMs: field(
      5,
      'Session timeout',
      'A member that is not heard for this long is taken for dead. Members are looked for three times in it.',
      number('ms', 10_000, { min: 3, max: 1.8e6, scale: 'log' }),
    ),
    rebalanceMs: field(
      6,
      'Rebalance takes',
      'From the moment when members have stopped until partitions are divided anew.',
      number('ms', 500, { min: 0, max: 600_000 }),
    ),
    maxPollMs: field(
      7,
      'Longest work',
      'A member that works on one event for longer has to leave its group.',
      number('ms', 300_000, { min: 1, max: 4.32e7, scale: 'log' }),
    ),
    maxDeliveries: field(
      8,
      'Deliveries at most',
      'After this many failures in a row an event goes to the dead letters.',
      nullable(integer('count', 10, { min: 1, max: 1000 }), 'inner', 'unlimited'),
    ),
    retryMs: field(
      9,
      'Retry after',
      'How long a failed event waits, and the partition with it.',
      number('ms', 1000, { min: 0, max: 3.6e6 }),
    ),
    retentionMs: field(
      10,
      'Retention',
      'Events older than this are removed, read or not.',
      nullable(number('ms', 6.048e8, { min: 1, max: 3.1536e10, scale: 'log' }), 'inner', 'for ever'),
    ),
  },
  inPort: { roles: ['message'], protocol: 'append' },
  outPort: { roles: ['consumer'], min: 1, max: 50 },
  figures: [
    { id: 'lag', label: 'lag', unit: 'count', is: 'level', help: 'Events not yet committed, over all groups.' },
    { id: 'appended', label: 'appended', unit: 'count', is: 'total', help: 'Events taken in.' },
    { id: 'consumed', label: 'consumed', unit: 'count', is: 'total', help: 'Events done, once for each group.' },
    {
      id: 'redelivered',
      label: 'redelivered',
      unit: 'count',
      is: 'total',
      help: 'Deliveries after the first of an event to a group.',
    },
    {
      id: 'deadLettered',
      label: 'dead letters',
      unit: 'count',
      is: 'total',
      help: 'Events given up after too many failures.',
    },
    {
      id: 'rebalances',
      label: 'rebalances',
      unit: 'count',
      is: 'total',
      help: 'Times that a group began to divide its partitions anew.',
    },
    {
      id: 'expired',
      label: 'expired unread',
      unit: 'count',
      is: 'total',
      help: 'Events removed by retention before a group had read them.',
    },
  ],
  servers: null,
  example: {
    format: 'loadbearing/1',
    name: 'A consumer dies in the middle of a stream',
    scenario: {
      durationMs: 60_000,
      warmupMs: 5000,
      faults: [{ atMs: 20_000, forMs: 20_000, target: 'indexer', replica: 0, type: 'crash' }],
    },
    blocks: [
      {
        id: 'orders',
        kind: 'traffic-source',
        params: { arrivals: { type: 'poisson', ratePerSecond: 60 }, readShare: 0 },
      },
      { id: 'events', kind: 'event-stream', params: {} },
      {
        id: 'indexer',
        kind: 'service',
        params: { replicas: 3, workers: 2, serviceTime: { type: 'exponential', meanMs: 30 } },
      },
      {
        id: 'billing',
        kind: 'service',
        params: { replicas: 2, workers: 2, serviceTime: { type: 'exponential', meanMs: 20 } },
      },
    ],
    connections: [
      { id: 'to-events', from: 'orders', to: 'events' },
      { id: 'to-indexer', from: 'events', to: 'indexer' },
      { id: 'to-billing', from: 'events', to: 'billing' },
    ],
  },
})
