import { parseDesign } from '../../design/schema'
import { designStore } from '../stores/design'
import { notify, viewStore } from '../stores/view'
import { rememberOpen, type StoredDesign } from './database'

/** Opens a design kept in this browser, in its own record again. */
export function openStored(record: StoredDesign): void {
  const { design } = parseDesign(record.design)
  designStore.open(design, `Open ${record.name}`, record.id)
  viewStore.selectNothing()
  rememberOpen(record.id).catch(() => undefined)
  notify({ kind: 'info', text: `Opened ${record.name}`, action: { label: 'Undo', run: () => designStore.undo() } })
}
