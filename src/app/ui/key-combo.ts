/** Key combinations: how they are written down, shown and matched. */

/** `mod` is Command on Apple machines and Control elsewhere. Written "mod+shift+z". */
export type KeyCombo = string

/** Whether keys are shown and matched the way Apple machines do. */
export const IS_APPLE = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

const SHOWN: { readonly [key: string]: string } = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  arrows: '← ↑ ↓ →',
  delete: 'Delete',
  backspace: 'Backspace',
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  click: 'Click',
  drag: 'Drag',
  wheel: 'Wheel',
}

/** The parts of a combination; the plus sign can be a key itself, at the end. */
function partsOf(combo: KeyCombo): string[] {
  return combo.split(/\+(?!$)/)
}

/** The combination as keys on a keyboard, for hints and menus. */
export function showKeys(combo: KeyCombo, isApple = IS_APPLE): string[] {
  return partsOf(combo).map((part) => {
    if (part === 'mod') return isApple ? '⌘' : 'Ctrl'
    if (part === 'ctrl') return isApple ? '⌃' : 'Ctrl'
    if (part === 'alt') return isApple ? '⌥' : 'Alt'
    if (part === 'shift') return isApple ? '⇧' : 'Shift'
    return SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1))
  })
}

/** What of a keyboard event decides whether a combination was pressed. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** Whether the event is exactly this combination. Digits go by place, so that Shift+1 works on every layout. */
export function matchesKeys(combo: KeyCombo, event: KeyPress, isApple = IS_APPLE): boolean {
  const parts = partsOf(combo)
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  const wantsCtrl = parts.includes('ctrl')
  const ctrl = isApple ? wantsCtrl : wantsMod || wantsCtrl
  const meta = isApple && wantsMod
  if (event.ctrlKey !== ctrl || event.metaKey !== meta || event.altKey !== parts.includes('alt')) return false
  if (key === '?') return event.key === '?'
  if (event.shiftKey !== parts.includes('shift')) return false
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  if (key === 'space') return event.code === 'Space'
  return (
    event.key.toLowerCase() === key ||
    (/^[a-z]$/.test(key) && !/^[a-z]$/i.test(event.key) && event.code === `Key${key.toUpperCase()}`)
  )
}
