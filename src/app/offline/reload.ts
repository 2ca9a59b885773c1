/** Reloading without losing anything, and when a part of the page makes it needed. */
import { isAnythingUnsaved, saveNow } from '../library/saving'
import { viewStore } from '../stores/view'

/** Tells when a part of the page cannot be loaded. */
export function watchForMissingParts(): void {
  window.addEventListener('vite:preloadError', tellOfMissingPart)
}

/** A part of the page that was not loaded yet is gone from the server, as after an update. */
function tellOfMissingPart(): void {
  viewStore.showBanner({
    kind: 'warning',
    title: 'A part of this page could not be loaded',
    lines: ['The page was updated on its server, or there is no network. Reload once there is; every design is saved.'],
    action: { label: 'Reload', run: () => void reloadSafely(() => location.reload()) },
  })
}

/** Reloads unless something would be lost by it. */
export async function reloadSafely(reload: () => void): Promise<void> {
  await saveNow()
  if (!isAnythingUnsaved()) return reload()
  const { saveAsFile } = await import('../library/keep-file')
  viewStore.showBanner({
    kind: 'warning',
    title: 'Not reloaded: the browser has not saved the design',
    lines: ['Save it as a file first.'],
    action: { label: 'Save as a file', run: saveAsFile },
  })
}
