import { defaultValue, type Fields } from '../../lib/schema'

/** The defaults of fields that are known at run time only. */
export function defaultsFor(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, defaultValue(schema)]))
}
