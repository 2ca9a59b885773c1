/** Puts another design in place of the one on screen. */
import type { Design } from '../../design/design'
import { loadLayout, needsPlaces } from '../edits/auto-layout'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'

/**
 * Opens a design as one step that can be undone, every block at its place; the canvas shows them all. `documentId` as in
 * `designStore.open`. False when the page may not change what is open.
 */
export async function openDesign(design: Design, label: string, documentId?: string | null): Promise<boolean> {
  if (needsPlaces(design)) await loadLayout()
  if (!designStore.open(design, label, documentId)) return false
  viewStore.selectNothing()
  // What could not be opened before this no longer matters.
  if (useView.getState().banner?.isAboutOpening) viewStore.closeBanner()
  return true
}
