/** What the lessons about the way back claim. */
import type { Claim } from './lesson'
import { firsts, goodShare, number, percent } from './words'

/** [ms] when the server of the flapping breaker has answered again for a second. */
const BACK_MS = 41_000

export const RECOVERING: readonly Claim[] = [
  {
    lesson: 's06',
    runs: 3,
    figures: [
      {
        name: 'times the breaker opens again',
        unit: 'count',
        of: ({ connections }) => {
          const transitions = connections['clients-server']?.breaker?.transitions ?? []
          return transitions.filter(({ to, atMs }) => to === 'open' && atMs > BACK_MS).length
        },
      },
      {
        name: 'requests that wait in vain',
        unit: 'share',
        of: ({ requests }) => requests.byCause.timeout / requests.offered,
      },
    ],
    judge: (means) => {
      const [atOnce = [], steps = []] = means
      return {
        holds: (atOnce[0] ?? 0) >= 3 && steps[0] === 0 && (steps[1] ?? 1) < 0.5 * (atOnce[1] ?? 0),
        sentence: `Once the server is back, the breaker opens ${number(atOnce[0])} more times when all come back at once, and ${number(steps[0])} times when they come step by step; ${percent(atOnce[1])} and ${percent(steps[1])} of the requests wait in vain.`,
      }
    },
  },
  {
    lesson: 's44',
    runs: 3,
    figures: [goodShare],
    judge: (means) => {
      const [fixed = 0, learned = 0] = firsts(means)
      return {
        holds: fixed < 0.6 && learned > 0.95,
        sentence: `${percent(fixed)} of the requests are answered in time with the fixed timeout, ${percent(learned)} with the learned one.`,
      }
    },
  },
]
