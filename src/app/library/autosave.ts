/** Saves the design as it is changed. */
import { serializeDesign } from '../../design/serialize'
import { designStore, useDesign } from '../stores/design'
import { notify } from '../stores/view'
import { saveDesign } from './database'

/** [ms] from a change to its saving. */
export const SAVE_DELAY_MS = 250
/** [ms] until another try after one that failed. */
const RETRY_MS = 10_000

let timer: ReturnType<typeof setTimeout> | undefined
let isWriting = false

/** Saves from now on. Returns how to stop. */
export function startAutosave(): () => void {
  const unsubscribe = useDesign.subscribe((state, before) => {
    if (state.revision === before.revision || state.documentId === null) return
    forgetLink()
    schedule(SAVE_DELAY_MS)
  })
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') void save()
  }
  // What was changed before this was loaded.
  if (useDesign.getState().saveState === 'unsaved') schedule(0)
  document.addEventListener('visibilitychange', onHide)
  window.addEventListener('pagehide', onHide)
  return () => {
    unsubscribe()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onHide)
    window.removeEventListener('pagehide', onHide)
  }
}

function schedule(delay: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void save(), delay)
}

async function save(): Promise<void> {
  const { design, documentId, revision, saveState } = useDesign.getState()
  if (documentId === null || saveState === 'saved') return
  // One at a time: what changes meanwhile is saved after it.
  if (isWriting) return schedule(SAVE_DELAY_MS)
  isWriting = true
  try {
    await saveDesign({
      id: documentId,
      name: design.name,
      design: JSON.parse(serializeDesign(design)) as unknown,
      savedAt: Date.now(),
    })
    designStore.markSaved(revision)
  } catch {
    if (useDesign.getState().saveState !== 'failed')
      notify({ kind: 'warning', text: 'This browser does not let the page save. Export the design to keep it.' })
    designStore.markSaveFailed()
    schedule(RETRY_MS)
  } finally {
    isWriting = false
  }
}

/** A changed design is no longer what the link in the address bar says, and a reload should bring the change back. */
function forgetLink(): void {
  if (location.hash.startsWith('#v')) history.replaceState(null, '', location.pathname + location.search)
}
