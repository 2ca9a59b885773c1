/**
 * Versions of keys: each committed write raises the version of its key by one.
 *
 * How: keys below a number are there from the beginning, with version 0; the others are not, which is version {@link NOT_THERE},
 * so that the first write of one puts it there. A map holds the commits of every written key, a ring the last commits with their
 * times, so that "the version at time t" can be told exactly as long as fewer than 65,536 commits lie between t and now; beyond
 * that the oldest known version is given.
 * Cost: O(1) to commit; `at` looks back over the commits since that time.
 */
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const REMEMBERED = 65_536

/** Version of a key that is not there: the answer is good, and there is nothing in it. */
export const NOT_THERE = -1

export class Versions implements Saveable {
  /** Keys that are there from the beginning, numbered from 0; infinite when all are. */
  held = Infinity
  /** Commits of each key that was written. */
  private readonly written = new IntMap()
  private readonly times = new Float64Array(REMEMBERED)
  private readonly keys = new Int32Array(REMEMBERED)
  private commits = 0

  /** Raises the version of a key and returns the new one. `now` must not decrease. */
  commit(now: number, key: number): number {
    this.written.set(key, Math.max(0, this.written.get(key)) + 1)
    const at = this.commits++ % REMEMBERED
    this.times[at] = now
    this.keys[at] = key
    return this.latest(key)
  }

  /** Raises the version of a key to one given elsewhere, unless it is as new, and returns the one that is there then. */
  raise(now: number, key: number, version: number): number {
    while (this.latest(key) < version) this.commit(now, key)
    return this.latest(key)
  }

  /** The present version. */
  latest(key: number): number {
    return Math.max(0, this.written.get(key)) + (key < this.held ? 0 : NOT_THERE)
  }

  /** Visits every key that is there, those that were written perhaps twice. Only where not all are. */
  forEach(visit: (key: number) => void): void {
    for (let key = 0; key < this.held; key++) visit(key)
    this.written.forEach(visit)
  }

  /** The version that was committed at time `t`; a commit at exactly `t` counts. */
  at(t: number, key: number): number {
    let version = this.latest(key)
    const oldest = Math.max(0, this.commits - REMEMBERED)
    for (let i = this.commits - 1; i >= oldest; i--) {
      const at = i % REMEMBERED
      if (this.times[at]! <= t) break
      if (this.keys[at] === key) version--
    }
    return version
  }

  save(out: StateWriter): void {
    this.written.save(out)
    out.number(this.commits)
    const kept = Math.min(this.commits, REMEMBERED)
    out.array(this.times, kept)
    out.array(this.keys, kept)
  }

  load(input: StateReader): void {
    this.written.load(input)
    this.commits = input.number()
    input.into(this.times)
    input.into(this.keys)
  }
}

/**
 * Whether an answer of that version is older than what its origin (index of the database plus one, 0 if not known) had committed for
 * the key at that time.
 */
export function isStale(
  versions: readonly (Versions | undefined)[],
  version: number,
  origin: number,
  atMs: number,
  key: number,
): boolean {
  const committed = versions[origin - 1]?.at(atMs, key)
  return committed !== undefined && version < committed
}
