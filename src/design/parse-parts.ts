/** Checks what several parts of a design have in common: ids, names, places on the canvas. */
import { isId } from '../lib/ids'
import { cleanText, type Problem, parse, parseFields, quoted } from '../lib/parse'
import type { TextSchema } from '../lib/schema'
import { type Block, MAX_COORDINATE } from './design'
import { asRecord } from './plain'

/** What people call things; characters that cannot be shown are mended rather than refused. */
export function parseName(schema: TextSchema, input: unknown, path: string, errors: Problem[]): string {
  return parse(schema, typeof input === 'string' ? cleanText(input).trim() : input, path, errors)
}

/** An id that is not among the taken ones, or undefined. */
export function parseId(
  input: unknown,
  path: string,
  taken: ReadonlySet<string>,
  errors: Problem[],
): string | undefined {
  const where = `${path}.id`
  if (!isId(input)) {
    const message = input === undefined ? 'the id is missing' : `${quoted(input)} is not an id`
    errors.push({ path: where, message, cure: 'use 1 to 32 lower-case letters, digits, hyphens and underscores' })
    return undefined
  }
  if (!taken.has(input)) return input
  errors.push({
    path: where,
    message: `the id "${input}" is taken`,
    cure: 'give each block, connection, group and comment its own',
  })
  return undefined
}

/** A place on the canvas, or undefined where there is none or no good one. */
export function parsePosition(input: unknown, path: string, errors: Problem[]): Block['position'] {
  if (input === undefined) return undefined
  const isPair = typeof input === 'object' && input !== null && !Array.isArray(input)
  if (isPair) parseFields({}, input, path, errors, ['x', 'y'])
  const { x, y } = asRecord(input)
  if (typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y)) {
    return { x: coordinate(x), y: coordinate(y) }
  }
  errors.push({
    path,
    message: 'the position is not a pair of numbers',
    cure: 'write { "x": 0, "y": 0 } or leave it out',
  })
  return undefined
}

/** Whole pixels within bounds; adding 0 turns −0 into 0. */
function coordinate(value: number): number {
  return Math.min(MAX_COORDINATE, Math.max(-MAX_COORDINATE, Math.round(value))) + 0
}
