/**
 * What N, W and R promise: whether reads see the latest write, how many failures are tolerated, and how often a read is stale.
 *
 * Cost: O(N). Randomness: none.
 * Source: D. K. Gifford, "Weighted Voting for Replicated Data" (SOSP 1979); DeCandia et al., "Dynamo" (SOSP 2007), section 4.5;
 * Bailis et al., "Probabilistically Bounded Staleness for Practical Partial Quorums" (VLDB 2012), equation 1.
 */

/** Whether every read quorum meets every write quorum: R + W > N. */
export function readsSeeLatestWrite(n: number, w: number, r: number): boolean {
  return r + w > n
}

/** Whether every two write quorums meet, so that no two writes can both win: 2W > N. */
export function writesMeet(n: number, w: number): boolean {
  return 2 * w > n
}

/** [count] replicas that may be down while `needed` of n still answer. */
export function toleratedDown(n: number, needed: number): number {
  return n - needed
}

/** [share] chance that at least `needed` of n independent nodes are up, each with that availability. */
export function quorumAvailability(nodeAvailability: number, n: number, needed: number): number {
  let sum = 0
  for (let up = needed; up <= n; up++)
    sum += binomial(n, up) * wholePower(nodeAvailability, up) * wholePower(1 - nodeAvailability, n - up)
  return sum
}

/** [share] chance that R random replicas miss all W that have the last write: C(N − W, R)/C(N, R). */
export function staleReadProbability(n: number, w: number, r: number): number {
  return binomial(n - w, r) / binomial(n, r)
}

/** [count] ways to choose k of n; 0 when k > n. */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i
  return result
}

function wholePower(base: number, exponent: number): number {
  let result = 1
  for (let i = 0; i < exponent; i++) result *= base
  return result
}
