/** Which revisions are kept. */

/** The latest savings, all of them. */
export const RECENT_REVISIONS = 50
/** Before these, the last one of each day, so many days. */
const DAYS = 30
const DAY_MS = 86_400_000

interface Dated {
  rev: number
  savedAt: number
}

/** Revisions that may go, by number. */
export function surplusRevisions(all: readonly Dated[]): number[] {
  const older = [...all].sort((a, b) => b.rev - a.rev).slice(RECENT_REVISIONS)
  const days = new Set<number>()
  return older
    .filter(({ savedAt }) => {
      const day = Math.floor(savedAt / DAY_MS)
      const isKept = !days.has(day) && days.size < DAYS
      days.add(day)
      return !isKept
    })
    .map(({ rev }) => rev)
}
