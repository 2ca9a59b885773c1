import { useEffect, useLayoutEffect, useState } from 'react'
import { t } from './i18n/language'
import { openLinkLater } from './library/start'
import { RunControls } from './results/RunControls'
import { Dialogs } from './shell/Dialogs'
import { TopBar } from './shell/TopBar'
import { useTheme } from './shell/theme'
import { useRoom } from './shell/use-width'
import { Workbench } from './shell/Workbench'
import { useView } from './stores/view'
import { TID } from './test-ids'
import './shell/shell.css'
import { deferred } from './ui/deferred'

const Compact = deferred(() => import('./shell/Compact').then((module) => module.Compact))

const PrintSheet = deferred(() => import('./print/PrintSheet').then((module) => module.PrintSheet))
const Toasts = deferred(() => import('./ui/Toasts').then((module) => module.Toasts))
const TooltipLayer = deferred(() => import('./ui/Tooltip').then((module) => module.TooltipLayer))

/** The whole page. */
export function App() {
  useTheme()
  useKeys()
  usePaste()
  useLinks()
  const room = useRoom()
  const isCalm = useCalm()
  return (
    <>
      <div className="shell" data-testid={TID.app} data-room={room}>
        <button type="button" className="skip" onClick={skipToCanvas}>
          {t('Skip to the canvas')}
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
      {isCalm && <PrintSheet />}
    </>
  )
}

/** [ms] after the first paint that belong to the simulation, and longest wait for an idle moment after them. */
const BUSY_MS = 2500
const MOST_WAIT_MS = 2000

/** Whether the page has started and had a moment with nothing to do: the time for what may be needed, though not now. */
function useCalm(): boolean {
  const [isCalm, setCalm] = useState(false)
  useEffect(() => {
    const settle = (): void => setCalm(true)
    const timer = setTimeout(() => {
      // Not every browser tells when it is idle.
      if ('requestIdleCallback' in window) requestIdleCallback(settle, { timeout: MOST_WAIT_MS })
      else settle()
    }, BUSY_MS)
    return () => clearTimeout(timer)
  }, [])
  return isCalm
}

function skipToCanvas(): void {
  document.querySelector<HTMLElement>('.react-flow__node')?.focus()
}

/** What was done and what came of it, for screen readers; the words are chosen by what is loaded later. */
function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => startLater(import('./shell/announcements'), (module) => module.startAnnouncements(setText)), [])
  return (
    <p className="visually-hidden" aria-live="polite" data-testid={TID.announcer}>
      {text}
    </p>
  )
}

/** Starts what comes with a module once it is there, unless it was stopped before. */
function startLater<Module>(loading: Promise<Module>, start: (module: Module) => () => void): () => void {
  let stop: (() => void) | null = () => undefined
  void loading.then((module) => {
    if (stop) stop = start(module)
  })
  return () => {
    stop?.()
    stop = null
  }
}

/** Keys that are pressed before those that know what they mean are loaded wait for them. Listens as soon as anything is drawn. */
function useKeys(): void {
  useLayoutEffect(() => {
    const early: KeyboardEvent[] = []
    const hold = (event: KeyboardEvent): void => {
      early.push(event)
      // What the browser would do with them, such as search or save, comes out of question.
      if ((event.ctrlKey || event.metaKey) && /^[fkos/]$/.test(event.key)) event.preventDefault()
    }
    document.addEventListener('keydown', hold)
    const release = (): void => document.removeEventListener('keydown', hold)
    const stop = startLater(import('./actions/shortcuts'), (module) => {
      release()
      return module.listenForKeys(early)
    })
    return () => {
      release()
      stop()
    }
  }, [])
}

/** The browser turns the keys for pasting into an event, which carries what was copied, in this tab or elsewhere. */
function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea') !== null
      if (isField || useView.getState().dialog !== null) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      void import('./actions/clipboard').then(({ pasteText }) => pasteText(text))
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
