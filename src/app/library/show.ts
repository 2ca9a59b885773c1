import type { Design } from '../../design/design'
import { loadLayout, needsPlaces } from '../edits/auto-layout'
import { designStore } from '../stores/design'

/** Shows a design, each block at its place. */
export async function show(design: Design, documentId: string | null): Promise<void> {
  if (needsPlaces(design)) await loadLayout()
  designStore.load(design, documentId)
}
