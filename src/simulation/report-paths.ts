/** What a report says of several connections together. */
import type { Connection } from '../design/design'
import type { BlockReport, ConnectionReport, WorstPath } from './report'

/** Connections of a path at most. */
const LONGEST_PATH = 12
/** Steps after which the search ends with the worst that it has seen; designs have far fewer paths. */
const MOST_STEPS = 20_000

/** Puts the work of each block that nobody waited for into its figures: that of the connections to it. */
export function addWastedWork(
  blocks: { readonly [id: string]: BlockReport },
  connections: readonly Pick<Connection, 'id' | 'to'>[],
  figures: { readonly [id: string]: ConnectionReport },
): void {
  for (const { id, to } of connections) {
    const block = blocks[to]
    const { wasted = 0, wastedMs = 0 } = figures[id] ?? {}
    if (!block) continue
    block.wasted += wasted
    block.wastedMs += wastedMs
  }
}

/**
 * The largest product of amplifications along a path from a block that nobody calls, and the connections of that path; a connection
 * that makes less than one attempt for each call takes nothing away. Loops are followed once.
 */
export function worstPathOf(
  connections: readonly Pick<Connection, 'id' | 'from' | 'to'>[],
  figures: { readonly [id: string]: ConnectionReport },
): WorstPath {
  let worst: WorstPath = { amplification: 1, connections: [] }
  let steps = 0
  const path: string[] = []
  const follow = (block: string, product: number): void => {
    if (product > worst.amplification) worst = { amplification: product, connections: [...path] }
    for (const { id, from, to } of connections) {
      if (from !== block || path.length >= LONGEST_PATH || path.includes(id) || ++steps > MOST_STEPS) continue
      path.push(id)
      follow(to, product * Math.max(1, figures[id]?.amplification ?? 1))
      path.pop()
    }
  }
  const called = new Set(connections.map(({ to }) => to))
  for (const top of new Set(connections.map(({ from }) => from))) if (!called.has(top)) follow(top, 1)
  return worst
}
