import { FoldVertical, Group as GroupIcon, LogOut, MessageSquarePlus, Ungroup } from 'lucide-react'
import { groupsOf, ownersOf } from '../../design/group-tree'
import { GROUP_KINDS, type Group } from '../../design/groups'
import { nameOf } from '../../design/names'
import { variantOf } from '../../lib/schema'
import { editComment } from '../canvas/marks/edited'
import { strangersInDesign } from '../canvas/marks/strangers'
import { viewport } from '../canvas/viewport'
import { BLOCK_WIDTH } from '../edits/auto-layout'
import { placeInView } from '../edits/free-place'
import { addComment, addGroup, outermost, putInto, setCollapsed, ungroup } from '../edits/groups'
import { blockName, saidOf } from '../edits/said'
import { listed, plural, t } from '../i18n/language'
import { designStore } from '../stores/design'
import { notify, viewStore } from '../stores/view'
import { focusWhenShown } from '../ui/focus-when-shown'
import type { Action } from './action'
import { hasPartsSelected, selectedBlocks, selectedGroup, selectedParts } from './selection'

/** Shows a group or comment as what is selected, with the keyboard on it. */
function show(id: string): void {
  viewStore.select([], [], [id])
  focusWhenShown(`.react-flow__node[data-id="${id}"]`)
}

function groupSelection(): void {
  const ids = new Set(selectedParts())
  let id = ''
  designStore.commit(`Group ${saidOf(designStore.get(), ids)}`, (design) => {
    const added = addGroup(design, ids)
    id = added.id
    return added.design
  })
  const group = groupsOf(designStore.get()).find((candidate) => candidate.id === id)
  if (!group) return notify({ kind: 'info', text: t('No kind of group fits around these.') })
  show(id)
  viewStore.announce(`Grouped as ${variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind}`)
  tellOfStrangers(group)
}

/** Says which blocks stand in the outline of a group without being in it, and offers to put them in where that takes them from no other. */
function tellOfStrangers(group: Group): void {
  const design = designStore.get()
  const strangers = strangersInDesign(design, group.id)
  if (strangers.length === 0) return
  const owners = ownersOf(groupsOf(design))
  const isFree = strangers.every((id) => owners.get(id) === owners.get(group.id))
  const name = nameOf(group)
  notify({
    kind: 'info',
    text: plural(
      strangers.length,
      {
        one: '{names} stands within the outline of {name} but is not in it.',
        other: '{names} stand within the outline of {name} but are not in it.',
      },
      { names: listed(strangers.map((id) => blockName(design, id))), name },
    ),
    ...(isFree
      ? {
          action: {
            label: t('Put in'),
            run: () => {
              const label = `Put ${saidOf(designStore.get(), strangers)} into ${name}`
              if (designStore.commit(label, (present) => putInto(present, strangers, group.id)))
                viewStore.announce(label)
            },
          },
        }
      : {}),
  })
}

function ungroupSelection(): void {
  const group = selectedGroup()
  if (!group) return
  const label = `Ungroup ${nameOf(group)}`
  if (!designStore.commit(label, (design) => ungroup(design, group.id))) return
  const design = designStore.get()
  const isBlock = (id: string): boolean => design.blocks.some((block) => block.id === id)
  viewStore.select(
    group.members.filter(isBlock),
    [],
    group.members.filter((id) => !isBlock(id)),
  )
  viewStore.announce(label)
  const [first] = group.members
  if (first) viewport()?.focus(first)
}

function collapseSelection(): void {
  const group = selectedGroup()
  if (!group) return
  const label = `${group.collapsed ? 'Expand' : 'Collapse'} ${nameOf(group)}`
  designStore.commit(label, (design) => setCollapsed(design, group.id, !group.collapsed))
  viewStore.announce(label)
}

/** Selected blocks and groups that are in a group. */
function housed(): string[] {
  const design = designStore.get()
  const owners = ownersOf(groupsOf(design))
  return outermost(design, new Set(selectedParts())).filter((id) => owners.has(id))
}

function takeOut(): void {
  const ids = housed()
  const design = designStore.get()
  const owners = ownersOf(groupsOf(design))
  const said = saidOf(design, ids)
  designStore.commit(`Take ${said} out of the group`, (present) =>
    // One step outwards: into the group around, where there is one.
    ids.reduce((next, id) => putInto(next, [id], owners.get(owners.get(id)?.id ?? '')?.id ?? null), present),
  )
  viewStore.announce(`Took ${said} out of the group`)
}

/** [px] how far a comment stands below one that it would cover otherwise. */
const COMMENT_STEP = 36

/** The place, or the first one below it where no comment begins nearby. */
function freePlace({ x, y }: { x: number; y: number }): { x: number; y: number } {
  const isTaken = (designStore.get().comments ?? []).some(
    ({ position }) => Math.abs(position.x - x) < 100 && Math.abs(position.y - y) < COMMENT_STEP - 1,
  )
  return isTaken ? freePlace({ x, y: y + COMMENT_STEP }) : { x, y }
}

function commentHere(): void {
  const blocks = selectedBlocks()
  const [about] = blocks.length === 1 ? blocks : []
  const seen = viewport()?.seen()
  const beside = about?.position && { x: about.position.x + BLOCK_WIDTH + 20, y: about.position.y - 60 }
  const at = freePlace(beside ?? (seen ? placeInView(designStore.get(), seen, undefined) : { x: 0, y: 0 }))
  let id = ''
  designStore.commit('Add comment', (design) => {
    const added = addComment(design, t('Comment'), at, about?.id)
    id = added.id
    return added.design
  })
  if (id === '') return
  viewStore.select([], [], [id])
  viewStore.announce('Added comment')
  editComment(id)
}

export const groupActions: readonly Action[] = [
  {
    id: 'group',
    label: 'Group',
    group: 'Blocks',
    words: 'region zone tier container',
    keys: ['mod+g'],
    icon: GroupIcon,
    isEnabled: () => {
      const { blocks, groups = [] } = designStore.get()
      return selectedParts().some((id) => [...blocks, ...groups].some((part) => part.id === id))
    },
    run: groupSelection,
  },
  {
    id: 'ungroup',
    label: 'Ungroup',
    group: 'Blocks',
    keys: ['mod+shift+g'],
    icon: Ungroup,
    isEnabled: () => selectedGroup() !== undefined,
    run: ungroupSelection,
  },
  {
    id: 'collapse',
    label: 'Collapse or expand the group',
    group: 'Blocks',
    keys: ['h'],
    icon: FoldVertical,
    isEnabled: () => selectedGroup() !== undefined,
    run: collapseSelection,
  },
  {
    id: 'leave-group',
    label: 'Take out of the group',
    group: 'Blocks',
    icon: LogOut,
    isEnabled: () => hasPartsSelected() && housed().length > 0,
    run: takeOut,
  },
  {
    id: 'add-comment',
    label: 'Add a comment',
    group: 'Canvas',
    words: 'note text',
    keys: ['n'],
    icon: MessageSquarePlus,
    run: commentHere,
  },
]
