/** Lessons about the way in: limits at several gateways, clients behind one address, and calls for lists of things. */
import {
  call,
  constant,
  crowd,
  designFrom,
  instant,
  type Params,
  type PlainDesign,
  source,
  sourceOf,
  station,
} from '../published/parts'
import type { Lesson } from './lesson'

const GATEWAYS = ['gateway-1', 'gateway-2', 'gateway-3', 'gateway-4'] as const

/** Each of some gateways lets a hundred requests a second through, as it counts them. */
function limited(name: string, gateways: readonly string[], limiter: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 21,
    warmup: 1,
    blocks: [
      source(2000),
      ...gateways.map((id) => ({ id, kind: 'api-gateway', params: { serviceTime: constant(0), limiter } })),
      crowd('backend', constant(1)),
    ],
    connections: Object.fromEntries(
      gateways.flatMap((id) => [
        [`clients > ${id}`, {}],
        [`${id} > backend`, {}],
      ]),
    ),
  })
}

const OWN_COUNT = { type: 'fixed-window', limit: 100, windowMs: 1000, anchor: 'aligned' }

function inStore(update: string): Params {
  return { type: 'shared-store', limit: 100, windowMs: 1000, update, writeDelayMs: 2 }
}

/** Four servers that can do twice what is asked of them, behind a balancer that goes by something of the client. */
function hashed(name: string, clients: Params, algorithm: Params): PlainDesign {
  const servers = [1, 2, 3, 4].map((number) => `server-${number}`)
  return designFrom({
    name,
    seconds: 60,
    warmup: 5,
    blocks: [
      source(200, { keys: { type: 'uniform', count: 10_000 }, ...clients }),
      { id: 'balancer', kind: 'load-balancer', params: { algorithm } },
      ...servers.map((id) => station(id, 1, constant(10), { queue: { capacity: 100 } })),
    ],
    connections: {
      'clients > balancer': {},
      ...Object.fromEntries(servers.map((id) => [`balancer > ${id}`, {}])),
    },
  })
}

/** A page shows ten things; a call takes a millisecond each way, and the first thing of a call takes a millisecond of work. */
function listed(name: string, step: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 21,
    warmup: 1,
    blocks: [
      sourceOf({ type: 'constant', ratePerSecond: 50 }),
      instant('page', { plan: [call('page-things', { times: 10, ...step })] }),
      crowd('things', constant(1), { batchCost: 0.1 }),
    ],
    connections: { 'clients > page': {}, 'page > things': { latency: constant(1) } },
  })
}

const SERVICES = ['orders', 'profile', 'prices', 'reviews', 'stock']

/** [ms] one way over the air, and between machines of one place. */
const FAR = { latency: constant(50) }
const NEAR = { latency: constant(1) }

/** A phone shows what five services know, each after 2 ms of work: asked one by one, all at once, or by a front that stands near them. */
function aggregated(name: string, has: { front: boolean; atOnce: boolean }): PlainDesign {
  const asker = has.front ? 'front' : 'phone'
  const plan = SERVICES.map((id) => call(`${asker}-${id}`, has.atOnce ? { stage: 1 } : {}))
  const link = has.front ? NEAR : FAR
  return designFrom({
    name,
    seconds: 21,
    warmup: 1,
    blocks: [
      sourceOf({ type: 'constant', ratePerSecond: 50 }, {}, 'people'),
      instant('phone', has.front ? {} : { plan }),
      ...(has.front ? [instant('front', { plan })] : []),
      ...SERVICES.map((id) => crowd(id, constant(2))),
    ],
    connections: {
      'people > phone': {},
      ...(has.front ? { 'phone > front': FAR } : {}),
      ...Object.fromEntries(SERVICES.map((id) => [`${asker} > ${id}`, link])),
    },
  })
}

export const EDGE: readonly Lesson[] = [
  {
    id: 's08',
    name: 'One limit at four gateways',
    summary:
      'A hundred requests a second may pass. Four gateways that count for themselves let four hundred pass; a count that they share holds, unless they read it first and write it later.',
    variants: [
      { label: 'one gateway', design: limited('A limit at one gateway', ['gateway'], OWN_COUNT) },
      { label: 'four, each its own', design: limited('Four gateways, each its own count', GATEWAYS, OWN_COUNT) },
      {
        label: 'four, one count',
        design: limited('Four gateways, one count in a store', GATEWAYS, inStore('increment')),
      },
      {
        label: 'four, read then write',
        design: limited('Four gateways, a count that is read, then written', GATEWAYS, inStore('read-then-write')),
      },
    ],
  },
  {
    id: 's20',
    name: 'Everyone behind one address',
    summary:
      'A balancer that goes by the address of the client spreads ten thousand of them well; behind one shared address all go to one server, until it goes by what they ask for.',
    variants: [
      {
        label: 'own addresses',
        design: hashed('Clients with addresses of their own', { clients: 10_000 }, { type: 'source-hash' }),
      },
      {
        label: 'one address',
        design: hashed('Clients behind one address', { clients: 1 }, { type: 'source-hash' }),
      },
      {
        label: 'one address, by key',
        design: hashed('Clients behind one address, by key', { clients: 1 }, { type: 'key-hash' }),
      },
    ],
  },
  {
    id: 's25',
    name: 'Ten calls or one',
    summary:
      'A page of ten things asks for them one after the other, at the same time, or in one call: waiting and work are two different matters.',
    variants: [
      { label: 'one after the other', design: listed('Ten calls, one after the other', {}) },
      { label: 'at the same time', design: listed('Ten calls at the same time', { parallel: true }) },
      { label: 'in one call', design: listed('One call for ten things', { batch: true }) },
    ],
  },
  {
    id: 's26',
    name: 'A front for one kind of client',
    summary:
      'A phone needs what five services know, over a link of 50 ms each way. Asked one by one they cost five round trips; a front on their side of the link costs one, and one message instead of five.',
    variants: [
      { label: 'one by one', design: aggregated('A phone that asks one by one', { front: false, atOnce: false }) },
      {
        label: 'at the same time',
        design: aggregated('A phone that asks all at once', { front: false, atOnce: true }),
      },
      { label: 'by a front', design: aggregated('A phone that asks a front', { front: true, atOnce: true }) },
    ],
  },
]
