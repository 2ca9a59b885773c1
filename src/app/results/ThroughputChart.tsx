import { t } from '../i18n/language'
import { formatNumber } from '../ui/format'
import { Chart } from './Chart'
import type { ChartLine } from './line'
import { useSeries } from './use-series'

const LINES: readonly ChartLine[] = [
  { id: 'offered', label: 'offered', colour: 'var(--ink-3)', value: (row) => row.offered, dash: '4 3' },
  { id: 'throughput', label: 'completed', colour: 'var(--p90)', value: (row) => row.throughput },
  { id: 'goodput', label: 'good', colour: 'var(--ok)', value: (row) => row.goodput },
  { id: 'failed', label: 'failed', colour: 'var(--fail)', value: (row) => row.failed },
]

/** Requests each second: asked for, completed, completed in time, failed. */
export function ThroughputChart() {
  const { rows } = useSeries()
  return (
    <Chart
      id="throughput"
      title={t('Throughput')}
      note={t('requests/s')}
      rows={rows}
      lines={LINES.map((line) => ({ ...line, label: t(line.label) }))}
      format={(value) => formatNumber(value, true)}
      promise={t('Offered, completed, good and failed requests each second appear here.')}
    />
  )
}
