import type { LucideIcon } from 'lucide-react'

export const ACTION_GROUPS = ['Design', 'Edit', 'Blocks', 'Arrange', 'Canvas', 'Run', 'Page'] as const
export type ActionGroup = (typeof ACTION_GROUPS)[number]

/** One thing a person can do. Shortcuts, menus, tooltips, the command list and the list of shortcuts all come from these. */
export interface Action {
  id: string
  /** In English, as is the group; shown by `sentence`. */
  label: string
  group: ActionGroup
  /** Further words that find it. */
  words?: string
  /** Key combinations; the first is the one that is shown. */
  keys?: readonly string[]
  icon?: LucideIcon
  /** Whether its keys work while a text field has the focus. Default: false. */
  worksInFields?: boolean
  /** The browser turns these keys into an event of its own, which the page hears; they are listed, not matched. */
  isNative?: boolean
  /** Left out of the command list: makes no sense there. */
  isHidden?: boolean
  isEnabled?: () => boolean
  /** For what is on or off. */
  isChecked?: () => boolean
  /** Of several such actions one stands at a time, as of themes. */
  isOneOf?: boolean
  run: () => void
}

/** Runs an action if it makes sense now. */
export function perform(action: Action): boolean {
  if (action.isEnabled && !action.isEnabled()) return false
  action.run()
  return true
}
