/** What is on the page when it opens: a link's design, what was open last, or the first example. */

import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import type { DecodedLink } from '../../design/link'
import type { Problem } from '../../lib/parse'
import { loadLayout, needsPlaces } from '../edits/auto-layout'
import { designStore } from '../stores/design'
import { runStore } from '../stores/run'
import type { ExpectedResult } from '../stores/run-state'
import { viewStore } from '../stores/view'
import { withFirstPlaces } from './first-places'

/** Reads a link; the reader is loaded only when there is one. */
async function read(hash: string): Promise<DecodedLink> {
  const [{ decodeLink }, { splitView }] = await Promise.all([import('../../design/link'), import('../share/link-view')])
  const { fragment, view } = splitView(hash)
  if (view) void import('../share/show-view').then(({ showView }) => showView(view))
  return decodeLink(fragment)
}

/** Whether to run at once: what a person should see working when the page opens. */
export interface Opening {
  isRunning: boolean
  /** The result that a link promises for the design. */
  expected: ExpectedResult | null
}

/** For the page inside another one: the design of its link and nothing of the library. */
export async function openEmbedded(): Promise<Opening> {
  const { hash } = location
  if (hash.length > 1) return openLink(hash, openExample)
  return openExample()
}

/** Puts the first design on the page. Never rejects: whatever is wrong is named in a banner over a working page. */
export async function openFirst(): Promise<Opening> {
  const { hash } = location
  if (hash.length > 1) return openLink(hash)
  return openLast()
}

async function openLast(): Promise<Opening> {
  try {
    if (await showLast()) return { isRunning: false, expected: null }
  } catch {
    // No storage in this browser: the first example stands, and saving says so when there is something to lose.
  }
  return openExample()
}

async function openExample(): Promise<Opening> {
  await show(await firstExample(), null)
  return { isRunning: true, expected: null }
}

/** Shows what was open last, if the library has it. */
async function showLast(): Promise<boolean> {
  const { lastOpen } = await import('./database')
  const stored = await lastOpen()
  if (!stored) return false
  const [{ readStoredDesign }, { known }] = await Promise.all([import('./stored-design'), import('./known')])
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

/** The design that a first visit shows. */
async function firstExample(): Promise<Design> {
  const [{ EXAMPLES, exampleOf, FIRST_EXAMPLE }, { parseDesign }] = await Promise.all([
    import('../../design/examples/registry'),
    import('../../design/schema'),
  ])
  const example = exampleOf(FIRST_EXAMPLE) ?? EXAMPLES[0]
  return example ? withFirstPlaces(parseDesign(example.design).design) : emptyDesign()
}

/** Shows a design, each block at its place. */
async function show(design: Design, documentId: string | null): Promise<void> {
  if (needsPlaces(design)) await loadLayout()
  designStore.load(design, documentId)
}

async function openLink(hash: string, instead = openLast): Promise<Opening> {
  const link = await read(hash)
  if (!link.ok) {
    const opening = await instead()
    const { message, cure } = link.problem
    viewStore.showBanner({
      kind: 'error',
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
      title: `The link could not be opened: ${message}`,
      lines: [`To mend it, ${cure}.`],
    })
    return
  }
  await loadLayout()
  designStore.open(link.design, 'Open link', null)
  viewStore.selectNothing()
  if (link.digest !== null) runStore.expectResult({ digest: link.digest, engineVersion: link.engineVersion })
  if (link.problems.length > 0) showProblems('The link was opened, but not all of it is as it was', link.problems)
}

function showProblems(title: string, problems: readonly Problem[]): void {
  const lines = problems.slice(0, 4).map(({ path, message, cure }) => `${path}: ${message}; ${cure}`)
  if (problems.length > 4) lines.push(`and ${problems.length - 4} more`)
  viewStore.showBanner({ kind: 'warning', title, lines })
}
