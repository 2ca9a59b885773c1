import { designStore } from '../stores/design'
import { notify, viewStore } from '../stores/view'
import type { StoredDesign } from './database'

/** Opens a design kept in this browser, in its own record again. */
export async function openStored(record: StoredDesign): Promise<void> {
  const [{ parseDesign }, { rememberOpen }] = await Promise.all([import('../../design/schema'), import('./database')])
  const { design } = parseDesign(record.design)
  designStore.open(design, `Open ${record.name}`, record.id)
  viewStore.selectNothing()
  rememberOpen(record.id).catch(() => undefined)
  notify({ kind: 'info', text: `Opened ${record.name}`, action: { label: 'Undo', run: () => designStore.undo() } })
}
