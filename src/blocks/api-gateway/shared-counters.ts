/**
 * Counters that several gateways of one run share, as in one store: those that limit by a shared store and count the same thing over
 * windows of the same length.
 *
 * The store outlives the crash of a gateway. It is found through the engine, of which each run has one.
 */
import { SharedCounter } from '../../algorithms/rate-limiting/shared-store'
import type { Engine } from '../../engine/engine'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const stores = new WeakMap<Engine, SharedCounters>()

export class SharedCounters implements Saveable {
  /** By length of the window, what is counted by, and which of those it is. */
  private readonly counters = new Map<string, { name: readonly [number, number, number]; counter: SharedCounter }>()

  /** The store of a run. */
  static of(engine: Engine): SharedCounters {
    let store = stores.get(engine)
    if (!store) {
      store = new SharedCounters()
      stores.set(engine, store)
    }
    return store
  }

  /** `by` is a number for what is counted by, `key` tells one client or path from another. */
  counter(windowMs: number, by: number, key: number): SharedCounter {
    const name = [windowMs, by, key] as const
    let entry = this.counters.get(name.join())
    if (!entry) {
      entry = { name, counter: new SharedCounter() }
      this.counters.set(name.join(), entry)
    }
    return entry.counter
  }

  /** Every gateway saves all of the store; loading it once more changes nothing. */
  save(out: StateWriter): void {
    out.number(this.counters.size)
    for (const { name, counter } of this.counters.values()) {
      for (const part of name) out.number(part)
      counter.save(out)
    }
  }

  load(input: StateReader): void {
    for (let count = input.number(); count > 0; count--) {
      this.counter(input.number(), input.number(), input.number()).load(input)
    }
  }
}
