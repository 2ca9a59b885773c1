/** Figures with their intervals, in one unit: "212 ms ± 6", "205 to 221 ms". */

import type { Unit } from '../../lib/units'
import { currentLanguage, t } from '../i18n/language'
import { formatNumber, formatQuantity, NOTHING, THIN } from '../ui/format'

interface Scale {
  divisor: number
  suffix: string
}

/** The unit in which a value of this size is read best; one for the figure and its interval. */
function scaleOf(size: number, unit: Unit): Scale {
  if (unit === 'ms') {
    if (size > 0 && size < 0.1) return { divisor: 0.001, suffix: `${THIN}µs` }
    return size < 1000 ? { divisor: 1, suffix: `${THIN}ms` } : { divisor: 1000, suffix: `${THIN}s` }
  }
  if (unit === 'share') return { divisor: 0.01, suffix: `${THIN}%` }
  return { divisor: 1, suffix: unit === '1/s' ? '/s' : '' }
}

/** Most digits after the point. */
const MOST_DIGITS = 3

/** As many digits as the half-width leaves meaning: two of its own. */
function rounded(value: number, half: number): string {
  if (!(half > 0)) return formatNumber(value)
  const digits = Math.min(MOST_DIGITS, Math.max(0, 1 - Math.floor(Math.log10(half))))
  const text = value.toLocaleString(currentLanguage(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return text.replace('-', '−')
}

/** "212 ms ± 6". */
export function plusMinus(mean: number, halfWidth: number | null, unit: Unit): string {
  if (halfWidth === null || Number.isNaN(halfWidth)) return formatQuantity(mean, unit)
  const { divisor, suffix } = scaleOf(Math.abs(mean), unit)
  const half = halfWidth / divisor
  // What is not nothing must not read as if it were.
  const least = 10 ** -MOST_DIGITS
  const shown = half === 0 ? '0' : half < least / 2 ? `<${THIN}${rounded(least, least * 10)}` : rounded(half, half)
  return `${half === 0 ? formatNumber(mean / divisor) : rounded(mean / divisor, half)}${suffix} ± ${shown}`
}

/** "205 to 221 ms"; nothing where an end is missing. */
export function fromTo(lower: number | null, upper: number | null, unit: Unit): string {
  if (lower === null || upper === null) return NOTHING
  const { divisor, suffix } = scaleOf(Math.max(Math.abs(lower), Math.abs(upper)), unit)
  const half = (upper - lower) / 2 / divisor
  return t('{from} to {to}', {
    from: rounded(lower / divisor, half),
    to: `${rounded(upper / divisor, half)}${suffix}`,
  })
}
