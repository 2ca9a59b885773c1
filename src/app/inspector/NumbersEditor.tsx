import { useState } from 'react'
import type { ListSchema, NumberSchema } from '../../lib/schema'
import { t } from '../i18n/language'
import { TextInput } from '../ui/TextInput'
import { useForm } from './form'
import { readNumbers } from './schema-form'

interface NumbersEditorProps {
  label: string
  schema: ListSchema
  item: NumberSchema
  value: readonly number[]
  path: string
}

/** Numbers with commas between them. */
export function NumbersEditor({ label, schema, item, value, path }: NumbersEditorProps) {
  const form = useForm()
  const [problem, setProblem] = useState<string | null>(null)
  const commit = (text: string): void => {
    const numbers = readNumbers(text)
    const { minItems, maxItems } = schema
    if (!numbers) return setProblem(t('Numbers only, with commas between them'))
    if (numbers.length < minItems || numbers.length > maxItems)
      return setProblem(t('Give {least} to {most} numbers', { least: minItems, most: maxItems }))
    const wrong = numbers.find((one) => one < item.min || one > item.max)
    if (wrong !== undefined)
      return setProblem(t('{wrong} is outside {least} to {most}', { wrong, least: item.min, most: item.max }))
    setProblem(null)
    form.set(path, numbers, label)
  }
  return (
    <>
      <TextInput
        label={t('{what}, numbers with commas', { what: t(label) })}
        value={value.join(', ')}
        onChange={commit}
        placeholder="10, 20, 30"
      />
      {problem && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
