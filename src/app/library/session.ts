/**
 * Looks after the open document: one tab writes it, the others follow what that one saves and may take over. Whatever is open
 * when the tab closes is saved first.
 */
import { watchForMissingParts } from '../offline/reload'
import { designStore, useDesign } from '../stores/design'
import { type Banner, notify, viewStore } from '../stores/view'
import { hearTabs, tellTabs } from './channel'
import { readDesign } from './database'
import { known } from './known'
import { decideWriting, isAnythingUnsaved, isWaiting, keepWaiting, noteChange, saveNow } from './saving'
import { readStoredDesign } from './stored-design'
import { lockDesign, type TabLock } from './tab-lock'

/** [ms] after this long without the lock another tab has it. */
const PATIENCE_MS = 200
/** [ms] that a tab has to hand over before the lock is taken from it. */
const HAND_OVER_MS = 1500

let attached: string | null = null
let lock: TabLock | null = null
/** The lock is ours; what is written may still be on its way here. */
let isGranted = false
/** The document is ours to write. */
let isHeld = false
let patience: ReturnType<typeof setTimeout> | undefined
let banner: Banner | null = null

/** Saves and follows from now on. */
export function startSession(): void {
  watchForMissingParts()
  decideWriting((id) => id !== attached || isHeld)
  useDesign.subscribe((state, before) => {
    if (state.documentId !== attached) attach(state.documentId)
    if (state.revision === before.revision) {
      if (state.refusals !== before.refusals) refuse()
      return
    }
    if (state.saveState === 'unsaved') noteChange()
    if (state.undoLabel !== null && state.documentId !== null) forgetLink()
  })
  hearTabs((message) => {
    if (message.type === 'changed' || message.id !== attached) return
    if (message.type === 'take-over') void handOver()
    else void refresh(message.id)
  })
  attach(useDesign.getState().documentId)
  // What was changed before this was loaded.
  if (useDesign.getState().saveState === 'unsaved') noteChange()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void saveNow()
  })
  window.addEventListener('pagehide', () => void saveNow())
  window.addEventListener('beforeunload', (event) => {
    if (!isAnythingUnsaved()) return
    void saveNow()
    event.preventDefault()
  })
}

/** Turns to another document: what waits of the last one is written before its lock is given back. */
function attach(id: string | null): void {
  const last = lock
  if (last !== null) void saveNow().then(() => last.release())
  clearTimeout(patience)
  attached = id
  isGranted = false
  isHeld = false
  lock = null
  showReading(false)
  if (id === null) return
  wait(id)
}

function wait(id: string): void {
  lock = lockDesign(id, {
    onHeld: () => {
      if (attached !== id) return
      isGranted = true
      void hold(id)
    },
    onLost: () => {
      if (attached !== id) return
      isGranted = false
      isHeld = false
      read(id)
      if (attached === id) wait(id)
    },
  })
  // A design that was never saved nobody else can have.
  if (known.has(id)) awaitLock(id)
}

/** Reads along when another tab has the lock, and not merely because this one was busy for a while. */
function awaitLock(id: string): void {
  patience = setTimeout(async () => {
    const isTaken = await lock?.isTaken()
    if (attached !== id || isGranted) return
    if (isTaken) read(id)
    else awaitLock(id)
  }, PATIENCE_MS)
}

/** The document is ours to write: as the last writer left it. */
async function hold(id: string): Promise<void> {
  clearTimeout(patience)
  const wasReading = useDesign.getState().readOnly !== null
  if (known.has(id)) await refresh(id)
  if (attached !== id || !isGranted) return
  isHeld = true
  showReading(false)
  if (wasReading) notify({ kind: 'info', text: 'This tab can change the design now' })
  void saveNow()
}

/** Another tab writes: this one follows. */
function read(id: string): void {
  keepWaiting(id)
  if (attached === id) showReading(true)
}

function showReading(isReading: boolean): void {
  const { readOnly } = useDesign.getState()
  if (readOnly === 'embedded' || isReading === (readOnly !== null)) return
  designStore.setReadOnly(isReading ? 'other-tab' : null)
  if (isReading) {
    banner = {
      kind: 'info',
      title: 'This design is open in another tab',
      lines: ['This tab shows what is saved there. Take over to change it here.'],
      action: { label: 'Take over', run: takeOver },
    }
    viewStore.showBanner(banner)
  } else if (banner !== null) viewStore.withdrawBanner(banner)
}

function refuse(): void {
  if (useDesign.getState().readOnly !== 'other-tab') return
  notify({
    kind: 'warning',
    text: 'This design is open in another tab',
    action: { label: 'Take over', run: takeOver },
  })
}

/** Asks the tab that writes to hand over, and takes the document from it when it does not answer. */
function takeOver(): void {
  const id = attached
  const asked = lock
  if (id === null) return
  tellTabs({ type: 'take-over', id })
  setTimeout(() => {
    if (lock === asked && !isHeld) asked?.steal()
  }, HAND_OVER_MS)
}

async function handOver(): Promise<void> {
  const id = attached
  if (!isHeld || id === null) return
  showReading(true)
  await saveNow()
  if (attached !== id) return
  isGranted = false
  isHeld = false
  lock?.release()
  wait(id)
}

/** Shows the revision that the library has, if it is another. */
async function refresh(id: string): Promise<void> {
  const stored = await readDesign(id).catch(() => undefined)
  if (stored === undefined || attached !== id || stored.head.rev <= (known.get(id)?.rev ?? 0)) return
  const result = readStoredDesign(stored.design)
  if (result.is !== 'fine') return
  if (isWaiting(id)) return keepWaiting(id)
  designStore.receive(result.design)
  known.set(id, { rev: stored.head.rev, design: designStore.get() })
}

/** A changed design is no longer what the link in the address bar says, and a reload should bring the change back. */
function forgetLink(): void {
  if (location.hash.startsWith('#v')) history.replaceState(null, '', location.pathname + location.search)
}
