import { ArrowRight, Cable, ClipboardPaste, Copy, CopyPlus, Scissors, SquareDashed, Trash2 } from 'lucide-react'
import { viewport } from '../canvas/viewport'
import { GRID, moveBlocks, remove } from '../edits/blocks'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import type { Action } from './action'
import { canPaste, copySelection, cutSelection, duplicateSelection, offerToSystem, pasteText } from './clipboard'
import { type Direction, neighbourAfterRemoval, neighbourTowards } from './neighbours'
import { hasBlocksSelected, hasOneBlockSelected, hasSelection, selectedBlocks, selectedIds } from './selection'

function nudge(x: number, y: number): void {
  const places = new Map(
    selectedBlocks().map(({ id, position }) => [id, { x: (position?.x ?? 0) + x, y: (position?.y ?? 0) + y }]),
  )
  designStore.commit('Move', (design) => moveBlocks(design, places), { merge: `nudge ${[...places.keys()].join(' ')}` })
}

function walk(direction: Direction): void {
  const [from] = selectedBlocks()
  const to = from && neighbourTowards(designStore.get(), from.id, direction)
  if (!to) return
  viewStore.select([to])
  viewport()?.reveal(to)
  viewport()?.focus(to)
}

function removeSelection(): void {
  const ids = selectedIds()
  const next = neighbourAfterRemoval(designStore.get(), ids)
  const count = ids.size
  if (!designStore.commit(count === 1 ? 'Delete' : `Delete ${count} items`, (design) => remove(design, ids))) return
  viewStore.select(next ? [next] : [])
  viewStore.announce(count === 1 ? 'Deleted' : `Deleted ${count} items`)
  if (next) viewport()?.focus(next)
}

const DIRECTIONS: readonly [Direction, number, number][] = [
  ['left', -1, 0],
  ['right', 1, 0],
  ['up', 0, -1],
  ['down', 0, 1],
]

const nudges: Action[] = DIRECTIONS.flatMap(([direction, x, y]) => [
  {
    id: `nudge-${direction}`,
    label: `Move selected ${direction}`,
    group: 'Blocks',
    keys: [`arrow${direction}`],
    isHidden: true,
    isEnabled: hasBlocksSelected,
    run: () => nudge(5 * x, 5 * y),
  },
  {
    id: `nudge-far-${direction}`,
    label: `Move selected far ${direction}`,
    group: 'Blocks',
    keys: [`shift+arrow${direction}`],
    isHidden: true,
    isEnabled: hasBlocksSelected,
    run: () => nudge(GRID * x, GRID * y),
  },
  {
    id: `walk-${direction}`,
    label: `Go to the block ${direction === 'up' ? 'above' : direction === 'down' ? 'below' : `on the ${direction}`}`,
    group: 'Blocks',
    keys: [`alt+arrow${direction}`],
    isHidden: true,
    isEnabled: hasOneBlockSelected,
    run: () => walk(direction),
  },
])

export const blockActions: readonly Action[] = [
  {
    id: 'connect',
    label: 'Connect to…',
    group: 'Blocks',
    keys: ['c', 'mod+arrowright'],
    icon: Cable,
    isEnabled: hasOneBlockSelected,
    run: () => viewStore.openDialog('connect'),
  },
  {
    id: 'inspect',
    label: 'Edit parameters',
    group: 'Blocks',
    keys: ['e'],
    icon: ArrowRight,
    isEnabled: hasSelection,
    run: () => {
      viewStore.setCollapsed('inspector', false)
      viewStore.setInspectorTab('configure')
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>('.inspector .fields input, .inspector .fields select')?.focus()
      })
    },
  },
  {
    id: 'copy',
    label: 'Copy',
    group: 'Edit',
    keys: ['mod+c'],
    icon: Copy,
    isEnabled: hasBlocksSelected,
    run: () => void offerToSystem(copySelection()),
  },
  {
    id: 'cut',
    label: 'Cut',
    group: 'Edit',
    keys: ['mod+x'],
    icon: Scissors,
    isEnabled: hasBlocksSelected,
    run: () => void offerToSystem(cutSelection()),
  },
  {
    id: 'paste',
    label: 'Paste',
    group: 'Edit',
    keys: ['mod+v'],
    icon: ClipboardPaste,
    isEnabled: canPaste,
    run: () => void pasteText(''),
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    group: 'Edit',
    keys: ['mod+d'],
    icon: CopyPlus,
    isEnabled: hasBlocksSelected,
    run: duplicateSelection,
  },
  {
    id: 'delete',
    label: 'Delete',
    group: 'Edit',
    keys: ['delete', 'backspace'],
    icon: Trash2,
    isEnabled: hasSelection,
    run: removeSelection,
  },
  {
    id: 'select-all',
    label: 'Select all',
    group: 'Edit',
    keys: ['mod+a'],
    icon: SquareDashed,
    run: () => {
      const { blocks, connections } = designStore.get()
      viewStore.select(
        blocks.map(({ id }) => id),
        connections.map(({ id }) => id),
      )
    },
  },
  {
    id: 'select-nothing',
    label: 'Select nothing',
    group: 'Edit',
    keys: ['escape'],
    isHidden: true,
    isEnabled: () => hasSelection() && useView.getState().dialog === null,
    run: () => viewStore.selectNothing(),
  },
  ...nudges,
]
