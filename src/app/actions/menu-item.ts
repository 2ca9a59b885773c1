/** Actions as entries of menus. */
import { sentence } from '../i18n/language'
import type { MenuItem } from '../ui/Menu'
import { type Action, perform } from './action'

/** The entry of an action: its words, picture and key, whether it can be done now, and how to do it. */
export function menuItemOf(action: Action, startsGroup: boolean): MenuItem {
  const [keys] = action.keys ?? []
  return {
    id: action.id,
    label: sentence(action.label),
    ...(action.icon ? { icon: action.icon } : {}),
    ...(keys ? { keys } : {}),
    ...(action.isChecked ? { isChecked: action.isChecked(), isOneOf: action.isOneOf === true } : {}),
    isDisabled: action.isEnabled?.() === false,
    isDanger: action.id === 'delete',
    startsGroup,
    onSelect: () => perform(action),
  }
}
