/** Every load balancer, and the choice of one as a parameter. */

import { variants } from '../../lib/schema'
import { memberOf } from '../member'
import { boundedLoadHash } from './bounded-load-hash'
import { consistentHash } from './consistent-hash'
import { haproxyLeastConnections } from './haproxy-least-connections'
import { haproxyRoundRobin } from './haproxy-round-robin'
import { headerHash } from './header-hash'
import { ipHash } from './ip-hash'
import { jumpHash } from './jump-hash'
import { ketama } from './ketama'
import { keyHash } from './key-hash'
import { leastConnections } from './least-connections'
import type { AnyBalancerMember, Backends, Balancer } from './load-balancing'
import { maglev } from './maglev'
import { outlierEjection } from './outlier-ejection'
import { peakEwma } from './peak-ewma'
import { powerOfDChoices } from './power-of-d-choices'
import { powerOfTwoChoices } from './power-of-two-choices'
import { randomChoice } from './random'
import { rendezvous } from './rendezvous'
import { roundRobin } from './round-robin'
import { smoothWeightedRoundRobin } from './smooth-weighted-round-robin'
import { sourceAddressAndPort } from './source-address-and-port'
import { sourceHash } from './source-hash'
import { staticRoundRobin } from './static-round-robin'
import { weightedLeastConnections } from './weighted-least-connections'
import { weightedRandom } from './weighted-random'

export const balancers = [
  roundRobin,
  smoothWeightedRoundRobin,
  randomChoice,
  leastConnections,
  powerOfTwoChoices,
  sourceHash,
  consistentHash,
  weightedRandom,
  staticRoundRobin,
  haproxyRoundRobin,
  haproxyLeastConnections,
  weightedLeastConnections,
  ipHash,
  sourceAddressAndPort,
  headerHash,
  keyHash,
  ketama,
  boundedLoadHash,
  jumpHash,
  rendezvous,
  maglev,
  powerOfDChoices,
  peakEwma,
] as const

/** A load balancer with its parameters. */
export const BALANCER = variants(balancers, 'round-robin', 'load-balancing')

/** Builds the balancer that a validated `{ type, ...parameters }` value names, over these backends. */
export function buildBalancer(value: { readonly type: string }, backends: Backends): Balancer {
  const { type, ...params } = value
  const member: AnyBalancerMember = memberOf<AnyBalancerMember>(balancers, type)
  return (member.create as (params: unknown, backends: Backends) => Balancer)(params, backends)
}

/** What stands around a balancer. */
export const loadBalancingParts = [outlierEjection] as const
