import { useId, useState } from 'react'
import { defaultValue, type Fields, type NumberSchema, type Schema } from '../../lib/schema'
import { t } from '../i18n/language'
import { classNames } from '../ui/class-names'
import type { ControlIds } from '../ui/Field'
import { formatQuantity } from '../ui/format'
import { NumberInput } from '../ui/NumberField'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { TextInput } from '../ui/TextInput'

interface ControlsProps {
  fields: Fields
  values: Readonly<Record<string, unknown>>
  /** Numbers are typed with their unit instead of slid: their limits are too wide apart. */
  isTyped?: boolean
  onChange: (name: string, value: unknown) => void
}

/** A control for each field that fits in a row. */
export function Controls({ fields, values, isTyped = false, onChange }: ControlsProps) {
  return Object.entries(fields)
    .filter(([, { schema }]) => !/^(?:list|record|object|variant|connection)$/.test(schema.kind))
    .map(([name, { label, help, schema }]) => (
      <Control
        key={name}
        label={t(label)}
        help={t(help)}
        schema={schema}
        value={values[name]}
        isTyped={isTyped}
        onChange={(value) => onChange(name, value)}
      />
    ))
}

interface ControlProps {
  label: string
  help: string
  schema: Schema
  value: unknown
  isTyped: boolean
  onChange: (value: unknown) => void
}

function Control({ label, help, schema, value, isTyped, onChange }: ControlProps) {
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const isSlid = schema.kind === 'number' && !isTyped
  const ids: ControlIds = {
    id,
    'aria-describedby': problem === null ? `${id}-help` : `${id}-help ${id}-problem`,
    'aria-invalid': problem === null ? undefined : true,
  }
  return (
    <div className={classNames('control', problem !== null && 'control--bad')}>
      <label className="control__label" htmlFor={id} title={help}>
        {label}
        {isSlid && <output className="control__value">{formatQuantity(value as number, schema.unit)}</output>}
      </label>
      <p id={`${id}-help`} className="visually-hidden">
        {help}
      </p>
      <Value ids={ids} schema={schema} value={value} isTyped={isTyped} onChange={onChange} onProblem={setProblem} />
      {problem !== null && (
        <p id={`${id}-problem`} className="control__problem">
          {problem}
        </p>
      )}
    </div>
  )
}

interface ValueProps {
  ids: ControlIds
  schema: Schema
  value: unknown
  isTyped: boolean
  onChange: (value: unknown) => void
  onProblem: (message: string | null) => void
}

function Value({ ids, schema, value, isTyped, onChange, onProblem }: ValueProps) {
  switch (schema.kind) {
    case 'number':
      return isTyped ? (
        <NumberInput {...ids} schema={schema} value={value as number} onChange={onChange} onProblem={onProblem} />
      ) : (
        <Slider ids={ids} schema={schema} value={value as number} onChange={onChange} />
      )
    case 'boolean':
      return <Switch {...ids} isOn={value as boolean} onChange={onChange} />
    case 'choice':
      return (
        <Select
          {...ids}
          value={value as string}
          options={schema.options.map(({ id, label }) => ({ id, label: t(label) }))}
          onChange={onChange}
        />
      )
    case 'text':
      return <TextInput {...ids} value={value as string} maxLength={schema.maxLength} onChange={onChange} />
    case 'nullable':
      return value === null ? (
        <button
          type="button"
          id={ids.id}
          aria-describedby={ids['aria-describedby']}
          className="input control__none"
          onClick={() => onChange(defaultValue(schema.inner))}
        >
          {t(schema.nullLabel)}
        </button>
      ) : (
        <Value
          ids={ids}
          schema={schema.inner}
          value={value}
          isTyped={isTyped}
          onChange={onChange}
          onProblem={onProblem}
        />
      )
    default:
      return null
  }
}

/** [steps] of a slider that moves by ratio. */
const STEPS = 200

interface SliderProps {
  ids: ControlIds
  schema: NumberSchema
  value: number
  onChange: (value: number) => void
}

function Slider({ ids, schema, value, onChange }: SliderProps) {
  const { min, max, integer, scale, unit } = schema
  const isByRatio = scale === 'log' && min > 0
  const span = max - min
  const step = integer ? 1 : span > 50 ? 1 : span > 5 ? 0.1 : 0.01
  const position = isByRatio ? (Math.log(value / min) / Math.log(max / min)) * STEPS : value
  const valueAt = (at: number): number => {
    if (!isByRatio) return at
    const exact = min * (max / min) ** (at / STEPS)
    return integer ? Math.round(Number(exact.toPrecision(2))) : Number(exact.toPrecision(2))
  }
  return (
    <input
      {...ids}
      className="slider control__slider"
      type="range"
      min={isByRatio ? 0 : min}
      max={isByRatio ? STEPS : max}
      step={isByRatio ? 1 : step}
      value={position}
      aria-valuetext={formatQuantity(value, unit)}
      onChange={(event) => onChange(Math.min(max, Math.max(min, valueAt(Number(event.target.value)))))}
    />
  )
}
