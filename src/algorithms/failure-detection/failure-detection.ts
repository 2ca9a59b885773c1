/** Contract of the failure-detection family: from the heartbeats of one other node, is it suspected? */
import type { Saveable } from '../../lib/state'

/** Watches one node by its heartbeats. */
export interface FailureDetector extends Saveable {
  /** A heartbeat arrived. */
  heartbeat(now: number): void
  /** How strongly the node is suspected: 0 before the first heartbeat, rising with the time since the last. */
  suspicion(now: number): number
  /** Whether the node counts as failed now. Never before the first heartbeat. */
  isSuspected(now: number): boolean
  /**
   * [ms] when the node becomes suspected if no more heartbeat comes: about the first time at which `isSuspected` says yes
   * (exact but for rounding). Infinity before the first heartbeat, or when silence alone never suffices.
   */
  suspectedAt(): number
}

/** [ms] time since the last heartbeat, below 0 when the clock went back; 0 when both are at infinity. */
export function silenceSince(last: number, now: number): number {
  return now === last ? 0 : now - last
}
