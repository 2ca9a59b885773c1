/** Keyboard shortcuts of the page: the first action whose keys match and that makes sense now. */
import { useEffect } from 'react'
import { useView } from '../stores/view'
import { type KeyPress, matchesKeys } from '../ui/key-combo'
import type { Action } from './action'
import { ACTIONS, perform } from './registry'

/** Where a key press came from, as far as shortcuts care. */
export interface KeyPlace {
  isField: boolean
  /** In a list or on a button, where arrows, Enter and letters have a meaning of their own. */
  isControl: boolean
  hasDialog: boolean
}

/** The action that a key press stands for, or undefined. */
export function actionFor(event: KeyPress, place: KeyPlace, isApple?: boolean): Action | undefined {
  if (place.hasDialog) return undefined
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return ACTIONS.find((action) => {
    if (!action.keys?.some((keys) => matchesKeys(keys, event, isApple))) return false
    if (place.isField && !action.worksInFields) return false
    if (place.isControl && isPlain && /^(Arrow|Enter|Escape$|Backspace|Delete)/.test(event.key)) return false
    return action.isEnabled?.() !== false
  })
}

const FIELDS = 'input, textarea, select, [contenteditable="true"]'
const CONTROLS = '[role="menu"], [role="listbox"], [role="tablist"], [role="separator"], [role="slider"]'

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      const action = actionFor(event, {
        isField: target.closest(FIELDS) !== null,
        isControl: target.closest(CONTROLS) !== null,
        hasDialog: useView.getState().dialog !== null || document.querySelector('dialog[open]') !== null,
      })
      if (action && perform(action)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
