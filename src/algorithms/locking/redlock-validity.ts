/**
 * How long a Redlock may be used: the time to live, less the time it took to get it, less an allowance for clock drift.
 *
 * How: validity = ttl − elapsed − drift; the lock counts only while validity > 0.
 * Units: all [ms]; drift factor [share]. Cost: O(1). Randomness: none. Throws: never.
 * Source: Redis documentation, "Distributed Locks with Redis", "The Redlock algorithm"; node-redlock 4.2.0; redlock-rb. They round
 * the drift in three ways.
 */

/** [ms] precision of the expiry of keys, added to the drift. */
const EXPIRY_PRECISION_MS = 2

/** How an implementation rounds the drift. */
export type DriftRounding = 'nearest' | 'down' | 'none'

/** [ms] drift allowed for a time to live: to the nearest (node-redlock), down (redlock-rb) or exact (documentation). */
export function driftOf(ttlMs: number, driftFactor: number, rounding: DriftRounding = 'nearest'): number {
  const drift = ttlMs * driftFactor
  if (rounding === 'none') return drift + EXPIRY_PRECISION_MS
  return (rounding === 'down' ? Math.floor(drift) : Math.round(drift)) + EXPIRY_PRECISION_MS
}

/** [ms] time for which a lock with that time to live may be used, after `elapsedMs` to get it; 0 or less means not at all; ∞ for ∞. */
export function validityOf(ttlMs: number, elapsedMs: number, driftMs: number): number {
  return ttlMs === Infinity ? Infinity : ttlMs - elapsedMs - driftMs
}

/** Nodes that make a majority. */
export function quorumOf(nodes: number): number {
  return Math.floor(nodes / 2) + 1
}
