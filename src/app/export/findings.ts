/** What a reader of a run should know first, in sentences: each states a fact of the report. */

import type { Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Report } from '../../simulation/report'
import { plural, sentence, t } from '../i18n/language'
import { targetName } from '../results/fault-text'
import { invariantName, objectiveWords } from '../results/objective-text'
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
      .map((objective) =>
        t('Objective missed: {measure} {limit} was {value}.', { ...objectiveWords(design, objective) }),
      ),
    ...report.invariants
      .filter(({ holds }) => !holds)
      .map(({ id, target, detail }) =>
        target === null
          ? t('Broken: {invariant}: {detail}', { invariant: invariantName(id), detail: sentence(detail) })
          : t('Broken: {invariant} of {name}: {detail}', {
              invariant: invariantName(id),
              name: targetName(design, target),
              detail: sentence(detail),
            }),
      ),
    ...aboutRequests(report),
    ...design.blocks.flatMap((block) => {
      const { utilisation = 0, rejected = 0 } = report.blocks[block.id] ?? {}
      return [
        ...(utilisation >= FULL
          ? [t('{name} was {share} busy.', { name: nameOf(block), share: formatShare(utilisation) })]
          : []),
        ...(rejected > 0
          ? [t('{name} refused {calls} calls.', { name: nameOf(block), calls: formatNumber(rejected) })]
          : []),
      ]
    }),
    ...design.connections.flatMap(({ id }) => aboutConnection(targetName(design, id), report.connections[id])),
  ]
}

function aboutTheRun({ outcome, warmup, intervals }: Report): string[] {
  const found =
    outcome === 'completed' ? [] : [t('The run ended early: {outcome}.', { outcome: t(outcome.replaceAll('-', ' ')) })]
  if (warmup.isEnough === false)
    found.push(
      t('The warm-up of {set} is too short: latencies settled at {settled}.', {
        set: formatDuration(warmup.setMs),
        settled: formatDuration(warmup.detectedMs),
      }),
    )
  if (intervals.problem === 'too-few-samples')
    found.push(t('Too few requests for intervals of the latencies: run longer.'))
  if (intervals.problem === 'correlated') found.push(t('The run is too short for intervals of the latencies.'))
  return found
}

function aboutRequests({ requests: { offered, failed } }: Report): string[] {
  return failed === 0
    ? []
    : [t('{failed} of {offered} requests failed.', { failed: formatNumber(failed), offered: formatNumber(offered) })]
}

function aboutConnection(name: string, figures: Report['connections'][string] | undefined): string[] {
  if (figures === undefined) return []
  const found: string[] = []
  const openings = figures.breaker?.transitions.filter(({ to }) => to === 'open').length ?? 0
  if (openings > 0)
    found.push(
      plural(
        openings,
        { one: 'The breaker of {name} opened once.', other: 'The breaker of {name} opened {count} times.' },
        { name },
      ),
    )
  if (figures.amplification >= AMPLIFIED)
    found.push(
      t('Retries made {attempts} attempts out of each call of {name}.', {
        attempts: formatNumber(figures.amplification),
        name,
      }),
    )
  if (figures.wasted > 0)
    found.push(
      t('{calls} calls of {name} were worked on after the caller had given up.', {
        calls: formatNumber(figures.wasted),
        name,
      }),
    )
  return found
}
