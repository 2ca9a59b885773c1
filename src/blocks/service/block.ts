import { ADMISSION } from '../../algorithms/admission/registry'
import { distributionSchema } from '../../lib/distributions'
import { boolean, field, integer, nullable, variant, variants } from '../../lib/schema'
import { defineBlock } from '../block'
import { BATCH_COST, QUEUE, QUEUE_SECTION, SHARING, WORK_SECTION } from '../parts/fields'
import { MICRO_BATCH } from '../parts/micro-batches'
import { OWN_PAUSES } from '../parts/own-pauses'
import { SLOWDOWN } from '../parts/slowdown'
import { AUTOSCALING } from './autoscaler'
import { IDEMPOTENCY } from './idempotency'
import { PLAN } from './plan'

const DROP_OPTIONAL = variants(
  [
    variant('above-queue', 1, 'While the queue is long', 'Optional steps are skipped while more than a number wait.', {
      aboveQueue: field(
        1,
        'When more wait than',
        'Requests waiting at the replica above which optional steps are skipped.',
        integer('count', 10, { max: 1e6, scale: 'log' }),
      ),
    }),
  ],
  'above-queue',
)

export const service = defineBlock({
  id: 'service',
  number: 4,
  name: 'Service',
  group: 'compute',
  icon: 'box',
  shape: 'rectangle',
  summary: 'Takes a request into a worker, follows its call plan, answers.',
  help: [
    'Each replica has one queue in front of its workers. A request waits for a worker, takes its service time, then runs the call plan. A blocking worker is held until the plan is done, as a thread is; an event-loop worker only during its own service time.',
    'When arrivals exceed what the workers can do, the queue grows until it is full and latency grows with it. Callers who have given up do not stop the work, unless their connection cancels it: it is then wasted.',
    'Under load it can turn requests away early (admission), skip optional steps, or take several calls in one go; its service times can grow with what goes on; and its workers can be shared by all calls, as processors are, instead of serving one each.',
    'An autoscaler keeps the workers as busy as it is told. It looks now and then, new replicas take time to start, and it goes by own work alone: workers that only wait for others do not call for more of them.',
    'A crash loses the queue and what was in flight. A pause, as of a garbage collector, serves nothing while the queue grows.',
  ],
  sources: [
    { title: 'Kleinrock, "Queueing Systems, volume 1: Theory" (1975)' },
    {
      title:
        'Welsh, Culler, Brewer, "SEDA: an architecture for well-conditioned, scalable Internet services" (SOSP 2001)',
    },
  ],
  fields: {
    replicas: field(
      1,
      'Replicas',
      'Copies of the service; each has its own queue and workers.',
      integer('count', 1, { min: 1, max: 1000 }),
    ),
    workers: field(
      2,
      'Workers per replica',
      'Requests that a replica works on at the same time.',
      integer('count', 8, { min: 1, max: 100_000, scale: 'log' }),
    ),
    serviceTime: field(
      3,
      'Service time',
      'Own work for each request, before the plan.',
      distributionSchema('exponential', { meanMs: 10 }),
    ),
    blocking: field(4, 'Blocking workers', 'Whether a worker is held while its calls are out.', boolean(true)),
    queue: field(5, 'Queue', 'Where requests wait for a worker.', QUEUE, QUEUE_SECTION),
    admission: field(
      7,
      'Admission',
      'Turns requests away before they wait in vain; what it refuses or sheds fails as shed.',
      nullable(ADMISSION),
      QUEUE_SECTION,
    ),
    slowdown: field(
      8,
      'Slow-down under load',
      'How service times grow with what else goes on at the replica when the work starts.',
      nullable(SLOWDOWN),
      WORK_SECTION,
    ),
    sharing: field(
      9,
      'Workers are',
      'One call for each worker, the others wait; or all calls at once, with the workers shared equally among them.',
      SHARING,
      WORK_SECTION,
    ),
    pauses: field(
      10,
      'Pauses',
      'Stops the world of one replica now and then, as a garbage collector does; each replica by itself.',
      nullable(OWN_PAUSES),
      WORK_SECTION,
    ),
    dropOptional: field(
      11,
      'Drop optional steps',
      'Skips the optional steps of the plan while a queue is long, so that the others are done in time.',
      nullable(DROP_OPTIONAL),
      'Call plan',
    ),
    idempotency: field(
      14,
      'Idempotency keys',
      'Whether a repeat, by a retry or a second delivery, is done again or answered from what was done.',
      nullable(IDEMPOTENCY),
      'Repeats',
    ),
    batchCost: field(
      12,
      'Cost of each further key',
      'Share of a single call that each further key of a batch takes; 1 means that a batch saves no work.',
      BATCH_COST,
      WORK_SECTION,
    ),
    microBatch: field(
      13,
      'Micro-batches',
      'A free worker takes several waiting calls together, for little more than the time of one.',
      nullable(MICRO_BATCH),
      WORK_SECTION,
    ),
    autoscaling: field(
      15,
      'Autoscaling',
      'Adds replicas when they are too busy, and takes some away when they are not busy enough.',
      nullable(AUTOSCALING),
      'Autoscaling',
    ),
    plan: field(6, 'Call plan', 'What is asked of others, in order; empty: each connection once.', PLAN, 'Call plan'),
  },
  inPort: { roles: ['request', 'replica', 'consumer'], protocol: 'HTTP' },
  outPort: { roles: ['request', 'data', 'message', 'lock'], min: 0, max: 50 },
  figures: [
    {
      id: 'optionalDropped',
      label: 'steps dropped',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Optional steps that were skipped because the queue was long.',
    },
    {
      id: 'duplicates',
      label: 'done twice',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Requests whose work was done although it had been done before; counted where keys are known.',
    },
    {
      id: 'deduplicated',
      label: 'repeats answered',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Repeats that were answered from what had been done, without doing it again.',
    },
    {
      id: 'replicas',
      label: 'replicas',
      unit: 'count',
      is: 'level',
      isOptional: true,
      help: 'Replicas that serve at present, where an autoscaler decides.',
    },
    {
      id: 'rescales',
      label: 'rescales',
      unit: 'count',
      is: 'total',
      isOptional: true,
      help: 'Times that the autoscaler changed the number of replicas.',
    },
    {
      id: 'meanReplicas',
      label: 'mean replicas',
      unit: 'count',
      is: 'level',
      isOptional: true,
      help: 'Replicas that served on average: what the load has cost.',
    },
  ],
  servers: 'workers',
  oddities: (name, { autoscaling, replicas }) => {
    if (autoscaling === null) return []
    const { min, max } = autoscaling
    if (min > max)
      return [
        {
          message: `"${name}" is to have at least ${min} and at most ${max} replicas`,
          cure: 'make the most no fewer than the fewest',
        },
      ]
    if (replicas >= min && replicas <= max) return []
    return [
      {
        message: `the autoscaler of "${name}" keeps to ${min} to ${max} replicas, and it begins with ${replicas}`,
        cure: 'begin with a number within these bounds',
      },
    ]
  },
  units: { own: 0, parameter: 'replicas' },
  example: {
    format: 'loadbearing/1',
    name: 'Two services in a row',
    scenario: { durationMs: 60000, warmupMs: 5000 },
    blocks: [
      { id: 'visitors', kind: 'traffic-source', params: { arrivals: { type: 'poisson', ratePerSecond: 120 } } },
      {
        id: 'storefront',
        kind: 'service',
        params: { workers: 4, serviceTime: { type: 'lognormal', meanMs: 6, cv: 1 } },
      },
      { id: 'pricing', kind: 'service', params: { workers: 2, serviceTime: { type: 'exponential', meanMs: 10 } } },
    ],
    connections: [
      { id: 'to-storefront', from: 'visitors', to: 'storefront' },
      {
        id: 'to-pricing',
        from: 'storefront',
        to: 'pricing',
        params: { timeoutMs: 300, retry: { type: 'full-jitter', attempts: 2 } },
      },
    ],
  },
})
