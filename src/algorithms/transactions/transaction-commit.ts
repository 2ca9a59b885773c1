/**
 * Transaction commit: what any atomic commit protocol must look like from outside.
 *
 * How: each resource manager is working, prepared, committed or aborted. It may prepare while working; commit when prepared and
 * all are prepared or committed; abort while working or prepared when none is committed.
 * Bound: no reachable state has one manager committed and another aborted. Randomness: none. Throws: ParamError from the
 * constructor only.
 * Source: Gray and Lamport, "Consensus on Transaction Commit" (2006), section 2; tlaplus/Examples TCommit.tla.
 */
import { requireNumber } from '../../lib/errors'
import type { StateMachine } from './transactions'

/** States of a resource manager. */
export const WORKING = 0
/** See {@link WORKING}. */
export const PREPARED = 1
/** See {@link WORKING}. */
export const RM_COMMITTED = 2
/** See {@link WORKING}. */
export const RM_ABORTED = 3

/** Names of the states above, by number. */
export const MANAGER_STATES = ['working', 'prepared', 'committed', 'aborted'] as const

const KINDS = ['Prepare', 'Decide', 'Decide'] as const

/** See the head of this file. */
export class TransactionCommit implements StateMachine {
  readonly state: Int8Array
  readonly actions: readonly string[]

  constructor(managers: number) {
    requireNumber('managers', managers, { min: 1, max: 64, integer: true })
    this.state = new Int8Array(managers)
    this.actions = [...this.state].flatMap((_, rm) => KINDS.map((kind) => `${kind}(r${rm + 1})`))
  }

  perform(action: number): boolean {
    const rm = Math.floor(action / KINDS.length)
    const own = this.state[rm]!
    switch (action % KINDS.length) {
      case 0:
        return this.move(rm, own === WORKING, PREPARED)
      case 1:
        return this.move(rm, own === PREPARED && this.canCommit(), RM_COMMITTED)
      default:
        return this.move(rm, (own === WORKING || own === PREPARED) && !this.state.includes(RM_COMMITTED), RM_ABORTED)
    }
  }

  private canCommit(): boolean {
    return this.state.every((rm) => rm === PREPARED || rm === RM_COMMITTED)
  }

  private move(rm: number, isEnabled: boolean, to: number): boolean {
    if (isEnabled) this.state[rm] = to
    return isEnabled
  }
}
