/** Ids of blocks, connections, counters: lower-case letters, digits, underscore and hyphen, 1 to 32 of them. */
export const ID_PATTERN = /^[a-z0-9_-]{1,32}$/

/** The one id within the pattern that objects keyed by id could not hold. */
const RESERVED_ID = '__proto__'

/** Whether the value can be an id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== RESERVED_ID && ID_PATTERN.test(value)
}
