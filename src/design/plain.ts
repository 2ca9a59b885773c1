/** Helpers for reading data that may be anything. */
import { type Problem, quoted } from '../lib/parse'

/** Index and value of each entry of a list, at most `max` of them. */
export function entriesOf(input: unknown, path: string, max: number, errors: Problem[]): [number, unknown][] {
  if (input === undefined) return []
  if (!Array.isArray(input)) {
    errors.push({ path, message: `${quoted(input)} is not a list`, cure: 'write a list: [ … ]' })
    return []
  }
  if (input.length > max)
    errors.push({ path, message: `there are ${input.length} entries`, cure: `give at most ${max}` })
  return [...input.slice(0, max).entries()]
}

/** Whether the value is an object of named parts; reports what is not. */
export function isRecord(input: unknown, path: string, errors: Problem[]): boolean {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return true
  errors.push({ path, message: `${quoted(input)} is not an object`, cure: 'write an object: { … }' })
  return false
}

/** Own properties of an object without its prototype; nothing for anything else. */
export function asRecord(input: unknown): { readonly [key: string]: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return {}
  return Object.assign(Object.create(null) as Record<string, unknown>, input)
}
