/**
 * Parts of a design that many designs do not have, behind what all have: each as its permanent number and what it holds, in order
 * of the numbers. A part that is missing takes no byte, so that links without it are what they were before there was such a part.
 */
import { variantOf } from '../../lib/schema'
import { type Comment, commentsOf, MAX_COMMENTS } from '../comments'
import type { Design } from '../design'
import { groupsOf, MAX_GROUPS } from '../group-tree'
import { GROUP_KINDS, type Group, MAX_MEMBERS } from '../groups'
import { type ByteReader, type ByteWriter, LinkError } from './bytes'
import { readId, writeId } from './ids'
import { readFields, writeFields } from './values'

/** Permanent numbers of the parts. */
export const SECTIONS = { groups: 1, comments: 2 } as const

const HAS_LABEL = 1
const IS_COLLAPSED = 2
const HAS_WIDTH = 1
const HAS_BLOCK = 2

/** A group as it was read: what else it says is checked later. */
interface ReadGroup {
  id: string
  [key: string]: unknown
}

/** What was read, not yet checked; parts that are missing are left out. */
export interface SectionContent {
  groups?: ReadGroup[]
  comments?: unknown[]
}

/** Appends the parts that the design has. */
export function writeSections(out: ByteWriter, design: Design): void {
  const groups = groupsOf(design)
  const comments = commentsOf(design)
  const places = new Map([...design.blocks, ...groups].map(({ id }, index) => [id, index]))
  if (groups.length > 0) {
    out.count(SECTIONS.groups)
    out.count(groups.length)
    for (const group of groups) writeGroup(out, group)
    for (const { members } of groups) {
      out.count(members.length)
      for (const member of members) out.count(places.get(member) ?? 0)
    }
  }
  if (comments.length > 0) {
    out.count(SECTIONS.comments)
    out.count(comments.length)
    for (const comment of comments) writeComment(out, comment, places)
  }
}

/** Reads what {@link writeSections} wrote, to the end. Throws LinkError. */
export function readSections(input: ByteReader, blocks: readonly { readonly id: string }[]): SectionContent {
  const content: SectionContent = {}
  let previous = 0
  while (!input.isAtEnd) {
    const number = input.count()
    if (number <= previous) throw new LinkError('parts are out of order')
    previous = number
    if (number === SECTIONS.groups) content.groups = readGroups(input, blocks)
    else if (number === SECTIONS.comments) content.comments = readComments(input, blocks)
    else throw new LinkError(`there is a part that this version does not know (${number})`)
  }
  return content
}

function writeGroup(out: ByteWriter, { id, kind, label, params, collapsed }: Group): void {
  const variant = variantOf(GROUP_KINDS, kind)
  out.count(variant?.number ?? 0)
  writeId(out, id, [kind])
  out.count((label === undefined ? 0 : HAS_LABEL) + (collapsed ? IS_COLLAPSED : 0))
  if (label !== undefined) out.text(label)
  writeFields(out, variant?.fields ?? {}, params, [])
}

function readGroups(input: ByteReader, blocks: readonly { readonly id: string }[]): ReadGroup[] {
  const heads = Array.from({ length: input.countUpTo(MAX_GROUPS) }, () => readGroup(input))
  const ids = [...blocks, ...heads].map(({ id }) => id)
  return heads.map((head) => {
    const members = Array.from({ length: input.countUpTo(MAX_MEMBERS) }, () => {
      const member = ids[input.count()]
      if (member === undefined) throw new LinkError('a group has a member that is not there')
      return member
    })
    return { ...head, members }
  })
}

function readGroup(input: ByteReader): ReadGroup {
  const number = input.count()
  const variant = GROUP_KINDS.variants.find((candidate) => candidate.number === number)
  if (!variant) throw new LinkError(`there is a kind of group that this version does not know (${number})`)
  const id = readId(input, [variant.id])
  const flags = input.countUpTo(HAS_LABEL + IS_COLLAPSED)
  const label = flags % 2 === HAS_LABEL ? { label: input.text() } : {}
  const collapsed = flags >= IS_COLLAPSED ? { collapsed: true } : {}
  return { id, kind: variant.id, ...label, ...collapsed, params: readFields(input, variant.fields, []) }
}

function writeComment(out: ByteWriter, comment: Comment, places: ReadonlyMap<string, number>): void {
  const { id, text, position, width, block } = comment
  writeId(out, id, ['comment'])
  out.text(text)
  out.signed(position.x)
  out.signed(position.y)
  out.count((width === undefined ? 0 : HAS_WIDTH) + (block === undefined ? 0 : HAS_BLOCK))
  if (width !== undefined) out.count(width)
  if (block !== undefined) out.count(places.get(block) ?? 0)
}

function readComments(input: ByteReader, blocks: readonly { readonly id: string }[]): unknown[] {
  return Array.from({ length: input.countUpTo(MAX_COMMENTS) }, () => {
    const id = readId(input, ['comment'])
    const text = input.text()
    const position = { x: input.signed(), y: input.signed() }
    const flags = input.countUpTo(HAS_WIDTH + HAS_BLOCK)
    const width = flags % 2 === HAS_WIDTH ? { width: input.count() } : {}
    const place = flags >= HAS_BLOCK ? input.count() : undefined
    if (place !== undefined && !blocks[place]) throw new LinkError('a comment is about a block that is not there')
    return { id, text, position, ...width, ...(place === undefined ? {} : { block: blocks[place]?.id }) }
  })
}
