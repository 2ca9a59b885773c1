/** What the page says when the browser does not keep designs, and when it asks for room that lasts. */

import type { Banner } from '../stores/view'
import { notify, viewStore } from '../stores/view'
import { saveAsFile } from './keep-file'

let shown: Banner | null = null
let hasSaved = false

/** Says once that saving fails, why, and what to do. */
export function savingFailed(error: unknown): void {
  if (shown !== null) return
  shown = {
    kind: 'warning',
    title: titleOf(error),
    lines: ['Go on as you were: nothing is lost while this page is open. Save the design as a file to keep it longer.'],
    action: { label: 'Save as a file', run: saveAsFile },
  }
  viewStore.showBanner(shown)
}

function titleOf(error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  if (typeof indexedDB === 'undefined')
    return 'This browser has no IndexedDB for the page, so designs are not kept here'
  if (name === 'QuotaExceededError') return 'The room that the browser gives this page is full'
  if (name === 'SecurityError' || name === 'InvalidStateError')
    return 'The settings of this browser forbid the page to keep designs'
  return 'The browser could not save the design'
}

/** Takes the complaint back; after the first saving of all asks for room that is not cleared by itself. */
export function savingWorks(): void {
  if (shown !== null) {
    viewStore.withdrawBanner(shown)
    shown = null
    notify({ kind: 'success', text: 'Saving works again' })
  }
  if (hasSaved) return
  hasSaved = true
  void askForLastingRoom()
  if (!isSecureContext) warnOfInsecurePage()
}

async function askForLastingRoom(): Promise<void> {
  try {
    const { storage } = navigator as { storage?: StorageManager }
    if (storage !== undefined && !(await storage.persisted())) await storage.persist()
  } catch {
    // The browser decides by itself what it clears.
  }
}

function warnOfInsecurePage(): void {
  viewStore.showBanner({
    kind: 'info',
    title: 'This page was opened without HTTPS',
    lines: [
      'Designs are kept, but the browser does not keep two tabs from changing the same one, does not protect them from being cleared, and the page does not work offline.',
    ],
    action: { label: 'Save as a file', run: saveAsFile },
  })
}
