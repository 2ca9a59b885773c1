/** Opens a design that the page offers. */
import type { Design } from '../../design/design'
import { designStore } from '../stores/design'
import { runStore } from '../stores/run'
import { notify, viewStore } from '../stores/view'

/** Opens a copy as one step that can be undone, and runs it. */
export function openCopy(design: Design): void {
  runStore.expectResult(null)
  viewStore.closeDialog()
  viewStore.selectNothing()
  designStore.open(design, `Open ${design.name}`, null)
  void runStore.start()
  notify({ kind: 'info', text: `Opened ${design.name}`, action: { label: 'Undo', run: designStore.undo } })
}
