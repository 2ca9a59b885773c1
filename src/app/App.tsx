import { useEffect } from 'react'
import { pasteText } from './actions/clipboard'
import { useShortcuts } from './actions/shortcuts'
import { openLinkLater } from './library/start'
import { RunControls } from './results/RunControls'
import { Compact } from './shell/Compact'
import { Dialogs } from './shell/Dialogs'
import { TopBar } from './shell/TopBar'
import { useTheme } from './shell/theme'
import { useRoom } from './shell/use-width'
import { Workbench } from './shell/Workbench'
import { useView } from './stores/view'
import { TID } from './test-ids'
import { Toasts } from './ui/Toasts'
import { TooltipLayer } from './ui/Tooltip'
import './shell/shell.css'

/** The whole page. */
export function App() {
  useTheme()
  useShortcuts()
  usePaste()
  useLinks()
  const room = useRoom()
  return (
    <div className="shell" data-testid={TID.app} data-room={room}>
      <button type="button" className="skip" onClick={skipToCanvas}>
        Skip to the canvas
      </button>
      <TopBar>
        <RunControls />
      </TopBar>
      <main className="shell__main">{room === 'wide' ? <Workbench /> : <Compact room={room} />}</main>
      <Dialogs />
      <Toasts />
      <TooltipLayer />
      <Announcer />
    </div>
  )
}

function skipToCanvas(): void {
  document.querySelector<HTMLElement>('.react-flow__node')?.focus()
}

function Announcer() {
  const announcement = useView((state) => state.announcement)
  return (
    <p className="visually-hidden" aria-live="polite">
      {announcement}
    </p>
  )
}

/** What was copied in another tab arrives here; what was copied in this one is handled by its shortcut. */
function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea') !== null
      if (!isField) void pasteText(event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}

function useLinks(): void {
  useEffect(() => {
    const onHashChange = (): void => {
      if (location.hash.length > 1) void openLinkLater(location.hash)
    }
    window.addEventListener('hashchange', onHashChange)
    return () => window.removeEventListener('hashchange', onHashChange)
  }, [])
}
