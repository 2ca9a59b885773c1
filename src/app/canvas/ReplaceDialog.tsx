import { BLOCKS, blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { lostAs, replaceKind } from '../edits/replace-kind'
import { t } from '../i18n/language'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { type ListEntry, ListSearch } from '../ui/ListSearch'
import { inSentence } from '../ui/words'

/** What the selected block could be instead, and how many of its connections each would cost. */
export function ReplaceDialog() {
  const id = useView((state) => state.selection.blocks[0])
  const design = designStore.get()
  const block = design.blocks.find((candidate) => candidate.id === id)
  if (!block) return null
  const entries = BLOCKS.filter((definition) => definition.id !== block.kind).map((definition): ListEntry => {
    const Icon = iconNamed(definition.icon)
    const lost = lostAs(design, block.id, definition.id).length
    return {
      id: definition.id,
      label: t(definition.name),
      words: `${definition.id} ${definition.name} ${definition.group}`,
      group: lost === 0 ? t('Keeps every connection') : t('Loses connections'),
      icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
      detail: lost === 0 ? undefined : t('loses {count}', { count: lost }),
      testId: `${TID.replaceDialog}-${definition.id}`,
      onChoose: () => {
        viewStore.closeDialog()
        const label = `Replace ${nameOf(block)} with ${inSentence(definition.name)}`
        designStore.commit(label, (present) => replaceKind(present, block.id, definition.id))
        viewStore.announce(
          lost === 0 ? label : `${label}; ${lost} ${lost === 1 ? 'connection' : 'connections'} removed`,
        )
      },
    }
  })
  const keeping = entries.filter(({ detail }) => detail === undefined)
  const losing = entries.filter(({ detail }) => detail !== undefined)
  const kind = blockOf(block.kind)?.name ?? block.kind
  const title = t('Replace {name}', { name: nameOf(block) })
  return (
    <Dialog
      title={title}
      summary={t('Now a {kind}. Name, place and what both kinds have in common stay.', { kind: inSentence(t(kind)) })}
      size="small"
      onClose={viewStore.closeDialog}
      testId={TID.replaceDialog}
    >
      <ListSearch
        label={title}
        placeholder={t('Find a kind')}
        entries={[...keeping, ...losing]}
        empty={t('There is no such kind.')}
      />
    </Dialog>
  )
}
