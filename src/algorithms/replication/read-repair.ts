/**
 * Read repair: a read that sees different versions gives the newest one to the replicas that are behind.
 *
 * Cost: O(answers), no allocation. Randomness: none. Throws: nothing.
 * Source: DeCandia et al., "Dynamo" (SOSP 2007), section 5. Differs: versions are whole numbers with one order; concurrent
 * versions need a vector clock.
 */

/** The newest of the first `count` versions; -1 for none. */
export function newestVersion(versions: ArrayLike<number>, count = versions.length): number {
  let newest = -1
  for (let i = 0; i < count; i++) newest = Math.max(newest, versions[i]!)
  return newest
}

/**
 * Writes the replicas whose version is older than the newest one into `out` and returns how many.
 * @param replicas who answered @param versions what they answered, in the same order
 */
export function staleReplicas(
  replicas: ArrayLike<number>,
  versions: ArrayLike<number>,
  count: number,
  out: Int32Array,
): number {
  const newest = newestVersion(versions, count)
  let stale = 0
  for (let i = 0; i < count; i++) if (versions[i]! < newest) out[stale++] = replicas[i]!
  return stale
}
