/** What the lessons about numbers of replicas claim. */
import { HELD } from '../../design/examples/lessons/scaling'
import { ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, goodShare, near, number, percent } from './words'

export const SCALING: readonly Claim[] = [
  {
    lesson: 's49',
    runs: 3,
    figures: [
      goodShare,
      { name: 'replicas', unit: 'count', of: ofBlock('shop', 'replicas') },
      { name: 'workers at work', unit: 'share', of: ofBlock('shop', 'cpuUtilisation') },
    ],
    judge: (means) => {
      const [working = 0, waiting = 0, floored = 0, looped = 0] = firsts(means)
      const [some, one, floor, alone] = means.map(([, replicas]) => replicas ?? Number.NaN)
      const { perSecond, ownMs, longMs, workers, replicas, target } = HELD
      const heldWorkers = (perSecond * (ownMs + longMs)) / 1000
      const wanted = Math.ceil(heldWorkers / workers / target)
      const answered = workers / heldWorkers
      return {
        holds:
          some === wanted &&
          one === 1 &&
          floor === replicas &&
          alone === 1 &&
          near(waiting, answered, 0.02) &&
          [working, floored, looped].every((share) => share > 0.99),
        sentence: `Where the shop works, ${replicas} replicas become ${number(some)}, by arithmetic ${wanted}, and ${percent(working)} of the payments are made in time. Where it waits, ${number(floor)} would do for ${percent(floored)}; but their workers are at work for ${percent(means[2]?.[2])} of the time, so the autoscaler leaves ${number(one)}, and ${percent(waiting)} are made in time, by arithmetic ${percent(answered)}. With an event loop ${number(alone)} does for ${percent(looped)}.`,
      }
    },
  },
]
