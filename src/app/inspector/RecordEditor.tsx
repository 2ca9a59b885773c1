import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { ID_PATTERN } from '../../lib/ids'
import { defaultValue, type RecordSchema } from '../../lib/schema'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { TextInput } from '../ui/TextInput'
import { useForm } from './form'
import { freeKey } from './schema-form'
import { ValueControl } from './ValueControl'

interface RecordEditorProps {
  label: string
  help: string
  schema: RecordSchema
  value: { readonly [id: string]: unknown }
  path: string
}

/** Named values: a name, its value, and a way to remove both. */
export function RecordEditor({ label, help, schema, value, path }: RecordEditorProps) {
  const form = useForm()
  const [problem, setProblem] = useState<string | null>(null)
  const entries = Object.entries(value)
  const rename = (from: string, to: string): void => {
    if (!ID_PATTERN.test(to)) return setProblem(t('Lower-case letters, digits, hyphens and underscores, at most 32'))
    if (to !== from && Object.hasOwn(value, to)) return setProblem(t('There is a "{name}" already', { name: to }))
    setProblem(null)
    form.set(path, Object.fromEntries(entries.map(([id, item]) => [id === from ? to : id, item])), `Rename in ${label}`)
  }
  return (
    <div className="list" data-testid={TID.field + path}>
      <div className="list__head">
        <span className="field__label" data-tip={t(help)}>
          {t(label)}
        </span>
      </div>
      {entries.map(([id, item]) => (
        <div key={id} className="record-row">
          <TextInput
            label={t('{what}: name', { what: t(label) })}
            value={id}
            maxLength={32}
            onChange={(next) => rename(id, next)}
          />
          <ValueControl
            schema={schema.value}
            value={item}
            label={`${t(label)}: ${id}`}
            onChange={(next, isStep) => form.set(path, { ...value, [id]: next }, `${label}: ${id}`, isStep)}
            onProblem={setProblem}
          />
          <IconButton
            size="small"
            icon={X}
            label={t('Remove {name}', { name: id })}
            onClick={() => form.set(path, Object.fromEntries(entries.filter(([one]) => one !== id)), `Remove ${id}`)}
          />
        </div>
      ))}
      {problem && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {entries.length < schema.maxItems && (
        <Button
          variant="quiet"
          icon={Plus}
          className="list__add"
          onClick={() =>
            form.set(path, { ...value, [freeKey(value, 'name')]: defaultValue(schema.value) }, `Add to ${label}`)
          }
        >
          {t('Add a {what}', { what: t(label).toLowerCase().replace(/s$/, '') })}
        </Button>
      )}
    </div>
  )
}
