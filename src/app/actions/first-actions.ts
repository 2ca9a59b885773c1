/** What the buttons do that are there with the first paint. All other actions come right after it. */
import {
  FileDown,
  FolderOpen,
  Grid2x2,
  Keyboard,
  LayoutGrid,
  Library,
  Map as MapIcon,
  Maximize,
  Redo2,
  Share2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { viewport } from '../canvas/viewport'
import { chooseFile } from '../library/files'
import { designStore, useDesign } from '../stores/design'
import { type DialogId, useView, viewStore } from '../stores/view'
import type { Action } from './action'

const opens = (dialog: DialogId) => (): void => viewStore.openDialog(dialog)

export const FIRST = {
  undo: {
    id: 'undo',
    label: 'Undo',
    group: 'Edit',
    keys: ['mod+z'],
    icon: Undo2,
    isEnabled: () => useDesign.getState().undoLabel !== null,
    run: () => {
      const { undoLabel } = useDesign.getState()
      designStore.undo()
      viewStore.announce(`Undone: ${undoLabel}`)
    },
  },
  redo: {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['mod+shift+z', 'ctrl+y'],
    icon: Redo2,
    isEnabled: () => useDesign.getState().redoLabel !== null,
    run: () => {
      const { redoLabel } = useDesign.getState()
      designStore.redo()
      viewStore.announce(`Done again: ${redoLabel}`)
    },
  },
  open: {
    id: 'open',
    label: 'Open a file…',
    group: 'Design',
    keys: ['mod+o'],
    icon: FolderOpen,
    worksInFields: true,
    run: () => void chooseFile(),
  },
  export: {
    id: 'export',
    label: 'Export…',
    group: 'Design',
    keys: ['mod+s'],
    icon: FileDown,
    worksInFields: true,
    run: opens('export'),
  },
  share: { id: 'share', label: 'Share…', group: 'Design', keys: ['mod+shift+s'], icon: Share2, run: opens('share') },
  library: {
    id: 'library',
    label: 'Library of designs…',
    group: 'Design',
    keys: ['l'],
    icon: Library,
    run: opens('library'),
  },
  gallery: {
    id: 'gallery',
    label: 'Gallery of examples…',
    group: 'Design',
    keys: ['g'],
    icon: LayoutGrid,
    run: opens('gallery'),
  },
  shortcuts: {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Page',
    keys: ['?'],
    icon: Keyboard,
    run: opens('shortcuts'),
  },
  zoomIn: {
    id: 'zoom-in',
    label: 'Zoom in',
    group: 'Canvas',
    keys: ['mod+=', 'mod+shift++'],
    icon: ZoomIn,
    run: () => viewport()?.zoomIn(),
  },
  zoomOut: {
    id: 'zoom-out',
    label: 'Zoom out',
    group: 'Canvas',
    keys: ['mod+-'],
    icon: ZoomOut,
    run: () => viewport()?.zoomOut(),
  },
  zoomFull: {
    id: 'zoom-full',
    label: 'Zoom to 100 %',
    group: 'Canvas',
    keys: ['mod+0', 'shift+0'],
    run: () => viewport()?.zoomTo(1),
  },
  zoomFit: {
    id: 'zoom-fit',
    label: 'Show everything',
    group: 'Canvas',
    keys: ['shift+1'],
    icon: Maximize,
    run: () => viewport()?.fit(),
  },
  snap: {
    id: 'snap',
    label: 'Snap to the grid',
    group: 'Canvas',
    keys: ["mod+'"],
    icon: Grid2x2,
    isChecked: () => useView.getState().isSnapping,
    run: () => viewStore.setSnapping(!useView.getState().isSnapping),
  },
  minimap: {
    id: 'minimap',
    label: 'Overview map',
    group: 'Canvas',
    keys: ['m'],
    icon: MapIcon,
    isChecked: () => useView.getState().isMinimapShown,
    run: () => viewStore.setMinimap(!useView.getState().isMinimapShown),
  },
} as const satisfies { readonly [name: string]: Action }
