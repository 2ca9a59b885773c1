/** Checks the comments of a design. */
import { suggestion } from '../lib/near-miss'
import { cleanText, type Problem, parseFields, parseValue, quoted } from '../lib/parse'
import { integer } from '../lib/schema'
import {
  COMMENT_WIDTH,
  type Comment,
  MAX_COMMENT,
  MAX_COMMENT_WIDTH,
  MAX_COMMENTS,
  MIN_COMMENT_WIDTH,
} from './comments'
import type { KnownBlocks } from './parse-groups'
import { parseId, parsePosition } from './parse-parts'
import { asRecord, entriesOf, isRecord } from './plain'

const WIDTH = integer('count', COMMENT_WIDTH, { min: MIN_COMMENT_WIDTH, max: MAX_COMMENT_WIDTH })

/** Checks comments against the blocks of a design. Ids that they take are added to `taken`. */
export function parseComments(input: unknown, blocks: KnownBlocks, taken: Set<string>, errors: Problem[]): Comment[] {
  const comments: Comment[] = []
  for (const [index, raw] of entriesOf(input, 'comments', MAX_COMMENTS, errors)) {
    const path = `comments[${index}]`
    if (!isRecord(raw, path, errors)) continue
    parseFields({}, raw, path, errors, ['id', 'text', 'position', 'width', 'block'])
    const source = asRecord(raw)
    const id = parseId(source['id'], path, taken, errors)
    const text = parseCommentText(source['text'], `${path}.text`, errors)
    if (id === undefined || text === undefined) continue
    taken.add(id)
    const position = parsePosition(source['position'] ?? null, `${path}.position`, errors) ?? { x: 0, y: 0 }
    const comment: Comment = { id, text, position }
    const width = parseValue(WIDTH, source['width'], `${path}.width`, errors) as number
    if (width !== COMMENT_WIDTH) comment.width = width
    const block = parseAttached(source['block'], `${path}.block`, blocks, errors)
    if (block !== undefined) comment.block = block
    comments.push(comment)
  }
  return comments
}

/** Text without what cannot be shown, its lines kept; undefined where nothing is left of it. */
export function cleanComment(text: string): string | undefined {
  const lines = text.replace(/\r\n?/g, '\n').slice(0, MAX_COMMENT).split('\n').map(cleanText)
  const clean = lines.join('\n').trim()
  return clean === '' ? undefined : clean
}

function parseCommentText(input: unknown, path: string, errors: Problem[]): string | undefined {
  const refuse = (message: string, cure: string): void => {
    errors.push({ path, message, cure })
  }
  if (typeof input !== 'string') {
    refuse(input === undefined ? 'the text is missing' : `${quoted(input)} is not text`, 'write a string in quotes')
    return undefined
  }
  const clean = cleanComment(input)
  if (clean === undefined) refuse('the comment says nothing', 'write something, or remove it')
  else if (input.length > MAX_COMMENT)
    refuse(`the text is ${input.length} characters long`, `shorten it to ${MAX_COMMENT}`)
  return clean
}

function parseAttached(input: unknown, path: string, blocks: KnownBlocks, errors: Problem[]): string | undefined {
  if (input === undefined) return undefined
  if (typeof input === 'string' && blocks.kept.some(({ id }) => id === input)) return input
  if (typeof input === 'string' && blocks.dropped.has(input)) return undefined
  const ids = blocks.kept.map(({ id }) => id)
  errors.push({
    path,
    message: `there is no block ${quoted(input)}`,
    cure: `${suggestion(input, ids)}name a block, or leave it out`,
  })
  return undefined
}
