/** Who believes to hold which lock: granted, and not yet let go of by a holder that still exists. */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

interface Believer {
  readonly owner: number
  /** The attempt in which the holder works, and its generation at the time of the grant. */
  readonly attempt: number
  readonly generation: number
}

export class Believers implements Saveable {
  private readonly byLock = new Map<number, Believer[]>()

  add(lock: number, owner: number, attempt: number, generation: number): void {
    const list = this.byLock.get(lock)
    if (list) list.push({ owner, attempt, generation })
    else this.byLock.set(lock, [{ owner, attempt, generation }])
  }

  remove(lock: number, owner: number): void {
    const list = this.byLock.get(lock)
    const at = list?.findIndex((one) => one.owner === owner) ?? -1
    if (at >= 0) list!.splice(at, 1)
    if (list?.length === 0) this.byLock.delete(lock)
  }

  /** Number of believers of a lock; forgets those whose work does not exist any more. */
  count(lock: number, exists: (attempt: number, generation: number) => boolean): number {
    const list = this.byLock.get(lock)
    if (!list) return 0
    const living = list.filter((one) => exists(one.attempt, one.generation))
    if (living.length > 0) this.byLock.set(lock, living)
    else this.byLock.delete(lock)
    return living.length
  }

  save(out: StateWriter): void {
    out.number(this.byLock.size)
    for (const [lock, list] of this.byLock) {
      out.number(lock)
      out.array(list.flatMap((one) => [one.owner, one.attempt, one.generation]))
    }
  }

  load(input: StateReader): void {
    this.byLock.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const lock = input.number()
      const flat = input.array()
      for (let at = 0; at < flat.length; at += 3) this.add(lock, flat[at]!, flat[at + 1]!, flat[at + 2]!)
    }
  }
}
