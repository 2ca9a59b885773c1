/** Contract of the queueing family: in which order waiting work is served. */
import type { Saveable } from '../../lib/state'

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
  /** Removes every item. */
  clear(): void
}
