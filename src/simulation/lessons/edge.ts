/** What the lessons about the way in claim. */
import { meanLatency, ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

/** [s] that the runs of lists count. */
const LISTED_SECONDS = 20

export const EDGE: readonly Claim[] = [
  {
    lesson: 's08',
    runs: 3,
    figures: [{ name: 'let through', unit: '1/s', of: ({ requests }) => requests.throughputPerSecond }],
    judge: (means) => {
      const [one = 0, own = 0, shared = 0, racing = 0] = firsts(means)
      return {
        holds: near(one, 100, 0.001) && near(own, 400, 0.001) && near(shared, 100, 0.001) && racing > 2 * shared,
        sentence: `One gateway lets ${number(one)} through each second, four that count for themselves ${number(own)}, four with one count ${number(shared)}, and ${number(racing)} when they read the count first and write it 2 ms later.`,
      }
    },
  },
  {
    lesson: 's20',
    runs: 3,
    figures: [
      {
        name: 'share of the busiest server',
        unit: 'share',
        of: (report) => {
          const arrivals = [1, 2, 3, 4].map((number) => ofBlock(`server-${number}`, 'arrivals')(report))
          return Math.max(...arrivals) / arrivals.reduce((sum, value) => sum + value, 0)
        },
      },
      { name: 'answered', unit: 'share', of: ({ requests }) => requests.completed / requests.offered },
    ],
    judge: (means) => {
      const [own = [], one = [], key = []] = means
      return {
        holds:
          near(own[0] ?? 0, 0.25, 0.1) &&
          one[0] === 1 &&
          near(one[1] ?? 0, 0.5, 0.03) &&
          near(key[0] ?? 0, 0.25, 0.1) &&
          key[1] === 1,
        sentence: `The busiest of four servers gets ${percent(own[0])} of the requests by the addresses of many clients, ${percent(one[0])} by the one address that they share, of which it can answer ${percent(one[1])}, and ${percent(key[0])} by what they ask for.`,
      }
    },
  },
  {
    lesson: 's25',
    runs: 1,
    figures: [
      { name: 'mean', unit: 'ms', of: meanLatency },
      {
        name: 'work for each page',
        unit: 'ms',
        of: (report) => {
          const busy = ofBlock('things', 'cpuUtilisation')(report) * 100_000
          return (busy * LISTED_SECONDS * 1000) / report.requests.offered
        },
      },
      {
        name: 'calls for each page',
        unit: 'count',
        of: (report) => ofBlock('things', 'arrivals')(report) / report.requests.offered,
      },
    ],
    judge: (means) => {
      const [turns = [], together = [], batch = []] = means
      // Ten times 1 + 1 + 1 ms; once; and once 1 + 1.9 + 1 ms, for nine further things at a tenth of the work.
      const theory = [
        [30, 10, 10],
        [3, 10, 10],
        [3.9, 1.9, 1],
      ]
      return {
        holds: theory.every((row, i) => row.every((value, at) => near(means[i]?.[at] ?? 0, value, 0.01))),
        sentence: `One after the other, ten calls take ${number(turns[0])} ms and ${number(turns[1])} ms of work; at the same time ${number(together[0])} ms and as much work; one call for all takes ${number(batch[0])} ms and ${number(batch[1])} ms of work.`,
      }
    },
  },
  {
    lesson: 's26',
    runs: 1,
    figures: [
      { name: 'mean', unit: 'ms', of: meanLatency },
      {
        name: 'messages over the far link for each page',
        unit: 'count',
        of: ({ connections, requests }) => {
          const far = Object.entries(connections).filter(([id]) => id.startsWith('phone-'))
          return far.reduce((sum, [, { attempts }]) => sum + attempts, 0) / requests.offered
        },
      },
    ],
    judge: (means) => {
      const [turns = [], together = [], front = []] = means
      // Five times 50 + 2 + 50 ms; once; and 50 + (1 + 2 + 1) + 50 ms.
      const theory = [
        [510, 5],
        [102, 5],
        [104, 1],
      ]
      return {
        holds: theory.every((row, i) => row.every((value, at) => near(means[i]?.[at] ?? 0, value, 0.002))),
        sentence: `A page takes ${number(turns[0])} ms one by one, ${number(together[0])} ms all at once and ${number(front[0])} ms by a front, with ${number(turns[1])}, ${number(together[1])} and ${number(front[1])} messages over the far link.`,
      }
    },
  },
]
