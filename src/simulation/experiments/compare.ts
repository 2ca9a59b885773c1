/**
 * Two designs on common random numbers.
 *
 * How: replication r of both designs has the same seed; draws that belong to a request are keyed, so both see the same
 * requests and the differences are paired. Each figure that both reports have gives the mean of the differences b − a and the
 * half-width of its 95 % interval by Student on the pairs; with a single pair there is no interval.
 */
import type { Design } from '../../design/design'
import { meanInterval } from '../../lib/statistics'
import type { Report } from '../report'
import { type Clock, runToEnd, withSeed } from './replicate'

/** One figure of both designs. */
export interface Difference {
  a: number
  b: number
  /** b − a. */
  difference: number
  halfWidth: number | null
}

/** Runs both designs and gives the differences by measure, such as `requests.latencyMs.p99`. Seeds are those of `a`. */
export function compare(a: Design, b: Design, replications: number, clock: Clock): { [measure: string]: Difference } {
  const pairs = Array.from({ length: replications }, (_, r) => {
    const seed = a.seed + r
    return [figuresOf(runToEnd(withSeed(a, seed), clock)), figuresOf(runToEnd(withSeed(b, seed), clock))] as const
  })
  const differences: { [measure: string]: Difference } = {}
  for (const measure of pairs[0]?.[0].keys() ?? []) {
    const values = pairs.map(([left, right]) => [left.get(measure), right.get(measure)] as const)
    if (values.some(([left, right]) => left === undefined || right === undefined)) continue
    const left = values.map(([value]) => value as number)
    const right = values.map(([, value]) => value as number)
    const each = left.map((value, i) => (right[i] as number) - value)
    differences[measure] = {
      a: mean(left),
      b: mean(right),
      difference: mean(each),
      halfWidth: replications > 1 ? meanInterval(each).halfWidth : null,
    }
  }
  return differences
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Every number of requests, blocks and connections by its path. */
function figuresOf(report: Report): Map<string, number> {
  const figures = new Map<string, number>()
  const visit = (value: unknown, path: string) => {
    if (typeof value === 'number') figures.set(path, value)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`)
    }
  }
  visit(report.requests, 'requests')
  visit(report.blocks, 'blocks')
  visit(report.connections, 'connections')
  return figures
}
