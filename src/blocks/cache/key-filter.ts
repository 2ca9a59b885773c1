/**
 * A filter in front of a cache: says at once that a key is certainly not at the origin.
 *
 * How: all keys that a database holds are put into it when the first read for that database comes, and again when the number that it
 * holds from the beginning is changed; after that, every key that is written through the cache. Keys never leave it, so a write that
 * fails leaves a false positive at worst. A key that is written past the cache is unknown to it: its readers are told that there is nothing.
 * It outlives crashes, and loading takes no time. A database that does not say how many keys it holds cannot be loaded: all goes through.
 */
import { BloomFilter } from '../../algorithms/sketches/bloom-filter'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { ParamsOf } from '../block'
import { NOT_THERE, type Versions } from '../parts/versions'
import type { cache } from './block'

type FilterParams = NonNullable<ParamsOf<typeof cache>['filter']>

export class KeyFilter implements Saveable {
  /** Reads that it answered. */
  filtered = 0
  /** Reads that it let through although the key was not there. */
  falsePositives = 0
  private readonly params: FilterParams
  private readonly versions: readonly (Versions | undefined)[]
  private readonly bloom: BloomFilter
  /** By index of a database that was loaded: how many keys it held from the beginning. */
  private readonly loaded = new Map<number, number>()

  constructor(params: FilterParams, versions: readonly (Versions | undefined)[]) {
    this.params = params
    this.versions = versions
    this.bloom = new BloomFilter(params.expected, params.falsePositives)
  }

  differsFrom({ expected, falsePositives }: FilterParams): boolean {
    return expected !== this.params.expected || falsePositives !== this.params.falsePositives
  }

  /** Whether a read of a key need not go on, because the origin (index of the database) certainly does not hold it. */
  stops(key: number, origin: number): boolean {
    const versions = this.versions[origin]
    if (versions === undefined || versions.held === Infinity) return false
    if (this.loaded.get(origin) !== versions.held) this.fill(versions, origin)
    if (this.bloom.mightContain(key)) {
      if (versions.latest(key) === NOT_THERE) this.falsePositives++
      return false
    }
    this.filtered++
    return true
  }

  /** A key is written, so that it will be there. */
  add(key: number): void {
    this.bloom.add(key)
  }

  /** Begins to count anew. */
  openWindow(): void {
    this.filtered = 0
    this.falsePositives = 0
  }

  private fill(versions: Versions, origin: number): void {
    versions.forEach((key) => {
      this.bloom.add(key)
    })
    this.loaded.set(origin, versions.held)
  }

  save(out: StateWriter): void {
    out.number(this.filtered)
    out.number(this.falsePositives)
    out.array([...this.loaded].flat())
    this.bloom.save(out)
  }

  load(input: StateReader): void {
    this.filtered = input.number()
    this.falsePositives = input.number()
    this.loaded.clear()
    const loaded = input.array()
    for (let at = 0; at < loaded.length; at += 2) this.loaded.set(loaded[at]!, loaded[at + 1]!)
    this.bloom.load(input)
  }
}
