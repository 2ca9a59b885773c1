/** Every load balancer, and the choice of one as a parameter. */

import { variants } from '../../lib/schema'
import { memberOf } from '../member'
import { consistentHash } from './consistent-hash'
import { leastConnections } from './least-connections'
import type { AnyBalancerMember, Backends, Balancer } from './load-balancing'
import { powerOfTwoChoices } from './power-of-two-choices'
import { randomChoice } from './random'
import { roundRobin } from './round-robin'
import { smoothWeightedRoundRobin } from './smooth-weighted-round-robin'
import { sourceHash } from './source-hash'

export const balancers = [
  roundRobin,
  smoothWeightedRoundRobin,
  randomChoice,
  leastConnections,
  powerOfTwoChoices,
  sourceHash,
  consistentHash,
] as const

/** A load balancer with its parameters. */
export const BALANCER = variants(balancers, 'round-robin', 'load-balancing')

/** Builds the balancer that a validated `{ type, ...parameters }` value names, over these backends. */
export function buildBalancer(value: { readonly type: string }, backends: Backends): Balancer {
  const { type, ...params } = value
  const member: AnyBalancerMember = memberOf<AnyBalancerMember>(balancers, type)
  return (member.create as (params: unknown, backends: Backends) => Balancer)(params, backends)
}
