import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from 'react-error-boundary'
import { App } from './App'
import { loadLayout } from './edits/auto-layout'
import { openFirst } from './library/start'
import { Crash } from './shell/Crash'
import { applyTheme } from './shell/theme'
import { runStore } from './stores/run'
import './styles/tokens.css'
import './styles/base.css'

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  applyTheme()
  const opening = await openFirst()
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary FallbackComponent={Crash}>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  )
  // Neither is needed to draw the page; both are there before a person can do anything.
  const [{ connectRun }, { startAutosave }] = await Promise.all([import('./connect-run'), import('./library/autosave')])
  startAutosave()
  connectRun()
  if (opening.expected) runStore.expectResult(opening.expected)
  if (opening.isRunning) void runStore.start()
  // What a design from elsewhere will need, once there is nothing better to do.
  setTimeout(() => void loadLayout(), 2000)
}

void start()
