/** Deadlines that go along with calls: what the caller, the callee and those behind it do with them. */
import { describe, expect, it } from 'vitest'
import { constantSource, type DesignParts, poissonSource, reportOf, steadyService } from './testing/designs'

type Params = { [key: string]: unknown }

const callOf = (connection: string) => ({ plan: [{ type: 'call', to: connection }] })

describe('a deadline that is passed on', () => {
  /** One server at 1.5 times its load, and clients that leave after 100 ms. */
  const overloaded = (wire: Params) =>
    reportOf({
      scenario: { durationMs: 60_000 },
      blocks: [poissonSource(150, { deadlineMs: 100 }), steadyService('callee', 10, { workers: 1 })],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { timeoutMs: 100, ...wire } }],
    })

  it('lets the callee drop what is of no use any more, without being told that the caller has left', () => {
    const told = overloaded({ propagateDeadline: true })
    const kept = overloaded({})
    expect(told.requests.completed / told.requests.offered).toBeGreaterThan(0.4)
    expect(kept.requests.completed / kept.requests.offered).toBeLessThan(0.05)
    expect(told.requests.byCause.deadline).toBe(told.requests.failed)
  })

  it('ends to the last bit when it does, as a deadline and not as a timeout', () => {
    const retry = { type: 'fixed', attempts: 3, delayMs: 0 }
    const { requests, connections } = reportOf({
      blocks: [
        {
          id: 'source',
          kind: 'traffic-source',
          params: { arrivals: { type: 'trace', atMs: [0.24, 3.24, 6.37, 7.49, 7.63] }, deadlineMs: 50 },
        },
        steadyService('caller', 0, callOf('wire')),
        steadyService('callee', 100),
      ],
      connections: [
        // 3.24 + 4.17 and what is then left of the deadline come to less than the deadline.
        { from: 'source', to: 'caller', params: { latency: { type: 'constant', valueMs: 4.17 } } },
        { id: 'wire', from: 'caller', to: 'callee', params: { propagateDeadline: true, retry } },
      ],
    })
    expect(requests.byCause.deadline).toBe(5)
    expect(connections['wire']).toMatchObject({ attempts: 5, timeouts: 0 })
  })

  it.each([false, true])(
    'is over at its time, passed on or not (%s): an answer has to come before',
    (propagateDeadline) => {
      const good = (deadlineMs: number) =>
        reportOf({
          blocks: [constantSource(10, { deadlineMs }), steadyService('callee', 20)],
          connections: [{ from: 'source', to: 'callee', params: { propagateDeadline } }],
        }).requests.goodputPerSecond
      expect(good(20)).toBe(0)
      expect(good(20.001)).toBeGreaterThan(9)
    },
  )

  it('stops what has begun', () => {
    const { blocks, connections } = reportOf({
      blocks: [constantSource(10, { deadlineMs: 20 }), steadyService('callee', 50, { workers: 100 })],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { propagateDeadline: true } }],
    })
    expect(blocks['callee']?.completions).toBe(0)
    expect(blocks['callee']?.rejected).toBe(0)
    expect(connections['wire']?.wastedMs).toBeCloseTo(20 * (connections['wire']?.wasted ?? 0), 6)
    expect(connections['wire']?.wasted).toBe(connections['wire']?.attempts)
  })

  it('is the end of what is still on its way', () => {
    const latency = { type: 'constant', valueMs: 30 }
    const { blocks, requests } = reportOf({
      blocks: [constantSource(10, { deadlineMs: 20 }), steadyService('callee', 50, { workers: 100 })],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { propagateDeadline: true, latency } }],
    })
    expect(requests.byCause.deadline).toBe(requests.offered)
    expect(blocks['callee']?.arrivals).toBe(0)
  })

  it('is brought forward by the timeout of each hop', () => {
    const chain = (deep: Params) =>
      reportOf({
        blocks: [
          constantSource(10),
          steadyService('front', 0, { workers: 100, ...callOf('front-middle') }),
          steadyService('middle', 0, { workers: 100, ...callOf('middle-back') }),
          steadyService('back', 1000, { workers: 100 }),
        ],
        connections: [
          'source > front',
          { from: 'front', to: 'middle', params: { timeoutMs: 100, propagateDeadline: true } },
          { from: 'middle', to: 'back', params: { timeoutMs: 5000, ...deep } },
        ],
      })
    const told = chain({ propagateDeadline: true })
    const { wasted = 0, wastedMs } = told.connections['middle-back'] ?? {}
    expect(wasted).toBeGreaterThan(90)
    expect(wastedMs).toBeCloseTo(100 * wasted, 6)
    expect(chain({}).blocks['back']?.completions).toBeGreaterThan(80)
  })
})

describe('waiting at the caller', () => {
  const waiting = (wire: Params): Partial<DesignParts['connections'][number]> & object => ({
    id: 'wire',
    from: 'source',
    to: 'callee',
    params: { propagateDeadline: true, timeoutMs: 5000, ...wire },
  })

  it('for a place in flight ends at the deadline', () => {
    const bulkhead = { type: 'pool', maxInFlight: 1, maxWaiting: 100, maxWaitMs: 10_000 }
    const { requests, connections } = reportOf({
      blocks: [constantSource(100, { deadlineMs: 50 }), steadyService('callee', 800)],
      connections: [waiting({ bulkhead }) as DesignParts['connections'][number]],
    })
    expect(requests.byCause.deadline).toBe(requests.offered)
    expect(requests.failureLatencyMs.max).toBeCloseTo(50, 6)
    expect(connections['wire']?.attempts).toBeLessThanOrEqual(requests.offered)
  })

  it('for a shaping limiter does not begin where it would end too late', () => {
    const limiter = { type: 'leaky-bucket-shaper', rate: 10 }
    const { requests } = reportOf({
      blocks: [constantSource(100, { deadlineMs: 50 }), steadyService('callee', 1)],
      connections: [waiting({ limiter }) as DesignParts['connections'][number]],
    })
    expect(requests.failed).toBeGreaterThan(requests.offered * 0.8)
    expect(requests.byCause.deadline).toBe(requests.failed)
    expect(requests.failureLatencyMs.max).toBeLessThanOrEqual(50)
    expect(requests.goodputPerSecond).toBeCloseTo(requests.throughputPerSecond, 9)
  })
})
