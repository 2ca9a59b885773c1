/** What several blocks or connections have in common, so that it can be set for all of them at once. */
import { isEqual } from '../../design/serialize'
import type { Field, Fields } from '../../lib/schema'
import { isAlike } from '../edits/replace-kind'

type Values = { readonly [name: string]: unknown }

/** Fields that all have under the same name, with the same limits; references lead elsewhere in each, so they are left out. */
export function sharedFields(all: readonly Fields[]): Fields {
  const [first = {}, ...rest] = all
  const isShared = ([name, field]: [string, Field]): boolean =>
    !JSON.stringify(field.schema).includes('"kind":"connection"') &&
    rest.every((fields) => {
      const other = fields[name]
      return other === field || (other !== undefined && isAlike(field.schema, other.schema))
    })
  return Object.fromEntries(Object.entries(first).filter(isShared))
}

/** Whether a value deep in the parameters is not the same in all. A path is as forms write it: `breaker.openMs`, `steps[0]`. */
export function isMixed(all: readonly Values[], path: string): boolean {
  const segments = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  const [first, ...rest] = all.map((values) => segments.reduce<unknown>(valueIn, values))
  return rest.some((value) => !isEqual(value, first))
}

function valueIn(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? (holder as Values)[name] : undefined
}
