/**
 * The log of a Raft node: entries from 1 on, with a snapshot in place of the first ones.
 *
 * Each entry has a term, a kind and a value. A configuration entry's value holds two sets of voters; the last one in the log is
 * in force, committed or not. Cost: O(1) amortised per entry; dropping a snapshot's entries copies the rest.
 * Source: Ongaro and Ousterhout (2014), sections 5.3, 6 and 7.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Kind of an entry: a proposed value. */
export const VALUE = 0
/** See {@link VALUE}. Written by a new leader so that it can commit; has no value. */
export const EMPTY = 1
/** See {@link VALUE}. A set of voters, or two during a change. */
export const CONFIGURATION = 2

/** What an entry holds. */
export type EntryKind = typeof VALUE | typeof EMPTY | typeof CONFIGURATION

/** One entry as it travels. */
export interface LogEntry {
  readonly term: number
  readonly kind: EntryKind
  readonly value: number
}

const HALF = 2 ** 20

/** Two sets of voters as one number; `next` is 0 outside a change. */
export function encodeVoters(voters: number, next: number): number {
  return voters * HALF + next
}

/** The set in force, or the old one during a change. */
export function votersOf(value: number): number {
  return Math.floor(value / HALF)
}

/** The new set during a change, or 0. */
export function nextVotersOf(value: number): number {
  return value % HALF
}

/** See the head of this file. */
export class RaftLog implements Saveable {
  private entries: LogEntry[] = []
  private snapshotAt = 0
  private snapshotTermAt = 0
  private snapshotVoters: number
  private snapshotValue = 0
  /** The configuration in force; kept beside the entries because every count of votes asks for it. */
  private current: number

  /** @param voters the first set of voters */
  constructor(voters: number) {
    this.snapshotVoters = encodeVoters(voters, 0)
    this.current = this.snapshotVoters
  }

  get lastIndex(): number {
    return this.snapshotAt + this.entries.length
  }

  get lastTerm(): number {
    return this.termAt(this.lastIndex)
  }

  /** Last index that the snapshot stands for; 0 without one. */
  get snapshotIndex(): number {
    return this.snapshotAt
  }

  get snapshotTerm(): number {
    return this.snapshotTermAt
  }

  /** What the caller's state machine gave for the snapshot. */
  get snapshotState(): number {
    return this.snapshotValue
  }

  /** Configuration at the snapshot. */
  get snapshotConfiguration(): number {
    return this.snapshotVoters
  }

  /** Configuration in force, see {@link encodeVoters}. */
  get configuration(): number {
    return this.current
  }

  /** Term of an entry; 0 before the first, NaN where nothing is known (inside the snapshot, or beyond the end). */
  termAt(index: number): number {
    if (index === this.snapshotAt) return this.snapshotTermAt
    return this.entries[index - this.snapshotAt - 1]?.term ?? Number.NaN
  }

  /** An entry after the snapshot, or undefined. */
  entryAt(index: number): LogEntry | undefined {
    return this.entries[index - this.snapshotAt - 1]
  }

  /** At most `count` entries from `index` on. */
  slice(index: number, count: number): LogEntry[] {
    const from = index - this.snapshotAt - 1
    return this.entries.slice(from, from + count)
  }

  append(entry: LogEntry): void {
    this.entries.push(entry)
    if (entry.kind === CONFIGURATION) this.current = entry.value
  }

  /** Whether a log that ends with this term and index is at least as new as this one: later last term, or same and as long. */
  isUpToDate(lastIndex: number, lastTerm: number): boolean {
    return lastTerm > this.lastTerm || (lastTerm === this.lastTerm && lastIndex >= this.lastIndex)
  }

  /**
   * Takes entries that follow prevIndex. False when the entry there has not prevTerm. Entries that are there with the same term
   * stay; from the first with another term on all are replaced.
   */
  take(prevIndex: number, prevTerm: number, entries: readonly LogEntry[]): boolean {
    if (this.termAt(prevIndex) !== prevTerm) return false
    for (const [offset, entry] of entries.entries()) {
      const index = prevIndex + 1 + offset
      if (this.termAt(index) === entry.term) continue
      if (index <= this.lastIndex) this.truncateFrom(index)
      this.append(entry)
    }
    return true
  }

  /** Replaces all up to `index`, which must be in the log, by a snapshot. Nothing happens for an index before it. */
  compact(index: number, state: number): void {
    if (index <= this.snapshotAt || index > this.lastIndex) return
    const configuration = this.configurationAt(index)
    const term = this.termAt(index)
    this.entries = this.entries.slice(index - this.snapshotAt)
    this.setSnapshot(index, term, configuration, state)
  }

  /** Puts a leader's snapshot in place; entries after it stay when the log agrees with it there. */
  install(index: number, term: number, configuration: number, state: number): void {
    const isKnown = this.termAt(index) === term
    this.entries = isKnown ? this.entries.slice(index - this.snapshotAt) : []
    this.setSnapshot(index, term, configuration, state)
    this.current = this.configurationAt(this.lastIndex)
  }

  save(out: StateWriter): void {
    for (const part of [this.snapshotAt, this.snapshotTermAt, this.snapshotVoters, this.snapshotValue]) out.number(part)
    out.number(this.entries.length)
    for (const { term, kind, value } of this.entries) for (const part of [term, kind, value]) out.number(part)
  }

  load(input: StateReader): void {
    this.setSnapshot(input.number(), input.number(), input.number(), input.number())
    const length = input.number()
    this.entries = Array.from({ length }, () => ({
      term: input.number(),
      kind: input.number() as EntryKind,
      value: input.number(),
    }))
    this.current = this.configurationAt(this.lastIndex)
  }

  private truncateFrom(index: number): void {
    this.entries.length = index - this.snapshotAt - 1
    this.current = this.configurationAt(this.lastIndex)
  }

  private setSnapshot(index: number, term: number, configuration: number, state: number): void {
    this.snapshotAt = index
    this.snapshotTermAt = term
    this.snapshotVoters = configuration
    this.snapshotValue = state
  }

  private configurationAt(index: number): number {
    for (let at = index; at > this.snapshotAt; at--) {
      const entry = this.entryAt(at)
      if (entry?.kind === CONFIGURATION) return entry.value
    }
    return this.snapshotVoters
  }
}
