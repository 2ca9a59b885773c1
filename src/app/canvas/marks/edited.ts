/** Which comment is being written. */
import { create } from 'zustand'

export const useEdited = create<{ id: string | null }>(() => ({ id: null }))

/** Puts the keyboard into the text of a comment. */
export function editComment(id: string): void {
  useEdited.setState({ id })
}

export function stopEditing(): void {
  useEdited.setState({ id: null })
}
