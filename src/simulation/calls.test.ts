import { describe, expect, it } from 'vitest'
import { constantSource, poissonSource, reportOf, steadyService } from './testing/designs'

/** Ten requests a second for ten seconds to one service, over a connection with these parameters. */
function oneHop(params: { [key: string]: unknown }, serviceMs = 10, more: { [key: string]: unknown } = {}) {
  return reportOf({
    scenario: more['scenario'] as { [key: string]: unknown },
    blocks: [
      constantSource(10, more['source'] as { [key: string]: unknown }),
      steadyService('callee', serviceMs, { workers: 100, ...(more['service'] as { [key: string]: unknown }) }),
    ],
    connections: [{ id: 'wire', from: 'source', to: 'callee', params }],
  })
}

describe('a call', () => {
  it('takes latency there and back and the service time', () => {
    const { requests, blocks } = oneHop({ latency: { type: 'constant', valueMs: 3 } })
    expect(requests.latencyMs.mean).toBeCloseTo(16, 9)
    expect(requests.latencyMs.max).toBeCloseTo(16, 9)
    expect(blocks['callee']?.meanSojournMs).toBeCloseTo(10, 9)
    expect(requests.offered).toBe(requests.completed)
  })

  it('is timed out from sending to reply, and the work goes on and is wasted', () => {
    const { requests, blocks, connections } = oneHop({ timeoutMs: 30 }, 50)
    expect(requests.completed).toBe(0)
    expect(requests.byCause.timeout).toBe(requests.offered)
    expect(requests.failureLatencyMs.max).toBeCloseTo(30, 9)
    expect(blocks['callee']?.completions).toBe(requests.offered)
    expect(connections['wire']).toMatchObject({ timeouts: requests.offered, wasted: requests.offered })
    expect(connections['wire']?.wastedMs).toBeCloseTo(50 * requests.offered, 6)
  })

  it('stops the work of a call that is given up, where the connection cancels', () => {
    const { blocks, connections } = oneHop({ timeoutMs: 30, cancellation: true }, 50)
    expect(blocks['callee']?.completions).toBe(0)
    expect(connections['wire']?.wastedMs).toBeCloseTo(30 * (connections['wire']?.wasted ?? 0), 6)
    expect(connections['wire']?.wasted).toBeGreaterThan(90)
    expect(blocks['callee']?.cpuUtilisation).toBeCloseTo(0.003, 4)
  })

  it('wastes no more than was worked on when the callee crashes', () => {
    const crash = { atMs: 130, forMs: 10, target: 'callee', type: 'crash' }
    const wasted = (kind: string, params: { [key: string]: unknown }) =>
      reportOf({
        scenario: { durationMs: 200, faults: [crash] },
        blocks: [constantSource(10), { id: 'callee', kind, params }],
        connections: [{ id: 'wire', from: 'source', to: 'callee', params: { timeoutMs: 10 } }],
      }).connections['wire']?.wastedMs
    const serviceTime = { type: 'constant', valueMs: 50 }
    expect(wasted('service', { serviceTime })).toBeCloseTo(30, 9)
    expect(wasted('service', { serviceTime, sharing: 'processor-sharing' })).toBeCloseTo(30, 9)
    expect(wasted('service', { serviceTime, microBatch: { size: 1 } })).toBeCloseTo(30, 9)
    expect(wasted('database', { readTime: serviceTime })).toBeCloseTo(30, 9)
    expect(wasted('cache', { serviceTime })).toBeCloseTo(30, 9)
    expect(wasted('api-gateway', { serviceTime })).toBeCloseTo(30, 9)
  })

  it('that is lost is noticed by its timeout alone', () => {
    const { requests } = oneHop({ loss: 1, timeoutMs: 70 })
    expect(requests.byCause.timeout).toBe(requests.offered)
    expect(requests.failureLatencyMs.mean).toBeCloseTo(70, 9)
  })

  it('without a timeout that is lost stays in flight, and the run says that it is stuck', () => {
    const report = oneHop({ loss: 1, timeoutMs: null })
    expect(report.outcome).toBe('stuck')
    expect(report.requests.inFlight).toBe(report.requests.offered)
    expect(report.invariants.some((check) => check.id === 'stuck' && !check.holds)).toBe(true)
  })

  it('loses about as many messages as the loss says, in both directions', () => {
    const { requests } = reportOf({
      scenario: { durationMs: 200_000 },
      blocks: [poissonSource(100), steadyService('callee', 1, { workers: 100 })],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { loss: 0.1, timeoutMs: 50 } }],
    })
    const share = requests.byCause.timeout / requests.offered
    expect(Math.abs(share - 0.19)).toBeLessThan(4 * Math.sqrt((0.19 * 0.81) / requests.offered))
  })

  it('that its deadline leaves no time for fails as deadline, with and without time left', () => {
    const { requests } = oneHop({ propagateDeadline: true, timeoutMs: 1000 }, 50, { source: { deadlineMs: 20 } })
    expect(requests.byCause.deadline).toBe(requests.offered)
    expect(requests.failureLatencyMs.max).toBeCloseTo(20, 9)
  })

  it('that is answered after its deadline is completed but not good', () => {
    const { requests } = oneHop({}, 50, { source: { deadlineMs: 20 } })
    expect(requests.completed).toBe(requests.offered)
    expect(requests.goodputPerSecond).toBe(0)
    expect(requests.throughputPerSecond).toBeCloseTo(requests.offered / 10, 9)
  })

  it('finds a full queue and is refused', () => {
    const { requests, blocks } = oneHop({}, 350, { service: { workers: 1, queue: { capacity: 0 } } })
    expect(requests.byCause['queue-full']).toBe(blocks['callee']?.rejected)
    expect(requests.completed / requests.offered).toBeCloseTo(0.25, 1)
  })
})

describe('a retry', () => {
  const failing = { faults: [{ atMs: 0, forMs: 20_000, target: 'callee', type: 'error', probability: 1 }] }

  it('makes as many attempts as it may, after the pauses of its backoff', () => {
    const { requests, connections } = oneHop(
      { retry: { type: 'exponential', attempts: 4, baseMs: 20, capMs: 1000 } },
      10,
      {
        scenario: failing,
      },
    )
    expect(connections['wire']).toMatchObject({ calls: requests.offered, failed: requests.offered - 1 })
    expect(connections['wire']?.amplification).toBeCloseTo(4, 1)
    expect(requests.byCause.error).toBe(requests.offered)
    expect(requests.failureLatencyMs.max).toBeCloseTo(4 * 10 + 20 + 40 + 80, 6)
  })

  it('is not made for outcomes that are not worth it', () => {
    const { connections } = oneHop({ retry: { type: 'fixed', attempts: 4 }, retryOn: ['timeout'] }, 10, {
      scenario: failing,
    })
    expect(connections['wire']?.retries).toBe(0)
  })

  it('draws anew for each attempt, so that most failures of chance are mended', () => {
    const { requests, connections } = reportOf({
      scenario: {
        durationMs: 60_000,
        faults: [{ atMs: 0, forMs: 90_000, target: 'callee', type: 'error', probability: 0.3 }],
      },
      blocks: [poissonSource(100), steadyService('callee', 1, { workers: 100 })],
      connections: [
        { id: 'wire', from: 'source', to: 'callee', params: { retry: { type: 'full-jitter', attempts: 3 } } },
      ],
    })
    const failed = requests.failed / requests.offered
    expect(Math.abs(failed - 0.027)).toBeLessThan(4 * Math.sqrt((0.027 * 0.973) / requests.offered))
    expect(connections['wire']?.amplification).toBeCloseTo(1 + 0.3 + 0.09, 1)
  })

  it('multiplies over layers: three layers of four attempts make 64 calls at the bottom', () => {
    const retry = { retry: { type: 'fixed', attempts: 4, delayMs: 1 }, timeoutMs: null }
    const { connections } = reportOf({
      scenario: { faults: [{ atMs: 0, forMs: 40_000, target: 'bottom', type: 'error', probability: 1 }] },
      blocks: [
        constantSource(2),
        steadyService('top', 1, { workers: 100 }),
        steadyService('middle', 1, { workers: 100 }),
        steadyService('bottom', 1, { workers: 100 }),
      ],
      connections: [
        { id: 'a', from: 'source', to: 'top', params: retry },
        { id: 'b', from: 'top', to: 'middle', params: retry },
        { id: 'c', from: 'middle', to: 'bottom', params: retry },
      ],
    })
    const ratio = (connections['c']?.attempts ?? 0) / (connections['a']?.calls ?? 1)
    expect(ratio).toBeGreaterThan(60)
    expect(ratio).toBeLessThanOrEqual(64)
  })
})

describe('policies of the caller', () => {
  const broken = { faults: [{ atMs: 2000, forMs: 3000, target: 'callee', type: 'error', probability: 1 }] }

  it('open a breaker after failures in a row, try after the pause, and close it again', () => {
    const { requests, connections } = oneHop(
      { breaker: { type: 'consecutive-failures', failures: 5, openMs: 1000 } },
      10,
      {
        scenario: broken,
      },
    )
    const states = connections['wire']?.breaker?.transitions.map(({ to }) => to)
    expect(states?.[0]).toBe('open')
    expect(states?.slice(-2)).toEqual(['half-open', 'closed'])
    expect(connections['wire']?.breaker?.transitions[0]?.atMs).toBeCloseTo(2410, 0)
    expect(connections['wire']?.breaker?.state).toBe('closed')
    expect(requests.byCause['breaker-open']).toBeGreaterThan(20)
    expect(requests.byCause.error).toBeLessThan(10)
  })

  it('are never retried when they refuse', () => {
    const { connections } = oneHop(
      {
        breaker: { type: 'consecutive-failures', failures: 5, openMs: 60_000 },
        retry: { type: 'fixed', attempts: 3, delayMs: 1 },
      },
      10,
      { scenario: broken },
    )
    expect(connections['wire']?.attempts).toBeLessThan((connections['wire']?.calls ?? 0) - 50)
  })

  it('limit what is in flight and refuse the rest', () => {
    const { requests, connections } = oneHop({ bulkhead: { type: 'semaphore', maxInFlight: 2 } }, 1000)
    expect(requests.byCause['bulkhead-full']).toBe(requests.offered - (connections['wire']?.attempts ?? 0))
    expect(requests.completed / requests.offered).toBeCloseTo(0.2, 1)
  })

  it('limit the rate and refuse the rest', () => {
    const { requests } = oneHop({ limiter: { type: 'token-bucket', ratePerSecond: 4, burst: 1 } })
    expect(requests.completed).toBeGreaterThanOrEqual(33)
    expect(requests.completed).toBeLessThanOrEqual(42)
    expect(requests.byCause['rate-limited']).toBe(requests.offered - requests.completed)
  })
})

describe('faults', () => {
  it('crash: what is in flight breaks off, arrivals find nobody, and it is back when the fault ends', () => {
    const { requests } = oneHop({}, 500, {
      scenario: { faults: [{ atMs: 4000, forMs: 2000, target: 'callee', type: 'crash' }] },
    })
    expect(requests.byCause.unreachable).toBe(25)
    expect(requests.completed).toBe(requests.offered - 25)
  })

  it('pause: nothing is served, the queue stays, and work goes on for what was left', () => {
    const { requests } = oneHop({ timeoutMs: null }, 50, {
      scenario: { faults: [{ atMs: 4020, forMs: 2000, target: 'callee', type: 'pause' }] },
    })
    expect(requests.completed).toBe(requests.offered)
    expect(requests.latencyMs.max).toBeCloseTo(2050, 6)
  })

  it('slow: service takes longer by the factor', () => {
    const { requests } = oneHop({}, 10, {
      scenario: { faults: [{ atMs: 0, forMs: 20_000, target: 'callee', type: 'slow', factor: 7 }] },
    })
    expect(requests.latencyMs.mean).toBeCloseTo(70, 9)
  })

  it('partition: forward loses requests, backward loses answers of work that was done', () => {
    const cut = (direction: string) =>
      oneHop({ timeoutMs: 100 }, 10, {
        scenario: { faults: [{ atMs: 0, forMs: 20_000, target: 'wire', type: 'partition', direction }] },
      })
    expect(cut('forward').blocks['callee']?.arrivals).toBe(0)
    const backward = cut('backward')
    expect(backward.blocks['callee']?.completions).toBeGreaterThan(95)
    expect(backward.requests.byCause.timeout).toBe(backward.requests.offered)
  })

  it('load: the rate of the source is multiplied', () => {
    const { requests } = oneHop({}, 1, {
      scenario: { faults: [{ atMs: 0, forMs: 10_000, target: 'source', type: 'load', factor: 3 }] },
    })
    expect(requests.offered).toBeGreaterThan(295)
    expect(requests.offered).toBeLessThan(305)
  })

  it('hit one replica alone when they name it', () => {
    const { requests } = oneHop({}, 10, {
      service: { replicas: 4 },
      scenario: { faults: [{ atMs: 0, forMs: 20_000, target: 'callee', type: 'crash', replica: 2 }] },
    })
    expect(requests.byCause.unreachable / requests.offered).toBeCloseTo(0.25, 2)
  })
})
