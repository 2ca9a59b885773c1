/** What is on the page when it opens: a link's design, what was open last, or the first example. Each is loaded when it is needed. */
import type { ExpectedResult } from '../stores/run-state'

/** Whether to run at once: what a person should see working when the page opens. */
export interface Opening {
  isRunning: boolean
  /** The result that a link promises for the design. */
  expected: ExpectedResult | null
}

/** Puts the first design on the page. Never rejects: whatever is wrong is named in a banner over a working page. */
export function openFirst(): Promise<Opening> {
  return openHash(openLast)
}

/** For the page inside another one: the design of its link and nothing of the library. */
export function openEmbedded(): Promise<Opening> {
  return openHash(openExample)
}

async function openHash(instead: () => Promise<Opening>): Promise<Opening> {
  const { hash } = location
  return hash.length > 1 ? (await import('./open-link')).openLink(hash, instead) : instead()
}

async function openLast(): Promise<Opening> {
  try {
    const { showLast } = await import('./last-design')
    if (await showLast()) return { isRunning: false, expected: null }
  } catch {
    // No storage in this browser: the first example stands, and saving says so when there is something to lose.
  }
  return openExample()
}

async function openExample(): Promise<Opening> {
  const [{ firstExample }, { show }] = await Promise.all([import('./first-example'), import('./show')])
  await show(firstExample(), null)
  return { isRunning: true, expected: null }
}

/** A link that is opened while the page is there. */
export async function openLinkLater(hash: string): Promise<void> {
  await (await import('./open-link')).openLinkLater(hash)
}

/** After starts that failed: nothing is loaded and nothing runs by itself. */
export async function openSafely(): Promise<Opening> {
  return (await import('./safe-start')).openSafely()
}
