import { memo, useState } from 'react'
import { breachOf, type Rule } from '../../lib/rules'
import { defaultValue, type Field as FieldSpec, type Fields, type Schema, variantOf } from '../../lib/schema'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { useForm } from './form'
import { ListEditor } from './ListEditor'
import { RecordEditor } from './RecordEditor'
import { isChanged, needsWidth } from './schema-form'
import { ValueControl } from './ValueControl'

interface FieldRowProps {
  field: FieldSpec
  value: unknown
  path: string
  /** The label stands in the heading above already. */
  isTitled?: boolean
  /** How the value does not go with the values beside it. */
  conflict?: string | null
}

/** One field: its label and control, and below it what its value consists of. */
export const FieldRow = memo(function FieldRow({
  field,
  value,
  path,
  isTitled = false,
  conflict = null,
}: FieldRowProps) {
  const form = useForm()
  const [problem, setProblem] = useState<string | null>(null)
  const { schema, label, help } = field
  const hasChanged = isChanged(schema, value)
  const reset = (): void => {
    setProblem(null)
    form.set(path, defaultValue(schema), `Reset ${label.toLowerCase()}`)
  }
  const inner = schema.kind === 'nullable' && value !== null ? schema.inner : schema
  if (inner.kind === 'object')
    return <NestedFields fields={inner.fields} values={value as { readonly [name: string]: unknown }} path={path} />
  if (inner.kind === 'list')
    return (
      <ListEditor
        Nested={NestedFields}
        label={label}
        help={help}
        schema={inner}
        value={value as unknown[]}
        path={path}
        isTitled={isTitled}
        isChanged={hasChanged}
        onReset={reset}
      />
    )
  if (inner.kind === 'record')
    return (
      <RecordEditor label={label} help={help} schema={inner} value={value as Record<string, unknown>} path={path} />
    )
  return (
    <>
      <Field
        label={t(label)}
        help={t(help)}
        error={problem ?? conflict}
        isChanged={hasChanged}
        onReset={reset}
        onUnify={form.isMixed?.(path) ? () => form.set(path, value, label) : undefined}
        layout={needsWidth(schema) ? 'stack' : 'row'}
        testId={TID.field + path}
      >
        {(ids) => (
          <ValueControl
            {...ids}
            name={t(label)}
            schema={schema}
            value={value}
            onChange={(next, isStep) => form.set(path, next, label, isStep)}
            onProblem={setProblem}
          />
        )}
      </Field>
      <Details schema={schema} value={value} path={path} />
      <ReferenceLink schema={inner} value={value} />
    </>
  )
})

interface NestedFieldsProps {
  fields: Fields
  values: { readonly [name: string]: unknown }
  /** Path of the values below the root of the form; empty at the top. */
  path?: string
  /** What the fields keep to together. */
  rules?: readonly Rule[]
}

/** Fields of a nested value, without headings. */
export function NestedFields({ fields, values, path = '', rules = [] }: NestedFieldsProps) {
  return Object.entries(fields).map(([name, field]) => (
    <FieldRow
      key={name}
      field={field}
      value={values[name]}
      path={path === '' ? name : `${path}.${name}`}
      conflict={conflictOf(name, fields, values, rules)}
    />
  ))
}

/** The rule that a field breaks, in the words of the form. */
function conflictOf(
  name: string,
  fields: Fields,
  values: { readonly [name: string]: unknown },
  rules: readonly Rule[],
): string | null {
  const rule = rules.find((candidate) => candidate.field === name && breachOf(candidate, values))
  if (rule === undefined || rule.is === 'ascending') return null
  const other = { value: String(values[rule.other]), field: t(fields[rule.other]?.label ?? rule.other) }
  if (rule.is === 'below') return t('Less than {value}, as "{field}" is', other)
  return t(rule.is === 'at-least' ? 'At least {value}, as "{field}" is' : 'At most {value}, as "{field}" is', other)
}

/** Leads from a choice of algorithms to what was chosen, on the page that documents them. */
function ReferenceLink({ schema, value }: { schema: Schema; value: unknown }) {
  if ((schema.kind !== 'variant' && schema.kind !== 'choice') || schema.family === undefined) return null
  const id = schema.kind === 'choice' ? value : (value as { readonly type?: string } | null)?.type
  const options = schema.kind === 'choice' ? schema.options : schema.variants
  const chosen = options.find((option) => option.id === id)
  return (
    <a
      className="fields__reference"
      href={`./reference.html#${schema.family}${chosen ? `/${chosen.id}` : ''}`}
      target="_blank"
      rel="noreferrer"
      data-testid={TID.referenceLink}
    >
      {t('About {what}', { what: t(chosen ? chosen.label : schema.family.replaceAll('-', ' ')) })}
    </a>
  )
}

/** The fields of the variant that was chosen, set in under it. */
function Details({ schema, value, path }: { schema: Schema; value: unknown; path: string }) {
  const inner = schema.kind === 'nullable' ? schema.inner : schema
  if (inner.kind !== 'variant' || value === null) return null
  const values = value as { readonly [name: string]: unknown }
  const chosen = variantOf(inner, String(values['type']))
  if (!chosen || Object.keys(chosen.fields).length === 0) return null
  return (
    <div className="fields__nested">
      <NestedFields fields={chosen.fields} values={values} path={path} rules={chosen.rules ?? []} />
    </div>
  )
}
