import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { NEW_BACKEND } from './load-balancing'
import { PeakEwma } from './peak-ewma'

const key = { clientAddress: 0, clientPort: 0, key: 0 }

describe('peak EWMA', () => {
  it('believes a slow answer at once and a fast one by and by', () => {
    const backends = new BackendList(['a'])
    const balancer = new PeakEwma(1000, backends)
    balancer.finished(0, 0, 50, true)
    expect(balancer.loadOf(0, 0)).toBe(50)
    balancer.finished(0, 0, 10, true)
    expect(balancer.loadOf(0, 0)).toBe(50)
    balancer.finished(1000, 0, 10, true)
    expect(balancer.loadOf(1000, 0)).toBeCloseTo(50 / Math.E + 10 * (1 - 1 / Math.E), 9)
  })

  it('weighs by the calls in flight', () => {
    const backends = new BackendList(['a'])
    const balancer = new PeakEwma(1000, backends)
    balancer.finished(0, 0, 50, true)
    backends.inFlight[0] = 3
    expect(balancer.loadOf(0, 0)).toBe(200)
  })

  it('sends a backend without history one call, and the rest elsewhere until it has answered', () => {
    const backends = new BackendList(['old', 'new'])
    const balancer = new PeakEwma(10_000, backends)
    const random = new SequentialRandom(2)
    balancer.finished(0, 0, 5, true)
    expect(balancer.pick(0, key, random)).toBe(1)
    backends.start(balancer, 0, 1)
    for (let i = 0; i < 50; i++) expect(balancer.pick(0, key, random)).toBe(0)
  })

  it('keeps the costs of backends that stay when others come and go', () => {
    const backends = new BackendList(['a', 'b'])
    const balancer = new PeakEwma(1000, backends)
    balancer.finished(0, 0, 50, true)
    balancer.finished(1000, 1, 20, true)
    backends.add('c')
    balancer.rebuild([NEW_BACKEND, 0, 1])
    expect(balancer.loadOf(1000, 0)).toBe(0)
    expect(balancer.loadOf(1000, 1)).toBeCloseTo(50 / Math.E, 9)
    expect(balancer.loadOf(1000, 2)).toBe(20)
    balancer.rebuild()
    expect([0, 1, 2].map((index) => balancer.loadOf(1000, index))).toEqual([0, 0, 0])
  })

  it('takes an earlier time as no time passed', () => {
    const backends = new BackendList(['a'])
    const balancer = new PeakEwma(1000, backends)
    balancer.finished(1000, 0, 50, true)
    expect(balancer.loadOf(400, 0)).toBe(50)
    expect(balancer.loadOf(1400, 0)).toBeCloseTo(50 / Math.E, 9)
  })

  it('never forgets with an infinite decay time, and refuses none', () => {
    const balancer = new PeakEwma(Number.POSITIVE_INFINITY, new BackendList(['a']))
    balancer.finished(0, 0, 7, true)
    expect(balancer.loadOf(1e9, 0)).toBe(7)
    expect(() => new PeakEwma(0, new BackendList(['a']))).toThrow(ParamError)
  })
})
