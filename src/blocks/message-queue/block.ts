import { QUEUE_DISCIPLINE } from '../../algorithms/queueing/registry'
import { choice, field, integer, nullable, number } from '../../lib/schema'
import { defineBlock } from '../block'

export const messageQueue = defineBlock({
  id: 'message-queue',
  number: 7,
  name: 'Message queue',
  group: 'messaging',
  icon: 'gallery-horizontal-end',
  shape: 'queue',
  summary: 'Takes in messages, acknowledges them, and lets consumers pull them when they have a free worker.',
  help: [
    'The producer is answered as soon as the message is stored. A consumer pulls the next visible message, as a rule the oldest, when one of its workers is free; while it works the message is hidden, and it is gone only when the consumer has finished it. A message that is not finished within the visibility timeout becomes visible again and is delivered once more: at least once, sometimes twice.',
    'After so many deliveries a message goes to the dead letters instead of blocking the others for ever.',
    'A full queue refuses new messages, or makes producers wait. End-to-end delay, from publishing to the acknowledgement by the consumer, is the figure to watch: the producer never sees it.',
  ],
  sources: [{ title: 'Amazon SQS developer guide: visibility timeout, dead-letter queues' }],
  fields: {
    capacity: field(
      1,
      'Length at most',
      'Messages that fit, hidden ones included.',
      nullable(integer('count', 10_000, { min: 1, max: 1e7, scale: 'log' }), 'inner', 'unlimited'),
    ),
    whenFull: field(
      2,
      'When full',
      'What happens to a producer when there is no room.',
      choice(
        [
          { id: 'reject', number: 1, label: 'reject' },
          { id: 'block', number: 2, label: 'block' },
        ],
        'reject',
      ),
    ),
    visibilityMs: field(
      3,
      'Visibility timeout',
      'How long a delivered message is hidden before it is delivered again.',
      number('ms', 30_000, { min: 1, max: 4.32e7, scale: 'log' }),
    ),
    maxReceives: field(
      4,
      'Deliveries at most',
      'After this many deliveries a message becomes a dead letter.',
      nullable(integer('count', 5, { min: 1, max: 1000 }), 'inner', 'unlimited'),
    ),
    order: field(5, 'Order', 'Which of the visible messages is handed out next.', QUEUE_DISCIPLINE),
  },
  inPort: { roles: ['message'], protocol: 'publish' },
  outPort: { roles: ['consumer'], min: 1, max: 50 },
  figures: [
    { id: 'depth', label: 'depth', unit: 'count', is: 'level', help: 'Messages stored, hidden ones included.' },
    { id: 'published', label: 'published', unit: 'count', is: 'total', help: 'Messages taken in.' },
    { id: 'acknowledged', label: 'done', unit: 'count', is: 'total', help: 'Messages finished by a consumer.' },
    {
      id: 'redelivered',
      label: 'redelivered',
      unit: 'count',
      is: 'total',
      help: 'Deliveries after the first of a message.',
    },
    {
      id: 'deadLettered',
      label: 'dead letters',
      unit: 'count',
      is: 'total',
      help: 'Messages given up after too many deliveries.',
    },
    { id: 'oldestMs', label: 'oldest', unit: 'ms', is: 'level', help: 'Age of the oldest message that waits.' },
  ],
  servers: null,
  example: {
    format: 'loadbearing/1',
    name: 'A queue in front of a slow worker',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      {
        id: 'uploads',
        kind: 'traffic-source',
        params: {
          arrivals: { type: 'spike', ratePerSecond: 20, spikeRatePerSecond: 120, atMs: 15000, forMs: 5000 },
          readShare: 0,
        },
      },
      { id: 'jobs', kind: 'message-queue', params: { visibilityMs: 10000 } },
      { id: 'encoder', kind: 'service', params: { workers: 4, serviceTime: { type: 'exponential', meanMs: 120 } } },
    ],
    connections: [
      { id: 'to-jobs', from: 'uploads', to: 'jobs' },
      { id: 'to-encoder', from: 'jobs', to: 'encoder' },
    ],
  },
})
