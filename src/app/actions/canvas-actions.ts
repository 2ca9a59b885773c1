import {
  Fullscreen,
  Grid2x2,
  Map as MapIcon,
  Maximize,
  PanelBottom,
  PanelLeft,
  PanelRight,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { viewport } from '../canvas/viewport'
import { type PanelId, useView, viewStore } from '../stores/view'
import type { Action } from './action'
import { hasBlocksSelected } from './selection'

const PANELS: readonly [PanelId, string, string, Action['icon']][] = [
  ['palette', 'Palette', 'mod+b', PanelLeft],
  ['inspector', 'Inspector', 'mod+i', PanelRight],
  ['results', 'Results', 'mod+j', PanelBottom],
]

export const canvasActions: readonly Action[] = [
  {
    id: 'zoom-in',
    label: 'Zoom in',
    group: 'Canvas',
    keys: ['mod+=', 'mod+shift++'],
    icon: ZoomIn,
    run: () => viewport()?.zoomIn(),
  },
  {
    id: 'zoom-out',
    label: 'Zoom out',
    group: 'Canvas',
    keys: ['mod+-'],
    icon: ZoomOut,
    run: () => viewport()?.zoomOut(),
  },
  {
    id: 'zoom-full',
    label: 'Zoom to 100 %',
    group: 'Canvas',
    keys: ['mod+0', 'shift+0'],
    run: () => viewport()?.zoomTo(1),
  },
  {
    id: 'zoom-fit',
    label: 'Show everything',
    group: 'Canvas',
    keys: ['shift+1'],
    icon: Maximize,
    run: () => viewport()?.fit(),
  },
  {
    id: 'zoom-selection',
    label: 'Show the selection',
    group: 'Canvas',
    keys: ['shift+2'],
    icon: Fullscreen,
    isEnabled: hasBlocksSelected,
    run: () => viewport()?.fit(useView.getState().selection.blocks),
  },
  {
    id: 'snap',
    label: 'Snap to the grid',
    group: 'Canvas',
    keys: ["mod+'"],
    icon: Grid2x2,
    isChecked: () => useView.getState().isSnapping,
    run: () => viewStore.setSnapping(!useView.getState().isSnapping),
  },
  {
    id: 'minimap',
    label: 'Overview map',
    group: 'Canvas',
    keys: ['m'],
    icon: MapIcon,
    isChecked: () => useView.getState().isMinimapShown,
    run: () => viewStore.setMinimap(!useView.getState().isMinimapShown),
  },
  ...PANELS.map(
    ([panel, label, keys, icon]): Action => ({
      id: `panel-${panel}`,
      label,
      group: 'Canvas',
      keys: [keys],
      ...(icon ? { icon } : {}),
      isChecked: () => !useView.getState().collapsed[panel],
      run: () => viewStore.togglePanel(panel),
    }),
  ),
]
