import { t } from '../i18n/language'
import { formatNumber, formatShare } from '../ui/format'
import { causeText } from './CausesChart'
import { causeTotals } from './series'
import { useSeries } from './use-series'

const MEANINGS: { readonly [cause: string]: string } = {
  timeout: 'no answer in time',
  deadline: 'the deadline of the request had passed',
  'queue-full': 'turned away by a full queue',
  shed: 'turned away under overload',
  'rate-limited': 'above a rate limit',
  'breaker-open': 'not tried: the breaker was open',
  'bulkhead-full': 'not tried: too many in flight',
  error: 'answered with an error',
  unreachable: 'the callee was down',
  'lock-not-acquired': 'the lock was not granted',
  'no-backend': 'no healthy backend',
}

/** What the failures of the whole run add up to. */
export function CausesTable() {
  const { frame, rows } = useSeries()
  const spacing = (rows[1]?.timeMs ?? 0) - (rows[0]?.timeMs ?? 0)
  const totals = causeTotals(rows, spacing > 0 ? spacing : (frame?.series.windowMs ?? 0))
  const sum = totals.reduce((count, total) => count + total.count, 0)
  if (totals.length === 0) {
    return (
      <div className="results__side">
        <p className="results__hint">
          {t(
            'No request has failed so far. Add a fault on the timeline, or raise the traffic, to see how the design fails.',
          )}
        </p>
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="results__side scroll" tabIndex={0} aria-label={t('Failures by cause')}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('Cause')}</th>
            <th scope="col">{t('Requests')}</th>
            <th scope="col">{t('Share##of all')}</th>
            <th scope="col" className="figures__text">
              {t('Meaning')}
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ cause, count }) => (
            <tr key={cause}>
              <th scope="row">{causeText(cause)}</th>
              <td>
                ≈{'\u2009'}
                {formatNumber(count, true)}
              </td>
              <td>{sum > 0 ? formatShare(count / sum) : ''}</td>
              <td className="figures__text">{t(MEANINGS[cause] ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
