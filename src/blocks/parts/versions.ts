/**
 * Versions of keys: each committed write raises the version of its key by one.
 *
 * How: a map holds the present version of every written key (0 if never written), a ring the last commits with their times,
 * so that "the version at time t" can be told exactly as long as fewer than 65,536 commits lie between t and now; beyond
 * that the oldest known version is given.
 * Cost: O(1) to commit; `at` looks back over the commits since that time.
 */
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const REMEMBERED = 65_536

export class Versions implements Saveable {
  private readonly current = new IntMap()
  private readonly times = new Float64Array(REMEMBERED)
  private readonly keys = new Int32Array(REMEMBERED)
  private commits = 0

  /** Raises the version of a key and returns the new one. `now` must not decrease. */
  commit(now: number, key: number): number {
    const version = this.latest(key) + 1
    this.current.set(key, version)
    const at = this.commits++ % REMEMBERED
    this.times[at] = now
    this.keys[at] = key
    return version
  }

  /** The present version. */
  latest(key: number): number {
    return Math.max(0, this.current.get(key))
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
    this.current.save(out)
    out.number(this.commits)
    const kept = Math.min(this.commits, REMEMBERED)
    out.array(this.times, kept)
    out.array(this.keys, kept)
  }

  load(input: StateReader): void {
    this.current.load(input)
    this.commits = input.number()
    input.into(this.times)
    input.into(this.keys)
  }
}
