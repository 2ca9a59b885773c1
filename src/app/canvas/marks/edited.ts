/** Which comment is being written. */
import { create } from 'zustand'

export const useEdited = create<{ id: string | null }>(() => ({ id: null }))

/** [ms] for which keys are kept for a text field that is still being loaded and measured. */
const PATIENCE_MS = 2000

let release = (): string => ''

/** Keeps the letters that are typed before the field is there, which would be taken for shortcuts otherwise. */
function keepTyped(): void {
  release()
  let typed = ''
  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof Element && event.target.matches('input, textarea, select')
    if (isField || event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return
    typed += event.key
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', onKeyDown, true)
  const timer = setTimeout(() => release(), PATIENCE_MS)
  release = () => {
    window.removeEventListener('keydown', onKeyDown, true)
    clearTimeout(timer)
    release = () => ''
    return typed
  }
}

/** What has been typed since the comment was asked for; from now on the field hears it itself. */
export function takeTyped(): string {
  return release()
}

/** Puts the keyboard into the text of a comment. */
export function editComment(id: string): void {
  if (typeof window !== 'undefined') keepTyped()
  useEdited.setState({ id })
}

export function stopEditing(): void {
  release()
  useEdited.setState({ id: null })
}
