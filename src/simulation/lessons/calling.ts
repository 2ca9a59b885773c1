/** What the lessons about calling others claim. */
import { countedSeconds } from '../../design/examples/published/policies'
import { meanLatency, ofBlock, p99, shareInTime } from '../validation/measures'
import type { Claim, LessonFigure } from './lesson'
import { firsts, goodShare, near, number, percent } from './words'

const answered: LessonFigure = {
  name: 'answered in the last minute',
  unit: 'share',
  of: ({ requests }) => requests.completed / requests.offered,
}

const atBottom: LessonFigure = {
  name: 'calls at the bottom for each request',
  unit: 'factor',
  of: (report) => ofBlock('bottom', 'arrivals')(report) / report.requests.offered,
}

const asked: LessonFigure = {
  name: 'asked for each one accepted',
  unit: 'factor',
  of: ({ blocks }) => {
    const { arrivals = Number.NaN, rejected = Number.NaN } = blocks['backend'] ?? {}
    return arrivals / (arrivals - rejected)
  },
}

/** Trials of the two variants of the breaker. */
const TRIALS = [
  { openMs: 2000, trialMs: 250 },
  { openMs: 30_000, trialMs: 50 },
] as const

export const CALLING: readonly Claim[] = [
  {
    lesson: 's01',
    runs: 3,
    figures: [answered],
    judge: (means) => {
      const [below = 0, above = 0, budgeted = 0] = firsts(means)
      return {
        holds: below > 0.95 && above < 0.05 && budgeted > 0.95,
        sentence: `Ten minutes later, ${percent(below)} of the requests are answered at 145/s and ${percent(above)} at 155/s; with a budget of one retry for ten requests, ${percent(budgeted)} at 155/s.`,
      }
    },
  },
  {
    lesson: 's02',
    runs: 3,
    figures: [atBottom],
    judge: (means) => {
      const [free = 0, budgets = 0, told = 0] = firsts(means)
      return {
        holds: near(free, 64, 0.001) && near(budgets, 1.331, 0.02) && near(told, 1.1, 0.02),
        sentence: `Each request becomes ${number(free)} calls at the bottom; ${number(budgets)} with a budget of 10 % at each layer, ${number(told)} when a layer also says not to retry what it has retried.`,
      }
    },
  },
  {
    lesson: 's03',
    runs: 3,
    figures: [goodShare],
    judge: (means) => {
      const [fifo = 0, codel = 0, lifo = 0] = firsts(means)
      // The server can do two thirds of what is offered.
      return {
        holds: fifo < 0.02 && codel > 0.6 && lifo > 0.6,
        sentence: `Two thirds of the requests could be done; first in, first out answers ${percent(fifo)} in time, controlled delay ${percent(codel)}, adaptive LIFO ${percent(lifo)}.`,
      }
    },
  },
  {
    lesson: 's04',
    runs: 3,
    figures: [
      {
        name: 'workers that trials keep busy',
        unit: 'count',
        of: ({ connections }, variant) => {
          const { openMs, trialMs } = TRIALS[variant] ?? TRIALS[0]
          const trials = connections['clients-targets']?.timeouts ?? Number.NaN
          return (trials * trialMs) / (countedSeconds(openMs) * 1000)
        },
      },
    ],
    judge: (means) => {
      const found = firsts(means)
      const theory = TRIALS.map(({ openMs, trialMs }) => (42 * trialMs) / (openMs + trialMs))
      return {
        holds: theory.every((value, i) => near(found[i] ?? 0, value, 0.02)),
        sentence: `Trials keep ${number(found[0])} workers busy in the first case and ${number(found[1])} in the second; N·h / (e + h), for N targets that are tried for h after waits of e, gives ${theory.map((value) => number(value)).join(' and ')}.`,
      }
    },
  },
  {
    lesson: 's05',
    runs: 3,
    figures: [asked],
    judge: (means) => {
      const [without = 0, throttled = 0] = firsts(means)
      return {
        holds: near(without, 3, 0.05) && near(throttled, 2, 0.03),
        sentence: `The backend sees ${number(without)} times what it accepts, and ${number(throttled)} times when clients throttle themselves with K = 2.`,
      }
    },
  },
  {
    lesson: 's07',
    runs: 3,
    figures: [
      { name: 'let through', unit: 'count', of: ({ requests }) => requests.completed },
      { name: 'longest wait', unit: 'ms', of: ({ requests }) => requests.latencyMs.max ?? Number.NaN },
    ],
    judge: (means) => {
      const [bucket = [], leaky = [], fixed = []] = means
      return {
        holds:
          near(bucket[0] ?? 0, 120, 0.02) &&
          near(fixed[0] ?? 0, 200, 0.001) &&
          (fixed[1] ?? 0) < 10 &&
          (leaky[1] ?? 0) > 900,
        sentence: `Within 0.2 s the token bucket lets ${number(bucket[0])} through and the fixed window ${number(fixed[0])}; the leaky bucket sends one every 10 ms and lets the last wait for ${number((leaky[1] ?? 0) / 1000)} s.`,
      }
    },
  },
  {
    lesson: 's19',
    runs: 3,
    figures: [
      { name: 'p99', unit: 'ms', of: p99 },
      { name: 'mean', unit: 'ms', of: meanLatency },
    ],
    judge: (means) => {
      const [turns = 0, least = 0, two = 0] = firsts(means)
      return {
        holds: turns > 3 * least && turns > 3 * two,
        sentence: `The p99 is ${number(turns)} ms by turns, ${number(least)} ms by least connections and ${number(two)} ms by the better of two.`,
      }
    },
  },
  {
    lesson: 's23',
    runs: 3,
    figures: [
      goodShare,
      {
        name: 'work of the store that nobody waited for',
        unit: 'share',
        of: ({ connections, blocks, requests }) => {
          const wasted = connections['front-store']?.wastedMs ?? Number.NaN
          const busy = blocks['store']?.cpuUtilisation ?? Number.NaN
          return requests.offered > 0 ? wasted / (busy * 100_000) : Number.NaN
        },
      },
    ],
    judge: (means) => {
      const [kept = [], told = []] = means
      return {
        holds: (kept[0] ?? 1) < 0.05 && (told[0] ?? 0) > 0.7,
        sentence: `${percent(kept[0])} of the requests are answered in time when the store is not told who has left, ${percent(told[0])} when it is; it could do 77 %.`,
      }
    },
  },
  {
    lesson: 's24',
    runs: 3,
    figures: [
      { name: 'slow requests', unit: 'share', of: (report) => 1 - shareInTime(report) },
      {
        name: 'copies for each call',
        unit: 'share',
        of: ({ connections }) => {
          const { hedges = Number.NaN, calls = Number.NaN } = connections['root-leaves'] ?? {}
          return hedges / calls
        },
      },
    ],
    judge: (means) => {
      const [plain = [], hedged = []] = means
      return {
        holds: near(plain[0] ?? 0, 0.634, 0.05) && (hedged[0] ?? 1) < 0.05 && near(hedged[1] ?? 0, 0.05, 0.2),
        sentence: `${percent(plain[0])} of the requests are slow, ${percent(hedged[0])} when answers later than the p95 are asked for again, which costs ${percent(hedged[1])} more calls.`,
      }
    },
  },
  {
    lesson: 's36',
    runs: 3,
    figures: [
      { name: 'requests that succeed', unit: 'share', of: ({ requests }) => requests.completed / requests.offered },
      {
        name: 'calls that succeed',
        unit: 'share',
        of: ({ connections }) => {
          const { ok = Number.NaN, calls = Number.NaN } = connections['front-shared'] ?? {}
          return ok / calls
        },
      },
    ],
    judge: (means) => {
      const [chance = [], user = []] = means
      const power = (chance[1] ?? 0) ** 4
      return {
        holds: near(chance[0] ?? 0, power, 0.2) && (user[0] ?? 0) > 0.4 && (user[0] ?? 0) > 1.25 * (chance[0] ?? 1),
        sentence: `Shed by chance, ${percent(chance[1])} of the calls succeed and ${percent(chance[0])} of the requests get all four, which is ${percent(power)} by arithmetic; shed by user ${percent(user[0])} do, of 50 % that could.`,
      }
    },
  },
]
