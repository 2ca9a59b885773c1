import { Eye } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentence, t } from '../i18n/language'
import { isPreviewMessage, type RenderRequest } from '../preview/messages'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'

/** [ms] after this long without a word from the frame, it is not coming. */
const PATIENCE_MS = 10_000

type State = { is: 'loading' } | { is: 'shown' } | { is: 'failed'; message: string }

interface MermaidPreviewProps {
  text: string
  theme: 'light' | 'dark'
}

/** The diagram as Mermaid itself draws it, loaded when asked for, in a frame that can reach nothing. */
export function MermaidPreview(props: MermaidPreviewProps) {
  const [isShown, setShown] = useState(false)
  if (isShown) return <PreviewFrame {...props} />
  return (
    <div className="preview preview--waiting">
      <Button icon={Eye} data-testid={TID.mermaidPreview} onClick={() => setShown(true)}>
        {t('Preview')}
      </Button>
      <p className="share__note">{t('Loads Mermaid and draws the diagram in a sandbox.')}</p>
    </div>
  )
}

function PreviewFrame({ text, theme }: MermaidPreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const lastId = useRef(0)
  const [isReady, setReady] = useState(false)
  const [state, setState] = useState<State>({ is: 'loading' })

  useEffect(() => {
    const onMessage = (event: MessageEvent): void => {
      if (event.source !== frame.current?.contentWindow || !isPreviewMessage(event.data)) return
      const message = event.data
      if (message.type === 'ready') setReady(true)
      else if (message.id !== lastId.current) return
      else if (message.type === 'rendered') setState({ is: 'shown' })
      else setState({ is: 'failed', message: `Mermaid could not draw this: ${message.message}` })
    }
    window.addEventListener('message', onMessage)
    return () => window.removeEventListener('message', onMessage)
  }, [])

  useEffect(() => {
    if (isReady) return undefined
    const timer = setTimeout(() => {
      setState({
        is: 'failed',
        message: 'The preview could not be loaded from this server. The text beside it is complete all the same.',
      })
    }, PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isReady])

  useEffect(() => {
    if (!isReady) return
    const request: RenderRequest = { type: 'render', id: ++lastId.current, text, theme }
    // The frame has no origin of its own that could be named here.
    frame.current?.contentWindow?.postMessage(request, '*')
  }, [isReady, text, theme])

  return (
    <div className="preview" data-testid={TID.mermaidPreview} data-state={state.is}>
      <iframe
        ref={frame}
        className="preview__frame"
        src="preview.html"
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        title={t('Preview of the Mermaid diagram')}
      />
      <p className="preview__state" role="status">
        {state.is === 'loading' && t('Drawing…')}
        {state.is === 'failed' && sentence(state.message)}
      </p>
    </div>
  )
}
