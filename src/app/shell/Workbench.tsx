import { PanelBottomOpen, PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Panel as Area, Group, Separator, useDefaultLayout } from 'react-resizable-panels'
import { Canvas } from '../canvas/Canvas'
import { Inspector } from '../inspector/Inspector'
import { Palette } from '../palette/Palette'
import { storedText } from '../stores/stored'
import { type PanelId, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { Panel } from '../ui/Panel'
import { BannerBar } from './BannerBar'

const Results = lazy(() => import('../results/ResultsDock').then((module) => ({ default: module.ResultsDock })))

/** Charts come after the page is there; until then their place is kept. */
export function ResultsPanel() {
  return (
    <Panel label="Results" className="panel--results" testId={TID.results}>
      <Suspense fallback={<div className="panel--waiting" />}>
        <Results />
      </Suspense>
    </Panel>
  )
}

function layoutOf(id: string, panelIds: string[]) {
  return { id, panelIds, storage: storedText, onlySaveAfterUserInteractions: true }
}

/** Everything beside one another, with sizes that are remembered. */
export function Workbench() {
  const collapsed = useView((state) => state.collapsed)
  const columns = useDefaultLayout(
    layoutOf('columns', ['area-stage', ...(collapsed.inspector ? [] : ['area-inspector'])]),
  )
  return (
    <Group className="shell__group" orientation="horizontal" {...columns} disableCursor>
      <Area id="area-stage" minSize={420}>
        <Stage />
      </Area>
      {!collapsed.inspector && (
        <>
          <Separator className="separator" />
          <Area
            id="area-inspector"
            defaultSize={312}
            minSize={264}
            maxSize={520}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Panel label="Inspector" className="panel--side" testId={TID.inspector}>
              <Inspector />
            </Panel>
          </Area>
        </>
      )}
    </Group>
  )
}

function Stage() {
  const collapsed = useView((state) => state.collapsed)
  const rows = useDefaultLayout(layoutOf('rows', ['area-upper', ...(collapsed.results ? [] : ['area-results'])]))
  return (
    <Group className="shell__group" orientation="vertical" {...rows} disableCursor>
      <Area id="area-upper" minSize={180}>
        <Upper />
      </Area>
      {!collapsed.results && (
        <>
          <Separator className="separator" />
          <Area
            id="area-results"
            defaultSize={276}
            minSize={120}
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <ResultsPanel />
          </Area>
        </>
      )}
    </Group>
  )
}

function Upper() {
  const collapsed = useView((state) => state.collapsed)
  const columns = useDefaultLayout(layoutOf('upper', [...(collapsed.palette ? [] : ['area-palette']), 'area-canvas']))
  return (
    <Group className="shell__group" orientation="horizontal" {...columns} disableCursor>
      {!collapsed.palette && (
        <>
          <Area
            id="area-palette"
            defaultSize={192}
            minSize={156}
            maxSize={320}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Panel label="Blocks" className="panel--side">
              <Palette />
            </Panel>
          </Area>
          <Separator className="separator" />
        </>
      )}
      <Area id="area-canvas" minSize={240}>
        <main className="shell__stage" id="canvas-main">
          <BannerBar />
          <Panel label="Canvas">
            <Canvas />
          </Panel>
          <PanelOpeners />
        </main>
      </Area>
    </Group>
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
        label={label}
        icon={icon}
        keys={keys}
        variant="plain"
        onClick={() => viewStore.setCollapsed(panel, false)}
      />
    </span>
  ))
}
