import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { loadState, saveState } from '../../lib/state'
import { AcknowledgedHeartbeat } from './acknowledged-heartbeat'
import { FixedTimeout } from './fixed-timeout'
import { HeartbeatWindow } from './heartbeat-window'
import { PhiAccrual, phiOf } from './phi-accrual'
import { PhiExponential } from './phi-exponential'
import { PulledHealth } from './pulled-health'
import { QuorumSuspicion } from './quorum-suspicion'

const akka = { threshold: 8, maxSamples: 1000, minStdDeviationMs: 100, acceptablePauseMs: 0, firstEstimateMs: 1000 }

describe('FixedTimeout', () => {
  it.each([
    { now: 99.9, isSuspected: false },
    { now: 100, isSuspected: true },
    { now: 200, isSuspected: true },
  ])('at $now says $isSuspected with a timeout of 100', ({ now, isSuspected }) => {
    const detector = new FixedTimeout({ timeoutMs: 100 })
    detector.heartbeat(0)
    expect(detector.isSuspected(now)).toBe(isSuspected)
  })

  it('never suspects with an infinite timeout', () => {
    const detector = new FixedTimeout({ timeoutMs: Infinity })
    detector.heartbeat(0)
    expect([detector.isSuspected(1e15), detector.suspicion(1e15), detector.suspectedAt()]).toEqual([false, 0, Infinity])
  })
})

describe('PhiAccrual', () => {
  it.each([
    { silence: 1200, phi: 1.64 },
    { silence: 1500, phi: 7.3 },
    { silence: 1600, phi: 10.8 },
  ])('is $phi after $silence ms of silence at a steady second', ({ silence, phi }) => {
    expect(phiOf(silence, 1000, 100)).toBeCloseTo(phi, 1)
  })

  it('does not learn from the heartbeat that ends a suspicion', () => {
    const detector = new PhiAccrual(akka)
    for (let now = 0; now <= 20_000; now += 1000) detector.heartbeat(now)
    const usual = detector.suspectedAt() - 20_000
    detector.heartbeat(80_000)
    expect(detector.suspectedAt() - 80_000).toBeCloseTo(usual, 9)
  })

  it('accepts a pause on top of the mean', () => {
    const patient = new PhiAccrual({ ...akka, acceptablePauseMs: 3000 })
    const plain = new PhiAccrual(akka)
    for (const detector of [patient, plain]) detector.heartbeat(0)
    expect(patient.suspectedAt()).toBeCloseTo(plain.suspectedAt() + 3000, 6)
  })
})

describe('PhiExponential', () => {
  it('takes 18.4 mean intervals to suspect at threshold 8', () => {
    const detector = new PhiExponential({ threshold: 8, maxSamples: 10, firstIntervalMs: 1000, maxIntervalMs: 2000 })
    for (let now = 0; now <= 10_000; now += 1000) detector.heartbeat(now)
    expect((detector.suspectedAt() - 10_000) / 1000).toBeCloseTo(18.42, 2)
    expect(detector.isSuspected(detector.suspectedAt() - 1)).toBe(false)
  })

  it('does not learn from an interval above the longest, and does from one equal to it', () => {
    const detector = new PhiExponential({ threshold: 8, maxSamples: 10, firstIntervalMs: 1000, maxIntervalMs: 2000 })
    detector.heartbeat(0)
    detector.heartbeat(2001)
    expect(detector.suspicion(3001)).toBeCloseTo(1 / Math.LN10, 9)
    detector.heartbeat(4001)
    expect(detector.suspicion(5501)).toBeCloseTo(1 / Math.LN10, 9)
  })
})

describe('HeartbeatWindow', () => {
  it('keeps the mean and spread of the last few', () => {
    const window = new HeartbeatWindow(3)
    for (const interval of [100, 1, 2, 3]) window.add(interval)
    expect(window.mean).toBe(2)
    expect(window.standardDeviation).toBeCloseTo(Math.sqrt(2 / 3), 12)
  })
})

describe('PulledHealth', () => {
  const params = { fall: 3, rise: 2, timeoutMs: 100 }

  it('goes down at the third failed check in a row and up at the second good one', () => {
    const health = new PulledHealth(params)
    const states: boolean[] = []
    for (const [at, isHealthy] of [false, false, true, false, false, false, true, true].entries()) {
      health.probe(at * 1000)
      health.answer(at * 1000 + 10, isHealthy)
      states.push(health.isUp(at * 1000 + 10))
    }
    expect(states).toEqual([true, true, true, true, true, false, false, true])
  })

  it('counts silence as failed at exactly the timeout, and an unanswered check when the next is sent', () => {
    const health = new PulledHealth({ ...params, fall: 2 })
    health.probe(0)
    expect(health.deadline()).toBe(100)
    expect(health.answer(100, true)).toBe(false)
    health.probe(1000)
    health.probe(1050)
    expect(health.isUp(1050)).toBe(false)
  })

  it('ignores an answer that nobody asked for', () => {
    const health = new PulledHealth(params)
    expect(health.answer(0, false)).toBe(false)
    expect(health.deadline()).toBe(Infinity)
  })

  it('goes on from a saved state', () => {
    const health = new PulledHealth(params)
    health.probe(0)
    health.isUp(500)
    health.probe(1000)
    const copy = new PulledHealth(params)
    loadState(copy, saveState(health))
    expect(copy.deadline()).toBe(1100)
    for (const part of [health, copy]) {
      part.probe(2000)
      part.probe(3000)
    }
    expect([copy.isUp(3000), health.isUp(3000)]).toEqual([false, false])
  })

  it.each([{ fall: 0 }, { rise: 1.5 }, { timeoutMs: 0 }])('refuses %o', (wrong) => {
    expect(() => new PulledHealth({ ...params, ...wrong })).toThrow(ParamError)
  })
})

describe('QuorumSuspicion', () => {
  const build = (quorum: number) =>
    new QuorumSuspicion(
      [1, 2, 3].map((n) => new FixedTimeout({ timeoutMs: n * 100 })),
      quorum,
    )

  it('suspects when as many watchers do as the quorum asks', () => {
    const group = build(2)
    for (const watcher of [0, 1, 2]) group.heartbeat(0, watcher)
    expect(group.suspectedAt()).toBe(200)
    expect([group.isSuspected(199), group.isSuspected(200), group.suspecting(200)]).toEqual([false, true, 2])
    const copy = build(2)
    loadState(copy, saveState(group))
    expect(copy.suspectedAt()).toBe(200)
  })

  it('is not moved by one watcher with a bad link', () => {
    const group = build(2)
    for (let now = 0; now <= 1000; now += 50) {
      group.heartbeat(now, 1)
      group.heartbeat(now, 2)
      if (now === 0) group.heartbeat(now, 0)
    }
    expect([group.suspecting(1000), group.isSuspected(1000)]).toEqual([1, false])
  })

  it.each([0, 4, 1.5])('refuses a quorum of %d of 3', (quorum) => {
    expect(() => build(quorum)).toThrow(ParamError)
  })
})

describe('AcknowledgedHeartbeat', () => {
  it('may act until the lease of the latest confirmed heartbeat is over', () => {
    const sender = new AcknowledgedHeartbeat({ leaseMs: 100 })
    expect(sender.mayAct(0)).toBe(false)
    sender.acknowledged(50)
    sender.acknowledged(20)
    expect([sender.mayAct(149.9), sender.mayAct(150), sender.actsUntil()]).toEqual([true, false, 150])
  })

  it('never overlaps with a watcher that waits one lease from the arrival', () => {
    const sender = new AcknowledgedHeartbeat({ leaseMs: 100 })
    const watcher = new FixedTimeout({ timeoutMs: 100 })
    for (const [sentAt, delay] of [
      [0, 5],
      [40, 30],
      [80, 0],
    ] as const) {
      watcher.heartbeat(sentAt + delay)
      sender.acknowledged(sentAt)
    }
    expect(sender.actsUntil()).toBeLessThanOrEqual(watcher.suspectedAt())
  })
})
