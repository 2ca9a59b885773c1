/** What a reader of a run should know first, in sentences: each states a fact of the report. */
import type { Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Report } from '../../simulation/report'
import { targetName } from '../results/fault-text'
import { formatDuration, formatNumber, formatShare } from '../ui/format'

/** From this utilisation on a queue builds up with every disturbance. */
const FULL = 0.95
/** Attempts per call from which retries are load of their own. */
const AMPLIFIED = 1.2

export function findingsOf(design: Design, report: Report): string[] {
  return [
    ...aboutTheRun(report),
    ...report.objectives
      .filter(({ met }) => !met)
      .map(({ measure, limit, value }) => `Objective missed: ${measure} ${limit} was ${formatNumber(value)}.`),
    ...report.invariants
      .filter(({ holds }) => !holds)
      .map(
        ({ id, target, detail }) =>
          `Broken: ${id}${target === null ? '' : ` of ${targetName(design, target)}`}: ${detail}`,
      ),
    ...aboutRequests(report),
    ...design.blocks.flatMap((block) => {
      const { utilisation = 0, rejected = 0 } = report.blocks[block.id] ?? {}
      return [
        ...(utilisation >= FULL ? [`${nameOf(block)} was ${formatShare(utilisation)} busy.`] : []),
        ...(rejected > 0 ? [`${nameOf(block)} refused ${formatNumber(rejected)} calls.`] : []),
      ]
    }),
    ...design.connections.flatMap(({ id }) => aboutConnection(targetName(design, id), report.connections[id])),
  ]
}

function aboutTheRun({ outcome, warmup, intervals }: Report): string[] {
  const found = outcome === 'completed' ? [] : [`The run ended early: ${outcome.replaceAll('-', ' ')}.`]
  if (warmup.isEnough === false)
    found.push(
      `The warm-up of ${formatDuration(warmup.setMs)} is too short: latencies settled at ${formatDuration(warmup.detectedMs)}.`,
    )
  if (intervals.problem === 'too-few-samples')
    found.push('Too few requests for intervals of the latencies: run longer.')
  if (intervals.problem === 'correlated') found.push('The run is too short for intervals of the latencies.')
  return found
}

function aboutRequests({ requests: { offered, failed } }: Report): string[] {
  return failed === 0 ? [] : [`${formatNumber(failed)} of ${formatNumber(offered)} requests failed.`]
}

function aboutConnection(name: string, figures: Report['connections'][string] | undefined): string[] {
  if (figures === undefined) return []
  const found: string[] = []
  const openings = figures.breaker?.transitions.filter(({ to }) => to === 'open').length ?? 0
  if (openings > 0) found.push(`The breaker of ${name} opened ${openings === 1 ? 'once' : `${openings} times`}.`)
  if (figures.amplification >= AMPLIFIED)
    found.push(`Retries made ${formatNumber(figures.amplification)} attempts out of each call of ${name}.`)
  if (figures.wasted > 0)
    found.push(`${formatNumber(figures.wasted)} calls of ${name} were worked on after the caller had given up.`)
  return found
}
