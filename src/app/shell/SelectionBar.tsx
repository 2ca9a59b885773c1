import { ActionButton } from '../actions/ActionButton'
import { actionOf } from '../actions/registry'
import { type SelectionKind, selectionKind } from '../actions/selection'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useView } from '../stores/view'
import { TID } from '../test-ids'

const ITEMS: Readonly<Record<SelectionKind, readonly string[]>> = {
  block: ['connect', 'rename', 'replace', 'duplicate', 'delete'],
  parts: ['group', 'tidy', 'duplicate', 'delete'],
  group: ['rename', 'collapse', 'ungroup', 'duplicate', 'delete'],
  comment: ['rename', 'duplicate', 'delete'],
  connection: ['inspect', 'delete'],
  nothing: [],
}

/** For fingers: what can be done with what is selected, within reach; and undo, always. */
export function SelectionBar() {
  useView((state) => state.selection)
  const undoLabel = useDesign((state) => state.undoLabel)
  const redoLabel = useDesign((state) => state.redoLabel)
  const ids = ITEMS[selectionKind()]
  if (ids.length === 0 && undoLabel === null && redoLabel === null) return null
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('Selection')} data-testid={TID.selectionBar}>
      {ids.map((id) => (
        <ActionButton key={id} action={actionOf(id)} />
      ))}
      {ids.length > 0 && <span className="canvas-tools__line" />}
      <ActionButton action={actionOf('undo')} isDisabled={undoLabel === null} />
      <ActionButton action={actionOf('redo')} isDisabled={redoLabel === null} />
    </div>
  )
}
