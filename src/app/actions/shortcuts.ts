/** Keyboard shortcuts of the page: the first action whose keys match and that makes sense now. */
import { useView } from '../stores/view'
import { type KeyPress, matchesKeys } from '../ui/key-combo'
import { type Action, perform } from './action'
import { ACTIONS } from './registry'

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
    if (action.isNative || !action.keys?.some((keys) => matchesKeys(keys, event, isApple))) return false
    if (place.isField && !action.worksInFields) return false
    if (place.isControl && isPlain && /^(Arrow|Enter|Escape$|Backspace|Delete)/.test(event.key)) return false
    return action.isEnabled?.() !== false
  })
}

const FIELDS = 'input, textarea, select, [contenteditable="true"]'
const CONTROLS = '[role="menu"], [role="listbox"], [role="tablist"], [role="tree"], [role="separator"], [role="slider"]'

/** Starts to listen, with what was pressed before that; returns how to stop. */
export function listenForKeys(early: readonly KeyboardEvent[]): () => void {
  const act = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : document.body
    const action = actionFor(event, {
      isField: target.closest(FIELDS) !== null,
      isControl: target.closest(CONTROLS) !== null,
      hasDialog: useView.getState().dialog !== null || document.querySelector('dialog[open]') !== null,
    })
    if (action && perform(action)) event.preventDefault()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented && !event.isComposing) act(event)
  }
  for (const event of early) act(event)
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
