/** The start after starts that failed. */
import { emptyDesign } from '../../design/empty'
import { designStore } from '../stores/design'
import { viewStore } from '../stores/view'
import { openLinkLater } from './open-link'
import type { Opening } from './start'

/** After starts that failed: nothing is loaded and nothing runs by itself. */
export function openSafely(): Opening {
  const { hash } = location
  designStore.load(emptyDesign(), null)
  viewStore.showBanner({
    kind: 'warning',
    title: 'The page failed to start twice, so it opened empty this time',
    lines: ['Nothing is lost: every design is in the library, to be opened again or saved as a file.'],
    action:
      hash.length > 1
        ? { label: 'Open the link all the same', run: () => void openLinkLater(hash) }
        : { label: 'Open the library', run: () => viewStore.openDialog('library') },
  })
  return { isRunning: false, expected: null }
}
