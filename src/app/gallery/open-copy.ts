/** Opens a design that the page offers. */
import type { Design } from '../../design/design'
import { openDesign } from '../library/open-design'
import { designStore } from '../stores/design'
import { runStore } from '../stores/run'
import { notify, viewStore } from '../stores/view'

/** Opens a copy as one step that can be undone, and runs it. */
export async function openCopy(design: Design): Promise<void> {
  runStore.expectResult(null)
  viewStore.closeDialog()
  if (!(await openDesign(design, `Open ${design.name}`, null))) return
  void runStore.start()
  notify({
    kind: 'info',
    text: `Opened ${design.name}`,
    topic: 'opened',
    action: { label: 'Undo', run: designStore.undo },
  })
}
