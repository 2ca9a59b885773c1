/** A value in a few words, from its schema. */

import { type Schema, variantOf } from '../../lib/schema'
import { plural, t } from '../i18n/language'
import { formatNumber, formatQuantity } from '../ui/format'

/** Short text for a value of a schema, such as "lognormal 8 ms" or "none". */
export function summaryOf(schema: Schema, value: unknown): string {
  switch (schema.kind) {
    case 'number':
      return schema.unit === 'count' ? formatNumber(value as number) : formatQuantity(value as number, schema.unit)
    case 'boolean':
      return value ? t('yes') : t('no')
    case 'choice':
      return t(schema.options.find(({ id }) => id === value)?.label ?? '')
    case 'nullable':
      return value === null ? t(schema.nullLabel) : summaryOf(schema.inner, value)
    case 'variant': {
      const chosen = variantOf(schema, String((value as { type?: unknown } | null)?.type))
      if (!chosen) return ''
      const first = Object.entries(chosen.fields)[0]
      const detail = first ? summaryOf(first[1].schema, (value as Record<string, unknown>)[first[0]]) : ''
      return detail === '' ? t(chosen.label) : `${t(chosen.label)} ${detail}`
    }
    case 'object': {
      const first = Object.entries(schema.fields)[0]
      return first ? summaryOf(first[1].schema, (value as Record<string, unknown>)[first[0]]) : ''
    }
    case 'list':
      return countOf((value as unknown[]).length)
    case 'record':
      return countOf(Object.keys(value as object).length)
    default:
      return String(value)
  }
}

function countOf(count: number): string {
  return count === 0 ? t('none') : plural(count, { one: '{count} entry', other: '{count} entries' })
}
