import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { Bbr } from './bbr'

const random = new SequentialRandom(1)

/** A gate that has seen 10 calls of 20 ms finish in each bucket of 100 ms for a second. */
function warm(): Bbr {
  const gate = new Bbr(10_000, 100, 800)
  for (let now = 0; now < 1000; now += 10) {
    gate.allow(now)
    gate.finished(now, 20, true)
  }
  return gate
}

describe('the BBR-style limiter', () => {
  it('computes what the best throughput can carry', () => {
    const gate = warm()
    expect([gate.maxPass(1000), gate.minLatencyMs(1000), gate.maxInFlight(1000)]).toEqual([10, 20, 2])
  })

  it('leaves calls of less than a millisecond out of the mean latency, not out of the throughput', () => {
    const gate = new Bbr(1000, 10, 800)
    for (const latencyMs of [0.2, 0.9, 20, 0.5]) gate.finished(10, latencyMs, true)
    gate.finished(150, 30, true)
    expect([gate.maxPass(150), gate.minLatencyMs(150)]).toEqual([4, 20])
  })

  it('refuses above that only while the load is high', () => {
    const gate = warm()
    gate.cpu = 799
    for (let i = 0; i < 10; i++) expect(gate.allow(1000)).toBe(true)
    gate.cpu = 800
    expect(gate.allow(1000)).toBe(false)
  })

  it('goes on refusing for one second after the load has fallen', () => {
    const gate = warm()
    for (let i = 0; i < 10; i++) gate.allow(1000)
    gate.cpu = 900
    expect(gate.allow(1000)).toBe(false)
    gate.cpu = 100
    expect(gate.allow(2000)).toBe(false)
    expect(gate.allow(2001)).toBe(true)
  })

  it('always lets two calls in', () => {
    const gate = new Bbr(10_000, 100, 0)
    expect([gate.allow(0), gate.allow(0), gate.allow(0)]).toEqual([true, true, false])
  })

  it('smooths the load over samples of 500 ms', () => {
    const gate = new Bbr(10_000, 100, 800)
    const call = { priority: 0, user: 0, waiting: 0, utilisation: 1 }
    gate.admit(499, call, random)
    expect(gate.cpu).toBe(0)
    gate.admit(500, call, random)
    expect(gate.cpu).toBe(50)
    gate.admit(1000, call, random)
    expect(gate.cpu).toBe(97)
    gate.admit(1e9, call, random)
    expect(gate.cpu).toBeGreaterThan(950)
  })
})
