/** What was open when the page was left. */
import { designStore } from '../stores/design'
import { lastOpen } from './database'
import { known } from './known'
import { showProblems } from './problems'
import { show } from './show'
import { readStoredDesign } from './stored-design'

/** Shows what was open last, if the library has it. */
export async function showLast(): Promise<boolean> {
  const stored = await lastOpen()
  if (!stored) return false
  const result = readStoredDesign(stored.design)
  if (result.is === 'newer') {
    showProblems('The last design was made by a newer version of this page', [result.problem])
    return false
  }
  const design = result.is === 'fine' ? result.design : await (await import('./rescue')).rescue(stored, result.reason)
  if (design === null) return false
  const { id, rev } = stored.head
  await show(design, id)
  known.set(id, { rev, design: designStore.get() })
  if (result.is === 'fine' && result.problems.length > 0) showProblems('The saved design was mended', result.problems)
  return true
}
