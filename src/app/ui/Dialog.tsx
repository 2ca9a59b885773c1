import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { t } from '../i18n/language'
import { IconButton } from './Button'
import { classNames } from './class-names'
import './overlays.css'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** One line under the title. */
  summary?: ReactNode
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
  /** Whether the content is to be read and has nothing that takes the focus: then it takes the focus itself, so that keys scroll it. */
  isText?: boolean
  testId?: string
}

/** A modal dialog: the browser's own, so that focus, Escape and the page behind are handled by it. */
export function Dialog({
  title,
  onClose,
  children,
  summary,
  footer,
  size = 'medium',
  isText = false,
  testId,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Before it is painted, and above all before it is taken from the page: only a dialog that is still there gives the focus back.
  useLayoutEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (!dialog.open) dialog.showModal()
    const frame = dialog.querySelector<HTMLElement>('.dialog__frame')
    // The browser would choose the close button; what asks for it comes first, otherwise nothing has a ring yet.
    const first = dialog.querySelector<HTMLElement>('[data-autofocus]') ?? frame
    first?.focus()
    // What has the focus may go: a row that is thrown away, a form that gives way to what it found.
    const net = new MutationObserver(() => {
      if (document.activeElement === document.body) frame?.focus()
    })
    net.observe(dialog, { childList: true, subtree: true })
    return () => {
      net.disconnect()
      dialog.close()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog already
    <dialog
      ref={element}
      className={classNames('dialog', `dialog--${size}`)}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog__frame" tabIndex={-1}>
        <header className="dialog__header">
          <div className="dialog__heading">
            <h2 id={titleId} className="dialog__title">
              {title}
            </h2>
            {summary && <p className="dialog__summary">{summary}</p>}
          </div>
          <IconButton label={t('Close')} icon={X} keys="escape" onClick={onClose} />
        </header>
        {isText ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll what has the focus
          <section className="dialog__body scroll" aria-labelledby={titleId} tabIndex={0}>
            {children}
          </section>
        ) : (
          <div className="dialog__body scroll">{children}</div>
        )}
        {footer && <footer className="dialog__footer">{footer}</footer>}
      </div>
    </dialog>
  )
}
