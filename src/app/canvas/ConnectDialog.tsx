import { BLOCKS, blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { type ListEntry, ListSearch } from '../ui/ListSearch'
import { inSentence } from '../ui/words'
import { connectBlocks, connectToNew, useConnectRequest } from './place'
import { kindsAfter, mayConnect } from './wiring'

function IconOf({ kind }: { kind: string }) {
  const Icon = iconNamed(blockOf(kind)?.icon ?? '')
  return <Icon size={16} strokeWidth={1.75} aria-hidden />
}

function close(): void {
  useConnectRequest.setState({ at: null })
  viewStore.closeDialog()
}

/** The way to wire without a pointer: what the selected block can call, there already or new. */
export function ConnectDialog() {
  const from = useView((state) => state.selection.blocks[0])
  const at = useConnectRequest((state) => state.at)
  const design = designStore.get()
  const start = design.blocks.find(({ id }) => id === from)
  if (!start) return null
  const choose = (act: () => void) => (): void => {
    close()
    act()
  }
  const existing = design.blocks
    .filter(({ id }) => mayConnect(design, start.id, id))
    .map(
      (block): ListEntry => ({
        id: block.id,
        label: nameOf(block),
        words: `${block.id} ${block.kind}`,
        group: 'Blocks of this design',
        icon: <IconOf kind={block.kind} />,
        detail: blockOf(block.kind)?.name,
        testId: TID.connectOption + block.id,
        onChoose: choose(() => connectBlocks(start.id, block.id)),
      }),
    )
  const fresh = kindsAfter(start.kind, BLOCKS).map((kind): ListEntry => {
    const definition = blockOf(kind)
    return {
      id: `new ${kind}`,
      label: `New ${inSentence(definition?.name ?? kind)}`,
      words: `${kind} new`,
      group: 'New block',
      icon: <IconOf kind={kind} />,
      testId: `${TID.connectOption}new-${kind}`,
      onChoose: choose(() => connectToNew(start.id, kind, at)),
    }
  })
  const entries = at ? [...fresh, ...existing] : [...existing, ...fresh]
  return (
    <Dialog title={`Connect ${nameOf(start)} to`} size="small" onClose={close} testId={TID.connectDialog}>
      <ListSearch
        label={`Connect ${nameOf(start)} to`}
        placeholder="Find a block"
        entries={entries}
        empty="Nothing here that it can call."
      />
    </Dialog>
  )
}
