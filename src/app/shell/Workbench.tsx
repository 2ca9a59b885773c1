import { PanelBottomOpen, PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { Canvas } from '../canvas/Canvas'
import { t } from '../i18n/language'
import { LeftPanel } from '../palette/LeftPanel'
import { type PanelId, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { deferred } from '../ui/deferred'
import { Panel } from '../ui/Panel'
import { SplitPane } from '../ui/SplitPane'
import { BannerBar } from './BannerBar'
import { LazyInspector } from './LazyInspector'

const Results = deferred(
  () => import('../results/ResultsDock').then((module) => module.ResultsDock),
  () => <div className="panel--waiting" />,
)

/** Charts come after the page is there; until then their place is kept. */
export function ResultsPanel() {
  return (
    <Panel label={t('Results')} className="panel--results" testId={TID.results}>
      <Results />
    </Panel>
  )
}

/** Comes after the page is there; nobody waits for it. */
export const TourGuide = deferred(() => import('../tour/Tour').then((module) => module.Tour))

/** Everything beside one another, with sizes that are remembered. */
export function Workbench() {
  const { inspector, results, palette } = useView((state) => state.collapsed)
  return (
    <SplitPane
      id="inspector"
      label={t('Width of the inspector')}
      edge="right"
      initial={312}
      min={264}
      max={560}
      pane={inspector ? null : <InspectorPanel />}
    >
      <SplitPane
        id="results"
        label={t('Height of the results')}
        edge="bottom"
        initial={276}
        min={120}
        max={900}
        pane={results ? null : <ResultsPanel />}
      >
        <SplitPane
          id="palette"
          label={t('Width of the palette')}
          edge="left"
          initial={192}
          min={156}
          max={320}
          pane={palette ? null : <PalettePanel />}
        >
          <Stage />
        </SplitPane>
      </SplitPane>
    </SplitPane>
  )
}

function InspectorPanel() {
  return (
    <Panel label={t('Inspector')} className="panel--side" testId={TID.inspector}>
      <LazyInspector />
    </Panel>
  )
}

function PalettePanel() {
  return (
    <Panel label={t('Blocks and outline')} className="panel--side">
      <LeftPanel />
    </Panel>
  )
}

function Stage() {
  return (
    <div className="shell__stage">
      <BannerBar />
      <Panel label={t('Canvas')}>
        <Canvas />
      </Panel>
      <PanelOpeners />
      <TourGuide />
    </div>
  )
}

const OPENERS: readonly [PanelId, string, typeof PanelLeftOpen, string][] = [
  ['palette', 'Show the blocks', PanelLeftOpen, 'mod+b'],
  ['inspector', 'Show the inspector', PanelRightOpen, 'mod+i'],
  ['results', 'Show the results', PanelBottomOpen, 'mod+j'],
]

/** Brings back what was collapsed, from the edge where it was. */
function PanelOpeners() {
  const collapsed = useView((state) => state.collapsed)
  return OPENERS.filter(([panel]) => collapsed[panel]).map(([panel, label, icon, keys]) => (
    <span key={panel} className={`opener opener--${panel}`}>
      <IconButton
        label={t(label)}
        icon={icon}
        keys={keys}
        variant="plain"
        onClick={() => viewStore.setCollapsed(panel, false)}
      />
    </span>
  ))
}
