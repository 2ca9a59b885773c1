/** Turns what a run has counted into the figures of the report. */
import { BREAKER_STATES, CLOSED } from '../algorithms/circuit-breaking/circuit-breaking'
import type { Behaviour } from '../blocks/behaviour'
import { blockOf } from '../blocks/registry'
import type { BlockStats } from '../engine/stats'
import { Histogram } from '../lib/histogram'
import type { Connection } from './connection'
import {
  ATTEMPTS,
  CALLS,
  FAILED,
  FALLBACKS,
  HEDGES,
  RETRIES,
  STALE_READS,
  SUCCEEDED,
  TIMEOUTS,
  TRANSITION_NUMBERS,
  WASTED,
  WASTED_MS,
} from './connection'
import {
  type BlockReport,
  type BreakerTransition,
  CAUSES,
  type ConnectionReport,
  type LatencySummary,
  type Report,
  type RequestReport,
} from './report'
import type { RequestLog } from './request-log'

/** Samples below which a percentile is not given. */
const SAMPLES_FOR_P99 = 100
const SAMPLES_FOR_P999 = 1000

/** Figures of a histogram of latencies. */
export function summarise(histogram: Histogram): LatencySummary {
  const { count } = histogram
  return {
    count,
    mean: histogram.mean,
    p50: histogram.percentile(50),
    p90: histogram.percentile(90),
    p99: count >= SAMPLES_FOR_P99 ? histogram.percentile(99) : null,
    p999: count >= SAMPLES_FOR_P999 ? histogram.percentile(99.9) : null,
    max: count > 0 ? histogram.max : null,
  }
}

/** Figures of the requests; `windowMs` is the length of the window. */
export function requestReport(log: RequestLog, windowMs: number): RequestReport {
  const seconds = windowMs / 1000
  return {
    offered: log.offered,
    completed: log.completed,
    failed: log.failed,
    inFlight: log.offered - log.completed - log.failed,
    throughputPerSecond: seconds > 0 ? log.completed / seconds : 0,
    goodputPerSecond: seconds > 0 ? log.good / seconds : 0,
    byCause: Object.fromEntries(CAUSES.map((cause, i) => [cause, log.byCause[i]!])) as RequestReport['byCause'],
    latencyMs: summarise(log.latency),
    failureLatencyMs: summarise(log.failureLatency),
  }
}

/** Figures of one block at `now`, the end of the window. */
export function blockReport(
  kind: string,
  index: number,
  stats: BlockStats,
  behaviour: Behaviour,
  now: number,
  windowMs: number,
): BlockReport {
  const completions = stats.completions.sinceOpen(index)
  const servers = stats.servers.sinceOpen(now, index)
  const perCompletion = (sum: number) => (completions > 0 ? sum / completions : 0)
  const report: BlockReport = {
    kind,
    arrivals: stats.arrivals.sinceOpen(index),
    completions,
    rejected: stats.rejected.sinceOpen(index),
    utilisation: servers > 0 ? stats.held.sinceOpen(now, index) / servers : 0,
    cpuUtilisation: servers > 0 ? stats.working.sinceOpen(now, index) / servers : 0,
    meanQueueLength: windowMs > 0 ? stats.waiting.sinceOpen(now, index) / windowMs : 0,
    meanWaitMs: perCompletion(stats.wait.sinceOpen(index)),
    meanSojournMs: perCompletion(stats.sojourn.sinceOpen(index)),
    // Known to the connections that lead here.
    wasted: 0,
    wastedMs: 0,
  }
  const values = behaviour.figures(now)
  for (const [i, figure] of (blockOf(kind)?.figures ?? []).entries()) {
    const value = values[i] ?? 0
    if (!Number.isNaN(value)) report[figure.id] = value
  }
  for (const [name, value] of Object.entries(behaviour.summaries())) {
    if (value instanceof Histogram) report[name] = summarise(value)
  }
  return report
}

/** The same figures without what rounding puts on top of a share: the sums of a block that is always busy may differ in their last bits. */
export function withoutRounding(blocks: Report['blocks']): Report['blocks'] {
  const cut = (block: BlockReport): BlockReport => ({
    ...block,
    utilisation: Math.min(1, block.utilisation),
    cpuUtilisation: Math.min(1, block.cpuUtilisation),
  })
  return Object.fromEntries(Object.entries(blocks).map(([id, block]) => [id, cut(block)]))
}

/** Figures of one connection. Transitions of its breakers are given for the whole run. */
export function connectionReport(connection: Connection): ConnectionReport {
  const calls = connection.sinceOpen(CALLS)
  const attempts = connection.sinceOpen(ATTEMPTS)
  return {
    calls,
    attempts,
    ok: connection.sinceOpen(SUCCEEDED),
    failed: connection.sinceOpen(FAILED),
    timeouts: connection.sinceOpen(TIMEOUTS),
    retries: connection.sinceOpen(RETRIES),
    wasted: connection.sinceOpen(WASTED),
    wastedMs: connection.sinceOpen(WASTED_MS),
    hedges: connection.sinceOpen(HEDGES),
    fallbacks: connection.sinceOpen(FALLBACKS),
    ...(connection.lastAnswers === null ? {} : { staleReads: connection.sinceOpen(STALE_READS) }),
    amplification: calls > 0 ? attempts / calls : 0,
    breaker: connection.params.breaker
      ? { state: stateName(connection.worstBreaker()?.stateCode() ?? CLOSED), transitions: transitionsOf(connection) }
      : null,
  }
}

function stateName(code: number): string {
  return BREAKER_STATES[code] ?? 'closed'
}

function transitionsOf(connection: Connection): BreakerTransition[] {
  const { transitions } = connection
  const list: BreakerTransition[] = []
  const isPerTarget = connection.params.scope === 'target'
  for (let at = 0; at < transitions.length; at += TRANSITION_NUMBERS) {
    list.push({
      atMs: transitions[at + 1]!,
      caller: transitions[at]!,
      from: stateName(transitions[at + 2]!),
      to: stateName(transitions[at + 3]!),
      target: isPerTarget ? transitions[at + 4]! : null,
    })
  }
  return list
}
