/** Numbers as people read them: three or so figures, a thin space before the unit, never a surprise in width. */

import type { Unit } from '../../lib/units'
import { currentLanguage } from '../i18n/language'

/** Narrow space that does not break, between a number and its unit. */
export const THIN = '\u202f'
/** Shown where there is no value. */
export const NOTHING = '–'

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(digits: number): Intl.NumberFormat {
  const language = currentLanguage()
  const key = language + digits
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(language, { maximumFractionDigits: digits, useGrouping: true })
    formatters.set(key, found)
  }
  return found
}

function isMissing(value: number | null | undefined): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value)
}

/** At most three significant figures below 1,000, whole numbers above. */
function rounded(value: number): string {
  const size = Math.abs(value)
  if (size === Infinity) return value < 0 ? '−∞' : '∞'
  if (size >= 100 || Number.isInteger(value)) return formatter(0).format(value)
  if (size >= 10) return formatter(1).format(value)
  if (size >= 1) return formatter(2).format(value)
  if (size >= 0.01) return formatter(3).format(value)
  return size < 1e-6 ? '0' : value.toPrecision(2)
}

const LARGE: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e4, 'k'],
]

/** 1,234 stays; 12,345 becomes 12.3 k when `isShort`. */
export function formatNumber(value: number | null | undefined, isShort = false): string {
  if (isMissing(value)) return NOTHING
  if (isShort) {
    for (const [limit, letter] of LARGE) {
      const divisor = letter === 'k' ? 1e3 : limit
      if (Math.abs(value) >= limit && Math.abs(value) !== Infinity)
        return `${rounded(Number((value / divisor).toPrecision(3)))}${THIN}${letter}`
    }
  }
  return rounded(value)
}

/** A count in at most five characters, for places that have no room: 999, 1.2 k, 39 k, 394 k, 2.5 M. */
export function formatCount(value: number | null | undefined): string {
  if (isMissing(value) || Math.abs(value) < 1000 || Math.abs(value) === Infinity) return formatNumber(value)
  const [divisor, letter] = LARGE.find(([limit]) => Math.abs(value) >= limit) ?? [1e3, 'k']
  const count = value / (letter === 'k' ? 1e3 : divisor)
  return `${formatter(Math.abs(count) < 9.95 ? 1 : 0).format(count)}${THIN}${letter}`
}

/** 0.42 ms, 212 ms, 1.25 s, 2 min, 1 h 5 min. */
export function formatDuration(ms: number | null | undefined): string {
  if (isMissing(ms)) return NOTHING
  const size = Math.abs(ms)
  if (size !== 0 && size < 0.1) return `${rounded(ms * 1000)}${THIN}µs`
  if (size < 1000) return `${rounded(ms)}${THIN}ms`
  if (size < 60_000) return `${rounded(ms / 1000)}${THIN}s`
  if (size === Infinity) return '∞'
  const minutes = Math.floor(ms / 60_000)
  if (size < 3_600_000) return joined(minutes, 'min', Math.round((ms % 60_000) / 1000), 's')
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function joined(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  const head = `${major}${THIN}${majorUnit}`
  return minor === 0 ? head : `${head} ${minor}${THIN}${minorUnit}`
}

/** 0.4/s, 198/s, 1.5 k/s. */
export function formatRate(perSecond: number | null | undefined): string {
  if (isMissing(perSecond)) return NOTHING
  if (perSecond >= 1000) {
    const [divisor, letter] = perSecond >= 1e6 ? [1e6, 'M'] : [1e3, 'k']
    return `${rounded(Number((perSecond / divisor).toPrecision(3)))}${THIN}${letter}/s`
  }
  return `${formatter(perSecond < 10 ? 1 : 0).format(perSecond)}/s`
}

/** 67.5 %. */
export function formatShare(share: number | null | undefined): string {
  if (isMissing(share)) return NOTHING
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return `<${THIN}0.1${THIN}%`
  if (percent > 99.9 && percent < 100) return `99.9${THIN}%`
  return `${formatter(percent < 10 || percent > 90 ? 1 : 0).format(percent)}${THIN}%`
}

const BYTE_STEPS = ['B', 'kB', 'MB', 'GB', 'TB']

/** 512 B, 1.5 kB, 64 MB. */
export function formatBytes(bytes: number | null | undefined): string {
  if (isMissing(bytes)) return NOTHING
  let size = bytes
  let step = 0
  while (Math.abs(size) >= 1000 && step < BYTE_STEPS.length - 1) {
    size /= 1000
    step++
  }
  return `${rounded(size)}${THIN}${BYTE_STEPS[step] ?? 'B'}`
}

/** Simulated time as a clock: 0:38.250, or 0:38 with `isShort`. */
export function formatClock(ms: number, isShort = false): string {
  const whole = Math.max(0, Math.floor(ms))
  const seconds = String(Math.floor(whole / 1000) % 60).padStart(2, '0')
  const minutes = Math.floor(whole / 60_000) % 60
  const hours = Math.floor(whole / 3_600_000)
  const head = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
  return isShort ? head : `${head}.${String(whole % 1000).padStart(3, '0')}`
}

/** A value of any unit, for reading. */
export function formatQuantity(value: number | null | undefined, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value)
    case '1/s':
      return formatRate(value)
    case 'share':
      return formatShare(value)
    case 'byte':
      return formatBytes(value)
    case 'byte/s':
      return isMissing(value) ? NOTHING : `${formatBytes(value)}/s`
    case 'factor':
      return isMissing(value) ? NOTHING : `${formatNumber(value)}×`
    case 'km':
      return isMissing(value) ? NOTHING : `${formatNumber(value)}${THIN}km`
    case 'permille':
      return isMissing(value) ? NOTHING : `${formatNumber(value)}${THIN}‰`
    default:
      return formatNumber(value, true)
  }
}
