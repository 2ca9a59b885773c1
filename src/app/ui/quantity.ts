/**
 * Reads and writes quantities in form fields: "250ms", "1.5 s", "2 min", "1.5k/s", "80 %", "64 MB".
 *
 * A bare number is in the unit that the field shows beside it. That unit belongs to the field, never to its present value, so
 * that typing the same thing twice means the same thing twice.
 */

import type { NumberSchema } from '../../lib/schema'
import type { Unit } from '../../lib/units'
import { currentLanguage, t } from '../i18n/language'

/** What a field shows: the word beside the number, and how many base units one of it is. */
export interface DisplayUnit {
  readonly suffix: string
  readonly scale: number
}

export type Reading = { ok: true; value: number } | { ok: false; message: string }

type Scales = { readonly [suffix: string]: number }

const TIME: Scales = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  sec: 1e3,
  m: 6e4,
  min: 6e4,
  h: 3.6e6,
  d: 8.64e7,
}
const RATE: Scales = { '/s': 1, rps: 1, qps: 1, hz: 1, '/min': 1 / 60, '/m': 1 / 60, '/h': 1 / 3600 }
const BYTES: Scales = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

const SUFFIXES: { readonly [unit in Unit]: Scales } = {
  ms: TIME,
  '1/s': RATE,
  count: {},
  share: { '%': 0.01, '‰': 0.001 },
  factor: { x: 1, '×': 1, '%': 0.01 },
  byte: BYTES,
  'byte/s': Object.fromEntries(Object.entries(BYTES).map(([suffix, scale]) => [`${suffix}/s`, scale])),
  km: { km: 1, m: 1e-3 },
  permille: { '‰': 1, '%': 10 },
  exponent: {},
}

const EXAMPLES: { readonly [unit in Unit]: string } = {
  ms: '250ms, 1.5 s or 2 min',
  '1/s': '200/s, 1.5k/s or 90/min',
  count: '12 or 1.5k',
  share: '80 %',
  factor: '10 or 2.5',
  byte: '512 B or 64 MB',
  'byte/s': '10 MB/s',
  km: '120 km',
  permille: '5 ‰',
  exponent: '1.2',
}

const MULTIPLES: Scales = { k: 1e3, M: 1e6, G: 1e9 }

/** [ms] the limit of times that belong to a whole run, which are given in seconds. */
const A_DAY = 86_400_000

/** The unit a field of this schema shows, decided by its default so that it never changes under the hand. */
export function displayUnit(schema: NumberSchema): DisplayUnit {
  switch (schema.unit) {
    case 'ms':
      return schema.default >= 10_000 || (schema.max === A_DAY && (schema.default === 0 || schema.default >= 5000))
        ? { suffix: 's', scale: 1e3 }
        : { suffix: 'ms', scale: 1 }
    case '1/s':
      return { suffix: '/s', scale: 1 }
    case 'share':
      return { suffix: '%', scale: 0.01 }
    case 'factor':
      return { suffix: '×', scale: 1 }
    case 'byte':
      return { suffix: 'B', scale: 1 }
    case 'byte/s':
      return { suffix: 'B/s', scale: 1 }
    case 'km':
      return { suffix: 'km', scale: 1 }
    case 'permille':
      return { suffix: '‰', scale: 1 }
    default:
      return { suffix: '', scale: 1 }
  }
}

/** The number as the field shows it, without its unit, and precise: reading it back gives the same value. */
export function writeQuantity(value: number, schema: NumberSchema): string {
  if (value === Infinity) return '∞'
  const shown = value / displayUnit(schema).scale
  const tidy = Number(shown.toPrecision(12))
  const exact = readQuantity(String(tidy), schema)
  const text = exact.ok && exact.value === value ? String(tidy) : String(shown)
  return tidy >= 10_000 && Number.isInteger(tidy) ? tidy.toLocaleString(currentLanguage()) : text
}

/** A comma groups digits by three, as in 1,500; a single one elsewhere is a decimal point, as in 1,5. Others are left to be refused. */
function withoutCommas(text: string): string {
  if (/^[^\d]?\d{1,3}(?:,\d{3})+(?![\d,])/.test(text)) return text.replaceAll(',', '')
  return /^[^,.]*,[^,.]*$/.test(text) ? text.replace(',', '.') : text
}

/** Reads what was typed. Thin spaces group digits, too; the message says what is accepted. */
export function readQuantity(text: string, schema: NumberSchema): Reading {
  const compact = withoutCommas(text.trim().replace(/[\s\u202f\u00a0_]/g, ''))
  if (compact === '')
    return { ok: false, message: t('Give a number, such as {examples}', { examples: t(EXAMPLES[schema.unit]) }) }
  if (/^(∞|inf|infinity)$/i.test(compact)) return checked(Infinity, schema)
  const match = /^([+\-−]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(.*)$/i.exec(compact)
  if (!match) return unreadable(schema)
  const amount = Number((match[1] ?? '').replace('−', '-'))
  const scale = scaleOf(match[2] ?? '', schema)
  return scale === null ? unreadable(schema) : checked(tidyProduct(amount, scale), schema)
}

function unreadable(schema: NumberSchema): Reading {
  return { ok: false, message: t('Not a quantity; try {examples}', { examples: t(EXAMPLES[schema.unit]) }) }
}

function scaleOf(suffix: string, schema: NumberSchema): number | null {
  if (suffix === '') return displayUnit(schema).scale
  const known = SUFFIXES[schema.unit]
  const direct = known[suffix] ?? known[suffix.toLowerCase()]
  if (direct !== undefined) return direct
  const multiple = MULTIPLES[suffix[0] === 'K' ? 'k' : (suffix[0] ?? '')]
  if (multiple === undefined) return null
  const rest = suffix.slice(1)
  if (rest === '') return multiple * displayUnit(schema).scale
  const inner = known[rest.toLowerCase()]
  return inner === undefined ? null : multiple * inner
}

/** Multiplies without the noise of binary fractions: 1.1 × 1000 is 1100, 80 × 0.01 is 0.8. */
function tidyProduct(amount: number, scale: number): number {
  return scale === 1 ? amount : Number((amount * scale).toPrecision(14))
}

function checked(value: number, schema: NumberSchema): Reading {
  if (schema.integer && Number.isFinite(value) && !Number.isInteger(value))
    return { ok: false, message: t('Whole numbers only, {range}', { range: rangeText(schema) }) }
  if (value < schema.min || value > schema.max)
    return { ok: false, message: t('Out of range: {range}', { range: rangeText(schema) }) }
  return { ok: true, value: Object.is(value, -0) ? 0 : value }
}

/** "1 to 10,000", "0 to 100 %", "at least 0 ms": the limits of a field in its own unit. */
export function rangeText(schema: NumberSchema): string {
  const { suffix } = displayUnit(schema)
  const show = (value: number): string => {
    const text = writeQuantity(value, schema)
    return suffix === '' ? text : `${text}\u202f${suffix}`
  }
  if (schema.max >= 1e9) return t('at least {least}', { least: show(schema.min) })
  return t('{least} to {most}', { least: writeQuantity(schema.min, schema), most: show(schema.max) })
}

/** The next value up or down, by arrow key: a step of the leading digit, or by ratio on a log scale. */
export function stepQuantity(value: number, schema: NumberSchema, direction: 1 | -1, isLarge: boolean): number {
  const { scale } = displayUnit(schema)
  const shown = value / scale
  const size = Math.abs(shown)
  const magnitude = size === 0 ? 1 : 10 ** Math.floor(Math.log10(size) - (direction < 0 && isPowerOfTen(size) ? 1 : 0))
  const fine = schema.integer ? Math.max(1, magnitude / 10) : magnitude / 10
  const step = isLarge ? magnitude : fine
  const next = Math.round(shown / step + direction) * step
  const bounded = Math.min(schema.max, Math.max(schema.min, tidyProduct(Number(next.toPrecision(12)), scale)))
  return schema.integer ? Math.round(bounded) : bounded
}

function isPowerOfTen(size: number): boolean {
  return Number.isInteger(Math.log10(size))
}
