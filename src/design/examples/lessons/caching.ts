/** Lessons about caches: the order of writing and deleting, writing later, keeping everything for equally long, asking together, and asking for nothing. */
import {
  constant,
  designFrom,
  exponential,
  instant,
  type Params,
  type PlainDesign,
  source,
  sourceOf,
} from '../published/parts'
import type { Lesson } from './lesson'

/** Prices that are read and changed: rates are of each key. A read that finds nothing in the cache asks the store. */
export const RACES = {
  keys: 100,
  readsPerSecond: 4.5,
  writesPerSecond: 0.5,
  readMs: 5,
  writeMs: 45,
  /** One way, between service and store. */
  awayMs: 4,
  secondDeleteMs: 500,
} as const

function races(name: string, onWrite: string): PlainDesign {
  const { keys, readsPerSecond, writesPerSecond, readMs, writeMs, awayMs, secondDeleteMs } = RACES
  const each = readsPerSecond + writesPerSecond
  return designFrom({
    name,
    seconds: 60,
    warmup: 10,
    blocks: [
      source(keys * each, { readShare: readsPerSecond / each, keys: { type: 'uniform', count: keys } }, 'visitors'),
      instant('shop', {
        plan: [{ type: 'cached', cache: 'shop-prices', origin: 'shop-catalogue', onWrite, secondDeleteMs }],
      }),
      { id: 'prices', kind: 'cache', params: { ttlMs: null } },
      {
        id: 'catalogue',
        kind: 'database',
        params: { connections: 100, readTime: constant(readMs), writeTime: constant(writeMs) },
      },
    ],
    connections: {
      'visitors > shop': {},
      'shop > prices': { latency: constant(0.5) },
      'shop > catalogue': { latency: constant(awayMs) },
    },
  })
}

/** Votes that are written through a cache which crashes now and then; after a minute nobody votes any more. */
export const LATER = {
  writesPerSecond: 200,
  /** One way, on either side of the cache. */
  awayMs: 0.5,
  cacheMs: 0.2,
  writeMs: 8,
  /** A tenth, three tenths and so on of a second after the batch before, where one goes out each second. */
  crashesAtMs: [8150, 20_500, 32_050, 42_800, 54_750],
} as const

function votes(name: string, params: Params): PlainDesign {
  const { writesPerSecond, awayMs, cacheMs, writeMs, crashesAtMs } = LATER
  const latency = constant(awayMs)
  return designFrom({
    name,
    seconds: 65,
    faults: crashesAtMs.map((atMs) => ({ atMs, forMs: 1000, target: 'tally', type: 'crash' })),
    blocks: [
      sourceOf(
        { type: 'step', ratePerSecond: writesPerSecond, toRatePerSecond: 0, atMs: 60_000 },
        { readShare: 0, keys: { type: 'uniform', count: 10_000_000 } },
        'voters',
      ),
      {
        id: 'tally',
        kind: 'cache',
        params: { capacity: 100_000, ttlMs: null, serviceTime: constant(cacheMs), writeBatch: 1_000_000, ...params },
      },
      { id: 'archive', kind: 'database', params: { connections: 1000, writeTime: exponential(writeMs) } },
    ],
    connections: { 'voters > tally': { latency }, 'tally > archive': { latency } },
  })
}

/** Pages that an import has put into the cache within a second, and that are read from then on, each as often as the others. */
export const EXPIRY = { pages: 500, readsPerSecond: 500, keptMs: 20_000, jitter: 0.5, countedSeconds: 60 } as const

function expiring(name: string, ttlJitter: number): PlainDesign {
  const { pages, readsPerSecond, keptMs, countedSeconds } = EXPIRY
  const keys = { type: 'uniform', count: pages }
  return designFrom({
    name,
    seconds: 20 + countedSeconds,
    warmup: 20,
    blocks: [
      sourceOf(
        { type: 'spike', ratePerSecond: 0, spikeRatePerSecond: 5000, atMs: 0, forMs: 1000 },
        { readShare: 0, keys },
        'import',
      ),
      sourceOf(
        { type: 'step', ratePerSecond: 0, toRatePerSecond: readsPerSecond, atMs: 1000 },
        { deadlineMs: 500, keys },
        'readers',
      ),
      { id: 'pages', kind: 'cache', params: { mode: 'write-through', ttlMs: keptMs, ttlJitter } },
      {
        id: 'articles',
        kind: 'database',
        params: { connections: 5, readTime: exponential(50), writeTime: constant(0.5) },
      },
    ],
    connections: { 'import > pages': {}, 'readers > pages': {}, 'pages > articles': {} },
  })
}

/** One page that everybody reads. It is kept for a while, and takes the store a tenth of that to make. */
export const STAMPEDE = { readsPerSecond: 200, keptMs: 1000, makeMs: 100, countedSeconds: 120 } as const

function stampede(name: string, singleFlight: boolean): PlainDesign {
  const { readsPerSecond, keptMs, makeMs, countedSeconds } = STAMPEDE
  return designFrom({
    name,
    seconds: countedSeconds + 10,
    warmup: 10,
    blocks: [
      source(readsPerSecond, { keys: { type: 'uniform', count: 1 } }, 'readers'),
      {
        id: 'front-page',
        kind: 'cache',
        params: { mode: 'read-through', ttlMs: keptMs, singleFlight, serviceTime: constant(0) },
      },
      { id: 'editor', kind: 'database', params: { connections: 100, readTime: constant(makeMs) } },
    ],
    connections: { 'readers > front-page': {}, 'front-page > editor': {} },
  })
}

/** Links that are followed, each as often as the others; most lead to pages that are not there any more. */
export const GONE = {
  links: 6000,
  pages: 1000,
  readsPerSecond: 300,
  /** How long it is kept that a page is gone, and the share of such that a filter may let through. */
  keptMs: 20_000,
  letThrough: 0.05,
  countedSeconds: 40,
} as const

function gone(name: string, params: Params): PlainDesign {
  const { links, pages, readsPerSecond, countedSeconds } = GONE
  return designFrom({
    name,
    seconds: 40 + countedSeconds,
    warmup: 40,
    blocks: [
      source(readsPerSecond, { keys: { type: 'uniform', count: links } }, 'crawlers'),
      { id: 'pages', kind: 'cache', params: { mode: 'read-through', capacity: links, ttlMs: null, ...params } },
      { id: 'articles', kind: 'database', params: { keys: pages } },
    ],
    connections: { 'crawlers > pages': {}, 'pages > articles': {} },
  })
}

export const CACHING: readonly Lesson[] = [
  {
    id: 's09',
    name: 'Which first, the cache or the store?',
    summary:
      'A new price goes to the store, and the old one out of the cache. Deleted first, a reader in between puts the old one back, and it stays, unless a second delete follows; with the store first next to no reader sees it.',
    variants: [
      { label: 'delete, then update', design: races('Deleted first', 'delete-then-update') },
      { label: 'delete, update, delete later', design: races('Deleted twice', 'delayed-double-delete') },
      { label: 'update, then delete', design: races('Updated first', 'update-then-delete') },
    ],
  },
  {
    id: 's10',
    name: 'Answered, but not yet written',
    summary:
      'Writes that the cache answers at once and stores later are many times quicker, and a crash loses those that wait.',
    variants: [
      { label: 'write-through', design: votes('Written through', { mode: 'write-through' }) },
      { label: 'behind by 1 s', design: votes('Written 1 s later', { mode: 'write-behind', writeDelayMs: 1000 }) },
      { label: 'behind by 0.1 s', design: votes('Written 0.1 s later', { mode: 'write-behind', writeDelayMs: 100 }) },
    ],
  },
  {
    id: 's11',
    name: 'Everything expires at once',
    summary:
      'What came into a cache together leaves it together, and the store gets the whole rush; lives of uneven length spread it.',
    variants: [
      { label: 'equal lives', design: expiring('Pages of equal lives', 0) },
      { label: 'uneven lives', design: expiring('Pages of uneven lives', EXPIRY.jitter) },
    ],
  },
  {
    id: 's11b',
    name: 'Everyone asks for the same page',
    summary:
      'When the front page leaves the cache, everyone who reads it until it is made again asks the store for it; with single flight one asks, and the others wait for that answer.',
    variants: [
      { label: 'everyone asks', design: stampede('A stampede for one page', false) },
      { label: 'single flight', design: stampede('One page, single flight', true) },
    ],
  },
  {
    id: 's11c',
    name: 'Asked for what is not there',
    summary:
      'Of what is not there nothing can be kept, so every request for it gets through to the store. Keeping that there is nothing helps those who ask again, and fills the cache; a Bloom filter knows what is there, and lets a small share through.',
    variants: [
      { label: 'nothing is kept', design: gone('Links to nowhere', {}) },
      { label: 'kept for a while', design: gone('Links to nowhere, remembered', { absentTtlMs: GONE.keptMs }) },
      {
        label: 'Bloom filter',
        design: gone('Links to nowhere, filtered', {
          filter: { type: 'bloom-filter', expected: GONE.pages, falsePositives: GONE.letThrough },
        }),
      },
    ],
  },
]
