import { useMemo, useRef } from 'react'
import { t } from '../i18n/language'
import { formatDuration, formatNumber } from '../ui/format'
import { BreakerStrips } from './BreakerStrips'
import { Chart, useEndMs } from './Chart'
import type { ChartLine } from './line'
import { needsLogScale, silencesIn } from './series'
import { useSeries } from './use-series'

const LINES: readonly ChartLine[] = [
  { id: 'p50', label: 'p50', colour: 'var(--p50)', value: (row) => row.p50 },
  { id: 'p90', label: 'p90', colour: 'var(--p90)', value: (row) => row.p90 },
  { id: 'p99', label: 'p99', colour: 'var(--p99)', value: (row) => row.p99 },
  { id: 'p999', label: 'p99.9', colour: 'var(--p999)', value: (row) => row.p999 },
]

/** Shorter breaks than this share of the axis are not spoken of. */
const LEAST_SILENCE = 0.03

/** Latency percentiles of completed requests, and below them what each breaker did. */
export function LatencyChart({ mostStrips }: { mostStrips: number }) {
  const { frame, rows } = useSeries()
  const wasLog = useRef(false)
  wasLog.current = needsLogScale(rows, wasLog.current)
  const isLog = wasLog.current
  const endMs = useEndMs()
  const silences = useMemo(() => silencesIn(rows, endMs * LEAST_SILENCE), [rows, endMs])
  const samples = frame === null ? '' : ` · n ${formatNumber(frame.completed, true)}`
  return (
    <Chart
      id="latency"
      title={t('Latency')}
      note={`${isLog ? t('log') : t('linear')}${samples}`}
      rows={rows}
      lines={LINES}
      format={formatDuration}
      isLog={isLog}
      spans={silences}
      spanText={t('nothing completed')}
      promise={t('Latency percentiles appear here: p99 from 100 requests on, p99.9 from 1,000.')}
    >
      <BreakerStrips most={mostStrips} />
    </Chart>
  )
}
