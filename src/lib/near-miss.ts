/** Finding what was probably meant by a name that is not known. */

/** [count] characters above which a name is not compared: no name that we know is as long. */
const LONGEST = 64

/** [count] names that are compared at most, so that many wrong names among many known ones stay cheap. */
const MOST_NAMES = 300

/**
 * The known name that a wrong one was probably meant to be, or undefined when none is near.
 *
 * How: fewest insertions, deletions, replacements and swaps of neighbours (optimal string alignment), case aside; near is at
 * most one change in three characters (in two for a name of two), and at most three in all. The earlier of two equally near names
 * wins. A single character is near nothing.
 * Cost: O(length) per known name, of which the first 300 are compared.
 */
export function nearMiss(given: string, known: Iterable<string>): string | undefined {
  const word = given.toLowerCase()
  if (word.length < 2 || word.length > LONGEST) return undefined
  let best: string | undefined
  let fewest = Math.min(3, Math.floor(Math.max(3, word.length) / 3)) + 1
  let compared = 0
  for (const candidate of known) {
    if (compared++ >= MOST_NAMES) break
    const changes = distance(word, candidate.toLowerCase(), fewest)
    if (changes >= fewest) continue
    fewest = changes
    best = candidate
  }
  return best
}

/** Advice to put before a list of what is known: `did you mean "x"? ` or nothing. */
export function suggestion(given: unknown, known: Iterable<string>): string {
  const near = typeof given === 'string' ? nearMiss(given, known) : undefined
  return near === undefined ? '' : `did you mean "${near}"? `
}

/** [count] changes from one word to the other; any number of at least `limit` when there are as many. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    // Cells farther than this from the diagonal stand for more changes than the limit.
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    const row = new Array<number>(b.length + 1).fill(limit)
    row[0] = i
    let least = i
    for (let j = from; j <= to; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let changes = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) changes = Math.min(changes, beforeLast[j - 2]! + 1)
      row[j] = changes
      least = Math.min(least, changes)
    }
    if (least > limit) return limit
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
