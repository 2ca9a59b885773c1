import { useState } from 'react'
import { blockOf } from '../../blocks/registry'
import { listed, sentence, t } from '../i18n/language'
import { type Measure, measuresOf } from '../inspector/measures'
import { invariantName } from '../results/objective-text'
import { designStore, useDesign } from '../stores/design'
import { Button } from '../ui/Button'
import { formatDuration, formatQuantity } from '../ui/format'
import { Part, ReplicationsRow, RunRow, Stale } from './parts'
import { plusMinus } from './plus-minus'
import { figureAt, type Replicated, useReplicated } from './replicated'
import { experiments, useExperiments } from './store'

/** The same design on several seeds: how much of each figure is chance. */
export function ReplicationsPanel() {
  const design = useDesign((state) => state.design)
  const latest = useReplicated((state) => state.latest)
  const [count, setCount] = useState(10)
  return (
    <div className="experiment">
      <p className="experiment__about">
        {t(
          'Runs the design on successive seeds. Each figure becomes a mean with its 95 % interval, here and in the report.',
        )}
      </p>
      <div className="experiment__form">
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="replications"
        label={t('Run replications')}
        obstacle={count < 2 ? t('Intervals need two runs or more.') : null}
        onRun={() => void experiments.replicate(design, count)}
      />
      <WarmupRow />
      {latest !== null && <Figures latest={latest} />}
    </div>
  )
}

/** Finds how long the start of a run has to be left out, and offers to do so. */
function WarmupRow() {
  const design = useDesign((state) => state.design)
  const busy = useExperiments((state) => state.busy)
  const finding = useExperiments((state) => state.findings.warmup)
  const problem = useExperiments((state) => (state.problem?.kind === 'warmup' ? state.problem.text : null))
  if (busy !== null) return null
  const { warmupMs, problem: why } = finding?.result ?? { warmupMs: 0, problem: null }
  const isNews = finding?.design === design && why === null && warmupMs !== design.scenario.warmupMs
  const use = (): void => {
    designStore.commit('Set warm-up', (one) => ({ ...one, scenario: { ...one.scenario, warmupMs } }))
  }
  return (
    <div className="experiment__run">
      <Button onClick={() => void experiments.start('warmup', design, { design })}>{t('Find the warm-up')}</Button>
      <p className="experiment__hint">
        {(problem === null ? null : sentence(problem)) ??
          (finding?.design !== design
            ? t('It is set to {length}; three pilot runs can find one.', {
                length: formatDuration(design.scenario.warmupMs),
              })
            : why === null
              ? t('Latencies have settled after {length} by MSER-5 on three pilot runs.', {
                  length: formatDuration(warmupMs),
                })
              : t(WHY_NOT[why]))}
      </p>
      {isNews && warmupMs < design.scenario.durationMs && <Button onClick={use}>{t('Use it')}</Button>}
    </div>
  )
}

const WHY_NOT = {
  'not-stationary': 'Load or faults change during the run: there is no warm-up to find, and it stays as set.',
  'too-few-samples': 'Too few requests complete to find one.',
  'too-short': 'Latencies have not settled by half of the run: make it longer.',
} as const

/** The figures of requests first, then the busiest of each block. */
function Figures({ latest }: { latest: Replicated }) {
  const { report, design } = latest
  const measures = measuresOf(design)
  const own = measures.filter(({ id }) => SHOWN.test(id))
  const serving = new Set(design.blocks.filter(({ kind }) => blockOf(kind)?.inPort !== null).map(({ id }) => id))
  const blocks = measures.filter(
    ({ id }) =>
      serving.has(id.split('.')[1] ?? '') && /^blocks\..*\.(utilisation|meanQueueLength|meanSojournMs)$/.test(id),
  )
  const ends = Object.entries(report.outcomes).map(([outcome, runs]) => `${runs} ${t(outcome.replaceAll('-', ' '))}`)
  const broken = report.invariants.filter(({ holds }) => !holds)
  return (
    <>
      <Stale design={design} />
      {report.outcome !== 'completed' && (
        <p className="experiment__problem">{t('Runs ended: {ends}.', { ends: listed(ends) })}</p>
      )}
      {broken.map(({ id, target, brokenSeeds, detail }) => (
        <p key={`${id} ${target}`} className="experiment__problem">
          {t('{invariant} broken in {broken} of {total} runs ({detail}).', {
            invariant: invariantName(id),
            broken: brokenSeeds.length,
            total: report.replications,
            detail: sentence(detail),
          })}
        </p>
      ))}
      {report.objectives.map((objective) => (
        <p
          key={`${objective.measure} ${objective.limit}`}
          className={objective.met ? 'experiment__good' : 'experiment__problem'}
        >
          {objectiveText(
            objective,
            measures.find(({ id }) => id === objective.measure),
            report.replications,
          )}
        </p>
      ))}
      <Part title={t('Requests')} note={t('{count} replications, 95 % intervals', { count: report.replications })}>
        <FigureTable measures={own} report={report} />
      </Part>
      <Part title={t('Blocks')}>
        <FigureTable measures={blocks} report={report} hasOwner />
      </Part>
    </>
  )
}

function FigureTable({
  measures,
  report,
  hasOwner = false,
}: {
  measures: readonly Measure[]
  report: Replicated['report']
  hasOwner?: boolean
}) {
  return (
    <table className="figures experiment__figures">
      <tbody>
        {measures.map(({ id, label, group, unit }) => {
          const figure = figureAt(report, id)
          return (
            <tr key={id}>
              <th scope="row">{hasOwner ? t('{said}: {what}', { said: group, what: label }) : label}</th>
              <td>
                {figure === null ? (
                  <span className="experiment__hint">{t('too few samples')}</span>
                ) : (
                  plusMinus(figure.mean, figure.halfWidth, unit)
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Figures of requests that are worth an interval. */
const SHOWN =
  /^requests\.(offered|completed|failed|throughputPerSecond|goodputPerSecond|latencyMs\.(mean|p50|p90|p99|p999))$/

/** "Latency p99 below 1 s: missed on average with 4.80 s ± 0.06; met in 0 of 10 runs." */
function objectiveText(
  { measure, limit, value, halfWidth, met, metIn }: Replicated['report']['objectives'][number],
  known: Measure | undefined,
  replications: number,
): string {
  const [side = '', number = ''] = limit.split(' ')
  const unit = known?.unit ?? 'count'
  const name = known ? t('{said}: {what}', { said: known.group, what: known.label }) : measure
  const was =
    value === null ? t('for want of samples') : t('with {value}', { value: plusMinus(value, halfWidth, unit) })
  const limitText = `${t(side)} ${formatQuantity(Number(number), unit)}`
  return t(
    met
      ? '{measure} {limit}: met on average {was}; met in {metIn} of {total} runs.'
      : '{measure} {limit}: missed on average {was}; met in {metIn} of {total} runs.',
    { measure: name, limit: limitText, was, metIn, total: replications },
  )
}
