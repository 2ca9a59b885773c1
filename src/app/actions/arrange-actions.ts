import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Workflow,
} from 'lucide-react'
import { afterGlide, glideNext } from '../canvas/glide'
import { viewport } from '../canvas/viewport'
import { aligned, distributed, type Edge, tidied } from '../edits/arrange'
import { placeWithComments } from '../edits/groups'
import type { Point } from '../edits/point'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import type { Action } from './action'
import { selectedBlocks } from './selection'

const hasSelected = (count: number) => (): boolean => useView.getState().selection.blocks.length >= count

/** Blocks glide to their new places, as one step that can be undone. */
function arrange(label: string, places: ReadonlyMap<string, Point>): void {
  glideNext()
  if (designStore.commit(label, (design) => placeWithComments(design, places))) viewStore.announce(label)
  else viewStore.announce('They stand like that already')
}

function tidy(): void {
  const design = designStore.get()
  const chosen = selectedBlocks()
  const blocks = chosen.length > 1 ? chosen : design.blocks
  arrange(
    chosen.length > 1 ? `Tidy ${chosen.length} blocks` : 'Tidy the design',
    tidied(design, new Set(blocks.map(({ id }) => id))),
  )
  if (chosen.length <= 1) afterGlide(() => viewport()?.fit())
}

const ALIGNMENTS: readonly [Edge, string, string | null, Action['icon']][] = [
  ['left', 'Align left', 'mod+shift+arrowleft', AlignStartVertical],
  ['centre', 'Align centres', null, AlignCenterVertical],
  ['right', 'Align right', 'mod+shift+arrowright', AlignEndVertical],
  ['top', 'Align tops', 'mod+shift+arrowup', AlignStartHorizontal],
  ['middle', 'Align middles', null, AlignCenterHorizontal],
  ['bottom', 'Align bottoms', 'mod+shift+arrowdown', AlignEndHorizontal],
]

export const arrangeActions: readonly Action[] = [
  {
    id: 'tidy',
    label: 'Tidy: arrange in layers',
    group: 'Arrange',
    keys: ['t'],
    icon: Workflow,
    isEnabled: () => designStore.get().blocks.length > 0,
    run: tidy,
  },
  ...ALIGNMENTS.map(
    ([edge, label, keys, icon]): Action => ({
      id: `align-${edge}`,
      label,
      group: 'Arrange',
      ...(keys ? { keys: [keys] } : {}),
      ...(icon ? { icon } : {}),
      isEnabled: hasSelected(2),
      run: () => arrange(label, aligned(selectedBlocks(), edge)),
    }),
  ),
  {
    id: 'distribute-x',
    label: 'Distribute across',
    group: 'Arrange',
    keys: ['alt+h'],
    icon: AlignHorizontalDistributeCenter,
    isEnabled: hasSelected(3),
    run: () => arrange('Distribute across', distributed(selectedBlocks(), 'x')),
  },
  {
    id: 'distribute-y',
    label: 'Distribute down',
    group: 'Arrange',
    keys: ['alt+v'],
    icon: AlignVerticalDistributeCenter,
    isEnabled: hasSelected(3),
    run: () => arrange('Distribute down', distributed(selectedBlocks(), 'y')),
  },
]
