import type { LatencyIntervals, Report, WarmupReport } from '../../simulation/report'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { formatDuration, NOTHING } from '../ui/format'
import { fromTo, plusMinus } from './plus-minus'
import { figureAt, type Replicated, useReplicated } from './replicated'

const WITH_INTERVAL = ['mean', 'p50', 'p90', 'p99'] as const
const OVER_RUNS = ['mean', 'p50', 'p90', 'p99', 'p999'] as const

/** Replications of the design as it stands, if there are any. */
function usePresent(): Replicated | null {
  const latest = useReplicated((state) => state.latest)
  const design = useDesign((state) => state.design)
  return latest?.design === design ? latest : null
}

/** Rows under the latencies of completed requests: the interval of this run, and means over replications. */
export function IntervalRows({ report }: { report: Report }) {
  const replicated = usePresent()
  const { intervals } = report
  return (
    <>
      {intervals.problem === null && (
        <tr className="report__interval">
          <th scope="row">{t('95 % interval')}</th>
          <td />
          {WITH_INTERVAL.map((name) => (
            <td key={name}>{intervals[name] ? fromTo(intervals[name].lower, intervals[name].upper, 'ms') : NOTHING}</td>
          ))}
          <td />
          <td />
        </tr>
      )}
      {replicated && (
        <tr className="report__interval" data-testid={TID.reportReplicated}>
          <th scope="row">{t('{count} replications', { count: replicated.report.replications })}</th>
          <td>{textAt(replicated, 'count', 'count')}</td>
          {OVER_RUNS.map((name) => (
            <td key={name}>{textAt(replicated, name, 'ms')}</td>
          ))}
          <td />
        </tr>
      )}
    </>
  )
}

function textAt({ report }: Replicated, name: string, unit: 'ms' | 'count'): string {
  const figure = figureAt(report, `requests.latencyMs.${name}`)
  return figure === null ? NOTHING : plusMinus(figure.mean, figure.halfWidth, unit)
}

/** Why there are no intervals, whether the warm-up was enough, and the way to replications. */
export function IntervalNotes({ report }: { report: Report }) {
  const notes = [noteOf(report.intervals), warmupNote(report.warmup)].filter((note) => note !== null)
  return (
    <div className="report__notes">
      {notes.map((note) => (
        <p key={note} className="results__hint">
          {note}
        </p>
      ))}
      <Button keys="x" onClick={() => viewStore.openDialog('experiments')}>
        {t('Replications and other experiments…')}
      </Button>
    </div>
  )
}

function noteOf({ problem, batches, batchSize }: LatencyIntervals): string | null {
  switch (problem) {
    case 'not-stationary':
      return t('No intervals from one run, as load or faults change during it: replications give them.')
    case 'too-few-samples':
      return t('Too few requests for intervals: make the run longer, or run replications.')
    case 'correlated':
      return t(
        'No intervals from this run: it is too short for how its latencies hang together. Replications give them.',
      )
    case null:
      return t('Intervals from {batches} batches of {size} requests.', { batches, size: batchSize })
  }
}

function warmupNote({ setMs, detectedMs, problem }: WarmupReport): string | null {
  if (problem === 'too-short') return t('Latencies had not settled by half of the run.')
  if (detectedMs === null || detectedMs <= setMs) return null
  return t('Latencies settled after {found} by MSER-5; the warm-up is {set}.', {
    found: formatDuration(detectedMs),
    set: formatDuration(setMs),
  })
}
