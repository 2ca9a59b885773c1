import { Blocks, ChartLine, SlidersHorizontal, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Canvas } from '../canvas/Canvas'
import { t } from '../i18n/language'
import { LeftPanel } from '../palette/LeftPanel'
import { type PanelId, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { Panel } from '../ui/Panel'
import { BannerBar } from './BannerBar'
import { LazyInspector } from './LazyInspector'
import { SelectionBar } from './SelectionBar'
import type { Room } from './use-width'
import { ResultsPanel, TourGuide } from './Workbench'

const SHEETS: readonly [PanelId, string, typeof Blocks][] = [
  ['palette', 'Blocks', Blocks],
  ['inspector', 'Inspect', SlidersHorizontal],
  ['results', 'Results', ChartLine],
]

/** Little room: the canvas first, and one sheet at a time over it. On a phone results and inspector slide up from below. */
export function Compact({ room }: { room: Room }) {
  const sheet = useView((state) => state.sheet)
  const { setSheet } = viewStore
  const isPhone = room === 'phone'
  useOpenOnSelection(() => {
    if (!isPhone) setSheet('inspector')
  })
  useCloseAfterPlacing(() => {
    if (useView.getState().sheet === 'palette') setSheet(null)
  })
  useEffect(() => viewStore.setSheet(null), [])
  return (
    <div className="shell__stage compact">
      <div className="shell__stage">
        <BannerBar />
        <Panel label={t('Canvas')}>
          <Canvas />
        </Panel>
        {sheet === null && <SelectionBar />}
        {sheet && <Sheet sheet={sheet} isPhone={isPhone} onClose={() => setSheet(null)} />}
        <TourGuide />
      </div>
      <nav className="dock-bar" aria-label={t('Panels')}>
        {SHEETS.map(([id, label, icon]) => (
          <Button
            key={id}
            variant="quiet"
            icon={icon}
            aria-pressed={sheet === id}
            onClick={() => setSheet(sheet === id ? null : id)}
          >
            {t(label)}
          </Button>
        ))}
      </nav>
    </div>
  )
}

function Sheet({ sheet, isPhone, onClose }: { sheet: PanelId; isPhone: boolean; onClose: () => void }) {
  const side = sheet === 'palette' ? 'left' : sheet === 'results' || isPhone ? 'bottom' : 'right'
  return (
    <div className={`sheet sheet--${side}`}>
      <span className="sheet__close">
        <IconButton label={t('Close')} icon={X} size="small" onClick={onClose} />
      </span>
      {sheet === 'palette' && (
        <Panel label={t('Blocks and outline')} className="panel--side">
          <LeftPanel />
        </Panel>
      )}
      {sheet === 'inspector' && (
        <Panel label={t('Inspector')} className="panel--side" testId={TID.inspector}>
          <LazyInspector />
        </Panel>
      )}
      {sheet === 'results' && <ResultsPanel />}
    </div>
  )
}

function useOpenOnSelection(open: () => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(
    () =>
      useView.subscribe((state, before) => {
        const { blocks, connections } = state.selection
        if (state.selection !== before.selection && blocks.length + connections.length === 1) latest.current()
      }),
    [],
  )
}

/** A tap on a palette entry places the block; then the canvas should be seen. */
function useCloseAfterPlacing(close: () => void): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(
    () =>
      useView.subscribe((state, before) => {
        if (state.announced !== before.announced && state.announcement.startsWith('Placed')) latest.current()
      }),
    [],
  )
}
