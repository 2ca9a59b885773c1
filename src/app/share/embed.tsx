/** The page inside another one: the design to be looked at and run, and nothing to change or to keep. */

import { Expand } from 'lucide-react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from 'react-error-boundary'
import { Canvas } from '../canvas/Canvas'
import { connectRun } from '../connect-run'
import { t } from '../i18n/language'
import { openEmbedded } from '../library/start'
import { RunControls } from '../results/RunControls'
import { BannerBar } from '../shell/BannerBar'
import { Crash } from '../shell/Crash'
import { useTheme } from '../shell/theme'
import { designStore, useDesign } from '../stores/design'
import { runStore } from '../stores/run'
import { TID } from '../test-ids'
import { Panel } from '../ui/Panel'
import { Toasts } from '../ui/Toasts'
import { TooltipLayer } from '../ui/Tooltip'
import '../shell/shell.css'
import './embed.css'

/** Draws the embedded page. It starts to run when somebody presses Run. */
export async function startEmbedded(root: HTMLElement): Promise<void> {
  const { expected } = await openEmbedded()
  designStore.setReadOnly('embedded')
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary FallbackComponent={Crash}>
        <EmbeddedPage />
      </ErrorBoundary>
    </StrictMode>,
  )
  connectRun()
  if (expected) runStore.expectResult(expected)
}

function EmbeddedPage() {
  useTheme()
  const name = useDesign((state) => state.design.name)
  return (
    <div className="shell embed" data-testid={TID.embed}>
      <main className="shell__stage">
        <h1 className="visually-hidden">{name}</h1>
        <BannerBar />
        <Panel label={t('Canvas')}>
          <Canvas />
        </Panel>
      </main>
      <footer className="embed__bar">
        <b className="embed__name">{name}</b>
        <RunControls />
        <a className="embed__link" href={wholeAddress()} target="_blank" rel="noopener" data-testid={TID.embedLink}>
          <Expand size={15} strokeWidth={1.75} aria-hidden />
          {t('Open in Loadbearing')}
        </a>
      </footer>
      <Toasts />
      <TooltipLayer />
    </div>
  )
}

function wholeAddress(): string {
  const url = new URL(location.href)
  url.searchParams.delete('embed')
  return url.href
}
