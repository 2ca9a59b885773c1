/** What is selected, as it stands in the present design. */
import type { Block } from '../../design/design'
import { designStore } from '../stores/design'
import { useView } from '../stores/view'

export function selectedBlocks(): Block[] {
  const chosen = new Set(useView.getState().selection.blocks)
  return designStore.get().blocks.filter(({ id }) => chosen.has(id))
}

export function selectedIds(): Set<string> {
  const { blocks, connections } = useView.getState().selection
  return new Set([...blocks, ...connections])
}

export function hasSelection(): boolean {
  const { blocks, connections } = useView.getState().selection
  return blocks.length + connections.length > 0
}

export function hasBlocksSelected(): boolean {
  return useView.getState().selection.blocks.length > 0
}

export function hasOneBlockSelected(): boolean {
  return useView.getState().selection.blocks.length === 1
}

/** One block or one connection. */
export function hasOneSelected(): boolean {
  const { blocks, connections } = useView.getState().selection
  return blocks.length + connections.length === 1
}
