import { useStore } from '@xyflow/react'
import { ActionButton } from '../actions/ActionButton'
import { FIRST } from '../actions/first-actions'
import { t } from '../i18n/language'
import { useView } from '../stores/view'
import { TID } from '../test-ids'

/** Zoom, fit, snap and the overview, in a row at the corner of the canvas. */
export function CanvasTools() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  const isSnapping = useView((state) => state.isSnapping)
  const isMinimapShown = useView((state) => state.isMinimapShown)
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t('View of the canvas')}>
      <ActionButton action={FIRST.zoomOut} testId={TID.zoomOut} />
      <button
        type="button"
        className="canvas-tools__zoom"
        aria-label={t('Zoom {percent} %; press for 100 %', { percent })}
        data-tip={t('Zoom to 100 %')}
        data-keys="mod+0"
        onClick={() => FIRST.zoomFull.run()}
      >
        {percent}
        {'\u202f%'}
      </button>
      <ActionButton action={FIRST.zoomIn} testId={TID.zoomIn} />
      <ActionButton action={FIRST.zoomFit} testId={TID.zoomFit} />
      <span className="canvas-tools__line" />
      <ActionButton action={FIRST.snap} isPressed={isSnapping} testId={TID.snapButton} />
      <ActionButton action={FIRST.minimap} isPressed={isMinimapShown} />
    </div>
  )
}
