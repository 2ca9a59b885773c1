/** Notices starts that did not come to their end: a design that hangs or breaks the page must not do so for ever. */

const KEY = 'loadbearing.starts'
/** After so many in a row the next start is a careful one. */
const FAILURES = 2
/** [ms] that the page has to be alive before a start counts as done. */
const SETTLED_MS = 2000

let hasFailed = false

/** Call first of all. Returns whether the starts before this one failed. */
export function beginStart(): boolean {
  const failures = Number(read() ?? 0) || 0
  write(String(failures + 1))
  return failures >= FAILURES
}

/** The page could not be drawn. */
export function failStart(): void {
  hasFailed = true
}

/** Call when the page is there: leaving it now is no failure any more, and after a while neither is anything else. */
export function endStart(): void {
  const end = (): void => {
    if (!hasFailed) write(null)
  }
  window.addEventListener('pagehide', end)
  setTimeout(end, SETTLED_MS)
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

function write(value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, value)
  } catch {
    // Storage is refused: starts are not counted.
  }
}
