import { outlierEjection } from '../../algorithms/load-balancing/outlier-ejection'
import { BALANCER } from '../../algorithms/load-balancing/registry'
import { field, integer, nullable, number, variant, variants } from '../../lib/schema'
import { defineBlock } from '../block'

const HEALTH_CHECK = variants(
  [
    variant('active', 1, 'Active', 'Each replica is asked at a fixed interval whether it serves.', {
      intervalMs: field(
        1,
        'Interval',
        'Time between two checks of a replica.',
        number('ms', 2000, { min: 1, max: 3.6e6, scale: 'log' }),
      ),
      timeoutMs: field(
        2,
        'Timeout',
        'A check without an answer after this long has failed.',
        number('ms', 1000, { min: 1, max: 3.6e6, scale: 'log' }),
      ),
      unhealthyAfter: field(
        3,
        'Out after',
        'Failed checks in a row that take a replica out.',
        integer('count', 3, { min: 1, max: 100 }),
      ),
      healthyAfter: field(
        4,
        'Back after',
        'Passed checks in a row that bring it back.',
        integer('count', 2, { min: 1, max: 100 }),
      ),
    }),
  ],
  'active',
)

export const loadBalancer = defineBlock({
  id: 'load-balancer',
  number: 2,
  name: 'Load balancer',
  group: 'edge',
  icon: 'split',
  shape: 'hexagon',
  summary: 'Picks one replica of the services behind it for each call.',
  help: [
    'Its backends are all replicas of all services it is connected to, and the chosen algorithm really keeps its state: turns, weights, calls in flight, rings. The weight of a replica is the share of its connection. The balancer itself adds no work and no queue.',
    'Without health checks a dead replica keeps getting its turn, and each of those calls fails. With them it leaves after so many failed checks in a row, and comes back after so many passed ones: until then its share of the traffic is lost.',
    'Outlier ejection needs no checks: it looks at the calls themselves, and takes a replica out after so many failures in a row, for longer each time. It is not done when too many would be out.',
    'Watch how uneven the utilisation of replicas is: least connections and two choices notice a slow one, round robin does not.',
  ],
  sources: [
    { title: 'Mitzenmacher, "The power of two choices in randomized load balancing" (2001)' },
    { title: 'nginx 1.22, upstream modules' },
  ],
  fields: {
    algorithm: field(1, 'Algorithm', 'How a replica is picked.', BALANCER),
    healthCheck: field(2, 'Health checks', 'How a replica that does not serve is noticed.', nullable(HEALTH_CHECK)),
    outlierEjection: field(
      3,
      'Outlier ejection',
      'Takes a replica whose calls keep failing out of the rotation for a while, whatever the algorithm.',
      nullable(variants([outlierEjection], outlierEjection.id)),
    ),
  },
  inPort: { roles: ['request'], protocol: 'HTTP' },
  outPort: { roles: ['replica'], min: 1, max: 50 },
  figures: [
    { id: 'backends', label: 'backends', unit: 'count', is: 'level', help: 'Replicas that may be picked right now.' },
    { id: 'noBackend', label: 'no backend', unit: 'count', is: 'total', help: 'Calls for which no replica was left.' },
    {
      id: 'ejected',
      label: 'ejected',
      unit: 'count',
      is: 'level',
      isOptional: true,
      help: 'Replicas that are out of the rotation because their calls kept failing.',
    },
  ],
  servers: null,
  example: {
    format: 'loadbearing/1',
    name: 'One slow replica',
    scenario: {
      durationMs: 60000,
      warmupMs: 5000,
      faults: [{ atMs: 20000, forMs: 20000, target: 'shop', type: 'slow', factor: 8, replica: 0 }],
    },
    blocks: [
      { id: 'visitors', kind: 'traffic-source', params: { arrivals: { type: 'poisson', ratePerSecond: 300 } } },
      {
        id: 'balancer',
        kind: 'load-balancer',
        params: { algorithm: { type: 'least-connections' }, healthCheck: { type: 'active' } },
      },
      {
        id: 'shop',
        kind: 'service',
        params: { replicas: 4, workers: 1, serviceTime: { type: 'exponential', meanMs: 8 } },
      },
    ],
    connections: [
      { id: 'to-balancer', from: 'visitors', to: 'balancer' },
      { id: 'to-shop', from: 'balancer', to: 'shop' },
    ],
  },
})
