import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { loadState, saveState } from '../../lib/state'
import { BestEffortNotification, DEFAULT_INTERVALS_MS } from './best-effort-notification'
import { BranchBarrier } from './branch-barrier'
import { ChoreographedStep, STEP_DONE, STEP_FAILED, STEP_UNDONE, type StepEvent } from './choreographed-saga'
import { NO_ROW, Outbox } from './outbox'
import {
  decideOnTimeout,
  decideWithPeers,
  HAS_ABORTED,
  HAS_COMMITTED,
  NOT_VOTED,
  PRE_COMMITTED,
  READY,
} from './participant'
import { NOTHING_DUE, TransactionalMessages } from './transactional-message'
import { ABORTED, COMMITTED, PENDING, REQUESTS } from './transactions'

describe('a participant without coordinator', () => {
  it.each([
    { phases: 2, state: NOT_VOTED, outcome: ABORTED },
    { phases: 2, state: READY, outcome: PENDING },
    { phases: 2, state: HAS_COMMITTED, outcome: COMMITTED },
    { phases: 2, state: HAS_ABORTED, outcome: ABORTED },
    { phases: 3, state: READY, outcome: ABORTED },
    { phases: 3, state: PRE_COMMITTED, outcome: COMMITTED },
  ] as const)('in $phases phases and state $state decides $outcome alone', ({ phases, state, outcome }) => {
    expect(decideOnTimeout(phases, state)).toBe(outcome)
  })

  it.each([
    { phases: 2, states: [READY, READY], outcome: PENDING },
    { phases: 2, states: [READY, HAS_COMMITTED], outcome: COMMITTED },
    { phases: 2, states: [READY, NOT_VOTED], outcome: ABORTED },
    { phases: 3, states: [READY, READY], outcome: ABORTED },
    { phases: 3, states: [READY, PRE_COMMITTED], outcome: COMMITTED },
  ] as const)('in $phases phases with peers $states decides $outcome', ({ phases, states, outcome }) => {
    expect(decideWithPeers(phases, states)).toBe(outcome)
  })
})

describe('ChoreographedStep', () => {
  /** Delivers each event to all steps, twice, until none is left; step `failing` fails. */
  const play = (steps: number, failing: number) => {
    const parts = Array.from({ length: steps }, (_, index) => new ChoreographedStep(index))
    const log: string[] = []
    const events: [number, StepEvent][] = [[-1, STEP_DONE]]
    for (let event = events.shift(); event; event = events.shift()) {
      for (const [index, part] of [...parts.entries(), ...parts.entries()]) {
        const request = part.hear(event[0], event[1])
        if (request === REQUESTS.act) {
          const own = part.acted(index !== failing)
          log.push(`T${index + 1}${own === STEP_FAILED ? '!' : ''}`)
          events.push([index, own])
        } else if (request === REQUESTS.compensate) {
          log.push(`C${index + 1}`)
          events.push([index, part.compensated()])
        }
      }
    }
    return log
  }

  it.each([
    { steps: 3, failing: -1, log: ['T1', 'T2', 'T3'] },
    { steps: 3, failing: 0, log: ['T1!'] },
    { steps: 4, failing: 2, log: ['T1', 'T2', 'T3!', 'C2', 'C1'] },
  ])('plays $log with events that come twice', ({ steps, failing, log }) => {
    expect(play(steps, failing)).toEqual(log)
  })

  it('keeps what it did in a saved state', () => {
    const step = new ChoreographedStep(1)
    step.acted(true)
    const copy = new ChoreographedStep(1)
    loadState(copy, saveState(step))
    expect(copy.hear(0, STEP_DONE)).toBe(REQUESTS.nothing)
    expect(copy.hear(2, STEP_UNDONE)).toBe(REQUESTS.compensate)
  })
})

describe('BranchBarrier', () => {
  it('keeps branches apart, forgets on request, and survives save and load', () => {
    const barrier = new BranchBarrier()
    expect([barrier.enter(1, 'cancel'), barrier.enter(2, 'try'), barrier.enter(1, 'try')]).toEqual([false, true, false])
    const copy = new BranchBarrier()
    loadState(copy, saveState(barrier))
    expect([copy.enter(2, 'cancel'), copy.enter(1, 'try')]).toEqual([true, false])
    copy.forget(1)
    expect(copy.enter(1, 'try')).toBe(true)
  })
})

describe('Outbox', () => {
  it('publishes committed events in order, again after a crash before the mark, and no rolled-back one', () => {
    const outbox = new Outbox()
    outbox.finishTransaction(1, true)
    outbox.finishTransaction(2, false)
    outbox.finishTransaction(3, true)
    expect([outbox.next(), outbox.next()]).toEqual([1, 1])
    outbox.markSent()
    const copy = new Outbox()
    loadState(copy, saveState(outbox))
    expect([copy.next(), copy.backlog]).toEqual([3, 1])
    copy.markSent()
    copy.markSent()
    expect([copy.next(), copy.backlog]).toEqual([NO_ROW, 0])
  })

  it('keeps its order through many rows', () => {
    const outbox = new Outbox()
    const seen: number[] = []
    for (let id = 0; id < 5000; id++) {
      outbox.finishTransaction(id, true)
      if (id % 3 === 0) continue
      seen.push(outbox.next())
      outbox.markSent()
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, id) => id))
  })
})

describe('TransactionalMessages', () => {
  const params = { checkAfterMs: 100, checkEveryMs: 50, maxChecks: 2 }

  it('asks back at its times and rolls back when nobody knows', () => {
    const messages = new TransactionalMessages(params)
    messages.prepare(0, 7)
    expect([messages.nextCheck(99), messages.nextCheck(100), messages.nextCheck(100)]).toEqual([
      NOTHING_DUE,
      7,
      NOTHING_DUE,
    ])
    expect(messages.nextDueAt()).toBe(150)
    expect(messages.nextCheck(150)).toBe(7)
    const copy = new TransactionalMessages(params)
    loadState(copy, saveState(messages))
    expect([copy.nextCheck(200), copy.expired, copy.openCount]).toEqual([NOTHING_DUE, 1, 0])
    expect(copy.commit(7)).toBe(false)
  })

  it('delivers a committed message once and a rolled-back one never', () => {
    const messages = new TransactionalMessages(params)
    messages.prepare(0, 1)
    messages.prepare(0, 2)
    expect([messages.commit(1), messages.commit(1), messages.rollback(2), messages.commit(2)]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(messages.nextDueAt()).toBe(Infinity)
  })

  it.each([{ checkAfterMs: -1 }, { checkEveryMs: 0 }, { maxChecks: 0.5 }])('refuses %o', (wrong) => {
    expect(() => new TransactionalMessages({ ...params, ...wrong })).toThrow(ParamError)
  })
})

describe('BestEffortNotification', () => {
  it('tries 8 times within 25 hours and gives up', () => {
    const notification = new BestEffortNotification(1000)
    const times: number[] = []
    while (notification.nextAttemptAt() < Infinity) {
      const at = notification.nextAttemptAt()
      expect(notification.attempt(at - 1)).toBe(false)
      expect(notification.attempt(at)).toBe(true)
      times.push(at)
    }
    expect([times.length, notification.attempts, notification.isConfirmed]).toEqual([8, 8, false])
    expect(times.at(-1)! - 1000).toBe(DEFAULT_INTERVALS_MS.reduce((a, b) => a + b, 0))
    expect(times.at(-1)! - 1000).toBeLessThanOrEqual(25 * 3_600_000)
  })

  it('stops when confirmed, also after a reload', () => {
    const notification = new BestEffortNotification(0, [10])
    notification.attempt(0)
    const copy = new BestEffortNotification(0, [10])
    loadState(copy, saveState(notification))
    expect(copy.nextAttemptAt()).toBe(10)
    copy.confirm()
    expect([copy.attempt(10), copy.isConfirmed]).toEqual([false, true])
  })

  it('refuses a negative interval', () => {
    expect(() => new BestEffortNotification(0, [-1])).toThrow(ParamError)
  })
})
