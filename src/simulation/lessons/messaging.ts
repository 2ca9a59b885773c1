/** What the lessons about messages claim. */
import { BURST, POISONED, STALE, STALLED } from '../../design/examples/lessons/messaging'
import type { Report } from '../report'
import { lossShare, ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

/** [ms] a summary of the time from publishing to the end of the work, of messages that were done. */
function endToEnd(queue: string, figure: 'mean' | 'max'): (report: Report) => number {
  return ({ blocks }) => {
    const summary = blocks[queue]?.['endToEndMs']
    return (typeof summary === 'object' ? summary[figure] : null) ?? Number.NaN
  }
}

export const MESSAGING: readonly Claim[] = [
  {
    lesson: 's13',
    runs: 3,
    figures: [
      { name: 'done twice', unit: 'count', of: ofBlock('ledger', 'duplicates') },
      { name: 'delivered again', unit: 'count', of: ofBlock('events', 'redelivered') },
      { name: 'not done', unit: 'count', of: ofBlock('events', 'lag') },
    ],
    judge: (means) => {
      const [seldom = [], each = [], keys = []] = means
      const { rate, members, commitSeconds, atSeconds } = STALLED
      const since = (rate / members) * (atSeconds % commitSeconds)
      return {
        holds:
          near(seldom[0] ?? 0, since, 0.12) &&
          (each[0] ?? 0) > 0 &&
          (each[0] ?? Infinity) <= 2 &&
          keys[0] === 0 &&
          near(keys[1] ?? 0, since, 0.12),
        sentence: `${number(seldom[0])} payments are made twice when offsets are committed every ${commitSeconds} s: what one of ${members} members has done since the last commit, ${number(since)} by arithmetic. With each event committed it is ${number(each[0], 2)}, that which the member was at when it stood still. With idempotency keys ${number(keys[1])} come again and ${number(keys[0])} are made twice.`,
      }
    },
  },
  {
    lesson: 's14',
    runs: 3,
    figures: [
      {
        name: 'done of what came in the last minute',
        unit: 'share',
        of: (report) => ofBlock('jobs', 'acknowledged')(report) / ofBlock('jobs', 'published')(report),
      },
      { name: 'worker busy', unit: 'share', of: ofBlock('worker', 'utilisation') },
    ],
    judge: (means) => {
      const [unlimited = [], limited = []] = means
      const { rate, capacity, share, deliveries } = POISONED
      const busy = (rate * (1 + share * (deliveries - 1))) / capacity
      return {
        holds:
          (unlimited[0] ?? 1) < 0.03 &&
          near(unlimited[1] ?? 0, 1, 0.001) &&
          near(limited[0] ?? 0, 1 - share, 0.02) &&
          near(limited[1] ?? 0, busy, 0.04),
        sentence: `After a minute and a half the worker does ${percent(unlimited[0])} of what comes where nothing is given up; where ${deliveries} deliveries are the limit it does ${percent(limited[0])} and is busy for ${percent(limited[1])} of the time, ${percent(busy)} by arithmetic.`,
      }
    },
  },
  {
    lesson: 's15',
    runs: 3,
    figures: [
      { name: 'longest time from publishing to done', unit: 'ms', of: endToEnd('jobs', 'max') },
      { name: 'messages waiting', unit: 'count', of: ofBlock('jobs', 'meanQueueLength') },
      { name: 'messages lost', unit: 'share', of: lossShare },
      {
        name: 'longest wait of a producer',
        unit: 'ms',
        of: ({ requests }) => requests.latencyMs.max ?? Number.NaN,
      },
    ],
    judge: (means) => {
      const [free = [], atOnce = [], backoff = []] = means
      const { capacity, rate, seconds, usualRate, bound } = BURST
      const excessMs = (((rate - capacity) * seconds) / capacity) * 1000
      const boundMs = (bound / capacity) * 1000
      const asked = usualRate * (60 - seconds) + rate * seconds
      const lost = ((rate - capacity) * seconds - bound) / asked
      return {
        holds:
          near(free[0] ?? 0, excessMs, 0.1) &&
          free[2] === 0 &&
          [atOnce, backoff].every(([longest = Infinity]) => longest <= boundMs + 1e-6) &&
          near(atOnce[2] ?? 0, lost, 0.1) &&
          (backoff[2] ?? 1) < 0.005,
        sentence: `Without a bound a message takes up to ${number((free[0] ?? 0) / 1000)} s, and its producer never learns of it; with room for ${bound}, ${number((backoff[0] ?? 0) / 1000)} s at most. Tried again at once ${percent(atOnce[2])} of the messages are lost, with backoff ${percent(backoff[2])}: it is now the producers who wait, for up to ${number((backoff[3] ?? 0) / 1000)} s.`,
      }
    },
  },
  {
    lesson: 's03b',
    runs: 3,
    figures: [
      { name: 'mean time from publishing to done', unit: 'ms', of: endToEnd('readings', 'mean') },
      { name: 'messages done', unit: 'count', of: ofBlock('readings', 'acknowledged') },
    ],
    judge: (means) => {
      const [oldest = 0, newest = 0] = firsts(means)
      const [many = 0, asMany = 0] = means.map(([, done]) => done ?? Number.NaN)
      const { capacity, rate, seconds } = STALE
      // The oldest is as late as what has piled up takes; a message that is done waits for those that overtake it and its own work.
      const lateMs = ((1 - capacity / rate) * seconds * 1000) / 2
      const freshMs = 1000 / (rate - capacity) + 1000 / capacity
      return {
        holds: near(oldest, lateMs, 0.1) && near(newest, freshMs, 0.1) && near(asMany, many, 0.01),
        sentence: `A message that is done was ${number(oldest / 1000)} s old on average when the oldest goes first, and ${number(newest)} ms when the newest does; theory says ${number(lateMs / 1000)} s and ${number(freshMs)} ms. As many are done in both ways, ${number(many, 4)} and ${number(asMany, 4)}: what is left over is old.`,
      }
    },
  },
]
