/**
 * Layered drawing of a directed graph, left to right.
 *
 * How: cycles are cut at the edges that close them; each node stands one layer after the last of its callers; edges over several
 * layers get a waypoint in each; the order within layers is the best of a few sweeps that sort by the mean place of neighbours;
 * heights are the least-squares fit to the mean height of neighbours that keeps the order and the gaps. No randomness: the same
 * graph always gives the same drawing. Cost: near linear for the sizes a canvas holds.
 * Source: Sugiyama, Tagawa, Toda (1981) for the steps; pool-adjacent-violators for the heights.
 */

/** A node or waypoint on its way to a place. */
interface Item {
  layer: number
  /** [px] room it takes from top to bottom. */
  height: number
  /** [px] of its middle. */
  y: number
  /** Neighbours one layer to the left and to the right. */
  before: Item[]
  after: Item[]
}

/** Layer and height of the middle of one node. */
export interface Place {
  layer: number
  y: number
}

export interface LayerOptions {
  /** [px] height of a node, and the least gap between two. */
  height: number
  gap: number
}

const ORDER_SWEEPS = 8
const HEIGHT_SWEEPS = 12

/** Places nodes `0 … count − 1`, joined by edges `[from, to]`. Earlier nodes and edges come higher up where there is a choice. */
export function layers(count: number, edges: readonly (readonly [number, number])[], options: LayerOptions): Place[] {
  const forward = withoutCycles(count, edges)
  const ranks = ranksOf(count, forward)
  const nodes = ranks.map((layer): Item => ({ layer, height: options.height, y: 0, before: [], after: [] }))
  const columns: Item[][] = Array.from({ length: Math.max(0, ...ranks) + 1 }, () => [])
  for (const node of firstComesFirst(count, forward)) columns[nodes[node]?.layer ?? 0]?.push(nodes[node] as Item)
  for (const [from, to] of forward) join(nodes[from] as Item, nodes[to] as Item, columns, options.gap)
  const best = ordered(columns)
  setHeights(best, options.gap)
  return nodes.map(({ layer, y }) => ({ layer, y }))
}

/** The edges without repetitions and without those that close a cycle, found depth first. */
function withoutCycles(count: number, edges: readonly (readonly [number, number])[]): [number, number][] {
  const targets = targetsOf(count, edges)
  const state = new Uint8Array(count)
  const kept: [number, number][] = []
  for (let root = 0; root < count; root++) {
    const trail: { node: number; next: number }[] = state[root] === 0 ? [{ node: root, next: 0 }] : []
    state[root] = state[root] === 0 ? 1 : (state[root] ?? 0)
    while (trail.length > 0) {
      const step = trail.at(-1) as { node: number; next: number }
      const to = targets[step.node]?.[step.next++]
      if (to === undefined) {
        state[step.node] = 2
        trail.pop()
        continue
      }
      if (state[to] === 1) continue
      kept.push([step.node, to])
      if (state[to] === 0) {
        state[to] = 1
        trail.push({ node: to, next: 0 })
      }
    }
  }
  return kept
}

function targetsOf(count: number, edges: readonly (readonly [number, number])[]): number[][] {
  const targets: Set<number>[] = Array.from({ length: count }, () => new Set())
  for (const [from, to] of edges) if (from !== to) targets[from]?.add(to)
  return targets.map((set) => [...set])
}

/** Longest way from a start to each node; starts then move up to whom they call. */
function ranksOf(count: number, edges: readonly [number, number][]): number[] {
  const ranks = new Array<number>(count).fill(0)
  for (const node of firstComesFirst(count, edges)) {
    for (const [from, to] of edges) if (from === node) ranks[to] = Math.max(ranks[to] ?? 0, (ranks[node] ?? 0) + 1)
  }
  const called = new Set(edges.map(([, to]) => to))
  for (let node = 0; node < count; node++) {
    const after = edges.filter(([from]) => from === node).map(([, to]) => ranks[to] ?? 0)
    if (!called.has(node) && after.length > 0) ranks[node] = Math.min(...after) - 1
  }
  return ranks
}

/** Every node after all that lead to it. */
function firstComesFirst(count: number, edges: readonly [number, number][]): number[] {
  const targets = targetsOf(count, edges)
  const open = new Int32Array(count)
  for (const list of targets) for (const to of list) open[to] = (open[to] ?? 0) + 1
  const ready = Array.from({ length: count }, (_, node) => node).filter((node) => open[node] === 0)
  for (let at = 0; at < ready.length; at++) {
    for (const to of targets[ready[at] ?? 0] ?? []) {
      open[to] = (open[to] ?? 0) - 1
      if (open[to] === 0) ready.push(to)
    }
  }
  return ready
}

/** Links two items, over a waypoint in each layer between them. */
function join(from: Item, to: Item, columns: Item[][], gap: number): void {
  let last = from
  for (let layer = from.layer + 1; layer < to.layer; layer++) {
    const waypoint: Item = { layer, height: gap / 2, y: 0, before: [last], after: [] }
    last.after.push(waypoint)
    columns[layer]?.push(waypoint)
    last = waypoint
  }
  last.after.push(to)
  to.before.push(last)
}

/** The columns in the order, of those tried, with the fewest crossings. */
function ordered(columns: Item[][]): Item[][] {
  let best = columns
  let fewest = crossings(columns)
  let current = columns
  for (let sweep = 0; sweep < ORDER_SWEEPS && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0
    current = isForward ? sorted(current, 'before') : sorted([...current].reverse(), 'after').reverse()
    const count = crossings(current)
    if (count < fewest) [best, fewest] = [current, count]
  }
  return best
}

/** Each column sorted by where its neighbours stand in the column before it. */
function sorted(columns: readonly Item[][], side: 'before' | 'after'): Item[][] {
  const places = new Map<Item, number>()
  return columns.map((column) => {
    const keys = new Map(
      column.map((item, index) => [item, mean(item[side].map((other) => places.get(other) ?? 0)) ?? index]),
    )
    const result = [...column].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
    for (const [index, item] of result.entries()) places.set(item, index)
    return result
  })
}

/** How many pairs of edges between neighbouring columns cross. */
function crossings(columns: readonly Item[][]): number {
  const places = new Map(columns.flatMap((column) => column.map((item, index) => [item, index] as const)))
  let count = 0
  for (const column of columns) {
    const ends = column.flatMap((item) => item.after.map((other) => places.get(other) ?? 0).sort((a, b) => a - b))
    for (let i = 0; i < ends.length; i++) {
      for (let j = i + 1; j < ends.length; j++) if ((ends[i] ?? 0) > (ends[j] ?? 0)) count++
    }
  }
  return count
}

function setHeights(columns: readonly Item[][], gap: number): void {
  for (const column of columns) settle(column, gap, (_, index) => index)
  for (let sweep = 0; sweep < HEIGHT_SWEEPS; sweep++) {
    for (const column of [...columns].reverse())
      settle(column, gap, (item) => mean(item.after.map(({ y }) => y)) ?? item.y)
    for (const column of columns) settle(column, gap, (item) => mean(item.before.map(({ y }) => y)) ?? item.y)
  }
}

/**
 * Gives the items of a column the heights nearest, in squares, to those wished for that keep their order and gaps: with the gaps
 * taken out the heights must not fall, so neighbours that would are pooled at their mean.
 */
function settle(column: readonly Item[], gap: number, wish: (item: Item, index: number) => number): void {
  const pools: { sum: number; size: number }[] = []
  const offsets: number[] = []
  let offset = 0
  for (const [index, item] of column.entries()) {
    const above = column[index - 1]
    if (above) offset += (above.height + item.height) / 2 + gap
    offsets.push(offset)
    let pool = { sum: wish(item, index) - offset, size: 1 }
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size }
      pools.pop()
    }
    pools.push(pool)
  }
  const heights = pools.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size))
  for (const [index, item] of column.entries()) item.y = (heights[index] ?? 0) + (offsets[index] ?? 0)
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
