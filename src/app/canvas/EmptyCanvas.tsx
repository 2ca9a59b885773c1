import { FIRST } from '../actions/first-actions'
import { t } from '../i18n/language'
import { rich } from '../i18n/rich'
import { reviewImport } from '../share/incoming'
import { useRoom } from '../shell/use-width'
import { viewStore } from '../stores/view'
import { Button } from '../ui/Button'
import { Keys } from '../ui/Keys'

/** What to do with nothing on the canvas. */
export function EmptyCanvas() {
  const isPhone = useRoom() === 'phone'
  return (
    <div className="canvas-empty">
      <h2>{t('Nothing stands here yet')}</h2>
      <p>
        {isPhone
          ? t('Tap Blocks, then tap the one that is to stand here.')
          : rich('Drag a block from the left, or press {find} to find one and {enter} to place it.', {
              find: <Keys combo="/" />,
              enter: <Keys combo="enter" />,
            })}
      </p>
      <div className="canvas-empty__actions">
        <Button variant="primary" onClick={() => viewStore.openDialog('gallery')}>
          {t('Start from an example')}
        </Button>
        <Button onClick={() => FIRST.open.run()}>{t('Open a file')}</Button>
        <Button onClick={() => reviewImport('', 'The text')}>{t('Paste a design')}</Button>
      </div>
    </div>
  )
}
