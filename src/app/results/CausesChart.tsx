import { useMemo } from 'react'
import { CAUSES, type Cause } from '../../simulation/report'
import { t } from '../i18n/language'
import { formatNumber } from '../ui/format'
import { Chart } from './Chart'
import type { ChartLine } from './line'
import { causeTotals } from './series'
import { useSeries } from './use-series'

/** Hue by who gave up, dashes to part those of one hue. */
const LOOKS: { readonly [cause in Cause]: { colour: string; dash?: string } } = {
  timeout: { colour: 'var(--timeout)' },
  deadline: { colour: 'var(--timeout)', dash: '5 3' },
  'queue-full': { colour: 'var(--slow)' },
  shed: { colour: 'var(--slow)', dash: '5 3' },
  'rate-limited': { colour: 'var(--slow)', dash: '2 2' },
  'breaker-open': { colour: 'var(--p90)' },
  'bulkhead-full': { colour: 'var(--p90)', dash: '5 3' },
  error: { colour: 'var(--fail)' },
  unreachable: { colour: 'var(--fail)', dash: '5 3' },
  'lock-not-acquired': { colour: 'var(--cancel)' },
  'no-backend': { colour: 'var(--cancel)', dash: '5 3' },
}

export const causeText = (cause: string): string => t(cause.replaceAll('-', ' '))

/** Failures each second by cause; only causes that occurred have a line. */
export function CausesChart() {
  const { frame, rows } = useSeries()
  const totals = causeTotals(rows, frame?.series.windowMs ?? 0)
  const present = totals.map(({ cause }) => cause).join()
  const lines = useMemo(
    () =>
      CAUSES.flatMap((cause, index): ChartLine[] =>
        present.split(',').includes(cause)
          ? [{ id: cause, label: causeText(cause), value: (row) => row.causes[index] ?? 0, ...LOOKS[cause] }]
          : [],
      ),
    [present],
  )
  return (
    <Chart
      id="causes"
      title={t('Failures by cause')}
      note={t('requests/s')}
      rows={rows}
      lines={lines}
      format={(value) => formatNumber(value, true)}
      promise={t('Failed requests appear here by the cause of their failure.')}
    />
  )
}
