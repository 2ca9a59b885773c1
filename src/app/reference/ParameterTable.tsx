import { defaultValue, type Schema } from '../../lib/schema'
import type { Unit } from '../../lib/units'
import { THIN } from '../ui/format'
import { displayUnit, rangeText, writeQuantity } from '../ui/quantity'
import type { MemberData } from './data'

const UNIT_NAMES: { readonly [unit in Unit]: string } = {
  ms: 'time',
  '1/s': 'rate, per second',
  count: 'count',
  share: 'share',
  factor: 'factor',
  byte: 'bytes',
  'byte/s': 'bytes per second',
  km: 'kilometres',
  permille: 'permille',
  exponent: 'exponent',
}

/** Every parameter with its unit, default and limits. */
export function ParameterTable({ fields, rules }: Pick<MemberData, 'fields' | 'rules'>) {
  const entries = Object.entries(fields)
  if (entries.length === 0) return <p className="member__none">It has no parameters.</p>
  return (
    <div className="scroll">
      <table className="table parameters">
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Unit</th>
            <th scope="col">Default</th>
            <th scope="col">Range</th>
            <th scope="col">What it sets</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, { label, help, schema }]) => (
            <tr key={name}>
              <th scope="row">
                {label} <code>{name}</code>
              </th>
              <td>{unitOf(schema)}</td>
              <td>{shown(schema, defaultValue(schema))}</td>
              <td>{rangeOf(schema)}</td>
              <td className="table__words">
                {[help, ...rules.filter(({ field }) => field === name).map(({ text }) => text)].join(' ')}
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
      return UNIT_NAMES[schema.unit]
    case 'nullable':
      return unitOf(schema.inner)
    case 'boolean':
      return 'yes or no'
    case 'choice':
      return 'choice'
    default:
      return schema.kind
  }
}

function rangeOf(schema: Schema): string {
  switch (schema.kind) {
    case 'number':
      return rangeText(schema)
    case 'nullable':
      return `${schema.nullLabel}, or ${rangeOf(schema.inner)}`
    case 'boolean':
      return 'on, off'
    case 'choice':
      return schema.options.map(({ label }) => label).join(', ')
    case 'list':
      return `${schema.minItems} to ${schema.maxItems} of them`
    default:
      return ''
  }
}

/** A value in the unit that forms show. */
function shown(schema: Schema, value: unknown): string {
  switch (schema.kind) {
    case 'number': {
      const { suffix } = displayUnit(schema)
      const text = writeQuantity(value as number, schema)
      return suffix === '' ? text : `${text}${THIN}${suffix}`
    }
    case 'nullable':
      return value === null ? schema.nullLabel : shown(schema.inner, value)
    case 'boolean':
      return value === true ? 'on' : 'off'
    case 'choice':
      return schema.options.find(({ id }) => id === value)?.label ?? ''
    case 'list': {
      const { item } = schema
      if (item.kind !== 'object') return `${(value as unknown[]).length}`
      return (value as Record<string, unknown>[])
        .map((row) =>
          Object.entries(item.fields)
            .map(([name, field]) => `${field.label.toLowerCase()} ${shown(field.schema, row[name])}`)
            .join(', '),
        )
        .join('; ')
    }
    default:
      return ''
  }
}
