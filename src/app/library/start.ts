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
  const { decodeLink } = await import('../../design/link')
  return decodeLink(hash)
}

/** Whether to run at once: what a person should see working when the page opens. */
export interface Opening {
  isRunning: boolean
  /** The result that a link promises for the design. */
  expected: ExpectedResult | null
}

/** Puts the first design on the page. Never rejects: whatever is wrong is named in a banner over a working page. */
export async function openFirst(): Promise<Opening> {
  const { hash } = location
  if (hash.length > 1) return openLink(hash)
  return openLast()
}

async function openLast(): Promise<Opening> {
  try {
    const { lastOpen, prune } = await import('./database')
    const stored = await lastOpen()
    if (stored) {
      const { parseDesign } = await import('../../design/schema')
      const { design, errors } = parseDesign(stored.design)
      await show(design, stored.id)
      if (errors.length > 0) showProblems('The saved design was mended', errors)
      void prune().catch(() => undefined)
      return { isRunning: false, expected: null }
    }
  } catch {
    // No storage in this browser: the first example stands, and the autosave says so when there is something to lose.
  }
  await show(await firstExample(), null)
  return { isRunning: true, expected: null }
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

async function openLink(hash: string): Promise<Opening> {
  const link = await read(hash)
  if (!link.ok) {
    const opening = await openLast()
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
  designStore.open(link.design, 'Open link')
  viewStore.selectNothing()
  if (link.digest !== null) runStore.expectResult({ digest: link.digest, engineVersion: link.engineVersion })
  if (link.problems.length > 0) showProblems('The link was opened, but not all of it is as it was', link.problems)
}

function showProblems(title: string, problems: readonly Problem[]): void {
  const lines = problems.slice(0, 4).map(({ path, message, cure }) => `${path}: ${message}; ${cure}`)
  if (problems.length > 4) lines.push(`and ${problems.length - 4} more`)
  viewStore.showBanner({ kind: 'warning', title, lines })
}
