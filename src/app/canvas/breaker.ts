/** A breaker as it is drawn: a shape and a word for each state. */

import { CONNECTION_COLUMNS } from '../../simulation/protocol'
import { t } from '../i18n/language'
import { formatDuration } from '../ui/format'
import type { Row } from './face'

export const BREAKER_STATES = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

export function connectionColumn(row: Row, name: (typeof CONNECTION_COLUMNS)[number]): number {
  return row[CONNECTION_COLUMNS.indexOf(name)] ?? Number.NaN
}

/** The state of the breaker on a connection; null when it has none or nothing runs. */
export function breakerStateOf(row: Row | null): BreakerState | null {
  return (row && BREAKER_STATES[connectionColumn(row, 'breakerState')]) ?? null
}

/** The words on the pill: "Closed", "Open 1.8 s", "Half-open 1/3". */
export function breakerWords(state: BreakerState, row: Row | null, nowMs: number): string {
  if (state === 'closed' || row === null) return t('Closed##breaker')
  if (state === 'open') {
    const left = connectionColumn(row, 'breakerUntilMs') - nowMs
    if (left <= 0) return t('Open')
    return `${t('Open')} ${formatDuration(left >= 1000 ? Math.round(left / 100) * 100 : Math.round(left))}`
  }
  const needed = connectionColumn(row, 'trialsNeeded')
  return needed > 0 ? `${t('Half-open')} ${connectionColumn(row, 'trialsPassed')}/${needed}` : t('Half-open')
}

/** Widths of a wire by rate: thin under 10 calls a second, medium under 100. */
export function wireStep(callsPerSecond: number): 'thin' | 'medium' | 'thick' {
  if (callsPerSecond >= 100) return 'thick'
  return callsPerSecond >= 10 ? 'medium' : 'thin'
}
