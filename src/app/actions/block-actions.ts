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
import { editComment } from '../canvas/marks/edited'
import { viewport } from '../canvas/viewport'
import { useConnectRequest } from '../canvas/wiring'
import { GRID, marksOf } from '../edits/blocks'
import { blocksOf, moveBy, removeWhole } from '../edits/groups'
import { saidOf } from '../edits/said'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { focusWhenShown } from '../ui/focus-when-shown'
import type { Action } from './action'
import { copySelection, cutSelection, duplicateSelection, offerToSystem, pasteFromSystem } from './clipboard'
import { connectionAfter, type Direction, neighbourAfterRemoval, neighbourTowards } from './neighbours'
import {
  hasOneBlockSelected,
  hasOneSelected,
  hasPartsSelected,
  hasSelection,
  selectedComment,
  selectedGroup,
  selectedIds,
  selectedParts,
} from './selection'

function nudge(x: number, y: number): void {
  const ids = selectedParts()
  const label = `Move ${saidOf(designStore.get(), ids)}`
  designStore.commit(label, (design) => moveBy(design, ids, { x, y }), { merge: `nudge ${ids.join(' ')}` })
}

/** Selects a block, connection, group or comment, and puts the keyboard there. */
function goTo(id: string): void {
  const { blocks, connections } = designStore.get()
  if (blocks.some((block) => block.id === id)) viewStore.select([id])
  else if (connections.some((connection) => connection.id === id)) viewStore.select([], [id])
  else viewStore.select([], [], [id])
  viewport()?.reveal(id)
  viewport()?.focus(id)
}

/** From a block, group or comment to the one next to it; from a connection to its ends. */
function walk(direction: Direction): void {
  const design = designStore.get()
  const { connections } = useView.getState().selection
  const [from] = selectedParts()
  const wire = design.connections.find(({ id }) => id === connections[0])
  if (from !== undefined) {
    const to = neighbourTowards(design, from, direction)
    if (to) goTo(to)
  } else if (wire) goTo(direction === 'left' || direction === 'up' ? wire.from : wire.to)
}

function walkWires(step: 1 | -1): void {
  const { blocks, connections } = useView.getState().selection
  const next = connectionAfter(designStore.get(), { block: blocks[0], connection: connections[0] }, step)
  if (next) goTo(next)
}

function addTowards(direction: Direction): void {
  useConnectRequest.setState({ at: null, direction })
  viewStore.openDialog('connect')
}

function removeSelection(): void {
  const ids = selectedIds()
  const design = designStore.get()
  const next = neighbourAfterRemoval(design, new Set([...ids, ...blocksOf(design, ids)]))
  const said = saidOf(design, ids)
  if (!designStore.commit(`Delete ${said}`, (present) => removeWhole(present, ids))) return
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

const byArrows: Action[] = DIRECTIONS.flatMap(([direction, x, y]) => [
  {
    id: `nudge-${direction}`,
    label: `Move selected ${direction}`,
    group: 'Blocks',
    keys: [`arrow${direction}`],
    isHidden: true,
    isEnabled: hasPartsSelected,
    run: () => nudge(5 * x, 5 * y),
  },
  {
    id: `nudge-far-${direction}`,
    label: `Move selected far ${direction}`,
    group: 'Blocks',
    keys: [`shift+arrow${direction}`],
    isHidden: true,
    isEnabled: hasPartsSelected,
    run: () => nudge(GRID * x, GRID * y),
  },
  {
    id: `walk-${direction}`,
    label: `Go to the block ${direction === 'up' ? 'above' : direction === 'down' ? 'below' : `on the ${direction}`}`,
    group: 'Blocks',
    keys: [`alt+arrow${direction}`],
    isHidden: true,
    isEnabled: hasOneSelected,
    run: () => walk(direction),
  },
  {
    id: `add-${direction}`,
    label: `Add a connected block ${direction === 'up' ? 'above' : direction === 'down' ? 'below' : `on the ${direction}`}…`,
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
    isEnabled: () => hasOneBlockSelected() || selectedGroup() !== undefined || selectedComment() !== undefined,
    run: () => {
      const comment = selectedComment()
      if (comment) return editComment(comment.id)
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
    isEnabled: hasPartsSelected,
    run: () => void offerToSystem(copySelection()),
  },
  {
    id: 'cut',
    label: 'Cut',
    group: 'Edit',
    keys: ['mod+x'],
    icon: Scissors,
    isEnabled: hasPartsSelected,
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
    isEnabled: hasPartsSelected,
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
      const design = designStore.get()
      const [blocks, connections, marks] = [design.blocks, design.connections, marksOf(design)].map((list) =>
        list.map(({ id }) => id),
      )
      viewStore.select(blocks ?? [], connections, marks)
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
