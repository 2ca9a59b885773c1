/** The members of the caching family: policies of eviction. */
import { variants } from '../../lib/schema'
import { memberOf } from '../member'
import type { AnyEvictionMember, Eviction } from './caching'
import { fifo } from './fifo'
import { lfu } from './lfu'
import { lru } from './lru'

/** Policies of eviction. */
export const evictions = [lru, lfu, fifo] as const

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
