/** What the lessons about caches claim. */
import { bloomFalsePositivesApproximately, guavaBloomSize } from '../../algorithms/sketches/bloom-filter'
import { EXPIRY, GONE, LATER, RACES, STAMPEDE } from '../../design/examples/lessons/caching'
import { meanLatency, ofBlock, p99 } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

const lookUps = ofBlock('prices', 'hits')
const misses = ofBlock('prices', 'misses')

/**
 * Shares of stale reads that follow from the rates of reads r and writes w of each key, for the variants in order.
 *
 * Deleted first, a price stays stale until the next write if a read misses early enough after the delete to be done before the
 * commit. A second delete ends that after a while, and so do the first and the second delete of other writes. Updated first, only
 * what is held and read while the store's answer travels is stale.
 */
function staleShares(): readonly number[] {
  const { readsPerSecond: r, writesPerSecond: w, readMs, writeMs, awayMs, secondDeleteMs } = RACES
  const overtaken = 1 - Math.exp((-r * (writeMs - readMs)) / 1000)
  const cutShort = (1 - Math.exp((-2 * w * secondDeleteMs) / 1000)) / 2
  const held = r / (r + w)
  return [overtaken, overtaken * cutShort, ((w * awayMs) / 1000) * held]
}

/** How near the runs have to come: the fewer stale reads, the more chance there is in their number. */
const TOLERANCES = [0.1, 0.15, 0.35] as const

/** Reads of the store that uneven lives lead to [1/s]: each page is read anew at the first request after its life. */
function evenReads(): number {
  const { pages, readsPerSecond, keptMs, jitter } = EXPIRY
  return pages / ((keptMs * (1 - jitter / 2)) / 1000 + pages / readsPerSecond)
}

/**
 * [1/s] reads of the store for one page: in each round those who come while it is made all ask, and the last answer decides
 * how long it is kept; with single flight one asks, when the first reader after the end of its life comes.
 */
function stampedes(): readonly [number, number] {
  const { readsPerSecond, keptMs, makeMs } = STAMPEDE
  const perMs = readsPerSecond / 1000
  return [(1000 * (1 + perMs * makeMs)) / (keptMs + 2 * makeMs), 1000 / (keptMs + makeMs + 1 / perMs)]
}

/**
 * [1/s] reads of the store that find nothing, for the variants in order: all for links that lead nowhere; of each such link the first
 * that comes after what was kept of it has ended; the share that a filter of that size lets through.
 */
function vainReads(): readonly [number, number, number] {
  const { links, pages, readsPerSecond, keptMs, letThrough } = GONE
  const all = readsPerSecond * (1 - pages / links)
  const { m, k } = guavaBloomSize(pages, letThrough)
  return [
    all,
    (links - pages) / (keptMs / 1000 + links / readsPerSecond),
    all * bloomFalsePositivesApproximately(m, k, pages),
  ]
}

export const CACHING: readonly Claim[] = [
  {
    lesson: 's09',
    runs: 3,
    figures: [
      {
        name: 'stale reads',
        unit: 'share',
        of: (report) => ofBlock('prices', 'staleReads')(report) / (lookUps(report) + misses(report)),
      },
      { name: 'reads that miss', unit: 'share', of: (report) => misses(report) / (lookUps(report) + misses(report)) },
    ],
    judge: (means) => {
      const found = firsts(means)
      const theory = staleShares()
      return {
        holds: theory.every((share, i) => near(found[i] ?? Number.NaN, share, TOLERANCES[i] ?? 0)),
        sentence: `${percent(found[0])} of the reads are stale when the cache is deleted first, ${percent(found[1])} when it is deleted again half a second later, and ${percent(found[2])} when the store is updated first; theory gives ${theory.map(percent).join(', ')}.`,
      }
    },
  },
  {
    lesson: 's10',
    runs: 3,
    figures: [
      { name: 'mean time of a write', unit: 'ms', of: meanLatency },
      {
        name: 'answered writes that the store lacks',
        unit: 'count',
        of: (report) => Math.max(0, report.requests.completed - ofBlock('archive', 'writes')(report)),
      },
      {
        name: 'lost writes, as the cache counts them',
        unit: 'count',
        of: ({ blocks }) => Number(blocks['tally']?.['lostWrites'] ?? 0),
      },
    ],
    judge: (means) => {
      const [through = [], second = [], tenth = []] = means
      const { writesPerSecond, awayMs, cacheMs, writeMs, crashesAtMs } = LATER
      const behindMs = 2 * awayMs + cacheMs
      // On average a crash comes halfway between two batches.
      const halfABatch = (crashesAtMs.length * writesPerSecond) / 2
      const isLost = ([, lacking = 0, lost = 0]: readonly number[], should: number, tolerance: number) =>
        near(lacking, should, tolerance) && near(lost, lacking, 0.02)
      return {
        holds:
          near(through[0] ?? 0, 4 * awayMs + cacheMs + writeMs, 0.05) &&
          through[1] === 0 &&
          [second, tenth].every(([ms = 0]) => near(ms, behindMs, 0.01)) &&
          isLost(second, halfABatch, 0.2) &&
          isLost(tenth, halfABatch / 10, 0.4),
        sentence: `A write takes ${number(through[0])} ms through the cache and ${number(second[0])} ms when it is stored later; of those answered, five crashes lose ${number(through[1])} written through, ${number(second[1])} that wait for up to 1 s and ${number(tenth[1])} that wait for up to 0.1 s.`,
      }
    },
  },
  {
    lesson: 's11',
    runs: 3,
    figures: [
      { name: 'p99', unit: 'ms', of: p99 },
      {
        name: 'reads of the store',
        unit: '1/s',
        of: (report) => ofBlock('articles', 'reads')(report) / EXPIRY.countedSeconds,
      },
    ],
    judge: (means) => {
      const [equal = [], uneven = []] = means
      const theory = evenReads()
      return {
        holds: near(uneven[1] ?? 0, theory, 0.03) && (uneven[0] ?? Infinity) < 150 && (equal[0] ?? 0) > 5000,
        sentence: `The p99 is ${number((equal[0] ?? Number.NaN) / 1000, 2)} s with equal lives and ${number(uneven[0], 2)} ms with uneven ones; the store gets ${number(equal[1])} reads a second with equal lives, for many ask for the same page while it is fetched, and ${number(uneven[1])} with uneven ones, where theory gives ${number(theory)}.`,
      }
    },
  },
  {
    lesson: 's11b',
    runs: 3,
    figures: [
      {
        name: 'reads of the store',
        unit: '1/s',
        of: (report) => ofBlock('editor', 'reads')(report) / STAMPEDE.countedSeconds,
      },
      { name: 'mean', unit: 'ms', of: meanLatency },
    ],
    judge: (means) => {
      const [everyone = 0, one = 0] = firsts(means)
      const [asked, alone] = stampedes()
      return {
        holds: near(everyone, asked, 0.03) && near(one, alone, 0.02),
        sentence: `The store makes the page ${number(everyone)} times a second when everyone asks and ${number(one)} times when one does; theory gives ${number(asked)} and ${number(alone)}.`,
      }
    },
  },
  {
    lesson: 's11c',
    runs: 3,
    figures: [
      {
        name: 'reads that find nothing',
        unit: '1/s',
        of: (report) => ofBlock('articles', 'absentReads')(report) / GONE.countedSeconds,
      },
      { name: 'entries held', unit: 'count', of: ofBlock('pages', 'entries') },
    ],
    judge: (means) => {
      const [all = 0, again = 0, through = 0] = firsts(means)
      const [, kept = [], filtered = []] = means
      const theory = vainReads()
      return {
        holds: near(all, theory[0], 0.03) && near(again, theory[1], 0.03) && near(through, theory[2], 0.1),
        sentence: `${number(all)} reads a second reach the store and find nothing when nothing is kept of them, ${number(again)} when it is kept for ${GONE.keptMs / 1000} s that there is nothing, and ${number(through)} behind the Bloom filter; theory gives ${theory.map((rate) => number(rate)).join(', ')}. The cache then holds ${number(kept[1])} and ${number(filtered[1])} entries.`,
      }
    },
  },
]
