import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { defaultOf } from '../../lib/schema'
import { BackendList } from './backend-list'
import { NEW_BACKEND } from './load-balancing'
import { OUTLIER_EJECTION, OutlierEjection, type OutlierEjectionParams } from './outlier-ejection'
import { RoundRobin } from './round-robin'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

function over(backends: BackendList, params: Partial<OutlierEjectionParams> = {}): OutlierEjection {
  return new OutlierEjection({ ...defaultOf(OUTLIER_EJECTION), ...params }, backends, (rest) => new RoundRobin(rest))
}

function fail(balancer: OutlierEjection, now: number, index: number, times: number): void {
  for (let i = 0; i < times; i++) balancer.finished(now, index, 1, false)
}

describe('outlier ejection', () => {
  it('takes a backend out at the fifth failure in a row, for 30 s', () => {
    const balancer = over(new BackendList([...'abc']))
    fail(balancer, 0, 1, 4)
    expect(balancer.isEjected(0, 1)).toBe(false)
    fail(balancer, 0, 1, 1)
    expect(balancer.isEjected(29_999, 1)).toBe(true)
    expect([1, 2, 3, 4].map(() => balancer.pick(29_999, key, random))).toEqual([0, 2, 0, 2])
    expect(balancer.isEjected(30_000, 1)).toBe(false)
  })

  it('starts counting again at each success', () => {
    const balancer = over(new BackendList([...'abc']))
    fail(balancer, 0, 1, 4)
    balancer.finished(0, 1, 1, true)
    fail(balancer, 0, 1, 4)
    expect(balancer.isEjected(0, 1)).toBe(false)
  })

  it('lasts longer each time, up to the limit, and is forgiven by time', () => {
    const balancer = over(new BackendList([...'ab']), { maxEjectionMs: 70_000 })
    fail(balancer, 0, 0, 5)
    fail(balancer, 30_000, 0, 5)
    expect([balancer.isEjected(89_999, 0), balancer.isEjected(90_000, 0)]).toEqual([true, false])
    fail(balancer, 90_000, 0, 5)
    expect([balancer.isEjected(159_999, 0), balancer.isEjected(160_000, 0)]).toEqual([true, false])
    fail(balancer, 260_000, 0, 5)
    expect([balancer.isEjected(289_999, 0), balancer.isEjected(290_000, 0)]).toEqual([true, false])
  })

  it('never takes out more than its share, except for the first', () => {
    const few = over(new BackendList([...'abcd']))
    fail(few, 0, 0, 5)
    fail(few, 0, 1, 5)
    expect([0, 1].map((index) => few.isEjected(0, index))).toEqual([true, false])
    const many = over(new BackendList(Array.from({ length: 30 }, (_, i) => `n${i}`)))
    for (let index = 0; index < 30; index++) fail(many, 0, index, 5)
    expect(Array.from({ length: 30 }, (_, i) => many.isEjected(0, i)).filter(Boolean).length).toBe(3)
  })

  it('keeps what it knows of backends that stay when others come and go', () => {
    const backends = new BackendList([...'abc'])
    const balancer = over(backends)
    fail(balancer, 0, 2, 5)
    fail(balancer, 0, 1, 4)
    balancer.rebuild([NEW_BACKEND, 2, 1])
    expect([0, 1, 2].map((index) => balancer.isEjected(29_999, index))).toEqual([false, true, false])
    fail(balancer, 30_000, 1, 5)
    expect([balancer.isEjected(89_999, 1), balancer.isEjected(90_000, 1)]).toEqual([true, false])
    fail(balancer, 90_000, 2, 1)
    expect(balancer.isEjected(90_000, 2)).toBe(true)
    balancer.rebuild()
    expect([0, 1, 2].map((index) => balancer.isEjected(90_000, index))).toEqual([false, false, false])
  })

  it('is disregarded when nothing else is left', () => {
    const backends = new BackendList([...'ab'])
    const balancer = over(backends)
    fail(balancer, 0, 0, 5)
    backends.eligible[1] = 0
    expect(balancer.pick(0, key, random)).toBe(0)
  })

  it('refuses parameters out of range', () => {
    expect(() => over(new BackendList(['a']), { consecutiveFailures: 0 })).toThrow(ParamError)
    expect(() => over(new BackendList(['a']), { maxEjectedShare: 1.1 })).toThrow(ParamError)
    expect(() => over(new BackendList(['a']), { intervalMs: Number.NaN })).toThrow(ParamError)
  })
})
