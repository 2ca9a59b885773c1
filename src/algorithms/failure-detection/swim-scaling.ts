/**
 * How a gossip group scales its timeouts with its size, and how fast gossip and detection spread in theory.
 *
 * Units: intervals and timeouts [ms], the rest counts. Cost: O(1), the mean field O(rounds). Randomness: none.
 * Source: hashicorp/memberlist 0.2.2 util.go and suspicion.go; Das, Gupta, Motivala, "SWIM" (2002), section 3;
 * Dadgar, Phillips, Currey, "Lifeguard" (2018), section IV-B.
 */
import { exp, log, log2, log10, pow } from '../../lib/math'

/** [count] groups up to this size exchange full state at the plain interval. */
export const PUSH_PULL_THRESHOLD = 32

/** [ms] mult·max(1, log₁₀ n)·interval, the logarithm cut to three decimals: how long a suspect has to refute. */
export function suspicionTimeoutMs(multiplier: number, nodes: number, intervalMs: number): number {
  const scale = Math.max(1, log10(Math.max(1, nodes)))
  return (multiplier * Math.trunc(scale * 1000) * intervalMs) / 1000
}

/** [count] mult·⌈log₁₀(n + 1)⌉: how often a message is passed on. */
export function retransmitLimit(multiplier: number, nodes: number): number {
  return multiplier * Math.ceil(log10(nodes + 1))
}

/** [ms] interval of full state exchange: (⌈log₂ n − 5⌉ + 1) times as long above {@link PUSH_PULL_THRESHOLD} nodes. */
export function pushPullIntervalMs(intervalMs: number, nodes: number): number {
  if (nodes <= PUSH_PULL_THRESHOLD) return intervalMs
  return (Math.ceil(log2(nodes) - log2(PUSH_PULL_THRESHOLD)) + 1) * intervalMs
}

/** Arguments of {@link remainingSuspicionMs}. */
export interface SuspicionTimer {
  /** [count] independent confirmations so far. */
  confirmations: number
  /** [count] confirmations after which the shortest timeout holds. */
  wanted: number
  /** [ms] time since the suspicion began. */
  elapsedMs: number
  /** [ms] timeout after `wanted` confirmations. */
  minMs: number
  /** [ms] timeout without any confirmation. */
  maxMs: number
}

/**
 * [ms] time left to refute: the timeout shrinks from max to min as log(c + 1)/log(k + 1), cut to whole milliseconds. Negative
 * when it is over. With `wanted` 0 the shortest timeout holds (the source divides by zero there).
 */
export function remainingSuspicionMs({ confirmations, wanted, elapsedMs, minMs, maxMs }: SuspicionTimer): number {
  const part = wanted > 0 ? log(confirmations + 1) / log(wanted + 1) : 1
  // In seconds first and then back, as the source does: the cut to milliseconds depends on it.
  const raw = maxMs / 1000 - part * (maxMs / 1000 - minMs / 1000)
  return Math.max(minMs, Math.floor(1000 * raw)) - elapsedMs
}

/** [count] probe periods until some node probes a crashed one: 1/(1 − (1 − 1/(n − 1))^(n − 1)), near e/(e − 1) = 1.58. */
export function periodsToFirstDetection(nodes: number): number {
  return 1 / (1 - pow(1 - 1 / (nodes - 1), nodes - 1))
}

/** [share] of nodes reached after each round of push gossip from one node, by x' = 1 − (1 − x)·e^(−fanout·x). */
export function gossipMeanField(nodes: number, fanout: number, rounds: number): number[] {
  const shares = [1 / nodes]
  for (let round = 0; round < rounds; round++) {
    const x = shares[round]!
    shares.push(1 - (1 - x) * exp(-fanout * x))
  }
  return shares
}

/** [count] what {@link periodsToFirstDetection} tends to in a large group: e/(e − 1). */
export const FIRST_DETECTION_LIMIT = 1 / (1 - exp(-1))
