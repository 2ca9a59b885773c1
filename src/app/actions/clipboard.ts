/**
 * Copy, cut, paste and duplicate. The page keeps its own copy; the system's clipboard carries it as text, a design in JSON, where
 * the browser lets it: to other tabs, into files and chats, and back.
 */
import { commentsOf } from '../../design/comments'
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { viewport } from '../canvas/viewport'
import { type Clip, clipOf, offsetBeside, paste } from '../edits/clipboard'
import { blocksOf, removeWhole } from '../edits/groups'
import type { Point } from '../edits/point'
import { saidOf } from '../edits/said'
import { designStore } from '../stores/design'
import { notify, viewStore } from '../stores/view'
import { focusWhenShown } from '../ui/focus-when-shown'
import { neighbourAfterRemoval } from './neighbours'
import { selectedIds, selectedParts } from './selection'

/** How far each paste stands from the one before. */
const STEP = { x: 40, y: 40 }

let held: Clip | null = null
/** Where the first paste of what is held stands, and how many there were. */
let first: Point = STEP
let pastes = 0

function holdSelection(): Clip | null {
  const clip = clipOf(designStore.get(), selectedParts())
  if (!clip) return null
  held = clip
  first = STEP
  pastes = 0
  return clip
}

/** Copies the selection. Returns what was copied, or null when no block is selected. */
export function copySelection(): Clip | null {
  const clip = holdSelection()
  if (clip) viewStore.announce(`Copied ${saidOf(designStore.get(), idsOf(clip))}`)
  return clip
}

export function cutSelection(): Clip | null {
  const clip = holdSelection()
  if (clip !== null) {
    const ids = selectedIds()
    const design = designStore.get()
    const label = `Cut ${saidOf(design, idsOf(clip))}`
    const next = neighbourAfterRemoval(design, new Set([...ids, ...blocksOf(design, ids)]))
    designStore.commit(label, (present) => removeWhole(present, ids))
    viewStore.selectNothing()
    viewStore.announce(label)
    if (next) viewport()?.focus(next)
  }
  return clip
}

/** Opens a link or a diagram; pastes a design that stands in a text, wherever it was copied, or else what this page copied last. */
export async function pasteText(text: string): Promise<void> {
  const { takeIn } = await import('../share/incoming')
  if (await takeIn(text)) return
  const start = text.indexOf('{')
  if (start >= 0 && text.includes('"loadbearing/')) {
    const { parseDesignText } = await import('../../design/schema')
    const { design, errors } = parseDesignText(text.slice(start))
    const isHeld = JSON.stringify([design.blocks, design.comments]) === JSON.stringify([held?.blocks, held?.comments])
    if (!isHeld && design.blocks.length + commentsOf(design).length > 0) {
      held = design
      first = offsetBeside(designStore.get(), design)
      pastes = 0
    }
    const [problem] = errors
    if (problem && design.blocks.length + commentsOf(design).length === 0) {
      notify({ kind: 'warning', text: `That text is no design: ${problem.message}` })
      if (!held) return
    }
  }
  if (held) {
    place(true, held, { x: first.x + STEP.x * pastes, y: first.y + STEP.y * pastes })
    pastes++
  } else
    notify({ kind: 'info', text: 'There is nothing to paste: copy blocks, a design, a Mermaid flowchart or a link.' })
}

/** For menus, where the browser tells of no paste: asks for the clipboard, and makes do with this page's own copy. */
export async function pasteFromSystem(): Promise<void> {
  let text = ''
  try {
    text = (await navigator.clipboard?.readText()) ?? ''
  } catch {
    // Refused: what was copied in this tab is there all the same.
  }
  await pasteText(text)
}

export function duplicateSelection(): void {
  duplicateParts(selectedParts(), STEP)
}

/** Copies of these blocks, groups and comments, moved by an offset and selected. */
export function duplicateParts(ids: readonly string[], offset: Point): void {
  const clip = clipOf(designStore.get(), ids)
  if (clip) place(false, clip, offset)
}

/** A design of what was copied alone. */
function designWith({ blocks, connections, groups, comments }: Clip): Design {
  const design = { ...emptyDesign(), name: 'Selection', blocks: [...blocks], connections: [...connections] }
  return { ...design, ...(groups ? { groups } : {}), ...(comments ? { comments } : {}) }
}

/** What names a copy: the blocks, or the comments where there are none. */
function idsOf({ blocks, comments = [] }: Clip): string[] {
  return (blocks.length > 0 ? blocks : comments).map(({ id }) => id)
}

function place(isPaste: boolean, clip: Clip, offset: Point): void {
  const [only] = clip.blocks.length === 1 ? clip.blocks : []
  const said = only ? (only.label ?? saidOf(designStore.get(), [only.id])) : saidOf(designWith(clip), idsOf(clip))
  let added: { blocks: string[]; marks: string[] } = { blocks: [], marks: [] }
  designStore.commit(isPaste ? `Paste ${said}` : `Duplicate ${said}`, (design) => {
    const pasted = paste(design, clip, offset)
    added = pasted
    return pasted.design
  })
  viewStore.select(added.blocks, [], added.marks)
  viewStore.announce(isPaste ? `Pasted ${said}` : `Duplicated ${said}`)
  const [shown] = [...added.blocks, ...added.marks]
  if (shown === undefined || !viewport()) return
  focusWhenShown(`.react-flow__node[data-id="${shown}"]`)
  if (isPaste) requestAnimationFrame(() => viewport()?.reveal(shown))
}

/** Puts what was copied on the system's clipboard as text, by the old way where the new one is refused. */
export async function offerToSystem(clip: Clip | null): Promise<void> {
  if (clip === null) return
  const { plainDesign } = await import('../../design/serialize')
  const text = JSON.stringify(plainDesign(designWith(clip)))
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyByCommand(text)
  }
}

/** Works without permission and without a secure context, right after a key press. */
function copyByCommand(text: string): void {
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', onCopy)
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy)
}
