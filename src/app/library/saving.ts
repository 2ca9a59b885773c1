/** Writes the open document into the library, in order and never over what another tab has saved. */
import type { Design } from '../../design/design'
import { plainDesign } from '../../design/serialize'
import { sketchOf } from '../../design/svg/thumbnail'
import { designStore, newDocumentId, useDesign } from '../stores/design'
import { notify } from '../stores/view'
import { tellTabs } from './channel'
import { saveDesign } from './database'
import { known } from './known'
import { ConflictError } from './records'
import { savingFailed, savingWorks } from './saving-trouble'

/** [ms] from a change to its saving: the first of several decides. */
export const SAVE_DELAY_MS = 150
/** [ms] until another try after one that failed. */
const RETRY_MS = 10_000

/** A state of a document that is yet to be written. */
interface Work {
  id: string
  design: Design
  revision: number
  label: string
}

/** The latest state of each document that is yet to be written. */
const waiting = new Map<string, Work>()
let timer: ReturnType<typeof setTimeout> | undefined
/** Another try after one that failed; a new change does not wait for it. */
let retry: ReturnType<typeof setTimeout> | undefined
let writes = 0
let chain: Promise<void> = Promise.resolve()
/** Whether this tab may write the document. */
let mayWrite: (id: string) => boolean = () => true

export function decideWriting(decide: (id: string) => boolean): void {
  mayWrite = decide
}

/** Notes the present document for writing. */
export function noteChange(): void {
  const { design, documentId, revision, undoLabel } = useDesign.getState()
  if (documentId === null) return
  if (known.get(documentId)?.design === design && !waiting.has(documentId)) return designStore.markSaved(revision)
  waiting.set(documentId, { id: documentId, design, revision, label: undoLabel ?? 'Open' })
  timer ??= setTimeout(() => void saveNow(), SAVE_DELAY_MS)
}

/** Whether anything on this page is not in the library yet. */
export function isAnythingUnsaved(): boolean {
  return waiting.size > 0 || writes > 0
}

/** Writes what waits, without delay. Resolves when it was tried. */
export function saveNow(): Promise<void> {
  clearTimeout(timer)
  clearTimeout(retry)
  timer = undefined
  for (const id of waiting.keys()) {
    if (!mayWrite(id)) continue
    chain = chain.then(() => writeLatest(id))
  }
  return chain
}

async function writeLatest(id: string): Promise<void> {
  const work = waiting.get(id)
  if (work === undefined) return
  waiting.delete(id)
  writes++
  try {
    await write(work)
  } catch (error) {
    if (error instanceof ConflictError) keepBoth(work)
    else {
      if (!waiting.has(id)) waiting.set(id, work)
      if (useDesign.getState().documentId === id) designStore.markSaveFailed()
      savingFailed(error)
      retry = setTimeout(() => void saveNow(), RETRY_MS)
    }
  } finally {
    writes--
  }
}

async function write({ id, design, revision, label }: Work): Promise<void> {
  const rev = await saveDesign({
    id,
    expected: known.get(id)?.rev ?? 0,
    name: design.name,
    label,
    design: plainDesign(design),
    sketch: sketchOf(design),
    savedAt: Date.now(),
    isOpen: useDesign.getState().documentId === id,
  })
  known.set(id, { rev, design })
  tellTabs({ type: 'saved', id })
  if (useDesign.getState().documentId === id) designStore.markSaved(revision)
  savingWorks()
}

/** Whether this document has changes that are not in the library yet. */
export function isWaiting(id: string): boolean {
  return waiting.has(id)
}

/** What was changed here although another tab had the document goes on as a design of its own. */
export function keepWaiting(id: string): void {
  const work = waiting.get(id)
  waiting.delete(id)
  if (work !== undefined) keepBoth(work)
}

function keepBoth(work: Work): void {
  const id = newDocumentId()
  const name = `${work.design.name.slice(0, 100)} (from this tab)`
  if (useDesign.getState().documentId === work.id) {
    designStore.moveTo(id)
    designStore.commit('Rename design', (design) => ({ ...design, name }))
  } else {
    waiting.set(id, { ...work, id, design: { ...work.design, name } })
    chain = chain.then(() => writeLatest(id))
  }
  notify({
    kind: 'warning',
    text: `Another tab changed ${work.design.name} at the same time. Both are kept, yours as ${name}.`,
  })
}
