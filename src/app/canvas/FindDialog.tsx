import { ArrowRight, MessageSquare } from 'lucide-react'
import { blockOf } from '../../blocks/registry'
import { commentsOf } from '../../design/comments'
import { groupsOf } from '../../design/group-tree'
import { GROUP_KINDS } from '../../design/groups'
import { nameOf } from '../../design/names'
import { variantOf } from '../../lib/schema'
import { saidOf } from '../edits/said'
import { t } from '../i18n/language'
import { designStore } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { type ListEntry, ListSearch } from '../ui/ListSearch'
import { GROUP_ICONS } from './marks/icons'
import { viewport } from './viewport'

function goTo(blocks: readonly string[], connections: readonly string[], marks: readonly string[] = []): () => void {
  return () => {
    viewStore.closeDialog()
    viewStore.select(blocks, connections, marks)
    const [id = ''] = [...blocks, ...connections, ...marks]
    viewport()?.reveal(id)
    viewport()?.focus(id)
  }
}

/** Finds blocks and groups by name and kind, connections by their ends, and comments by what they say; the chosen one is selected and brought into view. */
export function FindDialog() {
  const design = designStore.get()
  const blocks = design.blocks.map((block): ListEntry => {
    const definition = blockOf(block.kind)
    const Icon = iconNamed(definition?.icon ?? '')
    return {
      id: block.id,
      label: nameOf(block),
      words: `${block.id} ${block.kind} ${definition?.name}`,
      group: t('Blocks'),
      icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
      detail: t(definition?.name ?? ''),
      onChoose: goTo([block.id], []),
    }
  })
  const connections = design.connections.map(
    ({ id }): ListEntry => ({
      id,
      label: saidOf(design, [id], t),
      words: id,
      group: t('Connections##of a design'),
      icon: <ArrowRight size={16} strokeWidth={1.75} aria-hidden />,
      onChoose: goTo([], [id]),
    }),
  )
  const groups = groupsOf(design).map((group): ListEntry => {
    const Icon = GROUP_ICONS[group.kind]
    const kind = variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind
    return {
      id: group.id,
      label: nameOf(group),
      words: `${group.id} ${kind}`,
      group: t('Groups'),
      icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
      detail: t(kind),
      onChoose: goTo([], [], [group.id]),
    }
  })
  const comments = commentsOf(design).map(
    ({ id, text }): ListEntry => ({
      id,
      label: text.replace(/\s+/g, ' '),
      words: id,
      group: t('Comments'),
      icon: <MessageSquare size={16} strokeWidth={1.75} aria-hidden />,
      onChoose: goTo([], [], [id]),
    }),
  )
  return (
    <Dialog title={t('Find in this design')} size="small" onClose={viewStore.closeDialog} testId={TID.findDialog}>
      <ListSearch
        label={t('Find in this design')}
        placeholder={t('Name or kind')}
        entries={[...blocks, ...groups, ...connections, ...comments]}
        empty={t('Nothing here is called that.')}
      />
    </Dialog>
  )
}
