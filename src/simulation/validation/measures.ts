/** Figures that checks take from a report, and a short way to write exact checks. */
import type { Report } from '../report'
import type { Check } from './study'

/** [ms] */
export function meanLatency({ requests }: Report): number {
  return requests.latencyMs.mean ?? Number.NaN
}

/** [ms] */
export function p99({ requests }: Report): number {
  return requests.latencyMs.p99 ?? Number.NaN
}

/** Share of the completed requests that kept their deadline. */
export function shareInTime({ requests }: Report): number {
  return requests.goodputPerSecond / requests.throughputPerSecond
}

/** Share of the requests that found the queue full. */
export function lossShare({ requests }: Report): number {
  return requests.byCause['queue-full'] / requests.offered
}

/** [1/s] */
export function throughput({ requests }: Report): number {
  return requests.throughputPerSecond
}

/** A figure of a block, such as `meanWaitMs`; NaN when there is none. */
export function ofBlock(id: string, figure: string): (report: Report) => number {
  return ({ blocks }) => {
    const value = blocks[id]?.[figure]
    return typeof value === 'number' ? value : Number.NaN
  }
}

/** Attempts for each call of a connection. */
export function attemptsPerCall(id: string): (report: Report) => number {
  return ({ connections }) => connections[id]?.amplification ?? Number.NaN
}

/** A measure of the report of one of several designs, by its place among them. */
export function nth(index: number, measure: (report: Report) => number): (reports: readonly Report[]) => number {
  return (reports) => {
    const report = reports[index]
    return report ? measure(report) : Number.NaN
  }
}

/** A measure of the report of the only design, or of the first. */
export function of(measure: (report: Report) => number): (reports: readonly Report[]) => number {
  return nth(0, measure)
}

type ExactCheck = Extract<Check, { tag: 'exact' }>

/** An exact check, and the wrong theory that it has to refuse. */
export function exact(check: Omit<ExactCheck, 'tag' | 'twin'>, theory: string, wrong: number): ExactCheck {
  return { ...check, tag: 'exact', twin: { theory, value: wrong } }
}
