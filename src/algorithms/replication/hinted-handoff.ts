/**
 * Hinted handoff: writes kept for replicas that were down, to be delivered when they are back.
 *
 * How: a hint names the replica it is meant for, the key and the version; a newer hint for the same replica and key replaces the
 * older one. Hints are handed over in the order in which they were kept, and each stays until its replica is known to have that
 * version. Those older than the time to live are dropped, and new ones beyond the capacity are refused: both leave a gap
 * that only read repair or anti-entropy closes.
 * Units: ttlMs [ms], capacity [count]. Time: a hint ends at exactly its time to live. Cost: O(replicas) each.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: DeCandia et al., "Dynamo" (SOSP 2007), section 4.6; Apache Cassandra's hint window.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** One write kept for another replica. */
export interface Hint {
  target: number
  key: number
  version: number
  storedAt: number
}

/** See the head of this file. */
export class HintedHandoff implements Saveable {
  private capacity = 0
  private ttlMs = 0
  /** Hints by key, oldest first, by target. */
  private readonly hints = new Map<number, Map<number, Hint>>()
  private count = 0
  private lostCount = 0

  constructor(params: { capacity: number; ttlMs: number }) {
    this.configure(params)
  }

  /** Takes over other limits. What is kept stays, until it is too old. */
  configure(params: { capacity: number; ttlMs: number }): void {
    this.capacity = requireNumber('capacity', params.capacity, { min: 0, integer: true })
    this.ttlMs = requireNumber('ttlMs', params.ttlMs, { min: 0 })
  }

  /** [count] hints refused for want of room or dropped for their age. */
  get lost(): number {
    return this.lostCount
  }

  /** [count] hints kept. */
  size(now: number): number {
    this.expire(now)
    return this.count
  }

  /** Keeps a write for `target`; `now` must not decrease. False when there is no room. */
  store(now: number, target: number, key: number, version: number): boolean {
    this.expire(now)
    const forTarget = this.hints.get(target) ?? new Map<number, Hint>()
    const known = forTarget.get(key)
    if (known) {
      if (version <= known.version) return true
      this.drop(forTarget, key)
    } else if (this.count >= this.capacity) {
      this.lostCount++
      return false
    }
    this.hints.set(target, forTarget.set(key, { target, key, version, storedAt: now }))
    this.count++
    return true
  }

  /** The hint to hand to `target` now, null when there is none. It stays here until it is {@link taken}. */
  next(now: number, target: number): Hint | null {
    this.expire(now)
    return this.hints.get(target)?.values().next().value ?? null
  }

  /** The target is known to have a version of a key: a hint of that or an older one is done with. */
  taken(target: number, key: number, version: number): void {
    const forTarget = this.hints.get(target)
    const known = forTarget?.get(key)
    if (forTarget && known && known.version <= version) this.drop(forTarget, key)
  }

  private expire(now: number): void {
    for (const forTarget of this.hints.values()) {
      for (const { key, storedAt } of forTarget.values()) {
        if (now < storedAt + this.ttlMs) break
        this.drop(forTarget, key)
        this.lostCount++
      }
    }
  }

  private drop(forTarget: Map<number, Hint>, key: number): void {
    forTarget.delete(key)
    this.count--
  }

  save(out: StateWriter): void {
    out.number(this.lostCount)
    out.number(this.count)
    for (const forTarget of this.hints.values())
      for (const { target, key, version, storedAt } of forTarget.values())
        for (const part of [target, key, version, storedAt]) out.number(part)
  }

  load(input: StateReader): void {
    this.hints.clear()
    this.lostCount = input.number()
    this.count = input.number()
    for (let i = 0; i < this.count; i++) {
      const hint = { target: input.number(), key: input.number(), version: input.number(), storedAt: input.number() }
      const forTarget = this.hints.get(hint.target) ?? new Map<number, Hint>()
      this.hints.set(hint.target, forTarget.set(hint.key, hint))
    }
  }
}

const fields = {
  capacity: field(1, 'Capacity', 'Hints that are kept at most.', integer('count', 10_000, { max: 1e7, scale: 'log' })),
  ttlMs: field(
    2,
    'Hint window',
    'How long a hint is kept for a replica that does not come back.',
    number('ms', 10_800_000, { max: 1e9, scale: 'log' }),
  ),
}

export const hintedHandoff: BuildableMember<'hinted-handoff', typeof fields, HintedHandoff> = {
  id: 'hinted-handoff',
  number: 1,
  label: 'Hinted handoff',
  help: 'Keeps writes for replicas that are down and delivers them when they are back.',
  fields,
  source: 'DeCandia et al., "Dynamo" (SOSP 2007), section 4.6; Apache Cassandra, max_hint_window',
  sourceUrl: 'https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hints.html',
  formula: 'delivered ⇔ the replica is back within the window',
  deviations: 'The number of hints is bounded; a newer hint for the same key replaces the older one.',
  create: (params) => new HintedHandoff(params),
}
