import { Fullscreen, PanelBottom, PanelLeft, PanelRight } from 'lucide-react'
import { viewport } from '../canvas/viewport'
import { roomNow } from '../shell/use-width'
import { type PanelId, useView, viewStore } from '../stores/view'
import type { Action } from './action'
import { FIRST } from './first-actions'
import { hasPartsSelected, selectedParts } from './selection'

const PANELS: readonly [PanelId, string, string, Action['icon']][] = [
  ['palette', 'Blocks and outline', 'mod+b', PanelLeft],
  ['inspector', 'Inspector', 'mod+i', PanelRight],
  ['results', 'Results', 'mod+j', PanelBottom],
]

/** Whether the panel is seen: beside the canvas, or over it where there is room for one at a time. */
function isShown(panel: PanelId): boolean {
  const { collapsed, sheet } = useView.getState()
  return roomNow() === 'wide' ? !collapsed[panel] : sheet === panel
}

export const canvasActions: readonly Action[] = [
  FIRST.zoomIn,
  FIRST.zoomOut,
  FIRST.zoomFull,
  FIRST.zoomFit,
  {
    id: 'zoom-selection',
    label: 'Show the selection',
    group: 'Canvas',
    keys: ['shift+2'],
    icon: Fullscreen,
    isEnabled: hasPartsSelected,
    run: () => viewport()?.fit(selectedParts()),
  },
  FIRST.snap,
  FIRST.minimap,
  ...PANELS.map(
    ([panel, label, keys, icon]): Action => ({
      id: `panel-${panel}`,
      label,
      group: 'Canvas',
      keys: [keys],
      ...(icon ? { icon } : {}),
      isChecked: () => isShown(panel),
      run: () =>
        roomNow() === 'wide' ? viewStore.togglePanel(panel) : viewStore.setSheet(isShown(panel) ? null : panel),
    }),
  ),
]
