import { describe, expect, it } from 'vitest'
import { AtomicCommit, NO, NONE, YES } from './atomic-commit'
import { explore } from './explore'
import { RM_ABORTED, RM_COMMITTED, TransactionCommit } from './transaction-commit'
import { TwoPhase } from './two-phase'
import { TwoPhaseBackup } from './two-phase-backup'

const isInconsistent = (managers: Int8Array) => managers.includes(RM_COMMITTED) && managers.includes(RM_ABORTED)

describe('reachable states', () => {
  it.each([1, 2, 3, 4])(
    'of two-phase commit over %d managers are, seen from outside, those of transaction commit',
    (n) => {
      const outside = new Set(explore(new TransactionCommit(n)).states.map(String))
      for (const state of explore(new TwoPhase(n)).states) expect(outside).toContain(String(state.slice(0, n)))
    },
  )

  it('of two-phase commit are never inconsistent', () => {
    for (const state of explore(new TwoPhase(3)).states) expect(isInconsistent(state.slice(0, 3))).toBe(false)
  })

  it.each([
    { managerMayFail: false, coordinatorMayFail: false },
    { managerMayFail: true, coordinatorMayFail: false },
    { managerMayFail: false, coordinatorMayFail: true },
    { managerMayFail: true, coordinatorMayFail: true },
  ])('with a backup and failures of $managerMayFail, $coordinatorMayFail never disagree', (failures) => {
    const { states } = explore(new TwoPhaseBackup(3, failures))
    expect(states.some((state) => isInconsistent(state.slice(0, 3)))).toBe(false)
  })

  it.each([false, true])('of atomic commitment (reliable broadcast: %s) never hold two decisions', (isReliable) => {
    const machine = new AtomicCommit(2, isReliable)
    for (const state of explore(machine, machine.starts()).states) {
      machine.state.set(state)
      expect([machine.decision(0), machine.decision(1)].sort()).not.toEqual([YES, NO])
    }
  })

  it.each([
    { isReliable: false, canBlock: true },
    { isReliable: true, canBlock: false },
  ])(
    'of atomic commitment leave someone alive undecided for ever: $canBlock with reliable broadcast $isReliable',
    (row) => {
      const machine = new AtomicCommit(2, row.isReliable)
      const { states, edges } = explore(machine, machine.starts())
      const canGoOn = new Set(edges.filter(({ action }) => !/Die/.test(action)).map(({ from }) => from))
      const stuck = states.filter((state, index) => {
        machine.state.set(state)
        const isUndecided = [0, 1].some((i) => !machine.isDead(i) && machine.decision(i) === NONE)
        return isUndecided && !canGoOn.has(index)
      })
      expect(stuck.length > 0).toBe(row.canBlock)
    },
  )
})
