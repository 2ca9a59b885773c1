import { ActionButton } from '../actions/ActionButton'
import { actionOf } from '../actions/registry'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useView } from '../stores/view'
import { TID } from '../test-ids'

const FOR_BLOCK = ['connect', 'rename', 'replace', 'duplicate', 'delete']
const FOR_BLOCKS = ['tidy', 'duplicate', 'delete']
const FOR_CONNECTION = ['inspect', 'delete']

/** For fingers: what can be done with what is selected, within reach; and undo, always. */
export function SelectionBar() {
  const { blocks, connections } = useView((state) => state.selection)
  const undoLabel = useDesign((state) => state.undoLabel)
  const redoLabel = useDesign((state) => state.redoLabel)
  const count = blocks.length + connections.length
  const ids = count === 0 ? [] : connections.length > 0 ? FOR_CONNECTION : blocks.length > 1 ? FOR_BLOCKS : FOR_BLOCK
  if (count === 0 && undoLabel === null && redoLabel === null) return null
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('Selection')} data-testid={TID.selectionBar}>
      {ids.map((id) => (
        <ActionButton key={id} action={actionOf(id)} />
      ))}
      {count > 0 && <span className="canvas-tools__line" />}
      <ActionButton action={actionOf('undo')} isDisabled={undoLabel === null} />
      <ActionButton action={actionOf('redo')} isDisabled={redoLabel === null} />
    </div>
  )
}
