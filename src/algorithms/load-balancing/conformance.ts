/** Drives the load balancers with the vectors of nginx, HAProxy, groupcache, Guava, libmemcached and Finagle. */
import type { Random } from '../../lib/random'
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { BackendList } from './backend-list'
import { ConsistentHash } from './consistent-hash'
import { HaproxyLeastConnections } from './haproxy-least-connections'
import { HaproxyRoundRobin } from './haproxy-round-robin'
import { avalanche, crc32 } from './hash-32'
import { Word64 } from './hash-64'
import { HeaderHash, type HeaderHashOptions } from './header-hash'
import { IpHash } from './ip-hash'
import { jump } from './jump-hash'
import { Ketama } from './ketama'
import { utf8 } from './key-bytes'
import { KeyHash } from './key-hash'
import { LeastConnections } from './least-connections'
import type { Balancer, RoutingKey } from './load-balancing'
import { fillMaglevTable, maglevPreference } from './maglev'
import { PeakEwma } from './peak-ewma'
import { Rendezvous } from './rendezvous'
import { SmoothWeightedRoundRobin } from './smooth-weighted-round-robin'
import { SourceHash } from './source-hash'
import { StaticRoundRobin } from './static-round-robin'

interface VectorCase {
  readonly id?: string
  readonly kind?: string
  readonly config: { readonly [name: string]: unknown }
  readonly steps?: readonly Step[]
  readonly expect?: unknown
  readonly [more: string]: unknown
}

interface Step {
  readonly t?: number
  readonly op: string
  readonly id?: number
  readonly args?: readonly string[]
  readonly expect?: unknown
}

type Named = { readonly [name: string]: unknown }

/** No balancer under test here may draw. */
const NO_RANDOM: Random = {
  uint32: () => {
    throw new Error('this balancer is not random')
  },
  uniform: () => {
    throw new Error('this balancer is not random')
  },
}

const NO_KEY: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }

/** An adapter that runs every entry of `cases`; `run` answers false for a configuration that it cannot read. */
function casewise(
  vectors: string,
  members: readonly string[],
  run: (vector: VectorCase, check: CaseCheck) => boolean,
): ConformanceAdapter {
  return {
    vectors,
    members,
    run: (file: VectorFile): CaseResult[] =>
      (file['cases'] as readonly VectorCase[]).map((vector, index) => {
        const id = vector.id ?? `case ${index}`
        const check = new CaseCheck(id)
        return run(vector, check) ? check.result() : { id, status: 'unread', message: 'configuration not understood' }
      }),
  }
}

function weightedList(config: VectorCase['config']): BackendList | undefined {
  if (typeof config['weights'] !== 'object' || config['weights'] === null) return undefined
  const weights = config['weights'] as { readonly [name: string]: number }
  return new BackendList(Object.keys(weights), Object.values(weights))
}

/** Compares a sequence of picks with the names expected. */
function checkSequence(backends: BackendList, balancer: Balancer, expected: readonly string[], check: CaseCheck): true {
  expected.forEach((name, i) => {
    check.equal(`pick ${i + 1}`, backends.names[balancer.pick(0, NO_KEY, NO_RANDOM)], name)
  })
  return true
}

/** Compares the owner of every key; `expected` holds names, or indices. */
function checkOwners(
  names: readonly string[],
  expected: Named,
  owner: (key: string) => number,
  check: CaseCheck,
): true {
  for (const [key, want] of Object.entries(expected)) {
    const index = owner(key)
    check.equal(key, typeof want === 'number' ? index : names[index], want)
  }
  return true
}

/** Compares how many of key0 … key9999 each backend gets. */
function checkLoad(
  names: readonly string[],
  expected: unknown,
  owner: (key: string) => number,
  check: CaseCheck,
): void {
  if (expected === undefined) return
  const counts = names.map(() => 0)
  for (let i = 0; i < 10_000; i++) counts[owner(`key${i}`)]!++
  if (Array.isArray(expected)) {
    expected.forEach((want, i) => {
      check.equal(`load of ${i}`, counts[i] ?? 0, want)
    })
  } else
    for (const [name, want] of Object.entries(expected as Named)) check.equal(name, counts[names.indexOf(name)], want)
}

function byText(pickFor: (bytes: Uint8Array, length: number) => number): (text: string) => number {
  return (text) => {
    const bytes = utf8(text)
    return pickFor(bytes, bytes.length)
  }
}

/** Opens and closes calls by id. */
function checkOpenAndClose(backends: BackendList, balancer: Balancer, vector: VectorCase, check: CaseCheck): boolean {
  const placed = new Map<number, number>()
  for (const [i, { op, id = -1, expect }] of (vector.steps ?? []).entries()) {
    if (op === 'pick') {
      const index = balancer.pick(i, NO_KEY, NO_RANDOM)
      check.equal(`step ${i} pick`, backends.names[index], expect)
      backends.start(balancer, i, index)
      placed.set(id, index)
    } else if (op === 'close') backends.finish(balancer, i, placed.get(id)!)
    else return false
  }
  return true
}

/** Bytes of an address in text: four, or sixteen with `::` filled up. */
export function addressBytes(text: string): number[] {
  if (!text.includes(':')) return text.split('.').map(Number)
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const middle = new Array<number>(8 - left.length - right.length).fill(0)
  return [...left, ...middle, ...right].flatMap((group) => [group >> 8, group & 255])
}

function addressNumber(text: string): number {
  return addressBytes(text).reduce((sum, byte) => sum * 256 + byte, 0)
}

/** The words of an address joined by exclusive or, as HAProxy hashes it: an IPv4 address is its own hash. */
function addressHash(text: string): number {
  let hash = 0
  addressBytes(text).forEach((byte, i) => {
    hash ^= byte << (24 - 8 * (i & 3))
  })
  return hash >>> 0
}

const smoothWeighted = casewise('lb_smooth_wrr_nginx', ['smooth-weighted-round-robin'], (vector, check) => {
  const backends = weightedList(vector.config)
  if (!backends) return false
  return checkSequence(backends, new SmoothWeightedRoundRobin(backends), vector.expect as string[], check)
})

const haproxyTurns = casewise(
  'lb_round_robin_haproxy',
  ['haproxy-round-robin', 'static-round-robin'],
  (vector, check) => {
    const backends = weightedList(vector.config)
    if (!backends) return false
    const expected = vector.expect as string[]
    if (vector.config['balance'] === 'balance roundrobin')
      return checkSequence(backends, new HaproxyRoundRobin(backends), expected, check)
    if (vector.config['balance'] === 'balance static-rr')
      return checkSequence(backends, new StaticRoundRobin(backends), expected, check)
    return false
  },
)

const nginxLeast = casewise('lb_least_conn_nginx', ['least-connections'], (vector, check) => {
  const backends = weightedList(vector.config)
  return backends !== undefined && checkOpenAndClose(backends, new LeastConnections(backends), vector, check)
})

const haproxyLeast = casewise('lb_leastconn_haproxy', ['haproxy-least-connections'], (vector, check) => {
  const backends = weightedList(vector.config)
  if (!backends || vector.config['balance'] !== 'balance leastconn') return false
  return checkOpenAndClose(backends, new HaproxyLeastConnections(backends), vector, check)
})

const nginxAddress = casewise('lb_ip_hash_nginx', ['ip-hash'], (vector, check) => {
  const backends = weightedList(vector.config)
  if (!backends) return false
  const balancer = new IpHash(backends)
  const owner = (text: string) => {
    if (!text.includes(':'))
      return balancer.pick(0, { clientAddress: addressNumber(text), clientPort: 0, key: 0 }, NO_RANDOM)
    return balancer.pickFor(addressBytes(text))
  }
  return checkOwners(backends.names, vector.expect as Named, owner, check)
})

const nginxKey = casewise('lb_hash_nginx', ['key-hash'], (vector, check) => {
  const backends = weightedList(vector.config)
  if (!backends || (vector.kind !== 'modulo' && vector.kind !== 'consistent')) return false
  const servers = vector.config['servers'] as { readonly [name: string]: string } | undefined
  const addresses = new BackendList(
    backends.names.map((name) => servers?.[name] ?? name),
    backends.weights,
  )
  const balancer = new KeyHash(vector.kind === 'consistent', addresses)
  const owner = byText((bytes, length) => balancer.pickFor(bytes, length))
  return checkOwners(backends.names, vector.expect as Named, owner, check)
})

/** Reads HAProxy's `balance` and `hash-type` directives; undefined for what is not understood. */
function readHashDirectives(text: unknown): { isSource: boolean; options: HeaderHashOptions } | undefined {
  const pattern =
    /^balance (source|hdr\([\w-]+\))(?:; hash-type (map-based|consistent)(?: (sdbm|djb2|wt6|crc32))?( avalanche)?)?$/
  const [, input, method = 'map-based', hashFunction, mixed] = pattern.exec(String(text)) ?? []
  if (input === undefined) return undefined
  // "If consistent with no argument, then avalanche modifier is also applied" (cfgparse-listen.c).
  const isMixed = mixed !== undefined || (method === 'consistent' && hashFunction === undefined)
  const options = { method, hashFunction: hashFunction ?? 'sdbm', avalanche: isMixed } as HeaderHashOptions
  return { isSource: input === 'source', options }
}

const haproxyHash = casewise('lb_hash_haproxy', ['source-hash', 'header-hash'], (vector, check) => {
  const backends = weightedList(vector.config)
  const directives = readHashDirectives(vector.config['balance'])
  if (!backends || !directives) return false
  const { isSource, options } = directives
  if (isSource && options.method === 'map-based') {
    const balancer = new SourceHash(options.avalanche, backends)
    const owner = (text: string) =>
      balancer.pick(0, { clientAddress: addressHash(text), clientPort: 0, key: 0 }, NO_RANDOM)
    return checkOwners(backends.names, vector.expect as Named, owner, check)
  }
  const balancer = new HeaderHash(options, backends)
  // An address is its own hash; the ring is that of the text hashes.
  const ofAddress = (text: string): number => {
    const hash = addressHash(text)
    return balancer.pickByHash(options.avalanche ? avalanche(hash) : hash)
  }
  const owner = isSource ? ofAddress : byText((bytes, length) => balancer.pickFor(bytes, length))
  return checkOwners(backends.names, vector.expect as Named, owner, check)
})

const groupcache = casewise('lb_consistent_hash_groupcache', ['consistent-hash'], (vector, check) => {
  const { nodes, replicas, hash } = vector.config
  if (!Array.isArray(nodes) || typeof replicas !== 'number') return false
  if (hash !== undefined && hash !== 'parseInt') return false
  const parse = (bytes: Uint8Array, length: number) => Number(String.fromCharCode(...bytes.subarray(0, length)))
  const hash32 = hash === 'parseInt' ? parse : crc32
  const names = nodes as readonly string[]
  const balancer = new ConsistentHash(replicas, 'key', new BackendList(names), hash32)
  const owner = byText((bytes, length) => balancer.pickFor(bytes, length))
  checkOwners(names, vector.expect as Named, owner, check)
  checkLoad(names, vector['load10000'], owner, check)
  if (vector['movedWhenLastNodeRemoved'] === undefined) return true
  const rest = new ConsistentHash(replicas, 'key', new BackendList(names.slice(0, -1)), hash32)
  const ownerAfter = byText((bytes, length) => rest.pickFor(bytes, length))
  const keys = Array.from({ length: 10_000 }, (_, i) => `key${i}`)
  const moved = keys.filter((key) => owner(key) !== ownerAfter(key))
  const innocent = moved.filter((key) => owner(key) !== names.length - 1)
  check.equal('moved', moved.length, vector['movedWhenLastNodeRemoved'])
  check.equal('moved though not on the removed node', innocent.length, vector['movedThoughNotOnRemovedNode'])
  return true
})

const guava: ConformanceAdapter = {
  vectors: 'lb_jump_hash_guava',
  members: ['jump-hash'],
  run: (file) =>
    (file['cases'] as readonly { key: number; buckets: number; expect: number }[]).map((vector) => {
      const check = new CaseCheck(`key ${vector.key} buckets ${vector.buckets}`)
      check.equal('bucket', jump(new Word64().setNumber(vector.key), vector.buckets), vector.expect)
      return check.result()
    }),
}

const libmemcached = casewise('lb_ketama_libmemcached', ['ketama'], (vector, check) => {
  const { weighted, servers, weights } = vector.config
  if (typeof weighted !== 'boolean' || !Array.isArray(servers)) return false
  const backends = new BackendList(servers as string[], (weights ?? []) as number[])
  const balancer = new Ketama(weighted, 'key', backends)
  const owner = byText((bytes, length) => balancer.pickFor(bytes, length))
  checkOwners(backends.names, vector.expect as Named, owner, check)
  checkLoad(backends.names, vector['load10000'], owner, check)
  return true
})

const rendezvousScores = casewise('lb_rendezvous', ['rendezvous'], (vector, check) => {
  if (!Array.isArray(vector.config['nodes']) || !String(vector.config['hash']).startsWith('FNV-1a 64')) return false
  const backends = new BackendList(vector.config['nodes'] as string[])
  const balancer = new Rendezvous('key', backends)
  const owner = byText((bytes, length) => balancer.pickFor(bytes, length))
  checkOwners(backends.names, vector.expect as Named, owner, check)
  checkLoad(backends.names, vector['load10000'], owner, check)
  return true
})

const maglevTable = casewise('lb_maglev', ['maglev'], (vector, check) => {
  const { m, names, offsets, skips } = vector.config as {
    m?: number
    names?: string[]
    offsets?: number[]
    skips?: number[]
  }
  if (m === undefined || !offsets || !skips) return false
  names?.forEach((name, i) => {
    check.equal(`preference of ${name}`, maglevPreference(name, m), { offset: offsets[i], skip: skips[i] })
  })
  const tableWithout = (gone: number) => {
    const table = new Int32Array(m)
    fillMaglevTable(table, offsets, skips, (index) => index !== gone)
    return table
  }
  const { counts, ...lookups } = vector.expect as Named
  const table = tableWithout(-1)
  if (counts) check.equal('counts', countOwners(table, offsets.length), counts)
  for (const [name, expected] of Object.entries(lookups)) {
    const part = /^lookup(?:First(\d+))?$/.exec(name)
    const [, removed] = /^lookupAfterB(\d+)Removed$/.exec(name) ?? []
    if (part) check.equal(name, Array.from(table.slice(0, Number(part[1] ?? m))), expected)
    else if (removed !== undefined) check.equal(name, Array.from(tableWithout(Number(removed))), expected)
    else if (name === 'slotsChangedThoughOwnerAlive') {
      // The second backend is the one that leaves, as in the paper's example.
      const gone = 1
      const rest = tableWithout(gone)
      check.equal(name, table.filter((owner, slot) => owner !== gone && owner !== rest[slot]).length, expected)
    } else return false
  }
  return true
})

function countOwners(table: Int32Array, size: number): number[] {
  const counts = new Array<number>(size).fill(0)
  for (const owner of table) counts[owner]!++
  return counts
}

const NS_PER_MS = 1e6

const finagle = casewise('lb_peak_ewma_finagle', ['peak-ewma'], (vector, check) => {
  const decayMs = vector.config['decayMs']
  if (typeof decayMs !== 'number') return false
  const steps = vector.steps ?? []
  const started = steps.flatMap(({ op, args = [] }) => (op === 'start' && args[1] !== undefined ? [args[1]] : []))
  const asked = steps.flatMap(({ op, expect }) => (op === 'load' ? Object.keys(expect as Named) : []))
  const backends = new BackendList([...new Set([...asked, ...started])])
  // The vectors count in nanoseconds, the member in whatever unit it is given.
  const balancer = new PeakEwma(decayMs * NS_PER_MS, backends)
  const calls = new Map<string, { index: number; startedAt: number }>()
  for (const [i, { t = 0, op, args = [], expect }] of steps.entries()) {
    const now = t * NS_PER_MS
    const [id = '', name = ''] = args
    if (op === 'start') {
      const index = backends.names.indexOf(name)
      calls.set(id, { index, startedAt: now })
      backends.start(balancer, now, index)
    } else if (op === 'end') {
      const { index, startedAt } = calls.get(id)!
      backends.finish(balancer, now, index, now - startedAt)
    } else if (op === 'load') {
      for (const [node, load] of Object.entries(expect as Named))
        check.equal(`step ${i} load of ${node}`, balancer.loadOf(now, backends.names.indexOf(node)), load)
    } else return false
  }
  return true
})

export const adapters: ConformanceAdapter[] = [
  smoothWeighted,
  haproxyTurns,
  nginxLeast,
  haproxyLeast,
  nginxAddress,
  nginxKey,
  haproxyHash,
  groupcache,
  guava,
  libmemcached,
  rendezvousScores,
  maglevTable,
  finagle,
]
