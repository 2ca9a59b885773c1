/** What the lessons about where data lives claim. */
import { staleReadProbability } from '../../algorithms/replication/quorum-arithmetic'
import { APART, COPIES, PROFILES } from '../../design/examples/lessons/data'
import { meanLatency, ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

/** Share of reads for which there was a write that the copy does not show yet, and that had been committed when they began. */
function missingShare(lagMs: number): number {
  const { writesPerSecond, readMs, awayMs } = PROFILES
  return 1 - Math.exp((-writesPerSecond * (lagMs - awayMs - readMs)) / 1000)
}

/** Share of reads that see an old value, where the first read of each key brings the copy up to date that is behind. */
function oldUntilRepaired(): number {
  const { copies, turnSeconds, ratePerSecond, keys } = COPIES
  const reads = turnSeconds * ratePerSecond
  return (keys * (1 - Math.exp(-reads / keys))) / (copies * reads)
}

export const DATA: readonly Claim[] = [
  {
    lesson: 's34',
    runs: 3,
    figures: [
      {
        name: 'reads of old values',
        unit: 'share',
        of: (report) => ofBlock('store', 'staleReads')(report) / ofBlock('store', 'reads')(report),
      },
      { name: 'copies repaired by reads', unit: 'count', of: ofBlock('store', 'repaired') },
      { name: 'failed', unit: 'count', of: ofBlock('store', 'unavailable') },
    ],
    judge: (means) => {
      const [one = 1, two = 1, hints = 1, repair = 1] = firsts(means)
      const { copies, writeAnswers } = COPIES
      const theory = staleReadProbability(copies, writeAnswers, 1)
      const repaired = oldUntilRepaired()
      return {
        holds: near(one, theory, 0.08) && two === 0 && hints < one / 5 && near(repair, repaired, 0.25),
        sentence: `Asking one copy, ${percent(one)} of the reads see an old value, where C(N − W, R) / C(N, R) gives ${percent(theory)}; asking two, with R + W > N, ${percent(two)} do. With hints for the copy that was away it is ${percent(hints)} until all are handed over, with read repair ${percent(repair)}, ${percent(repaired)} by arithmetic: only the first read of a key can see the old one.`,
      }
    },
  },
  {
    lesson: 's45',
    runs: 3,
    figures: [
      { name: 'not answered', unit: 'share', of: ({ requests }) => requests.failed / requests.offered },
      {
        name: 'reads of old values',
        unit: 'share',
        of: (report) => ofBlock('store', 'staleReads')(report) / ofBlock('store', 'reads')(report),
      },
      { name: 'median', unit: 'ms', of: ({ requests }) => requests.latencyMs.p50 ?? Number.NaN },
    ],
    judge: (means) => {
      const [[lost = 0, old = 1, ms = 0] = [], [lostOfOne = 1, oldOfOne = 0, msOfOne = 0] = []] = means
      const { nearMs, farMs, workMs, cutSeconds, passedSeconds, seconds } = APART
      const away = (cutSeconds + passedSeconds) / seconds
      const [farther, nearer] = [2 * farMs + workMs, 2 * nearMs + workMs]
      return {
        holds:
          near(lost, away, 0.05) &&
          old === 0 &&
          near(ms, farther, 0.02) &&
          lostOfOne === 0 &&
          oldOfOne > 0.01 &&
          near(msOfOne, nearer, 0.02),
        sentence: `Waiting for two answers, ${percent(lost)} of the calls are not answered, as long as the far copies are away and then passed by (${percent(away)} of the time), ${percent(old)} of the reads are old, and an answer takes ${number(ms)} ms, there and back and the work (${number(farther)} ms). Waiting for one, ${percent(lostOfOne)} are not answered, ${percent(oldOfOne)} of the reads are old, and it takes ${number(msOfOne)} ms (${number(nearer)} ms).`,
      }
    },
  },
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
