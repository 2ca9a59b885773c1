/**
 * What a paired comparison comes to, in words: "B's p99 is 31 % lower, 95 % interval 27 to 35".
 *
 * How: the ratio b/a of each pair, as a logarithm, gives a mean and a 95 % interval by Student; turned back these are a ratio of
 * geometric means and its interval. A difference is claimed only where that interval leaves out 1. Where a figure is 0 in some
 * run there are no ratios, and differences are taken instead. With a single pair nothing can be claimed.
 * Cost: nothing to speak of. Randomness: none.
 */
import { exp, log } from '../../lib/math'
import { meanInterval } from '../../lib/statistics'
import type { Comparison, Pairs } from './compare'

/** From so many times on a ratio is no percentage any more. */
const TIMES = 3

/** Measures that get a verdict, how to call them, and the unit of their differences. */
const HEADLINES: readonly { measure: string; name: string; unit: string }[] = [
  { measure: 'requests.latencyMs.p99', name: 'p99', unit: ' ms' },
  { measure: 'requests.latencyMs.p90', name: 'p90', unit: ' ms' },
  { measure: 'requests.latencyMs.p50', name: 'p50', unit: ' ms' },
  { measure: 'requests.latencyMs.mean', name: 'mean latency', unit: ' ms' },
  { measure: 'requests.goodputPerSecond', name: 'goodput', unit: '/s' },
  { measure: 'requests.throughputPerSecond', name: 'throughput', unit: '/s' },
  { measure: 'requests.failed', name: 'number of failed requests', unit: '' },
]

/** One sentence for each of the headline measures, and before them one for each design of which runs did not complete. */
export function verdicts(
  pairs: ReadonlyMap<string, Pairs>,
  { replications, outcomes }: Pick<Comparison, 'replications' | 'outcomes'>,
): string[] {
  const incomplete = (['a', 'b'] as const).flatMap((side) =>
    Object.entries(outcomes[side])
      .filter(([outcome]) => outcome !== 'completed')
      .map(([outcome, count]) => {
        const how = outcome === 'stuck' ? 'got stuck' : `ended by ${outcome.replaceAll('-', ' ')}`
        return `${side.toUpperCase()} ${how} in ${count} of ${replications} runs; figures cover what came before.`
      }),
  )
  return [
    ...incomplete,
    ...HEADLINES.map(({ measure, name, unit }) => {
      const values = pairs.get(measure)
      return values ? verdictOf(name, unit, values) : `${capital(name)}: too few samples in some run to compare.`
    }),
  ]
}

/** The sentence about one measure. */
export function verdictOf(name: string, unit: string, { a, b }: Pairs): string {
  if (a.every((value, i) => value === b[i])) return `${capital(name)}: the same in every run.`
  if (a.length < 2) return `${capital(name)}: one pair of runs shows no more than chance; use several replications.`
  if (![...a, ...b].every((value) => value > 0)) return byDifference(name, unit, { a, b })
  const { mean, halfWidth } = meanInterval(a.map((value, i) => log(b[i]! / value)))
  const half = halfWidth ?? 0
  if ((mean ?? 0) - half > 0 && exp(mean ?? 0) >= TIMES) return multiple(name, mean ?? 0, half)
  const centre = percent(mean ?? 0)
  const low = percent((mean ?? 0) - half)
  const high = percent((mean ?? 0) + half)
  return difference(name, ' %', centre, low, high)
}

function byDifference(name: string, unit: string, { a, b }: Pairs): string {
  const { mean, halfWidth } = meanInterval(a.map((value, i) => b[i]! - value))
  const low = (mean ?? 0) - (halfWidth ?? 0)
  const high = (mean ?? 0) + (halfWidth ?? 0)
  return difference(name, unit, mean ?? 0, low, high)
}

function difference(name: string, unit: string, centre: number, low: number, high: number): string {
  if (low <= 0 && high >= 0) {
    return `${capital(name)}: no difference can be shown; B's lies between ${side(low, unit)} and ${side(high, unit)}.`
  }
  const [near, far] = [Math.abs(low), Math.abs(high)].sort((x, y) => x - y)
  return `B's ${name} is ${side(centre, unit)}, 95 % interval ${short(near!)} to ${short(far!)}.`
}

/** So many times as much is said as such: nobody takes 9350 % higher in. */
function multiple(name: string, logRatio: number, half: number): string {
  const [low, high] = [exp(logRatio - half), exp(logRatio + half)]
  return `B's ${name} is ${short(exp(logRatio))} times that of A, 95 % interval ${short(low)} to ${short(high)}.`
}

/** [per cent] of a logarithm of a ratio, above or below the same. */
function percent(logRatio: number): number {
  return 100 * (exp(logRatio) - 1)
}

function side(value: number, unit: string): string {
  const amount = short(Math.abs(value)) + unit
  return value < 0 ? `${amount} lower` : `${amount} higher`
}

/** The first letter of a sentence; names such as p99 stay as they are. */
function capital(text: string): string {
  return /^p\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/** Two digits that mean something; whole numbers from 10 on. */
function short(value: number): string {
  if (value >= 10) return String(Math.round(value))
  return String(Number(value.toPrecision(2)))
}
