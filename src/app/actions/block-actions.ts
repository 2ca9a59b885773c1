import {
  ArrowRight,
  Cable,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Pencil,
  Replace,
  Scissors,
  SquareDashed,
  Trash2,
} from 'lucide-react'
import { useConnectRequest } from '../canvas/place'
import { viewport } from '../canvas/viewport'
import { GRID, moveBlocks, remove } from '../edits/blocks'
import { saidOf } from '../edits/said'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { focusWhenShown } from '../ui/focus-when-shown'
import type { Action } from './action'
import { copySelection, cutSelection, duplicateSelection, offerToSystem, pasteFromSystem } from './clipboard'
import { connectionAfter, type Direction, neighbourAfterRemoval, neighbourTowards } from './neighbours'
import {
  hasBlocksSelected,
  hasOneBlockSelected,
  hasOneSelected,
  hasSelection,
  selectedBlocks,
  selectedIds,
} from './selection'

function nudge(x: number, y: number): void {
  const blocks = selectedBlocks()
  const places = new Map(
    blocks.map(({ id, position }) => [id, { x: (position?.x ?? 0) + x, y: (position?.y ?? 0) + y }]),
  )
  const label = `Move ${saidOf(designStore.get(), places.keys())}`
  designStore.commit(label, (design) => moveBlocks(design, places), { merge: `nudge ${[...places.keys()].join(' ')}` })
}

function goTo(id: string, isBlock: boolean): void {
  if (isBlock) viewStore.select([id])
  else viewStore.select([], [id])
  viewport()?.reveal(id)
  viewport()?.focus(id)
}

/** From a block to the one next to it; from a connection to its ends. */
function walk(direction: Direction): void {
  const design = designStore.get()
  const { blocks, connections } = useView.getState().selection
  const [from] = blocks
  const wire = design.connections.find(({ id }) => id === connections[0])
  if (from !== undefined) {
    const to = neighbourTowards(design, from, direction)
    if (to) goTo(to, true)
  } else if (wire) goTo(direction === 'left' || direction === 'up' ? wire.from : wire.to, true)
}

function walkWires(step: 1 | -1): void {
  const { blocks, connections } = useView.getState().selection
  const next = connectionAfter(designStore.get(), { block: blocks[0], connection: connections[0] }, step)
  if (next) goTo(next, false)
}

function addTowards(direction: Direction): void {
  useConnectRequest.setState({ at: null, direction })
  viewStore.openDialog('connect')
}

function removeSelection(): void {
  const ids = selectedIds()
  const design = designStore.get()
  const next = neighbourAfterRemoval(design, ids)
  const said = saidOf(design, ids)
  if (!designStore.commit(`Delete ${said}`, (present) => remove(present, ids))) return
  viewStore.select(next ? [next] : [])
  viewStore.announce(`Deleted ${said}`)
  if (next) viewport()?.focus(next)
}

const DIRECTIONS: readonly [Direction, number, number][] = [
  ['left', -1, 0],
  ['right', 1, 0],
  ['up', 0, -1],
  ['down', 0, 1],
]

function sideOf(direction: Direction): string {
  if (direction === 'up' || direction === 'down') return direction === 'up' ? 'above' : 'below'
  return `on the ${direction}`
}

const byArrows: Action[] = DIRECTIONS.flatMap(([direction, x, y]) => [
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
    label: `Go to the block ${sideOf(direction)}`,
    group: 'Blocks',
    keys: [`alt+arrow${direction}`],
    isHidden: true,
    isEnabled: hasOneSelected,
    run: () => walk(direction),
  },
  {
    id: `add-${direction}`,
    label: `Add a connected block ${sideOf(direction)}…`,
    group: 'Blocks',
    keys: [`mod+arrow${direction}`],
    isHidden: direction === 'up' || direction === 'down',
    isEnabled: hasOneBlockSelected,
    run: () => addTowards(direction),
  },
])

export const blockActions: readonly Action[] = [
  {
    id: 'connect',
    label: 'Connect to…',
    group: 'Blocks',
    keys: ['c'],
    icon: Cable,
    isEnabled: hasOneBlockSelected,
    run: () => viewStore.openDialog('connect'),
  },
  {
    id: 'rename',
    label: 'Rename',
    group: 'Blocks',
    keys: ['f2'],
    icon: Pencil,
    isEnabled: hasOneBlockSelected,
    run: () => {
      viewStore.setCollapsed('inspector', false)
      viewStore.setInspectorTab('configure')
      focusWhenShown(`input[data-testid="${TID.inspectorTitle}"]`)
    },
  },
  {
    id: 'replace',
    label: 'Replace with another kind…',
    group: 'Blocks',
    keys: ['r'],
    icon: Replace,
    isEnabled: hasOneBlockSelected,
    run: () => viewStore.openDialog('replace'),
  },
  {
    id: 'next-connection',
    label: 'Next connection of the block',
    group: 'Blocks',
    keys: [']'],
    isEnabled: hasOneSelected,
    run: () => walkWires(1),
  },
  {
    id: 'previous-connection',
    label: 'Previous connection of the block',
    group: 'Blocks',
    keys: ['['],
    isEnabled: hasOneSelected,
    run: () => walkWires(-1),
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
      focusWhenShown('.inspector .fields input, .inspector .fields select')
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
    isNative: true,
    run: () => void pasteFromSystem(),
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
  ...byArrows,
]
