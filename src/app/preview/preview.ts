/**
 * The page inside the sandboxed frame: draws Mermaid text that the app sends. It has a policy of its own, because Mermaid needs
 * inline styles and markup that the app forbids itself; it has no origin, no storage and no network.
 *
 * A frame without an origin loads module scripts only from a server that sends `Access-Control-Allow-Origin: *`, as the preview
 * server of the build must (`preview.headers` in vite.config.ts).
 */
import mermaid from 'mermaid'
import { isRenderRequest, type PreviewMessage, type RenderRequest } from './messages'
import './preview.css'

const stage = document.getElementById('stage')

function say(message: PreviewMessage): void {
  // The app checks that the message comes from this frame; there is no origin to name.
  window.parent.postMessage(message, '*')
}

let latest = 0

async function draw({ id, text, theme }: RenderRequest): Promise<void> {
  latest = id
  document.documentElement.dataset['theme'] = theme
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: theme === 'dark' ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
    suppressErrorRendering: true,
  })
  try {
    const { svg } = await mermaid.render(`diagram-${id}`, text)
    if (id !== latest || stage === null) return
    stage.innerHTML = svg
    const box = stage.getBoundingClientRect()
    say({ type: 'rendered', id, width: box.width, height: box.height })
  } catch (error) {
    say({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) })
  }
}

window.addEventListener('message', (event) => {
  if (event.source === window.parent && isRenderRequest(event.data)) void draw(event.data)
})

say({ type: 'ready' })
