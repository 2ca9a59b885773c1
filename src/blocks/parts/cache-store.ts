/**
 * Entries of a cache: which keys are held (an eviction policy decides), with version, origin and end of life of each.
 *
 * Time: an entry lives until its end; at exactly that time it is gone. `now` is the clock of the block, which may jump.
 * Cost: as the eviction policy; no allocation per access.
 */
import { ABSENT, type Eviction } from '../../algorithms/caching/caching'
import { buildEviction } from '../../algorithms/caching/registry'
import type { Random } from '../../lib/random'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export class CacheStore implements Saveable {
  private readonly eviction: Eviction
  private readonly evictionParams: { readonly type: string }
  private readonly capacity: number
  private versions = new Float64Array(64)
  private origins = new Int32Array(64)
  private endsMs = new Float64Array(64)

  constructor(eviction: { readonly type: string }, capacity: number) {
    this.evictionParams = eviction
    this.capacity = capacity
    this.eviction = buildEviction(eviction, capacity)
  }

  get size(): number {
    return this.eviction.size
  }

  get evictions(): number {
    return this.eviction.evictions
  }

  /** Slot of a live entry, counting the use, or ABSENT. An entry past its end is dropped. */
  lookUp(now: number, key: number): number {
    const slot = this.eviction.lookup(key)
    if (slot === ABSENT || this.endsMs[slot]! > now) return slot
    this.eviction.remove(key)
    return ABSENT
  }

  /** Version of the entry in a slot. */
  versionIn(slot: number): number {
    return this.versions[slot]!
  }

  /** Index of the database that the entry in a slot came from, plus one; 0 if that is not known. */
  originIn(slot: number): number {
    return this.origins[slot]!
  }

  /** Puts an entry, or renews the one that is held. */
  fill(key: number, version: number, origin: number, endMs: number, random: Random): void {
    const slot = this.eviction.insert(key, random)
    if (slot === ABSENT) return
    if (slot >= this.versions.length) this.grow(slot)
    this.versions[slot] = version
    this.origins[slot] = origin
    this.endsMs[slot] = endMs
  }

  delete(key: number): void {
    this.eviction.remove(key)
  }

  clear(): void {
    this.eviction.clear()
  }

  /** Whether another policy or capacity is wanted than this store was built with. */
  differsFrom(eviction: { readonly type: string }, capacity: number): boolean {
    return capacity !== this.capacity || JSON.stringify(eviction) !== JSON.stringify(this.evictionParams)
  }

  private grow(slot: number): void {
    const size = Math.min(this.capacity, Math.max(slot + 1, this.versions.length * 2))
    const versions = new Float64Array(size)
    const origins = new Int32Array(size)
    const endsMs = new Float64Array(size)
    versions.set(this.versions)
    origins.set(this.origins)
    endsMs.set(this.endsMs)
    this.versions = versions
    this.origins = origins
    this.endsMs = endsMs
  }

  save(out: StateWriter): void {
    this.eviction.save(out)
    out.array(this.versions)
    out.array(this.origins)
    out.array(this.endsMs)
  }

  load(input: StateReader): void {
    this.eviction.load(input)
    this.versions = input.array()
    this.origins = Int32Array.from(input.array())
    this.endsMs = input.array()
  }
}
