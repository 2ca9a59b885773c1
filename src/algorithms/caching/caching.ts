/** Contract of the caching family: which keys stay when there is no room for all? */
import type { Random } from '../../lib/random'
import type { Fields, InferFields } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import type { Member } from '../member'

/** Answer where a key is not held, and of {@link Eviction.insert} where the key was not admitted. */
export const ABSENT = -1

/**
 * The keys held by a cache of fixed capacity, unit size each. A held key has a slot in [0, capacity) that is its own as long
 * as it is held, so that the owner can keep values beside in arrays. Keys are whole numbers in [0, 2^32). The order of
 * eviction follows the member's source. `lookup` then `insert` on a miss is one access. Nothing allocates per access.
 */
export interface Eviction extends Saveable {
  readonly capacity: number
  /** Number of keys held, at most `capacity`. */
  readonly size: number
  /** Slot of the key, counting this as a use of it; {@link ABSENT} when it is not held (also counted, where the member cares). */
  lookup(key: number): number
  /** Slot of the key without counting a use, or {@link ABSENT}. */
  peek(key: number): number
  /**
   * Takes in a key that is not held, evicting another if there is no room, and returns its slot; {@link ABSENT} if the member
   * does not admit it. For a held key returns its slot and counts nothing. `random` is drawn from by random members only.
   */
  insert(key: number, random: Random): number
  /** Drops a key; false if it was not held. Not counted as an eviction. */
  remove(key: number): boolean
  /** Drops every key and forgets history. */
  clear(): void
  /** Evictions so far, removals not included. */
  readonly evictions: number
}

/** A policy of eviction as registered. Its instances are built for a capacity, which belongs to the cache, not to the policy. */
export interface EvictionMember<Id extends string = string, F extends Fields = Fields> extends Member<Id, F> {
  /**
   * Builds an instance for `capacity` keys, a whole number from 1 to 10 million. Throws ParamError for a capacity or a
   * parameter outside its range.
   */
  readonly create: (params: InferFields<F>, capacity: number) => Eviction
}

/** Any policy, for registries whose members differ in their parameters. */
export type AnyEvictionMember = Member & { readonly create: (params: never, capacity: number) => Eviction }
