/** Drives the policies of eviction with recorded traces and compares their hits. */
import { SequentialRandom } from '../../lib/random'
import {
  type CaseCheck,
  type CaseResult,
  CaseCheck as Check,
  type ConformanceAdapter,
  type VectorFile,
} from '../conformance'
import { sha256, toHex } from '../sketches/sha-256'
import type { Eviction } from './caching'
import { fifoHitRatio, fifoTime, lruHitRatio, lruHitRatioOf, lruTime, perfectLfuHitRatio, zipf } from './che'
import { buildEviction } from './registry'

interface TraceCase {
  readonly algorithm: string
  readonly library?: string
  readonly trace: string
  readonly size: number
  readonly expect: {
    readonly hits?: number
    readonly hitsApprox?: number
    readonly hitBitsFnv1a64?: string
    readonly bits?: string
  }
}

type Choice = { readonly type: string; readonly [param: string]: unknown }

/** Choices by the name that the reference library gives the policy. */
const LIBCACHESIM: Readonly<Record<string, Choice>> = {
  FIFO: { type: 'fifo' },
  LRU: { type: 'lru' },
  LFU: { type: 'lfu', ties: 'promotion' },
  Clock: { type: 'clock', bits: 1 },
  Clock2bit: { type: 'clock', bits: 2 },
  Sieve: { type: 'sieve' },
  S3FIFO: { type: 's3-fifo', small: 0.1, ghost: 0.9, threshold: 2 },
  S3FIFO_t1: { type: 's3-fifo', small: 0.1, ghost: 0.9, threshold: 1 },
  TwoQ: { type: '2q', recent: 0.25, ghost: 0.5 },
  ARC: { type: 'arc' },
}

const GOLANG_LRU: Readonly<Record<string, Choice>> = {
  LRU: { type: 'lru' },
  TwoQ: { type: '2q-promoting', recent: 0.25, ghost: 0.5 },
  ARC: { type: 'arc-whole' },
}

const CACHETOOLS: Readonly<Record<string, Choice>> = {
  LRU: { type: 'lru' },
  FIFO: { type: 'fifo' },
  LFU: { type: 'lfu', ties: 'arrival' },
}

/** Share of the hits by which W-TinyLFU may differ on independent references and scans, as the description of its file says. */
const TOLERANCE = 0.05

/**
 * The same on a cyclic trace, for which the file names none: there every contest is a near tie, and the two recorded libraries differ
 * by a tenth from each other.
 */
const CYCLIC_TOLERANCE = 0.12

function choiceOf({ library, algorithm }: TraceCase): Choice | undefined {
  if (library === undefined) return LIBCACHESIM[algorithm]
  if (library.includes('golang-lru')) return GOLANG_LRU[algorithm]
  if (library.includes('cachetools')) return CACHETOOLS[algorithm]
  if (library.includes('lru-cache') && algorithm === 'LRU') return { type: 'lru' }
  return undefined
}

/**
 * One choice for both libraries. libCacheSim halves its estimates after 32 hits a key, but counts only hits in its main part, so that
 * ten accesses a key, as in Caffeine, come nearer to it than 32.
 */
function approximateChoiceOf({ algorithm }: TraceCase): Choice | undefined {
  return algorithm.startsWith('W-TinyLFU') ? { type: 'w-tinylfu', window: 0.01, sample: 10 } : undefined
}

/** One access per request: a look-up, and an insertion when it misses. Returns a string of 0 for a miss and 1 for a hit. */
function hitsOf(cache: Eviction, requests: readonly number[]): string {
  const random = new SequentialRandom(1)
  let bits = ''
  for (const key of requests) {
    const isHit = cache.lookup(key) >= 0
    if (!isHit) cache.insert(key, random)
    bits += isHit ? '1' : '0'
  }
  return bits
}

function countOnes(bits: string): number {
  let ones = 0
  for (let i = 0; i < bits.length; i++) if (bits[i] === '1') ones++
  return ones
}

/** FNV-1a, 64 bits in halves, as 16 hexadecimal digits. The prime is 2^40 + 0x1b3. */
export function fnv1a64(text: string): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0
    const product = low * 0x1b3
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 4294967296) + (low << 8)) >>> 0
    low = product >>> 0
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

interface Trace {
  readonly desc: string
  readonly length: number
  /** SHA-256 of the requests in decimal, joined by commas. */
  readonly sha256: string
  readonly requests: readonly number[]
}

function tracesOf(file: VectorFile): Record<string, Trace> {
  return file['traces'] as Record<string, Trace>
}

function compareHits(check: CaseCheck, bits: string, expect: TraceCase['expect'], trace: Trace): void {
  const tolerance = trace.desc.includes('cyclic') ? CYCLIC_TOLERANCE : TOLERANCE
  if (expect.hits !== undefined) check.equal('hits', countOnes(bits), expect.hits)
  if (expect.bits !== undefined) check.equal('bits', bits, expect.bits)
  if (expect.hitBitsFnv1a64 !== undefined) check.equal('hash of the hits', fnv1a64(bits), expect.hitBitsFnv1a64)
  if (expect.hitsApprox !== undefined) check.equal('hits', countOnes(bits), expect.hitsApprox, tolerance)
}

function runTraces(
  file: VectorFile,
  load: (stem: string) => VectorFile,
  choose: (test: TraceCase) => Choice | undefined,
): CaseResult[] {
  const traces = tracesOf(load('cache_traces'))
  return (file['cases'] as TraceCase[]).map((test) => {
    const id = [test.library, test.algorithm, test.trace, test.size].filter((part) => part !== undefined).join(' ')
    const choice = choose(test)
    const trace = traces[test.trace]
    if (!choice || !trace) return { id, status: 'unread' }
    const check = new Check(id)
    compareHits(check, hitsOf(buildEviction(choice, test.size), trace.requests), test.expect, trace)
    return check.result()
  })
}

interface CheCase {
  readonly n: number
  readonly s: number
  readonly C: number
  readonly [quantity: string]: number
}

/** Each quantity of the file by name, from popularities and capacity. */
const CHE: Readonly<Record<string, (popularity: Float64Array, capacity: number) => number>> = {
  characteristicTime: lruTime,
  lruHitRatio,
  fifoOrRandomCharacteristicTime: fifoTime,
  fifoOrRandomHitRatio: fifoHitRatio,
  perfectLfuHitRatio,
  lruHitRatioOfRank1: (popularity, capacity) => lruHitRatioOf(popularity, capacity, 0),
  lruHitRatioOfRank10: (popularity, capacity) => lruHitRatioOf(popularity, capacity, 9),
}

function runChe(file: VectorFile): CaseResult[] {
  return (file['cases'] as CheCase[]).map((test) => {
    const { n, s, C, ...quantities } = test
    const id = `Zipf(${n}, ${s}), C ${C}`
    const check = new Check(id)
    const popularity = zipf(n, s)
    for (const [name, expected] of Object.entries(quantities)) {
      const quantity = CHE[name]
      if (!quantity) return { id, status: 'unread', message: name }
      check.equal(name, quantity(popularity, C), expected)
    }
    return check.result()
  })
}

/** The traces hold no cases of their own: each is checked for its stated length and hash. */
function runInputs(file: VectorFile): CaseResult[] {
  const traces = tracesOf(file)
  return Object.entries(traces).map(([name, trace]) => {
    const check = new Check(name)
    check.equal('length', trace.requests.length, trace.length)
    check.equal('hash', toHex(sha256(new TextEncoder().encode(trace.requests.join()))), trace.sha256)
    return check.result()
  })
}

export const adapters: ConformanceAdapter[] = [
  {
    vectors: 'cache_hits_libcachesim',
    members: ['fifo', 'lru', 'lfu', 'clock', 'sieve', 's3-fifo', '2q', 'arc'],
    run: (file, load) => runTraces(file, load, choiceOf),
  },
  {
    vectors: 'cache_hits_other_libraries',
    members: ['fifo', 'lru', 'lfu', '2q-promoting', 'arc-whole'],
    run: (file, load) => runTraces(file, load, choiceOf),
  },
  {
    vectors: 'cache_hits_wtinylfu',
    members: ['w-tinylfu'],
    run: (file, load) => runTraces(file, load, approximateChoiceOf),
  },
  { vectors: 'cache_che_approximation', members: [], run: runChe },
  { vectors: 'cache_traces', members: [], run: runInputs },
]
