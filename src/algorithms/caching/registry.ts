/** The members of the caching family: policies of eviction. */

import { variants } from '../../lib/schema'
import { memberOf } from '../member'
import { arc } from './arc'
import { arcWhole } from './arc-whole'
import type { AnyEvictionMember, Eviction } from './caching'
import { cheApproximation } from './che'
import { clock } from './clock'
import { fifo } from './fifo'
import { lfu } from './lfu'
import { lru } from './lru'
import { randomEviction } from './random'
import { s3Fifo } from './s3-fifo'
import { sieve } from './sieve'
import { singleFlight } from './single-flight'
import { cacheStrategy } from './strategies'
import { timeToLive } from './ttl'
import { twoQueue } from './two-queue'
import { twoQueuePromoting } from './two-queue-promoting'
import { wTinyLfu } from './w-tinylfu'
import { writeBehind } from './write-behind'

/** Policies of eviction. */
export const evictions = [
  lru,
  lfu,
  fifo,
  clock,
  sieve,
  randomEviction,
  s3Fifo,
  twoQueue,
  twoQueuePromoting,
  arc,
  arcWhole,
  wTinyLfu,
] as const

/** A choice of {@link evictions} with its parameters. */
export const EVICTION = variants(evictions, 'lru', 'caching')

/**
 * Builds the policy that a validated `{ type, ...parameters }` value names, for `capacity` keys.
 *
 * Throws: ParamError for a capacity or parameter outside its range; RangeError for an unknown type.
 */
export function buildEviction(value: { readonly type: string }, capacity: number): Eviction {
  const { type, ...params } = value
  const member: AnyEvictionMember = memberOf<AnyEvictionMember>(evictions, type)
  return (member.create as (params: unknown, capacity: number) => Eviction)(params, capacity)
}

/** What stands beside a policy of eviction: when entries end, who loads them, how writes go, and what theory expects. */
export const cachingParts = [timeToLive, singleFlight, writeBehind, cacheStrategy, cheApproximation] as const
