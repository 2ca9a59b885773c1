/**
 * Two-phase commit with a backup coordinator that takes over when the first one disappears.
 *
 * How: managers watch the decision of the coordinator in place; it decides from their states: commit when all are prepared or
 * one is committed, abort when one is aborted or failed and none is committed. The coordinator may disappear after it decided
 * ("hidden"); the backup then decides by the same rule. At most one manager fails.
 * Bound: no manager commits while another aborts, whoever fails. Managers can wait for ever when both coordinators are gone.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: tlaplus/Examples 2PCwithBTM.tla (M. Demirbas), its PlusCal translation.
 */
import { requireNumber } from '../../lib/errors'
import { PREPARED, RM_ABORTED, RM_COMMITTED, WORKING } from './transaction-commit'
import type { StateMachine } from './transactions'

/** State of a manager that failed, beside those of transaction-commit.ts. */
export const RM_FAILED = 4

/** Decisions of the coordinator in place, beside 0 for none yet. */
const COMMIT = 1
const ABORT = 2
const HIDDEN = 3

/** Where a coordinator stands: before its choice, having chosen, about to disappear, done. */
const CHOOSING = 0
const CHOSE_COMMIT = 1
const CHOSE_ABORT = 2
const ANNOUNCED_COMMIT = 3
const ANNOUNCED_ABORT = 4
const FINISHED = 5

const MANAGER_KINDS = [
  'prepare',
  'commit',
  'abort while working',
  'abort',
  'fail',
  'finish',
  'choose abort for',
  'backup chooses abort for',
] as const
const FIRST_CHOICE = 6
const COORDINATOR_ACTIONS = [
  'choose commit',
  'backup chooses commit',
  'announce commit',
  'announce abort',
  'leave after commit',
  'leave after abort',
  'backup announces commit',
  'backup announces abort',
  'all done',
] as const

/** Which failures may happen. */
export interface BackupFailures {
  managerMayFail: boolean
  coordinatorMayFail: boolean
}

/** State: per manager its state and whether it is finished; then the decision, and where coordinator and backup stand. */
export class TwoPhaseBackup implements StateMachine {
  readonly state: Int8Array
  readonly actions: readonly string[]
  private readonly managers: number
  private readonly failures: BackupFailures

  constructor(managers: number, failures: BackupFailures) {
    this.managers = requireNumber('managers', managers, { min: 1, max: 64, integer: true })
    this.failures = failures
    this.state = new Int8Array(2 * managers + 3)
    const perManager = Array.from({ length: managers }, (_, rm) => MANAGER_KINDS.map((kind) => `${kind}(r${rm + 1})`))
    this.actions = [...COORDINATOR_ACTIONS, ...perManager.flat()]
  }

  perform(action: number): boolean {
    const inManagers = action - COORDINATOR_ACTIONS.length
    if (inManagers < 0) return this.coordinate(action)
    const rm = Math.floor(inManagers / MANAGER_KINDS.length)
    return this.manage(rm, inManagers % MANAGER_KINDS.length)
  }

  /**
   * [count] ways in which the condition "each manager is prepared, or some manager is committed" holds: the checker counts
   * every choice of a reason for every manager as a step of its own. Other actions hold in one way.
   */
  ways(action = 0): number {
    if (action > 1) return 1
    let committed = 0
    for (let rm = 0; rm < this.managers; rm++) if (this.state[rm] === RM_COMMITTED) committed++
    let product = 1
    for (let rm = 0; rm < this.managers; rm++) product *= committed + (this.state[rm] === PREPARED ? 1 : 0)
    return product
  }

  private manage(rm: number, kind: number): boolean {
    const state = this.state[rm]!
    const decision = this.state[2 * this.managers]!
    if (kind >= FIRST_CHOICE) return this.chooseAbort(rm, kind - FIRST_CHOICE)
    if (this.state[this.managers + rm] === 1) return false
    const isActive = state === WORKING || state === PREPARED
    if (kind === FIRST_CHOICE - 1) return this.set(!isActive, this.managers + rm, 1)
    if (!isActive) return false
    switch (kind) {
      case 0:
        return this.set(state === WORKING, rm, PREPARED)
      case 1:
        return this.set(decision === COMMIT, rm, RM_COMMITTED)
      case 2:
        return this.set(state === WORKING, rm, RM_ABORTED)
      case 3:
        return this.set(decision === ABORT, rm, RM_ABORTED)
      default:
        return this.fail(rm)
    }
  }

  /** Where failing is not possible this is a step that changes nothing, as in the source. */
  private fail(rm: number): boolean {
    const mayFail = this.failures.managerMayFail && !this.anyManager(RM_FAILED)
    return this.set(true, rm, mayFail ? RM_FAILED : this.state[rm]!)
  }

  private coordinate(action: number): boolean {
    const decision = 2 * this.managers
    const [first, backup] = [decision + 1, decision + 2]
    const left = this.failures.coordinatorMayFail ? HIDDEN : this.state[decision]!
    switch (action) {
      case 0:
        return this.set(this.mayChoose(first) && this.canCommit(), first, CHOSE_COMMIT)
      case 1:
        return this.set(this.mayChoose(backup) && this.canCommit(), backup, CHOSE_COMMIT)
      case 2:
        return this.setBoth(first, CHOSE_COMMIT, ANNOUNCED_COMMIT, COMMIT)
      case 3:
        return this.setBoth(first, CHOSE_ABORT, ANNOUNCED_ABORT, ABORT)
      case 4:
        return this.setBoth(first, ANNOUNCED_COMMIT, FINISHED, left)
      case 5:
        return this.setBoth(first, ANNOUNCED_ABORT, FINISHED, left)
      case 6:
        return this.setBoth(backup, CHOSE_COMMIT, FINISHED, COMMIT)
      case 7:
        return this.setBoth(backup, CHOSE_ABORT, FINISHED, ABORT)
      default:
        return this.isAllDone()
    }
  }

  /** A coordinator (0: the first, 1: the backup) chooses to abort because this manager aborted or failed. */
  private chooseAbort(rm: number, coordinator: number): boolean {
    const place = 2 * this.managers + 1 + coordinator
    const isReason = this.state[rm] === RM_ABORTED || this.state[rm] === RM_FAILED
    return this.set(this.mayChoose(place) && isReason && !this.anyManager(RM_COMMITTED), place, CHOSE_ABORT)
  }

  /** The backup may choose only when the first coordinator is hidden. */
  private mayChoose(place: number): boolean {
    const isBackup = place === 2 * this.managers + 2
    return this.state[place] === CHOOSING && (!isBackup || this.state[2 * this.managers] === HIDDEN)
  }

  private canCommit(): boolean {
    return this.ways() > 0
  }

  private anyManager(state: number): boolean {
    return this.state.subarray(0, this.managers).includes(state)
  }

  private isAllDone(): boolean {
    const managersDone = this.state.subarray(this.managers, 2 * this.managers).every((done) => done === 1)
    return managersDone && this.state.subarray(2 * this.managers + 1).every((place) => place === FINISHED)
  }

  private set(isEnabled: boolean, index: number, value: number): boolean {
    if (isEnabled) this.state[index] = value
    return isEnabled
  }

  /** Moves a coordinator from one place to the next and sets the decision. */
  private setBoth(index: number, from: number, to: number, decision: number): boolean {
    if (this.state[index] !== from) return false
    this.state[index] = to
    this.state[2 * this.managers] = decision
    return true
  }
}
