/** What a reader of a run should know beside its findings, in sentences: each states a fact of the report. */

import type { Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Report } from '../../simulation/report'
import { sentence, t } from '../i18n/language'
import { targetName } from '../results/fault-text'
import { invariantName, objectiveWords } from '../results/objective-text'
import { formatDuration, formatNumber } from '../ui/format'

/** How the run went, what it was to keep to and did not, and what was refused. Findings about the design are those of the simulation. */
export function factsOf(design: Design, report: Report): string[] {
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
      const { rejected = 0 } = report.blocks[block.id] ?? {}
      return rejected > 0
        ? [t('{name} refused {calls} calls.', { name: nameOf(block), calls: formatNumber(rejected) })]
        : []
    }),
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
