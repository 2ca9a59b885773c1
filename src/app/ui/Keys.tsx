import { t } from '../i18n/language'
import { showKeys } from './key-combo'
import './overlays.css'

/** A key combination as it stands on the keyboard. */
export function Keys({ combo }: { combo: string }) {
  return (
    <span className="keys">
      {showKeys(combo).map((key) => (
        <kbd key={key} className="keys__key">
          {t(key)}
        </kbd>
      ))}
    </span>
  )
}
