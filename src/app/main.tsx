import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from 'react-error-boundary'
import { App } from './App'
import { loadLayout } from './edits/auto-layout'
import { startLanguage, useLanguage } from './i18n/language'
import { beginStart, endStart, failStart } from './library/boot'
import { openFirst, openSafely } from './library/start'
import { isEmbedded } from './share/is-embedded'
import { Crash } from './shell/Crash'
import { applyTheme } from './shell/theme'
import { runStore } from './stores/run'
import './styles/tokens.css'
import './styles/base.css'

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  applyTheme()
  await startLanguage()
  if (isEmbedded()) return (await import('./share/embed')).startEmbedded(root)
  const opening = await (beginStart() ? openSafely() : openFirst())
  if (opening.expected) runStore.expectResult(opening.expected)
  // The page says from its first moment what it is going to do.
  if (opening.isRunning) void runStore.start()
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary FallbackComponent={Crash} onError={failStart}>
        <Page />
      </ErrorBoundary>
    </StrictMode>,
  )
  // Neither is needed to draw the page; both are there before a person can do anything.
  const [{ connectRun }, { startSession }] = await Promise.all([import('./connect-run'), import('./library/session')])
  startSession()
  connectRun()
  endStart()
  // What a design from elsewhere will need, once there is nothing better to do.
  setTimeout(() => void loadLayout(), 2000)
  setTimeout(() => void import('./offline/offline').then((module) => module.workOffline()), 3000)
}

/** All texts are chosen as they are drawn, so another language draws the page anew; what is open is kept by the stores. */
function Page() {
  return <App key={useLanguage()} />
}

void start()
