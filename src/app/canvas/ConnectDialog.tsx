import { BLOCKS, blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import { nameOf } from '../../design/names'
import { t } from '../i18n/language'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { type ListEntry, ListSearch } from '../ui/ListSearch'
import { inSentence } from '../ui/words'
import { connectBlocks, connectToNew } from './place'
import { fullnessOf, refusalOf } from './refusal'
import { isConnected, kindsAfter, kindsBefore, mayConnect, useConnectRequest } from './wiring'

function IconOf({ kind }: { kind: string }) {
  const Icon = iconNamed(blockOf(kind)?.icon ?? '')
  return <Icon size={16} strokeWidth={1.75} aria-hidden />
}

function close(): void {
  useConnectRequest.setState({ at: null, direction: null })
  viewStore.closeDialog()
}

/** The way to wire without a pointer: what the selected block can call, or be called by, there already or new. */
export function ConnectDialog() {
  const anchor = useView((state) => state.selection.blocks[0])
  const { at, direction } = useConnectRequest()
  const design = designStore.get()
  const start = design.blocks.find(({ id }) => id === anchor)
  if (!start) return null
  const isIncoming = direction === 'left'
  const choose = (act: () => void) => (): void => {
    close()
    act()
  }
  const pairOf = (id: string): [string, string] => (isIncoming ? [id, start.id] : [start.id, id])
  const entryOf = (block: Block, group: string): ListEntry => ({
    id: block.id,
    label: nameOf(block),
    words: `${block.id} ${block.kind}`,
    group,
    icon: <IconOf kind={block.kind} />,
    detail: t(blockOf(block.kind)?.name ?? ''),
    testId: TID.connectOption + block.id,
    onChoose: choose(() => connectBlocks(...pairOf(block.id))),
  })
  const existing = design.blocks
    .filter(({ id }) => mayConnect(design, ...pairOf(id)))
    .map((block) => entryOf(block, t('Blocks of this design')))
  // Where a block is missed one should see why; choosing it leads to its connection.
  const connected = design.blocks
    .filter(({ id }) => isConnected(design, ...pairOf(id)))
    .map((block) => entryOf(block, t('Connected already')))
  const others = design.blocks.flatMap((block): ListEntry[] => {
    const refusal = refusalOf(design, ...pairOf(block.id))
    if (!refusal || refusal.connection !== null) return []
    const entry = entryOf(block, t('Cannot be connected'))
    return [{ ...entry, reason: refusal.why, isDisabled: true, isForSearch: true }]
  })
  const full = isIncoming ? null : fullnessOf(design, start.id)
  const kinds = isIncoming ? kindsBefore(start.kind, BLOCKS) : full === null ? kindsAfter(start.kind, BLOCKS) : []
  const fresh = kinds.map((kind): ListEntry => {
    const definition = blockOf(kind)
    return {
      id: `new ${kind}`,
      label: t('New {kind}', { kind: inSentence(t(definition?.name ?? kind)) }),
      words: `${kind} new`,
      group: t('New block'),
      icon: <IconOf kind={kind} />,
      testId: `${TID.connectOption}new-${kind}`,
      onChoose: choose(() => connectToNew(start.id, { kind, middle: at, side: direction ?? 'right' })),
    }
  })
  const isForNew = at !== null || direction !== null
  const entries = [...(isForNew ? [...fresh, ...existing] : [...existing, ...fresh]), ...connected]
  const nothing = isIncoming ? t('No block can call it.') : t('It calls no other block.')
  const title = t(isIncoming ? 'Let a block call {name}' : 'Connect {name} to', { name: nameOf(start) })
  return (
    <Dialog title={title} size="small" onClose={close} testId={TID.connectDialog}>
      {full !== null && <p className="list-search__note">{full}</p>}
      <ListSearch
        label={title}
        placeholder={t('Find a block')}
        entries={[...entries, ...others]}
        empty={entries.length === 0 ? nothing : t('Nothing here is called that.')}
      />
    </Dialog>
  )
}
