/** Opens designs of the library. */
import { loadLayout, needsPlaces } from '../edits/auto-layout'
import { placed } from '../edits/blocks'
import { useDesign } from '../stores/design'
import { notify } from '../stores/view'
import { readDesign, rememberOpen } from './database'
import { known } from './known'
import { openDesign } from './open-design'
import { rescue } from './rescue'
import { sayOpened } from './say-opened'
import { readStoredDesign } from './stored-design'

/** Opens a design in its own record, as a step that can be undone. Returns whether it is open now. */
export async function openStored(id: string): Promise<boolean> {
  if (useDesign.getState().documentId === id) return true
  const stored = await readDesign(id)
  if (stored === undefined) {
    notify({ kind: 'error', text: 'This design is no longer in the library' })
    return false
  }
  const { name, rev } = stored.head
  const result = readStoredDesign(stored.design)
  if (result.is === 'newer') {
    notify({ kind: 'error', text: `${name} was made by a newer version of this page. Reload to open it.` })
    return false
  }
  const design = result.is === 'fine' ? result.design : await rescue(stored, result.reason)
  if (design === null) return false
  if (needsPlaces(design)) await loadLayout()
  const whole = placed(design)
  known.set(id, { rev, design: whole })
  await openDesign(whole, `Open ${name}`, id)
  rememberOpen(id, Date.now()).catch(() => undefined)
  sayOpened(name, 'info')
  return true
}
