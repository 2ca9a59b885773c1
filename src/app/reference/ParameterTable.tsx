import { defaultValue, type Schema } from '../../lib/schema'
import type { Unit } from '../../lib/units'
import { listed, t, text } from '../i18n/language'
import { THIN } from '../ui/format'
import { displayUnit, rangeText, writeQuantity } from '../ui/quantity'
import type { MemberData } from './data'
import { inSentence, sentences } from './words'

const UNIT_NAMES: { readonly [unit in Unit]: string } = {
  ms: text('time'),
  '1/s': text('rate, per second'),
  count: text('count'),
  share: text('share'),
  factor: text('factor'),
  byte: text('bytes'),
  'byte/s': text('bytes per second'),
  km: text('kilometres'),
  permille: text('permille'),
  exponent: text('exponent'),
}

/** Every parameter with its unit, default and limits. */
export function ParameterTable({ fields, rules }: Pick<MemberData, 'fields' | 'rules'>) {
  const entries = Object.entries(fields)
  if (entries.length === 0) return <p className="member__none">{t('It has no parameters.')}</p>
  return (
    <div className="scroll">
      <table className="table parameters">
        <thead>
          <tr>
            <th scope="col">{t('Parameter')}</th>
            <th scope="col">{t('Unit')}</th>
            <th scope="col">{t('Default')}</th>
            <th scope="col">{t('Limits')}</th>
            <th scope="col">{t('What it sets')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, { label, help, schema }]) => (
            <tr key={name}>
              <th scope="row">
                {t(label)} <code>{name}</code>
              </th>
              <td>{unitOf(schema)}</td>
              <td>{shown(schema, defaultValue(schema))}</td>
              <td>{rangeOf(schema)}</td>
              <td className="table__words">
                {sentences([help, ...rules.filter(({ field }) => field === name).map((rule) => rule.text)])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function unitOf(schema: Schema): string {
  switch (schema.kind) {
    case 'number':
      return t(UNIT_NAMES[schema.unit])
    case 'nullable':
      return unitOf(schema.inner)
    case 'boolean':
      return t('yes or no')
    case 'choice':
      return t('choice')
    case 'list':
      return t('list')
    default:
      return schema.kind
  }
}

function rangeOf(schema: Schema): string {
  switch (schema.kind) {
    case 'number':
      return rangeText(schema)
    case 'nullable':
      return t('{none}, or {range}', { none: t(schema.nullLabel), range: rangeOf(schema.inner) })
    case 'boolean':
      return t('on, off')
    case 'choice':
      return listed(schema.options.map(({ label }) => t(label)))
    case 'list':
      return t('{least} to {most} of them', { least: schema.minItems, most: schema.maxItems })
    default:
      return ''
  }
}

/** A value in the unit that forms show. */
function shown(schema: Schema, value: unknown): string {
  switch (schema.kind) {
    case 'number': {
      const { suffix } = displayUnit(schema)
      const written = writeQuantity(value as number, schema)
      return suffix === '' ? written : `${written}${THIN}${suffix}`
    }
    case 'nullable':
      return value === null ? t(schema.nullLabel) : shown(schema.inner, value)
    case 'boolean':
      return value === true ? t('on##switch') : t('off##switch')
    case 'choice':
      return t(schema.options.find(({ id }) => id === value)?.label ?? String(value))
    case 'list': {
      const { item } = schema
      if (item.kind !== 'object') return `${(value as unknown[]).length}`
      return (value as Record<string, unknown>[])
        .map((row) =>
          listed(
            Object.entries(item.fields).map(
              ([name, field]) => `${inSentence(field.label)} ${shown(field.schema, row[name])}`,
            ),
          ),
        )
        .join('; ')
    }
    default:
      return ''
  }
}
