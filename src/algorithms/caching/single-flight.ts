/**
 * Single flight: of those who miss the same key at the same time, one loads it and the others wait for what it brings.
 *
 * How: the first to join a key that is not being loaded leads; later ones follow. When the load ends, all of them get its result,
 * and the next to ask leads anew. A key can be forgotten while it is loaded: those who come after that start another load.
 * Bound: loads of a key under way together ≤ 1, as long as it is not forgotten.
 * Units: keys and flights are whole numbers. Cost: O(1), no allocation apart from growth. Randomness: none. Throws: never.
 * Source: golang.org/x/sync/singleflight, Group.Do, Group.Forget. Errors are shared like results.
 */

import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. Keys are whole numbers in [0, 2^32). */
export class SingleFlight implements Saveable {
  /** Flight that can be joined, by key. */
  private readonly flightOf = new IntMap()
  /** Those who share a flight, its leader included; 0 for a flight that is not under way. */
  private sizes: Int32Array = new Int32Array(16)
  /** Key by flight. */
  private keys: Uint32Array = new Uint32Array(16)
  /** Numbers of flights that ended. */
  private free: Int32Array = new Int32Array(16)
  private freeCount = 0
  private used = 0
  private lead = false

  /** Joins the load of a key and returns the number of its flight; {@link isLeader} says whether to load. */
  join(key: number): number {
    const known = this.flightOf.get(key)
    this.lead = known < 0
    const flight = known < 0 ? this.begin(key) : known
    this.sizes[flight]!++
    return flight
  }

  /** Whether the last to join leads its flight, and so has to load. */
  get isLeader(): boolean {
    return this.lead
  }

  /** Whether a key is being loaded by a flight that can be joined. */
  isLoading(key: number): boolean {
    return this.flightOf.has(key)
  }

  /** The load of a flight ended. Returns how many share its result, the leader included; 0 if it was not under way. */
  end(flight: number): number {
    const size = flight >= 0 && flight < this.used ? this.sizes[flight]! : 0
    if (size === 0) return 0
    const key = this.keys[flight]!
    if (this.flightOf.get(key) === flight) this.flightOf.delete(key)
    this.sizes[flight] = 0
    this.free[this.freeCount++] = flight
    return size
  }

  /** Lets the next to ask for the key start another load, although one is under way. */
  forget(key: number): void {
    this.flightOf.delete(key)
  }

  save(out: StateWriter): void {
    out.array(this.sizes, this.used)
    out.array(this.keys, this.used)
    out.array(this.free, this.freeCount)
    out.boolean(this.lead)
    this.flightOf.save(out)
  }

  load(input: StateReader): void {
    const sizes = input.array()
    this.used = sizes.length
    while (this.sizes.length < this.used) this.grow()
    this.sizes.set(sizes)
    input.into(this.keys)
    this.freeCount = input.into(this.free)
    this.lead = input.boolean()
    this.flightOf.load(input)
  }

  /** Gives a key a flight nobody has joined yet. */
  private begin(key: number): number {
    if (this.freeCount === 0 && this.used === this.sizes.length) this.grow()
    const flight = this.freeCount > 0 ? this.free[--this.freeCount]! : this.used++
    this.keys[flight] = key
    this.sizes[flight] = 0
    this.flightOf.set(key, flight)
    return flight
  }

  private grow(): void {
    const length = this.sizes.length * 2
    const sizes = new Int32Array(length)
    sizes.set(this.sizes)
    this.sizes = sizes
    const keys = new Uint32Array(length)
    keys.set(this.keys)
    this.keys = keys
    const free = new Int32Array(length)
    free.set(this.free)
    this.free = free
  }
}

const fields = {}

export const singleFlight: BuildableMember<'single-flight', typeof fields, SingleFlight> = {
  id: 'single-flight',
  number: 2,
  label: 'Single flight',
  help: 'Of those who miss the same key at the same time, one loads it and the others wait for its result.',
  fields,
  source: 'golang.org/x/sync/singleflight, Group.Do and Group.Forget',
  sourceUrl: 'https://pkg.go.dev/golang.org/x/sync/singleflight',
  formula: 'loads of one key under way ≤ 1',
  deviations: 'The caller says when a load ends; nothing is called back.',
  create: () => new SingleFlight(),
}
