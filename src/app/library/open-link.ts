/** Designs that come by a link. */
import { type DecodedLink, decodeLink } from '../../design/link'
import { splitView } from '../share/link-view'
import { runStore } from '../stores/run'
import { viewStore } from '../stores/view'
import { openDesign } from './open-design'
import { showProblems } from './problems'
import { show } from './show'
import type { Opening } from './start'

/** Reads a link, and has its view shown if it has one. */
function read(hash: string): Promise<DecodedLink> {
  const { fragment, view } = splitView(hash)
  if (view) void import('../share/show-view').then(({ showView }) => showView(view))
  return decodeLink(fragment)
}

/** The design of a link, as the first on the page; what `instead` opens when the link is no good. */
export async function openLink(hash: string, instead: () => Promise<Opening>): Promise<Opening> {
  const link = await read(hash)
  if (!link.ok) {
    const opening = await instead()
    const { message, cure } = link.problem
    viewStore.showBanner({
      kind: 'error',
      isAboutOpening: true,
      title: `The link could not be opened: ${message}`,
      lines: [
        `What you see is ${opening.isRunning ? 'the first example' : 'your own last design'}. To mend it, ${cure}.`,
      ],
    })
    return opening
  }
  await show(link.design, null)
  if (link.problems.length > 0) showProblems('The link was opened, but not all of it is as it was', link.problems)
  const { digest, engineVersion } = link
  return digest === null
    ? { isRunning: false, expected: null }
    : { isRunning: true, expected: { digest, engineVersion } }
}

/** A link that is opened while the page is there. What is open stays in the library, and can be had back with undo. */
export async function openLinkLater(hash: string): Promise<void> {
  const link = await read(hash)
  if (!link.ok) {
    const { message, cure } = link.problem
    viewStore.showBanner({
      kind: 'error',
      isAboutOpening: true,
      title: `The link could not be opened: ${message}`,
      lines: [`To mend it, ${cure}.`],
    })
    return
  }
  await openDesign(link.design, 'Open link', null)
  if (link.digest !== null) runStore.expectResult({ digest: link.digest, engineVersion: link.engineVersion })
  if (link.problems.length > 0) showProblems('The link was opened, but not all of it is as it was', link.problems)
}
