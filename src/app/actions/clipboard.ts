/** Copy, cut, paste and duplicate. The page keeps its own copy; the system's clipboard carries it between tabs where it may. */
import { emptyDesign } from '../../design/empty'
import { remove } from '../edits/blocks'
import { type Clip, clipOf, paste } from '../edits/clipboard'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { selectedIds } from './selection'

const MARK = 'loadbearing-clip:'

let held: Clip | null = null
let pastes = 0

/** Copies the selection. Returns what was copied, or null when no block is selected. */
export function copySelection(): Clip | null {
  const clip = clipOf(designStore.get(), useView.getState().selection.blocks)
  if (!clip) return null
  held = clip
  pastes = 0
  const count = clip.blocks.length
  viewStore.announce(count === 1 ? 'Copied 1 block' : `Copied ${count} blocks`)
  return clip
}

export function cutSelection(): Clip | null {
  const clip = copySelection()
  if (clip !== null) {
    const ids = selectedIds()
    designStore.commit('Cut', (design) => remove(design, ids))
    viewStore.selectNothing()
  }
  return clip
}

/** Pastes what another tab copied, or else what this page did. */
export async function pasteText(text: string): Promise<void> {
  if (text.startsWith(MARK)) {
    const { parseDesignText } = await import('../../design/schema')
    const { design } = parseDesignText(text.slice(MARK.length))
    if (JSON.stringify(design.blocks) !== JSON.stringify(held?.blocks)) {
      held = design
      pastes = 0
    }
  }
  if (held) {
    pastes++
    place('Paste', held, pastes)
  }
}

export function duplicateSelection(): void {
  const clip = clipOf(designStore.get(), useView.getState().selection.blocks)
  if (clip) place('Duplicate', clip, 1)
}

export function canPaste(): boolean {
  return held !== null
}

function place(label: string, clip: Clip, times: number): void {
  let added: string[] = []
  designStore.commit(label, (design) => {
    const pasted = paste(design, clip, { x: 40 * times, y: 40 * times })
    added = pasted.blocks
    return pasted.design
  })
  viewStore.select(added)
}

/** Puts what was copied on the system's clipboard as text, where the browser lets it; silently nothing otherwise. */
export async function offerToSystem(clip: Clip | null): Promise<void> {
  if (clip === null) return
  try {
    const { plainDesign } = await import('../../design/serialize')
    const design = { ...emptyDesign(), blocks: [...clip.blocks], connections: [...clip.connections] }
    await navigator.clipboard?.writeText(MARK + JSON.stringify(plainDesign(design)))
  } catch {
    // Refused: pasting in this tab works all the same.
  }
}
