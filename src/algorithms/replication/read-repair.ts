/**
 * Read repair: a read that sees different versions gives the newest one to the replicas that are behind.
 *
 * Cost: O(answers), no allocation. Randomness: none. Throws: nothing.
 * Source: DeCandia et al., "Dynamo" (SOSP 2007), section 5. Differs: versions are whole numbers with one order; concurrent
 * versions need a vector clock.
 */
import type { BuildableMember } from '../member'

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

const fields = {}

/** See the head of this file. */
export interface ReadRepair {
  readonly newestVersion: typeof newestVersion
  readonly staleReplicas: typeof staleReplicas
}

export const readRepair: BuildableMember<'read-repair', typeof fields, ReadRepair> = {
  id: 'read-repair',
  number: 2,
  label: 'Read repair',
  help: 'A read that sees different versions gives the newest one to the replicas that are behind.',
  fields,
  source: 'DeCandia et al., "Dynamo" (SOSP 2007), section 5',
  sourceUrl: 'https://www.allthingsdistributed.com/files/amazon-dynamo-sosp2007.pdf',
  formula: 'repair those with version < newest version read',
  deviations: 'Versions are whole numbers with one order; concurrent ones need version vectors.',
  create: () => ({ newestVersion, staleReplicas }),
}
