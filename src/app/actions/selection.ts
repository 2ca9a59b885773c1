/** What is selected, as it stands in the present design. */
import { type Comment, commentsOf } from '../../design/comments'
import type { Block } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import type { Group } from '../../design/groups'
import { designStore } from '../stores/design'
import { useView } from '../stores/view'

export function selectedBlocks(): Block[] {
  const chosen = new Set(useView.getState().selection.blocks)
  return designStore.get().blocks.filter(({ id }) => chosen.has(id))
}

export function selectedIds(): Set<string> {
  const { blocks, connections, marks } = useView.getState().selection
  return new Set([...blocks, ...connections, ...marks])
}

/** Ids of blocks, groups and comments. */
export function selectedParts(): string[] {
  const { blocks, marks } = useView.getState().selection
  return [...blocks, ...marks]
}

/** The group that is selected, alone. */
export function selectedGroup(): Group | undefined {
  const { blocks, connections, marks } = useView.getState().selection
  if (blocks.length + connections.length > 0 || marks.length !== 1) return undefined
  return groupsOf(designStore.get()).find(({ id }) => id === marks[0])
}

/** The comment that is selected, alone. */
export function selectedComment(): Comment | undefined {
  const { blocks, connections, marks } = useView.getState().selection
  if (blocks.length + connections.length > 0 || marks.length !== 1) return undefined
  return commentsOf(designStore.get()).find(({ id }) => id === marks[0])
}

export function hasSelection(): boolean {
  const { blocks, connections, marks } = useView.getState().selection
  return blocks.length + connections.length + marks.length > 0
}

/** Something that has a place: a block, a group or a comment. */
export function hasPartsSelected(): boolean {
  return selectedParts().length > 0
}

export function hasOneBlockSelected(): boolean {
  const { blocks, marks } = useView.getState().selection
  return blocks.length === 1 && marks.length === 0
}

/** One block, connection, group or comment. */
export function hasOneSelected(): boolean {
  const { blocks, connections, marks } = useView.getState().selection
  return blocks.length + connections.length + marks.length === 1
}

/** What a menu for the selection is about. */
export type SelectionKind = 'nothing' | 'block' | 'parts' | 'connection' | 'group' | 'comment'

/** What is selected, in a word: one thing, several things with places, or connections alone. */
export function selectionKind(): SelectionKind {
  if (!hasSelection()) return 'nothing'
  if (!hasPartsSelected()) return 'connection'
  if (selectedGroup()) return 'group'
  if (selectedComment()) return 'comment'
  return hasOneSelected() ? 'block' : 'parts'
}
