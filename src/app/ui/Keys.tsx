import { t } from '../i18n/language'
import { showKeys } from './key-combo'
import './overlays.css'

/** Keys that bear no letter, and what hands do with a pointer. */
const WORDS = new Set(['Space', 'Click', 'Drag', 'Wheel'])

/** A key combination as it stands on the keyboard. */
export function Keys({ combo }: { combo: string }) {
  return (
    <span className="keys">
      {showKeys(combo).map((key) => (
        <kbd key={key} className="keys__key">
          {WORDS.has(key) ? t(key) : key}
        </kbd>
      ))}
    </span>
  )
}
