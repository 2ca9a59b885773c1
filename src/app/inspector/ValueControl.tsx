import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { defaultValue, type NullableSchema, type Schema, type VariantSchema } from '../../lib/schema'
import { t } from '../i18n/language'
import { IconButton } from '../ui/Button'
import type { ControlIds } from '../ui/Field'
import { NumberInput } from '../ui/NumberField'
import { Select, type SelectOption } from '../ui/Select'
import { hasSlider, Slider } from '../ui/Slider'
import { Switch } from '../ui/Switch'
import { TextInput } from '../ui/TextInput'
import { useForm } from './form'
import { switchVariant } from './schema-form'

interface ValueControlProps extends Partial<ControlIds> {
  schema: Schema
  value: unknown
  /** For screen readers, where no label is tied to it. */
  label?: string
  /** What the value is called, for a control beside the one that its label is tied to. */
  name?: string
  onChange: (value: unknown, isStep?: boolean) => void
  onProblem?: (message: string | null) => void
}

/** The control for one value that fits in a row. */
export function ValueControl({ schema, value, onChange, onProblem, label, name, ...ids }: ValueControlProps) {
  const named = label === undefined ? ids : { ...ids, label }
  switch (schema.kind) {
    case 'number':
      return (
        <NumberWithSlider hasSlider={hasSlider(schema)}>
          <NumberInput
            {...named}
            schema={schema}
            value={value as number}
            onChange={onChange}
            {...(onProblem ? { onProblem } : {})}
          />
          {hasSlider(schema) && (
            <Slider
              schema={schema}
              value={value as number}
              label={label ?? name}
              onChange={(next, isStep) => {
                onProblem?.(null)
                onChange(next, isStep)
              }}
            />
          )}
        </NumberWithSlider>
      )
    case 'boolean':
      return <Switch {...named} isOn={value as boolean} onChange={onChange} />
    case 'text':
      return <TextInput {...named} value={value as string} maxLength={schema.maxLength} onChange={onChange} />
    case 'choice':
      return <Select {...named} value={value as string} options={translated(schema.options)} onChange={onChange} />
    case 'variant':
      return (
        <Select
          {...named}
          value={(value as { type: string }).type}
          options={translated(schema.variants)}
          onChange={(id) => onChange(switchVariant(schema, value, id))}
        />
      )
    case 'connection':
      return <ConnectionSelect {...named} value={value as string} onChange={onChange} />
    case 'nullable':
      return schema.inner.kind === 'variant' ? (
        <OptionalVariant {...named} schema={schema} inner={schema.inner} value={value} onChange={onChange} />
      ) : (
        <OptionalValue
          {...named}
          schema={schema}
          value={value}
          onChange={onChange}
          {...(onProblem ? { onProblem } : {})}
        />
      )
    default:
      return null
  }
}

/** Choices by their names in the language of the page. */
function translated(options: readonly { id: string; label: string }[]): SelectOption[] {
  return options.map(({ id, label }) => ({ id, label: t(label) }))
}

function NumberWithSlider({ hasSlider, children }: { hasSlider: boolean; children: ReactNode }) {
  return hasSlider ? <span className="with-slider">{children}</span> : children
}

/** One of the connections that leave the block, by where it leads. */
function ConnectionSelect({
  value,
  onChange,
  ...ids
}: { value: string; onChange: (id: string) => void } & Partial<ControlIds>) {
  const { connections } = useForm()
  const options = [
    { id: '', label: connections.length === 0 ? t('connect the block first') : t('choose') },
    ...connections,
  ]
  return <Select {...ids} value={value} options={options} onChange={onChange} />
}

const NONE = ' none'

interface OptionalVariantProps extends Partial<ControlIds> {
  schema: NullableSchema
  inner: VariantSchema
  value: unknown
  onChange: (value: unknown) => void
}

/** None, or one of several: one list for both questions. */
function OptionalVariant({ schema, inner, value, onChange, ...ids }: OptionalVariantProps) {
  const options = translated([{ id: NONE, label: schema.nullLabel }, ...inner.variants])
  return (
    <Select
      {...ids}
      value={value === null ? NONE : (value as { type: string }).type}
      options={options}
      onChange={(id) => onChange(id === NONE ? null : switchVariant(inner, value, id))}
    />
  )
}

interface OptionalValueProps extends Partial<ControlIds> {
  schema: NullableSchema
  value: unknown
  label?: string
  onChange: (value: unknown, isStep?: boolean) => void
  onProblem?: (message: string | null) => void
}

/** A word such as "never" that becomes a field when pressed, and a field that can be emptied. */
function OptionalValue({ schema, value, onChange, onProblem, ...ids }: OptionalValueProps) {
  if (value === null)
    return (
      <button
        type="button"
        id={ids.id}
        aria-describedby={ids['aria-describedby']}
        aria-label={ids.label}
        className="input optional__none"
        data-tip={t('Set a value')}
        onClick={() => onChange(defaultValue(schema.inner))}
      >
        {t(schema.nullLabel)}
      </button>
    )
  return (
    <span className="optional">
      <ValueControl
        {...ids}
        schema={schema.inner}
        value={value}
        onChange={onChange}
        {...(onProblem ? { onProblem } : {})}
      />
      <IconButton
        className="optional__clear"
        size="small"
        icon={X}
        label={t('Set to {word}', { word: t(schema.nullLabel) })}
        onClick={() => {
          onProblem?.(null)
          onChange(null)
        }}
      />
    </span>
  )
}
