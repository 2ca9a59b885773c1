/** Opens a design that the page offers. */
import type { Design } from '../../design/design'
import { openDesign } from '../library/open-design'
import { sayOpened } from '../library/say-opened'
import { runStore } from '../stores/run'
import { viewStore } from '../stores/view'

/** Opens a copy as one step that can be undone, and runs it. */
export async function openCopy(design: Design): Promise<void> {
  runStore.expectResult(null)
  viewStore.closeDialog()
  if (!(await openDesign(design, `Open ${design.name}`, null))) return
  void runStore.start()
  sayOpened(design.name, 'info')
}
