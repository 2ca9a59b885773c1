import type { Fields } from '../../lib/schema'
import { t } from '../i18n/language'
import { FieldRow } from './FieldRow'
import { isLarge, sectionsOf } from './schema-form'

interface FieldsFormProps {
  fields: Fields
  values: { readonly [name: string]: unknown }
  /** Path of the values below the root of the form; empty at the top. */
  path?: string
}

/** A form for named fields, under their headings. */
export function FieldsForm({ fields, values, path = '' }: FieldsFormProps) {
  return sectionsOf(fields).map(({ title, fields: entries }) => {
    const [only] = entries
    // A section that holds one large value says its name once, in the heading.
    const isTitled = title !== '' && entries.length === 1 && only !== undefined && isLarge(only[1].schema)
    return (
      <fieldset key={title} className="fields">
        {title !== '' && <legend className="fields__title">{t(title)}</legend>}
        {entries.map(([name, field]) => (
          <FieldRow
            key={name}
            field={field}
            value={values[name]}
            path={path === '' ? name : `${path}.${name}`}
            isTitled={isTitled}
          />
        ))}
      </fieldset>
    )
  })
}
