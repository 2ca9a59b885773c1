/** Finding what was probably meant by a name that is not known. */

/** [count] characters above which a name is not compared: no name that we know is as long. */
const LONGEST = 64

/**
 * The known name that a wrong one was probably meant to be, or undefined when none is near.
 *
 * How: fewest insertions, deletions, replacements and swaps of neighbours (optimal string alignment), case aside; near is at
 * most one change in three characters (in two for a name of two), and at most three in all. The earlier of two equally near names
 * wins. A single character is near nothing.
 * Cost: O(length²) per known name, lengths up to 64.
 */
export function nearMiss(given: string, known: Iterable<string>): string | undefined {
  const word = given.toLowerCase()
  let best: string | undefined
  if (word.length < 2 || word.length > LONGEST) return undefined
  let fewest = Math.min(3, Math.floor(Math.max(3, word.length) / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue
    const changes = distance(word, candidate.toLowerCase())
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

/** [count] changes from one word to the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let changes = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) changes = Math.min(changes, beforeLast[j - 2]! + 1)
      row.push(changes)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
