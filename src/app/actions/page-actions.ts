import {
  Command,
  FilePlus2,
  FolderOpen,
  Keyboard,
  LayoutGrid,
  Library,
  Link2,
  Monitor,
  Moon,
  Redo2,
  Save,
  Search,
  Sun,
  Undo2,
} from 'lucide-react'
import { emptyDesign } from '../../design/empty'
import { chooseFile } from '../library/files'
import { designStore, useDesign } from '../stores/design'
import { type Theme, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import type { Action } from './action'

const THEMES: readonly [Theme, string, Action['icon']][] = [
  ['system', 'Theme of the system', Monitor],
  ['light', 'Light theme', Sun],
  ['dark', 'Dark theme', Moon],
]

export const pageActions: readonly Action[] = [
  {
    id: 'undo',
    label: 'Undo',
    group: 'Edit',
    keys: ['mod+z'],
    icon: Undo2,
    isEnabled: () => useDesign.getState().undoLabel !== null,
    run: () => designStore.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['mod+shift+z', 'ctrl+y'],
    icon: Redo2,
    isEnabled: () => useDesign.getState().redoLabel !== null,
    run: () => designStore.redo(),
  },
  {
    id: 'new',
    label: 'New design',
    group: 'Design',
    icon: FilePlus2,
    run: () => {
      designStore.open(emptyDesign(), 'New design', null)
      viewStore.selectNothing()
    },
  },
  {
    id: 'open',
    label: 'Open a file…',
    group: 'Design',
    keys: ['mod+o'],
    icon: FolderOpen,
    worksInFields: true,
    run: () => void chooseFile(),
  },
  {
    id: 'export',
    label: 'Export…',
    group: 'Design',
    keys: ['mod+s'],
    icon: Save,
    worksInFields: true,
    run: () => viewStore.openDialog('export'),
  },
  {
    id: 'share',
    label: 'Share…',
    group: 'Design',
    keys: ['mod+shift+s'],
    icon: Link2,
    run: () => viewStore.openDialog('share'),
  },
  {
    id: 'library',
    label: 'Library of designs…',
    group: 'Design',
    keys: ['l'],
    icon: Library,
    run: () => viewStore.openDialog('library'),
  },
  {
    id: 'gallery',
    label: 'Gallery of examples…',
    group: 'Design',
    keys: ['g'],
    icon: LayoutGrid,
    run: () => viewStore.openDialog('gallery'),
  },
  {
    id: 'find-block',
    label: 'Find a block',
    group: 'Page',
    keys: ['/', 'mod+f'],
    icon: Search,
    run: () => {
      viewStore.setCollapsed('palette', false)
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>(`[data-testid="${TID.paletteSearch}"]`)?.focus()
      })
    },
  },
  {
    id: 'commands',
    label: 'Commands…',
    group: 'Page',
    keys: ['mod+k'],
    icon: Command,
    worksInFields: true,
    isHidden: true,
    run: () => viewStore.openDialog('commands'),
  },
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Page',
    keys: ['?'],
    icon: Keyboard,
    run: () => viewStore.openDialog('shortcuts'),
  },
  ...THEMES.map(
    ([theme, label, icon]): Action => ({
      id: `theme-${theme}`,
      label,
      group: 'Page',
      ...(icon ? { icon } : {}),
      isChecked: () => useView.getState().theme === theme,
      run: () => viewStore.setTheme(theme),
    }),
  ),
]
