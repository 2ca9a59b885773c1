import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { sentence, t } from '../i18n/language'
import { type Toast, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button, IconButton } from './Button'
import './overlays.css'

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleX }
const SHOWN_MS = 6000

/** Short messages in the corner. They stay while pointed at or focused, and errors until closed. */
export function Toasts() {
  const toasts = useView((state) => state.toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false)
  const Icon = ICONS[toast.kind]
  useEffect(() => {
    if (isHeld || toast.kind === 'error') return
    const timer = setTimeout(() => viewStore.dismiss(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isHeld, toast])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it longer
    <div
      className={`toast toast--${toast.kind}`}
      data-testid={TID.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className="toast__icon" size={16} aria-hidden />
      <span className="toast__text">{sentence(toast.text)}</span>
      {toast.action && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.action?.run()
            viewStore.dismiss(toast.id)
          }}
        >
          {sentence(toast.action.label)}
        </Button>
      )}
      <IconButton label={t('Close')} size="small" icon={X} onClick={() => viewStore.dismiss(toast.id)} />
    </div>
  )
}
