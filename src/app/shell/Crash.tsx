import type { FallbackProps } from 'react-error-boundary'
import { sentence, t } from '../i18n/language'
import { designStore } from '../stores/design'
import { Button } from '../ui/Button'

/** When everything else failed: the design first. */
export function Crash({ error, resetErrorBoundary }: FallbackProps) {
  const download = async (): Promise<void> => {
    const { serializeDesign } = await import('../../design/serialize')
    const url = URL.createObjectURL(new Blob([serializeDesign(designStore.get())], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'design.json'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 1000)
  }
  return (
    <div className="crash" role="alert">
      <h1>{t('The page could not be drawn')}</h1>
      <p>{sentence(error instanceof Error ? error.message : String(error))}</p>
      <p>{t('Your design is still there. Download it to be safe, then try again.')}</p>
      <div className="crash__actions">
        <Button variant="primary" onClick={() => void download()}>
          {t('Download the design')}
        </Button>
        <Button onClick={resetErrorBoundary}>{t('Try again')}</Button>
        <Button onClick={() => location.reload()}>{t('Reload the page')}</Button>
      </div>
    </div>
  )
}
