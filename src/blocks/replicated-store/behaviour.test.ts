import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { staleReadProbability } from '../../algorithms/replication/quorum-arithmetic'
import { warningsOf } from '../../design/warnings'
import { crash, figuresOf, type Options, quorum, stored } from '../../simulation/testing/copies'
import { designOf, reportOf, savedAt } from '../../simulation/testing/designs'
import { SCHEMES } from './block'

/** Only writes until 10 s, while all copies but the first are away; only reads afterwards. */
const OUTAGE: Options = {
  source: { readShare: 0 },
  faults: [crash(2, 0, 10_000), crash(3, 0, 10_000)],
  changes: [{ atMs: 10_000, path: 'blocks.source.params.readShare', value: 1 }],
}

/** A fault of a block; a partition is one of the connection between the store and a copy. */
function hit(fault: { type: string; target: string; direction: string; atMs: number; forMs: number }) {
  const { type, target, direction, atMs, forMs } = fault
  if (type === 'slow') return { type, target, atMs, forMs, factor: 8 }
  if (type !== 'partition') return { type, target, atMs, forMs }
  return { type, target: `store-${target === 'store' ? 'copy-1' : target}`, direction, atMs, forMs }
}

describe('ReplicatedStore', () => {
  // Of three exponential times of 10 ms the first is over after 10/3, the second after 10/3 + 10/2, the third after 10/3 + 10/2 + 10 ms.
  it.each([
    { w: 1, meanMs: 10 / 3 },
    { w: 2, meanMs: 10 / 3 + 10 / 2 },
    { w: 3, meanMs: 10 / 3 + 10 / 2 + 10 },
  ])('waits for $w of three copies with a write', ({ w, meanMs }) => {
    const report = reportOf(
      stored({
        store: { scheme: quorum(3, w, 1) },
        source: { readShare: 0, arrivals: { type: 'poisson', ratePerSecond: 1000 } },
        database: { writeTime: { type: 'exponential', meanMs: 10 } },
      }),
    )
    expect(Math.abs((report.requests.latencyMs.mean ?? 0) / meanMs - 1)).toBeLessThan(0.03)
    expect(report.blocks['copy-3']?.['writes']).toBeGreaterThan(19_000)
  })

  it.each([
    // The later of two, and the second of three.
    { readsAll: false, meanMs: 10 / 2 + 10 },
    { readsAll: true, meanMs: 10 / 3 + 10 / 2 },
  ])('asks two copies or all for two answers: all $readsAll', ({ readsAll, meanMs }) => {
    const { requests } = reportOf(
      stored({
        store: { scheme: quorum(3, 2, 2, { readsAll }) },
        source: { readShare: 1, arrivals: { type: 'poisson', ratePerSecond: 1000 } },
        database: { readTime: { type: 'exponential', meanMs: 10 } },
      }),
    )
    expect(Math.abs((requests.latencyMs.mean ?? 0) / meanMs - 1)).toBeLessThan(0.03)
  })

  it.each([
    { r: 1, isMet: false },
    { r: 2, isMet: false },
    { r: 3, isMet: true },
  ])('misses what one of three copies has with a read of $r as often as arithmetic says', ({ r, isMet }) => {
    const { reads = 0, staleReads = 0 } = figuresOf({ ...OUTAGE, store: { scheme: quorum(3, 1, r) } })
    const share = staleReadProbability(3, 1, r)
    expect(reads).toBeGreaterThan(900)
    if (isMet) expect(staleReads).toBe(0)
    else expect(Math.abs(staleReads / reads - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / reads))
  })

  it('closes the gap by hints, and by reads that see it', () => {
    const scheme = quorum(3, 1, 2)
    const open = figuresOf({ ...OUTAGE, store: { scheme } })
    const hinted = figuresOf({ ...OUTAGE, store: { scheme, handoff: { type: 'hinted-handoff' } } })
    const repaired = figuresOf({ ...OUTAGE, store: { scheme, repairs: true } })
    expect(open).toMatchObject({ hints: 0, repaired: 0 })
    expect(hinted['hints']).toBe(0)
    expect(hinted['staleReads']).toBeLessThan(open['staleReads']! / 5)
    // Each of 50 keys at each of two copies, and perhaps twice where two reads saw it.
    expect(repaired['repaired']).toBeGreaterThanOrEqual(90)
    expect(repaired['repaired']).toBeLessThan(130)
    expect(repaired['staleReads']).toBeLessThan(open['staleReads']! / 3)
  })

  it('refuses where too few copies are there, and goes on with spares', () => {
    const away = [crash(1, 5000, 10_000), crash(2, 5000, 10_000)]
    const strict = figuresOf({ store: { scheme: quorum(3, 2, 2) }, faults: away })
    // Ten of twenty seconds at 100 a second.
    expect(strict['unavailable']).toBeGreaterThan(900)
    expect(strict['staleReads']).toBe(0)
    const sloppy = figuresOf({
      copies: 5,
      store: { scheme: { type: 'sloppy-quorum', replicas: 3, spares: 2, writeAnswers: 2, readAnswers: 2 } },
      faults: away,
    })
    expect(sloppy['unavailable']).toBeLessThan(20)
    // Those that come back know nothing of what was written meanwhile.
    expect(sloppy['staleReads']).toBeGreaterThan(20)
  })

  it('passes writes along a chain and reads from its end, which has them all, whoever is away', () => {
    const scheme = { type: 'chain-replication', replicas: 3 }
    const writes = reportOf(stored({ store: { scheme }, source: { readShare: 0 } }))
    expect(writes.requests.latencyMs.mean).toBeCloseTo(3 * 5, 6)
    const reads = reportOf(stored({ store: { scheme }, source: { readShare: 1 } }))
    expect(reads.requests.latencyMs.mean).toBeCloseTo(5, 6)
    expect(reads.blocks['copy-3']?.['reads']).toBe(reads.requests.completed)
    const broken = figuresOf({
      store: { scheme, handoff: { type: 'hinted-handoff' } },
      faults: [crash(3, 3000, 4000), crash(1, 9000, 4000), crash(2, 15_000, 3000)],
    })
    expect(broken).toMatchObject({ staleReads: 0, hints: 0 })
    expect(broken['unavailable']).toBeLessThan(10)
  })

  it('keeps what a copy misses while it is away, the newest of each key, and forgets it with time', () => {
    const options: Options = { source: { readShare: 0 }, faults: [crash(3, 5000, 30_000)], durationMs: 20_000 }
    const kept = figuresOf({ ...options, store: { handoff: { type: 'hinted-handoff' } } })
    expect(kept['hints']).toBe(50)
    const bounded = figuresOf({ ...options, store: { handoff: { type: 'hinted-handoff', capacity: 20 } } })
    expect(bounded['hints']).toBe(20)
  })

  it('says how many connections its copies need', () => {
    const warning = (copies: number) => warningsOf(designOf(stored({ copies })))[0]?.message
    expect(warning(2)).toBe('"Store" is to keep 3 copies and calls 2')
    expect(warning(4)).toBe('"Store" is to keep 3 copies and calls 4')
    expect(warning(3)).toBeUndefined()
  })

  it('keeps its promises under any faults, and goes on as it would have when it is restored', () => {
    let stale = 0
    let hints = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEMES.map(({ id }) => id)),
        fc.constantFrom(1, 2, 3),
        fc.constantFrom(1, 2, 3),
        fc.boolean(),
        fc.boolean(),
        fc.record({
          // Shorter than a write often takes: what was given up may still arrive.
          timeoutMs: fc.constantFrom(6, 30, 100),
          retry: fc.constantFrom(null, { type: 'fixed', attempts: 3, delayMs: 5 }),
          hedge: fc.constantFrom(null, { type: 'fixed-delay', delayMs: 5, attempts: 2 }),
          loss: fc.constantFrom(0, 0.01, 0.1),
        }),
        fc.array(
          fc.record({
            type: fc.constantFrom('crash', 'pause', 'slow', 'partition'),
            target: fc.constantFrom('copy-1', 'copy-2', 'copy-3', 'copy-4', 'store'),
            direction: fc.constantFrom('both', 'forward', 'backward'),
            atMs: fc.integer({ min: 1, max: 8000 }),
            forMs: fc.integer({ min: 1, max: 4000 }),
          }),
          { maxLength: 5 },
        ),
        fc.integer({ min: 1, max: 9900 }),
        (type, w, r, hasHints, repairs, wire, faults, atMs) => {
          const isChain = type === 'chain-replication'
          const scheme = {
            type,
            replicas: 3,
            ...(isChain ? {} : { writeAnswers: w, readAnswers: r }),
            ...(type === 'sloppy-quorum' ? { spares: 1 } : {}),
          }
          const parts = stored({
            copies: type === 'sloppy-quorum' ? 4 : 3,
            store: { scheme, repairs, handoff: hasHints ? { type: 'hinted-handoff' } : null, suspectMs: 300 },
            source: { keys: { type: 'uniform', count: 10 } },
            database: { writeTime: { type: 'exponential', meanMs: 8 }, connections: 3 },
            connection: { latency: { type: 'exponential', meanMs: 2 }, ...wire },
            faults: faults.filter(({ target }) => target !== 'copy-4' || type === 'sloppy-quorum').map(hit),
            durationMs: 10_000,
          })
          const { straight, restored } = savedAt(parts, atMs)
          expect(restored).toEqual(straight)
          expect(straight.outcome).toBe('completed')
          expect(straight.invariants.filter(({ isEngineCheck, holds }) => isEngineCheck && !holds)).toEqual([])
          const figures = straight.blocks['store'] as unknown as { [name: string]: number }
          const isStrict = type === 'quorum-replication' && w + r > 3
          if (isStrict || (isChain && hasHints)) expect(figures['staleReads']).toBe(0)
          stale += figures['staleReads']!
          hints += figures['hints']!
        },
      ),
      { numRuns: 60, seed: 11 },
    )
    expect(stale).toBeGreaterThan(50)
    expect(hints).toBeGreaterThan(10)
  })

  it('counts nothing as old that was never written', () => {
    const scheme = quorum(3, 1, 1)
    expect(figuresOf({ store: { scheme }, source: { readShare: 1 }, database: { keys: 10 } })['staleReads']).toBe(0)
  })
})
