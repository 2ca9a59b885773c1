import { describe, expect, it } from 'vitest'
import { exampleOf } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { Run } from '../run'
import { constantSource, type DesignParts, designOf, poissonSource, steadyService } from '../testing/designs'
import { traceRequests } from './search'
import type { TraceCall } from './trace'

const LATENCY = { latency: { type: 'constant', valueMs: 2 } }

function chain(more: Partial<DesignParts> = {}, wire: { [key: string]: unknown } = {}) {
  return designOf({
    scenario: { durationMs: 2000 },
    blocks: [constantSource(10), steadyService('front', 5), steadyService('back', 10)],
    connections: [
      { id: 'one', from: 'source', to: 'front', params: LATENCY },
      { id: 'two', from: 'front', to: 'back', params: wire },
    ],
    ...more,
  })
}

function everyCall(calls: readonly TraceCall[]): TraceCall[] {
  return calls.flatMap((call) => [call, ...call.attempts.flatMap((attempt) => everyCall(attempt.calls))])
}

describe('a trace', () => {
  it('tells network, wait and service of every hop', () => {
    const [trace] = traceRequests(chain(), { by: 'every', every: 1, count: 1 })
    expect(trace).toMatchObject({ ordinal: 0, source: 'source', startMs: 100, endMs: 119, outcome: 'ok' })
    const [outer] = trace!.calls
    expect(outer).toMatchObject({ connection: 'one', to: 'front', startMs: 100, endMs: 119, decidedBy: 'callee' })
    expect(outer!.attempts[0]).toMatchObject({ sentMs: 100, arrivedMs: 102, beganMs: 102, leftMs: 117, endMs: 119 })
    const [inner] = outer!.attempts[0]!.calls
    expect(inner).toMatchObject({ connection: 'two', startMs: 107, endMs: 117, outcome: 'ok' })
  })

  it('shows retries, timeouts and work that nobody waits for any more', () => {
    const design = chain({}, { timeoutMs: 8, retry: { type: 'fixed', attempts: 2, delayMs: 3 } })
    const [trace] = traceRequests(design, { by: 'every', every: 1, count: 1 })
    expect(trace).toMatchObject({ outcome: 'timeout' })
    const [inner] = trace!.calls[0]!.attempts[0]!.calls
    expect(inner).toMatchObject({ decidedBy: 'timeout', startMs: 107, endMs: 126 })
    expect(inner!.attempts).toMatchObject([
      { sentMs: 107, endMs: 115, leftMs: 117, outcome: 'timeout' },
      { sentMs: 118, endMs: 126, leftMs: 128, outcome: 'timeout' },
    ])
  })

  it('shows what a store asks of its copies for a read within that read, until the last of them has answered', () => {
    const ids = ['near', 'far']
    const design = designOf({
      scenario: { durationMs: 2000 },
      blocks: [
        constantSource(10),
        {
          id: 'store',
          kind: 'replicated-store',
          params: {
            scheme: { type: 'quorum-replication', replicas: 2, writeAnswers: 1, readAnswers: 1, readsAll: true },
            serviceTime: { type: 'constant', valueMs: 1 },
          },
        },
        ...ids.map((id, i) => ({
          id,
          kind: 'database',
          params: { readTime: { type: 'constant', valueMs: 10 * (i + 1) } },
        })),
      ],
      connections: ['source > store', ...ids.map((id) => `store > ${id}`)],
    })
    const [trace] = traceRequests(design, { by: 'every', every: 1, count: 1 })
    expect(trace).toMatchObject({ startMs: 100, endMs: 111, outcome: 'ok' })
    expect(trace!.calls).toHaveLength(1)
    expect(trace!.calls[0]!.attempts[0]!.calls).toMatchObject([
      { to: 'near', startMs: 101, endMs: 111 },
      { to: 'far', startMs: 101, endMs: 121 },
    ])
  })

  it('says when the caller refused by itself', () => {
    const design = designOf({
      scenario: { durationMs: 2000 },
      blocks: [constantSource(100), steadyService('back', 50, { workers: 100 })],
      connections: [
        { id: 'one', from: 'source', to: 'back', params: { bulkhead: { type: 'semaphore', maxInFlight: 1 } } },
      ],
    })
    const refused = traceRequests(design, { by: 'every', every: 1, count: 3 }).find(({ outcome }) => outcome !== 'ok')
    expect(refused?.calls[0]).toMatchObject({ outcome: 'bulkhead-full', decidedBy: 'own policy', attempts: [] })
  })

  it('says that the callee decided where it answered, well or not, whatever else was under way', () => {
    const hedged = designOf({
      scenario: { durationMs: 1000 },
      blocks: [constantSource(5), steadyService('back', 50, { replicas: 2 })],
      connections: [
        { id: 'one', from: 'source', to: 'back', params: { hedge: { type: 'fixed-delay', delayMs: 20, attempts: 2 } } },
      ],
    })
    const [first] = traceRequests(hedged, { by: 'every', every: 1, count: 1 })
    expect(first?.calls[0]).toMatchObject({ outcome: 'ok', decidedBy: 'callee' })
    expect(first?.calls[0]?.attempts).toMatchObject([{ outcome: 'ok' }, { outcome: 'cancelled' }])
    const [second] = traceRequests(chain({}, { timeoutMs: 8 }), { by: 'every', every: 1, count: 1 })
    expect(second?.calls[0]).toMatchObject({ outcome: 'timeout', decidedBy: 'callee' })
    expect(second?.calls[0]?.attempts[0]?.calls[0]).toMatchObject({ outcome: 'timeout', decidedBy: 'timeout' })
  })

  it('says that it was answered by the fallback', () => {
    const design = chain({}, { timeoutMs: 8, fallback: { type: 'default-value' } })
    const [trace] = traceRequests(design, { by: 'every', every: 1, count: 1 })
    const [inner] = trace!.calls[0]!.attempts[0]!.calls
    expect(inner).toMatchObject({ outcome: 'ok', decidedBy: 'fallback', attempts: [{ outcome: 'timeout' }] })
  })

  it('finds the slowest, and those that ended at a moment with a latency', () => {
    const design = designOf({
      scenario: { durationMs: 20_000 },
      blocks: [poissonSource(80), { id: 's', kind: 'service', params: { workers: 1 } }],
      connections: [{ id: 'one', from: 'source', to: 's' }],
    })
    const run = new Run(design)
    run.finish()
    const slowest = traceRequests(design, { by: 'slowest', count: 3 })
    const latencies = slowest.map(({ startMs, endMs }) => endMs! - startMs)
    expect(Math.max(...latencies)).toBeCloseTo(run.report(0).requests.latencyMs.max ?? 0, 9)
    expect(latencies).toHaveLength(3)
    const place = { by: 'place', fromMs: 5000, toMs: 7000, minLatencyMs: 10, maxLatencyMs: 30, count: 4 } as const
    const there = traceRequests(design, place)
    expect(there.length).toBe(4)
    for (const { startMs, endMs } of there) {
      expect(endMs).toBeGreaterThanOrEqual(5000)
      expect(endMs).toBeLessThan(7000)
      expect(endMs! - startMs).toBeGreaterThanOrEqual(10)
      expect(endMs! - startMs).toBeLessThan(30)
    }
  })

  it('finds those nearest to the middle of a place, the nearest first', () => {
    const design = designOf({
      scenario: { durationMs: 20_000 },
      blocks: [poissonSource(80), { id: 's', kind: 'service', params: { workers: 1 } }],
      connections: [{ id: 'one', from: 'source', to: 's' }],
    })
    const ends: { endMs: number; latencyMs: number }[] = []
    const run = new Run(design)
    run.requestLog.onEnd = ({ endMs, latencyMs }) => ends.push({ endMs, latencyMs })
    run.finish()
    const far = ({ endMs, latencyMs }: { endMs: number; latencyMs: number }) =>
      Math.hypot((endMs - 6000) / 1000, Math.log(latencyMs / 20) / Math.log(4))
    const there = ends.filter(
      ({ endMs, latencyMs }) => endMs >= 5000 && endMs < 7000 && latencyMs >= 5 && latencyMs < 80,
    )
    expect(there.length).toBeGreaterThan(50)
    const place = { by: 'place', fromMs: 5000, toMs: 7000, minLatencyMs: 5, maxLatencyMs: 80, count: 5 } as const
    expect(traceRequests(design, place).map(({ endMs }) => endMs)).toEqual(
      there
        .sort((a, b) => far(a) - far(b))
        .slice(0, 5)
        .map(({ endMs }) => endMs),
    )
  })

  it('follows a message to its consumer', () => {
    const { design } = parseDesign(exampleOf('checkout')?.design)
    const short = { ...design, scenario: { ...design.scenario, durationMs: 3000, warmupMs: 0, faults: [] } }
    const traces = traceRequests(short, { by: 'every', every: 1, count: 100 })
    const published = traces.filter(({ calls }) => everyCall(calls).some(({ to }) => to === 'mail'))
    expect(published.length).toBeGreaterThan(5)
    for (const { calls } of published) expect(calls.at(-1)).toMatchObject({ from: 'mail', to: 'mailer', outcome: 'ok' })
  })

  it('has no influence on the run', () => {
    const { design } = parseDesign(exampleOf('retry-storm')?.design)
    const short = { ...design, scenario: { ...design.scenario, durationMs: 30_000 } }
    const plain = new Run(short)
    const later = new Set<number>()
    plain.requestLog.onEnd = ({ identity, endMs }) => endMs > 20_000 && later.add(identity)
    plain.finish()
    const watched = new Run(short)
    const tracer = watched.trace(later)
    watched.finish()
    expect(tracer.all.length).toBeGreaterThan(100)
    expect(watched.report(0).digest).toBe(plain.report(0).digest)
    for (const trace of tracer.all) {
      for (const call of everyCall(trace.calls)) {
        expect(call.endMs).not.toBeNull()
        for (const { sentMs, arrivedMs, beganMs, leftMs } of call.attempts) {
          const times = [sentMs, arrivedMs, beganMs, leftMs].filter((time) => time !== null)
          expect(times).toEqual([...times].sort((a, b) => a - b))
        }
      }
    }
  })
})
