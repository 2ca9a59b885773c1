/**
 * Weighted least connections as in Linux IPVS: the smallest inFlight/weight, the earlier backend on a tie.
 *
 * How: compared by cross-multiplying. Ties always go to the earlier one, so that at low load the first backends get
 * nearly all calls; nginx and HAProxy differ only there.
 * Bound: the pick never has a larger inFlight/weight than another eligible backend.
 * A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.
 * Cost: O(n) per pick; no state, no allocation, no randomness, no time.
 * Source: Linux `net/netfilter/ipvs/ip_vs_wlc.c`.
 * Deviations: IPVS adds 1/256 for each connection that is closing; closed calls do not linger here.
 */
import type { Random } from '../../lib/random'
import { PlainBalancer } from './base'
import { hasWeight } from './eligible'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** IPVS `wlc`. */
export class WeightedLeastConnections extends PlainBalancer {
  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible, weights, inFlight } = this.backends
    const isWeighted = hasWeight(this.backends)
    let best = NO_BACKEND
    let leastFlight = 0
    let leastWeight = 1
    for (let i = 0; i < size; i++) {
      const weight = isWeighted ? weights[i]! : 1
      if (eligible[i] === 0 || weight === 0) continue
      if (best !== NO_BACKEND && inFlight[i]! * leastWeight >= leastFlight * weight) continue
      best = i
      leastFlight = inFlight[i]!
      leastWeight = weight
    }
    return best
  }
}

export const weightedLeastConnections = {
  id: 'weighted-least-connections',
  number: 12,
  label: 'Weighted least connections',
  help: 'The fewest calls in flight for the weight, always the first of several. What the Linux kernel does.',
  fields: {},
  source: 'Linux, net/netfilter/ipvs/ip_vs_wlc.c',
  sourceUrl: 'https://github.com/torvalds/linux/blob/master/net/netfilter/ipvs/ip_vs_wlc.c',
  formula: 'argmin inFlight/weight, ties: the earlier',
  deviations: 'Connections that are closing are not counted. Weight 0 means: only as a last resort.',
  create: (_params, backends) => new WeightedLeastConnections(backends),
} as const satisfies BalancerMember
