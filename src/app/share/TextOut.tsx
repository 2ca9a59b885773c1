import { Copy, Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '../i18n/language'
import { Button } from '../ui/Button'
import { classNames } from '../ui/class-names'
import { copyFrom, downloadText } from './deliver'

interface TextOutProps {
  label: string
  text: string
  file: { name: string; type: string }
  textTestId: string
  copyTestId?: string
  downloadTestId?: string
  /** Lines of the field, where it does not fill what room there is. */
  rows?: number
}

/** A text to take along: shown, copied or saved. */
export function TextOut({ label, text, file, textTestId, copyTestId, downloadTestId, rows }: TextOutProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<{ text: string; how: 'copied' | 'selected' } | null>(null)
  // What was copied earlier is not what stands there now.
  const how = copied?.text === text ? copied.how : null
  const copy = async (): Promise<void> => {
    if (field.current !== null) setCopied({ text, how: await copyFrom(field.current) })
  }
  return (
    <div className="text-out">
      <textarea
        ref={field}
        className={classNames('share__text', 'text-out__text', rows !== undefined && 'text-out__text--wrapped')}
        aria-label={label}
        data-testid={textTestId}
        readOnly
        rows={rows}
        spellCheck={false}
        value={text}
      />
      <div className="text-out__actions">
        <Button variant="primary" icon={Copy} data-testid={copyTestId} onClick={() => void copy()}>
          {how === 'copied' ? t('Copied') : t('Copy')}
        </Button>
        <Button icon={Download} data-testid={downloadTestId} onClick={() => downloadText(file.name, text, file.type)}>
          {t('Download')}
        </Button>
        <span className="share__note" role="status">
          {how === 'selected' && t('The browser does not let this page copy. The text is selected: press Ctrl+C.')}
        </span>
      </div>
    </div>
  )
}
