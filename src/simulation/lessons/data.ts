/** What the lessons about where data lives claim. */
import { PROFILES } from '../../design/examples/lessons/data'
import { meanLatency, ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

/** Share of reads for which there was a write that the copy does not show yet, and that had been committed when they began. */
function missingShare(lagMs: number): number {
  const { writesPerSecond, readMs, awayMs } = PROFILES
  return 1 - Math.exp((-writesPerSecond * (lagMs - awayMs - readMs)) / 1000)
}

export const DATA: readonly Claim[] = [
  {
    lesson: 's37',
    runs: 3,
    figures: [
      {
        name: 'reads that miss one’s own change',
        unit: 'share',
        of: (report) => ofBlock('profiles', 'staleReads')(report) / ofBlock('profiles', 'reads')(report),
      },
      { name: 'mean', unit: 'ms', of: meanLatency },
    ],
    judge: (means) => {
      const [second, tenth, leader] = firsts(means)
      const theory = PROFILES.lagsMs.map(missingShare)
      const [behind = Number.NaN, , ahead = Number.NaN] = means.map(([, ms]) => ms ?? Number.NaN)
      return {
        holds:
          [second, tenth].every((share, i) => near(share ?? 0, theory[i] ?? Number.NaN, 0.1)) &&
          leader === 0 &&
          ahead > 1.2 * behind,
        sentence: `${percent(second)} of the reads miss a change of one’s own when copies are 1 s behind and ${percent(tenth)} when they are 0.1 s behind, where 1 − e^(−w·lag) gives ${theory.map(percent).join(' and ')}; from the leader ${percent(leader)} do, but it takes ${number(ahead)} ms instead of ${number(behind)} ms.`,
      }
    },
  },
]
