/**
 * Branch barrier: lets the business code of each operation of a branch run once, and not after it was undone.
 *
 * How: a table with a unique key (branch, operation). An undoing operation (cancel, compensate) first inserts the operation it
 * undoes, then itself; any other inserts only itself. The business code runs when the operation's own insert worked and, for
 * an undoing one, the insert of what it undoes did not.
 * Bound: an undo that comes before its operation does nothing (null compensation) and the late operation is refused
 * (dangling); a repeat does nothing.
 * Cost: O(1) per call; memory grows with branches until {@link BranchBarrier.forget}. Randomness: none. Throws: nothing.
 * Source: dtm-labs/dtm (3d79a396) client/dtmcli/barrier.go, the insert-ignore rule.
 * Differs: one barrier number per branch; inserts and business code are one transaction by assumption.
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Operations of a branch. */
export const OPERATIONS = ['try', 'confirm', 'cancel', 'action', 'compensate'] as const

/** One operation of a branch. */
export type Operation = (typeof OPERATIONS)[number]

/** What an undoing operation undoes. */
const ORIGIN: Partial<Record<Operation, Operation>> = { cancel: 'try', compensate: 'action' }

/** See the head of this file. */
export class BranchBarrier implements Saveable {
  /** One bit per operation inserted, by branch. */
  private readonly inserted = new Map<number, number>()

  /** Takes note of an operation of a branch (a whole number); true when its business code must run. */
  enter(branch: number, operation: Operation): boolean {
    const origin = ORIGIN[operation]
    const isOriginNew = origin !== undefined && this.insert(branch, origin)
    const isNew = this.insert(branch, operation)
    return isNew && !isOriginNew
  }

  /** Removes what is known of a branch. A late call is then taken for a first one. */
  forget(branch: number): void {
    this.inserted.delete(branch)
  }

  save(out: StateWriter): void {
    out.number(this.inserted.size)
    for (const [branch, bits] of this.inserted) {
      out.number(branch)
      out.number(bits)
    }
  }

  load(input: StateReader): void {
    this.inserted.clear()
    const size = input.number()
    for (let i = 0; i < size; i++) this.inserted.set(input.number(), input.number())
  }

  /** False when the row was there already. */
  private insert(branch: number, operation: Operation): boolean {
    const bits = this.inserted.get(branch) ?? 0
    const bit = 1 << OPERATIONS.indexOf(operation)
    if ((bits & bit) !== 0) return false
    this.inserted.set(branch, bits | bit)
    return true
  }
}

const fields = {}

export const branchBarrier: BuildableMember<'branch-barrier', typeof fields, BranchBarrier> = {
  id: 'branch-barrier',
  number: 1,
  label: 'Branch barrier',
  help: 'Lets each operation of a branch run once, and not after it was undone.',
  fields,
  source: 'dtm-labs/dtm 3d79a396, client/dtmcli/barrier.go',
  sourceUrl: 'https://github.com/dtm-labs/dtm/blob/main/client/dtmcli/barrier.go',
  formula: 'run ⇔ own row inserted, and for an undo the row of its operation was there',
  deviations: 'One barrier number per branch; inserts and business code are one transaction by assumption.',
  create: () => new BranchBarrier(),
}
