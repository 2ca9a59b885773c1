/** Contract of the queueing family: in which order waiting work is served. */
import type { Fields } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Answer of {@link QueueDiscipline.pop} when nothing waits. */
export const EMPTY = -1

/** The waiting room of a station. Items are whole numbers ≥ 0. Nothing allocates per operation once grown. */
export interface QueueDiscipline extends Saveable {
  /** Number of items waiting. */
  readonly length: number
  /** Adds an item. Higher `priority` is more important; `deadline` [ms] is absolute, infinity for none. */
  push(now: number, item: number, priority: number, deadline: number): void
  /** Removes and returns the item to serve next, or {@link EMPTY}. */
  pop(now: number): number
  /**
   * Removes every item for which `isGone` holds; the others come out in the order in which they would have come out anyway.
   * It is asked once of each item, in any order. O(n).
   */
  removeWhere(isGone: (item: number) => boolean): void
  /** Removes every item. */
  clear(): void
}

/** A queue discipline as the registry holds it. */
export type DisciplineMember<Id extends string = string, F extends Fields = NoFields> = BuildableMember<
  Id,
  F,
  QueueDiscipline
>

/** The fields of a member without parameters. */
export type NoFields = Record<never, never>
