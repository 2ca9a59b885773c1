/** What can be done with designs of the library without opening them. */

import { emptyDesign } from '../../design/empty'
import { sketchOf } from '../../design/svg/thumbnail'
import { t } from '../i18n/language'
import { designStore, newDocumentId, useDesign } from '../stores/design'
import { notify } from '../stores/view'
import { tellTabs } from './channel'
import { changeHead, readDesign, removeDesigns, saveDesign } from './database'
import { openStored } from './open-stored'
import type { Head } from './records'
import { saveNow } from './saving'
import { readStoredDesign } from './stored-design'

function isOpen(id: string): boolean {
  return useDesign.getState().documentId === id
}

/** Gives a design another name. */
export async function renameDesign(head: Head, name: string): Promise<void> {
  const clean = name.trim().slice(0, 120)
  if (clean === '' || clean === head.name) return
  if (isOpen(head.id)) {
    designStore.commit('Rename design', (design) => ({ ...design, name: clean }))
    await saveNow()
    return
  }
  await rewrite(head.id, head.id, clean, 'Rename design')
  tellTabs({ type: 'saved', id: head.id })
}

/** Makes a second one of it, in the library alone. */
export async function duplicateDesign(head: Head): Promise<void> {
  if (isOpen(head.id)) await saveNow()
  const id = newDocumentId()
  await rewrite(head.id, id, t('{name} copy', { name: head.name.slice(0, 110) }), 'Duplicate')
  await changeHead(id, (copy) => ({ ...copy, tags: head.tags }))
  tellTabs({ type: 'changed' })
}

/** Saves what one record has under another name, in the same record or a new one. */
async function rewrite(from: string, to: string, name: string, label: string): Promise<void> {
  const stored = await readDesign(from)
  const result = readStoredDesign(stored?.design)
  if (stored === undefined || result.is !== 'fine') throw new Error('The design cannot be read. Open it first.')
  await saveDesign({
    id: to,
    expected: to === from ? stored.head.rev : 0,
    name,
    label,
    design: { ...(stored.design as object), name },
    sketch: sketchOf(result.design),
    savedAt: Date.now(),
    isOpen: false,
  })
}

/** Tags as they are typed, apart by commas. */
export function tagsOf(text: string): string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim().slice(0, 32))
    .filter((tag) => tag !== '')
  return [...new Set(tags)].slice(0, 12)
}

export async function tagDesign(head: Head, text: string): Promise<void> {
  await changeHead(head.id, (before) => ({ ...before, tags: tagsOf(text) }))
  tellTabs({ type: 'changed' })
}

/** Puts a design into the bin. If it is open, an empty one takes its place on the canvas. */
export async function binDesign({ id, name }: Head): Promise<void> {
  const wasOpen = isOpen(id)
  if (wasOpen) {
    await saveNow()
    designStore.open(emptyDesign(), `Put ${name} into the bin`, null)
    await saveNow()
  }
  await changeHead(id, (head) => ({ ...head, binnedAt: Date.now() }))
  tellTabs({ type: 'changed' })
  const undo = async (): Promise<void> => {
    await unbinDesign(id)
    if (wasOpen) await openStored(id)
  }
  notify({ kind: 'info', text: `${name} is in the bin`, action: { label: 'Undo', run: () => void undo() } })
}

export async function unbinDesign(id: string): Promise<void> {
  await changeHead(id, (head) => ({ ...head, binnedAt: null }))
  tellTabs({ type: 'changed' })
}

export async function removeForGood(ids: readonly string[]): Promise<void> {
  await removeDesigns(ids)
  tellTabs({ type: 'changed' })
}

/** Whether a design has all the words in its name or its tags, and the tag if there is one. */
export function matches({ name, tags }: Head, words: string, tag: string | null): boolean {
  if (tag !== null && !tags.includes(tag)) return false
  const text = `${name} ${tags.join(' ')}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
