/** Copy, cut, paste and duplicate. The page keeps its own copy; the system's clipboard carries it between tabs where it may. */
import { emptyDesign, parseDesignText } from '../../design/schema'
import { plainDesign } from '../../design/serialize'
import { remove } from '../edits/blocks'
import { type Clip, clipOf, paste } from '../edits/clipboard'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { selectedIds } from './selection'

const MARK = 'loadbearing-clip:'

let held: Clip | null = null
let pastes = 0

/** What goes on the system's clipboard for the present selection, or null when no block is selected. */
export function copySelection(): string | null {
  const clip = clipOf(designStore.get(), useView.getState().selection.blocks)
  if (!clip) return null
  held = clip
  pastes = 0
  const count = clip.blocks.length
  viewStore.announce(count === 1 ? 'Copied 1 block' : `Copied ${count} blocks`)
  return (
    MARK +
    JSON.stringify(plainDesign({ ...emptyDesign(), blocks: [...clip.blocks], connections: [...clip.connections] }))
  )
}

export function cutSelection(): string | null {
  const text = copySelection()
  if (text !== null) {
    const ids = selectedIds()
    designStore.commit('Cut', (design) => remove(design, ids))
    viewStore.selectNothing()
  }
  return text
}

/** Pastes what another tab copied, or else what this page did. */
export function pasteText(text: string): void {
  if (text.startsWith(MARK)) {
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

/** Puts text on the system's clipboard where the browser lets it; silently nothing otherwise. */
export async function offerToSystem(text: string | null): Promise<void> {
  if (text === null) return
  try {
    await navigator.clipboard?.writeText(text)
  } catch {
    // Refused: pasting in this tab works all the same.
  }
}
