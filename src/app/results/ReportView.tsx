import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { blockOf } from '../../blocks/registry'
import type { BlockReport, LatencySummary, Report } from '../../simulation/report'
import { IntervalNotes, IntervalRows } from '../experiments/ReportIntervals'
import { clauses, plural, t, translated } from '../i18n/language'
import { downloadText } from '../share/deliver'
import { designStore, useDesign } from '../stores/design'
import { runStore, useRun } from '../stores/run'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { formatDuration, formatNumber, formatQuantity, formatRate, formatShare, NOTHING } from '../ui/format'
import { causeText } from './CausesChart'
import { Findings } from './Findings'
import { targetName } from './fault-text'
import { InvariantList } from './Invariants'
import { DigestWord } from './Outcome'
import { objectiveWords } from './objective-text'

/** Everything that a run found, as tables. */
export function ReportView() {
  const report = useRun((state) => state.report)
  const status = useRun((state) => state.status)
  const isCurrent = useRun((state) => state.isReportCurrent)
  if (report === null) {
    return (
      <div className="results__side">
        <p className="results__hint">
          {t(
            'The report appears here when the run ends: requests, every block and connection, invariants, objectives and the digest by which the result can be compared.',
          )}
        </p>
        {(status === 'paused' || status === 'running') && (
          <Button onClick={() => void runStore.report()}>{t('Report on the run so far')}</Button>
        )}
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report scroll" tabIndex={0} aria-label={t('Report')} data-testid={TID.report}>
      {!isCurrent && <p className="report__stale">{t('The design has changed since this run.')}</p>}
      <Broken report={report} />
      <Findings />
      <Summary report={report} />
      <Objectives report={report} />
      <Requests report={report} />
      <Blocks report={report} />
      <Connections report={report} />
      <section className="report__part">
        <h3>{t('Invariants')}</h3>
        <InvariantList invariants={report.invariants} />
      </section>
    </section>
  )
}

/** Broken invariants come before everything else. */
function Broken({ report }: { report: Report }) {
  const broken = report.invariants.filter((invariant) => !invariant.holds)
  if (broken.length === 0) return null
  return (
    <section className="report__part report__part--broken">
      <h3>{t('Broken invariants')}</h3>
      <InvariantList invariants={broken} />
    </section>
  )
}

function Summary({ report }: { report: Report }) {
  const save = (): void => {
    downloadText(`${designStore.get().name} report.json`, `${JSON.stringify(report, null, 2)}\n`, 'application/json')
  }
  return (
    <section className="report__part">
      <h3>{t('Run')}</h3>
      <dl className="report__facts">
        <Fact name={t('Outcome')} value={t(report.outcome.replaceAll('-', ' '))} />
        <Fact name={t('Simulated')} value={formatDuration(report.simulatedMs)} />
        <Fact name={t('Events')} value={formatNumber(report.events, true)} />
        <Fact name={t('Took')} value={formatDuration(report.wallMs)} />
        <Fact name={t('Seed')} value={String(report.seed)} />
        <Fact name={t('Version')} value={report.engineVersion} />
        <div>
          <dt>{t('Digest')}</dt>
          <dd className="report__digest" data-testid={TID.digest}>
            {report.digest}
          </dd>
        </div>
      </dl>
      <DigestWord />
      <Button icon={Download} onClick={save}>
        {t('Report as JSON')}
      </Button>
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Objectives({ report }: { report: Report }) {
  const design = useDesign((state) => state.design)
  if (report.objectives.length === 0) return null
  return (
    <section className="report__part">
      <h3>{t('Objectives')}</h3>
      <ul className="invariants">
        {report.objectives.map((objective) => {
          const { met } = objective
          const { measure, limit, value } = objectiveWords(design, objective)
          return (
            <li
              key={`${objective.measure} ${objective.limit}`}
              className={`invariants__item invariants__item--${met ? 'holds' : 'broken'}`}
            >
              <span className="invariants__word">{met ? t('met') : t('missed')}</span>
              <span className="invariants__name">
                {measure} {limit}
              </span>
              <span className="invariants__detail">{t('was {value}', { value })}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Requests({ report }: { report: Report }) {
  const { requests } = report
  const causes = Object.entries(requests.byCause).filter(([, count]) => count > 0)
  return (
    <section className="report__part">
      <h3>{t('Requests')}</h3>
      <dl className="report__facts">
        <Fact name={t('Offered')} value={formatNumber(requests.offered)} />
        <Fact name={t('Completed')} value={formatNumber(requests.completed)} />
        <Fact name={t('Failed')} value={formatNumber(requests.failed)} />
        <Fact name={t('In flight')} value={formatNumber(requests.inFlight)} />
        <Fact name={t('Throughput')} value={formatRate(requests.throughputPerSecond)} />
        <Fact name={t('Goodput')} value={formatRate(requests.goodputPerSecond)} />
        {causes.map(([cause, count]) => (
          <Fact key={cause} name={t('Failed: {cause}', { cause: causeText(cause) })} value={formatNumber(count)} />
        ))}
      </dl>
      <table className="figures report__latencies">
        <thead>
          <tr>
            <th scope="col">{t('Latency')}</th>
            {['n', t('mean'), 'p50', 'p90', 'p99', 'p99.9', t('max')].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <LatencyRow name={t('Completed')} summary={requests.latencyMs} />
          <IntervalRows report={report} />
          <LatencyRow name={t('Failed')} summary={requests.failureLatencyMs} />
        </tbody>
      </table>
      <p className="results__hint">{t('p99 needs 100 samples, p99.9 needs 1,000.')}</p>
      <IntervalNotes report={report} />
    </section>
  )
}

function LatencyRow({ name, summary }: { name: string; summary: LatencySummary }) {
  const { count, mean, p50, p90, p99, p999, max } = summary
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatNumber(count)}</td>
      <td>{formatDuration(mean)}</td>
      <td>{formatDuration(p50)}</td>
      <td>{formatDuration(p90)}</td>
      <td>{formatDuration(p99)}</td>
      <td>{formatDuration(p999)}</td>
      <td>{formatDuration(max)}</td>
    </tr>
  )
}

function Blocks({ report }: { report: Report }) {
  const design = useDesign((state) => state.design)
  return (
    <section className="report__part">
      <h3>{t('Blocks')}</h3>
      <Wide label={t('Blocks')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('Block')}</th>
              {translated([
                'Arrivals',
                'Done',
                'Refused',
                'Busy',
                'CPU',
                'Queue',
                'Wait',
                'Mean stay',
                'Wasted',
                'Wasted time',
              ]).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="figures__text">
                {t('Own figures')}
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(report.blocks).map(([id, block]) => (
              <tr key={id}>
                <th scope="row">{targetName(design, id)}</th>
                <td>{formatNumber(block.arrivals)}</td>
                <td>{formatNumber(block.completions)}</td>
                <td>{formatNumber(block.rejected)}</td>
                <td>{formatShare(block.utilisation)}</td>
                <td>{formatShare(block.cpuUtilisation)}</td>
                <td>{formatNumber(block.meanQueueLength)}</td>
                <td>{formatDuration(block.meanWaitMs)}</td>
                <td>{formatDuration(block.meanSojournMs)}</td>
                <td>{formatNumber(block.wasted)}</td>
                <td>{formatDuration(block.wastedMs)}</td>
                <td className="figures__text">{ownFigures(block)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

/** A table that may be wider than its place and is moved sideways then. */
function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report__wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

/** The figures that blocks of this kind have besides the common ones, by their definition. */
function ownFigures(block: BlockReport): string {
  const parts = (blockOf(block.kind)?.figures ?? []).flatMap(({ id, label, unit }) => {
    const value = block[id]
    if (value === undefined) return []
    if (typeof value === 'number') return [`${t(label)} ${formatQuantity(value, unit)}`]
    if (typeof value === 'string') return [`${t(label)} ${t(value)}`]
    return [
      `${t(label)} ${t('{mean} mean, {p99} p99', { mean: formatDuration(value.mean), p99: formatDuration(value.p99) })}`,
    ]
  })
  return parts.length === 0 ? NOTHING : parts.join(' · ')
}

function Connections({ report }: { report: Report }) {
  const design = useDesign((state) => state.design)
  return (
    <section className="report__part">
      <h3>{t('Connections##of a design')}</h3>
      <Wide label={t('Connections##of a design')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('Connection')}</th>
              {translated([
                'Calls',
                'Attempts',
                'OK',
                'Failed',
                'Timeouts',
                'Retries',
                'Wasted',
                'Wasted time',
                'Amplification',
              ]).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="figures__text">
                {t('Breaker')}
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(report.connections).map(([id, connection]) => (
              <tr key={id}>
                <th scope="row">{targetName(design, id)}</th>
                <td>{formatNumber(connection.calls)}</td>
                <td>{formatNumber(connection.attempts)}</td>
                <td>{formatNumber(connection.ok)}</td>
                <td>{formatNumber(connection.failed)}</td>
                <td>{formatNumber(connection.timeouts)}</td>
                <td>{formatNumber(connection.retries)}</td>
                <td>{formatNumber(connection.wasted)}</td>
                <td>{formatDuration(connection.wastedMs)}</td>
                <td>{formatNumber(connection.amplification)}</td>
                <td className="figures__text">
                  {connection.breaker === null
                    ? NOTHING
                    : clauses([
                        t(connection.breaker.state),
                        plural(connection.breaker.transitions.length, {
                          one: '{count} change',
                          other: '{count} changes',
                        }),
                      ])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
