import type { ReactNode } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { sentence, t } from '../i18n/language'
import { Button } from './Button'
import { classNames } from './class-names'
import './overlays.css'

interface PanelProps {
  /** Name of the part of the page, for screen readers and for the message when it fails. */
  label: string
  children: ReactNode
  className?: string
  testId?: string
}

/** A part of the page that fails alone: what goes wrong inside leaves the rest working. */
export function Panel({ label, children, className, testId }: PanelProps) {
  return (
    <section aria-label={label} className={classNames('panel', className)} data-testid={testId}>
      <ErrorBoundary fallbackRender={(props) => <PanelFailure label={label} {...props} />}>{children}</ErrorBoundary>
    </section>
  )
}

function PanelFailure({ label, error, resetErrorBoundary }: FallbackProps & { label: string }) {
  return (
    <div className="panel__failure" role="alert">
      <h2>{t('{part} could not be drawn', { part: label })}</h2>
      <p>{sentence(error instanceof Error ? error.message : String(error))}</p>
      <p>{t('The design is safe, and the rest of the page goes on.')}</p>
      <Button onClick={resetErrorBoundary}>{t('Draw it again')}</Button>
    </div>
  )
}
