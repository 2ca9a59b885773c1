import { describe, expect, it } from 'vitest'
import { quorumAvailability } from '../../algorithms/replication/quorum-arithmetic'
import { SequentialRandom } from '../../lib/random'
import { figuresOf, quorum, stored } from '../../simulation/testing/copies'
import { reportOf } from '../../simulation/testing/designs'

const constant = (valueMs: number) => ({ type: 'constant', valueMs })
const exponential = (meanMs: number) => ({ type: 'exponential', meanMs })

const poisson = (ratePerSecond: number) => ({ type: 'poisson', ratePerSecond })

/** What happened to one key, in order: a version and when it was there. */
type Course = { atMs: number; version: number }[]

/** Version that is there at a time, where the newest of those that came counts. */
function versionAt(course: Course, atMs: number): number {
  let low = 0
  for (let high = course.length; low < high; ) {
    const middle = (low + high) >> 1
    if (course[middle]!.atMs <= atMs) low = middle + 1
    else high = middle
  }
  return course[low - 1]?.version ?? 0
}

function settled(course: Course): Course {
  let newest = 0
  return course
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, version }) => {
      newest = Math.max(newest, version)
      return { atMs, version: newest }
    })
}

/** Share of reads of one of three copies that is older than what the first of them had when the read began. */
function staleShareOfOne(perSecond: number, applyMs: number, readMs: number): number {
  const random = new SequentialRandom(5)
  const timeOf = (meanMs: number) => -meanMs * Math.log(1 - random.uniform())
  const gapMs = 1000 / perSecond
  const endMs = 50_000 * gapMs
  const copies: Course[] = [[], [], []]
  const confirmed: Course = []
  for (let atMs = timeOf(gapMs), version = 1; atMs < endMs; atMs += timeOf(gapMs), version++) {
    const times = copies.map(() => atMs + timeOf(applyMs))
    for (const [copy, time] of times.entries()) copies[copy]!.push({ atMs: time, version })
    confirmed.push({ atMs: Math.min(...times), version })
  }
  const [due, ...held] = [confirmed, ...copies].map(settled)
  let stale = 0
  let reads = 0
  for (let atMs = timeOf(gapMs); atMs < endMs; atMs += timeOf(gapMs), reads++) {
    const seen = versionAt(held[Math.floor(random.uniform() * 3)]!, atMs + readMs)
    if (seen < versionAt(due!, atMs)) stale++
  }
  return stale / reads
}

describe('a replicated store', () => {
  it.each([5, 20, 100])('is as stale as partial quorums are whose writes take %d ms to arrive', (applyMs) => {
    const keys = 50
    const { reads = 0, staleReads = 0 } = figuresOf({
      store: { scheme: quorum(3, 1, 1) },
      source: { arrivals: poisson(40 * keys), keys: { type: 'uniform', count: keys } },
      database: { readTime: constant(1), writeTime: exponential(applyMs) },
      connection: { timeoutMs: null },
      durationMs: 60_000,
    })
    expect(reads).toBeGreaterThan(50_000)
    expect(Math.abs(staleReads / reads / staleShareOfOne(20, applyMs, 1) - 1)).toBeLessThan(0.06)
  })

  it.each([
    { n: 3, k: 1 },
    { n: 3, k: 2 },
    { n: 5, k: 3 },
    { n: 5, k: 5 },
  ])('waits for $k of $n copies as long as their times say, the way there and back included', ({ n, k }) => {
    const random = new SequentialRandom(9)
    const timeOf = (meanMs: number) => -meanMs * Math.log(1 - random.uniform())
    const draws = 50_000
    let sum = 0
    for (let i = 0; i < draws; i++) {
      const times = Array.from({ length: n }, () => timeOf(4) + timeOf(10) + timeOf(4))
      sum += times.sort((a, b) => a - b)[k - 1]!
    }
    const given = {
      copies: n,
      database: { readTime: exponential(10), writeTime: exponential(10) },
      connection: { timeoutMs: null, latency: exponential(4) },
    }
    const arrivals = poisson(1000)
    const writes = reportOf(
      stored({ ...given, store: { scheme: quorum(n, k, 1) }, source: { readShare: 0, arrivals } }),
    )
    const scheme = quorum(n, 1, k, { readsAll: true })
    const reads = reportOf(stored({ ...given, store: { scheme }, source: { readShare: 1, arrivals } }))
    for (const { requests } of [writes, reads])
      expect(Math.abs((requests.latencyMs.mean ?? 0) / (sum / draws) - 1)).toBeLessThan(0.02)
  })

  it.each([
    { n: 3, k: 1 },
    { n: 3, k: 2 },
    { n: 3, k: 3 },
    { n: 5, k: 3 },
  ])('is there as long as $k of $n copies are, each for nine tenths of the time', ({ n, k }) => {
    const durationMs = 2_000_000
    const { requests } = reportOf(
      stored({
        copies: n,
        store: { scheme: quorum(n, k, k), suspectMs: 0 },
        source: { arrivals: poisson(20) },
        database: { readTime: constant(0.01), writeTime: constant(0.01) },
        faults: Array.from({ length: n }, (_, i) => {
          return { type: 'crash', target: `copy-${i + 1}`, atMs: 0, forMs: durationMs, mtbfMs: 900, mttrMs: 100 }
        }),
        durationMs,
      }),
    )
    const away = 1 - quorumAvailability(0.9, n, k)
    const failed = 1 - requests.completed / requests.offered
    // Each copy is away 2,000 times, and so are two or three of them together correspondingly less often.
    expect(Math.abs(failed - away)).toBeLessThan(0.1 * away + 0.0005)
  })

  it('tells caches in front of it exactly which of their answers are old', () => {
    const readsPerMs = 0.2
    const writesPerMs = 0.002
    const ttlMs = 400
    const parts = stored({
      store: { scheme: quorum(3, 2, 2) },
      source: { readShare: 0, keys: { type: 'uniform', count: 1 }, arrivals: poisson(1000 * writesPerMs) },
      database: { readTime: constant(0.01), writeTime: constant(0.01) },
      durationMs: 2_000_000,
    })
    const readers = {
      id: 'readers',
      kind: 'traffic-source',
      params: { arrivals: poisson(1000 * readsPerMs), readShare: 1, keys: { type: 'uniform', count: 1 } },
    }
    const cache = { id: 'cache', kind: 'cache', params: { mode: 'read-through', ttlMs } }
    const { blocks } = reportOf({
      ...parts,
      blocks: [...parts.blocks, readers, cache],
      connections: [...parts.connections, 'readers > cache', 'cache > store'],
    })
    const { hits = 0, misses = 0, staleReads = 0 } = blocks['cache'] as unknown as { [name: string]: number }
    // Each time that it is filled there follow reads for as long as it lasts, each of them old if something was written since.
    const old = readsPerMs * (ttlMs - (1 - Math.exp(-writesPerMs * ttlMs)) / writesPerMs)
    expect(Math.abs(staleReads / (hits + misses) / (old / (1 + readsPerMs * ttlMs)) - 1)).toBeLessThan(0.05)
    expect(blocks['store']).toMatchObject({ staleReads: 0 })
  })
})
