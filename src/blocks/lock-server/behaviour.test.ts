import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { designOf, poissonSource, reportOf, steadyService } from '../../simulation/testing/designs'

/** Buyers who take stock inside a lock; the second replica pauses for a while. */
function sale(options: {
  lock?: { [key: string]: unknown }
  step?: { [key: string]: unknown }
  faults?: { [key: string]: unknown }[]
  stock?: number
}) {
  return reportOf({
    seed: 3,
    scenario: { durationMs: 40_000, faults: options.faults ?? [] },
    blocks: [
      poissonSource(40, { readShare: 0 }),
      steadyService('shop', 1, {
        replicas: 2,
        workers: 64,
        plan: [
          {
            type: 'critical',
            lock: 'to-lock',
            store: 'to-db',
            counter: 'stock',
            work: { type: 'constant', valueMs: 4 },
            ...options.step,
          },
        ],
      }),
      { id: 'guard', kind: 'lock-server', params: { leaseMs: 200, maxWaitMs: 3000, pollMs: 2, ...options.lock } },
      {
        id: 'db',
        kind: 'database',
        params: {
          counters: { stock: options.stock ?? 400 },
          readTime: { type: 'constant', valueMs: 1 },
          writeTime: { type: 'constant', valueMs: 2 },
        },
      },
    ],
    connections: [
      'source > shop',
      { id: 'to-lock', from: 'shop', to: 'guard' },
      { id: 'to-db', from: 'shop', to: 'db' },
    ],
  })
}

/** Everybody comes at once, and each keeps the lock for a while. */
function queueOf(count: number, lock: { [key: string]: unknown }) {
  return reportOf({
    scenario: { durationMs: 20_000 },
    blocks: [
      {
        id: 'source',
        kind: 'traffic-source',
        params: { arrivals: { type: 'trace', atMs: Array<number>(count).fill(0) } },
      },
      steadyService('shop', 1, {
        workers: 1000,
        plan: [{ type: 'critical', lock: 'to-lock', store: 'to-db', counter: 'stock' }],
      }),
      { id: 'guard', kind: 'lock-server', params: { maxWaitMs: 60_000, ...lock } },
      { id: 'db', kind: 'database' },
    ],
    connections: [
      'source > shop',
      { id: 'to-lock', from: 'shop', to: 'guard' },
      { id: 'to-db', from: 'shop', to: 'db' },
    ],
  })
}

const PAUSES = Array.from({ length: 8 }, (_, i) => ({
  atMs: 1000 + i * 1000,
  forMs: 400,
  target: 'shop',
  type: 'pause',
  replica: 1,
}))

describe('LockServer', () => {
  it('lets one holder at a time sell exactly the stock', () => {
    const { blocks } = sale({})
    expect(blocks['guard']).toMatchObject({ doubleHolders: 0, expired: 0 })
    expect(blocks['db']).toMatchObject({ oversold: 0, writes: 400 })
  })

  it('has two holders when one stands still longer than its lease, and then sells too much', () => {
    const { blocks } = sale({ faults: PAUSES })
    expect(blocks['guard']?.['doubleHolders']).toBeGreaterThan(2)
    expect(blocks['db']?.['oversold']).toBeGreaterThan(0)
  })

  it('sells exactly the stock in spite of two holders when tokens fence, or when the store decrements by itself', () => {
    const fenced = sale({ faults: PAUSES, step: { fenced: true } })
    expect(fenced.blocks['guard']?.['doubleHolders']).toBeGreaterThan(2)
    expect(fenced.blocks['db']?.['fencedOff']).toBeGreaterThan(0)
    expect(fenced.blocks['db']?.['oversold']).toBe(0)
    expect(fenced.requests.byCause['error']).toBe(fenced.blocks['db']?.['fencedOff'])
    const atomic = sale({ faults: PAUSES, step: { write: 'atomic-decrement' } })
    expect(atomic.blocks['db']?.['oversold']).toBe(0)
  })

  it('loses more with a blind release, which frees the lock of someone else', () => {
    const lease = { leaseMs: 6 }
    const blind = sale({ lock: { ...lease, release: 'blind' } })
    const checked = sale({ lock: { ...lease, release: 'checked' } })
    expect(blind.blocks['guard']?.['doubleHolders']).toBeGreaterThan(Number(checked.blocks['guard']?.['doubleHolders']))
    expect(checked.blocks['guard']?.['expired']).toBeGreaterThan(0)
  })

  it('wakes watchers at once, where polling wastes time', () => {
    const wait = (waiting: string) =>
      sale({ lock: { waiting, pollMs: 20 }, stock: 1e6 }).requests.latencyMs.mean ?? Infinity
    expect(wait('watch')).toBeLessThan(wait('poll'))
  })

  it.each([
    { variant: 'redis-simple', woken: 99 },
    { variant: 'zookeeper', woken: 99 },
    { variant: 'zookeeper-herd', woken: (100 * 99) / 2 },
  ])('of a hundred who want the lock $variant at once, wakes $woken until each has had it', ({ variant, woken }) => {
    const { blocks, requests } = queueOf(100, { variant: { type: variant }, waiting: 'watch' })
    expect(blocks['guard']).toMatchObject({ woken, acquisitions: 100, doubleHolders: 0 })
    expect(requests.completed).toBe(100)
    expect(queueOf(2, { variant: { type: variant }, waiting: 'poll' }).blocks['guard']).not.toHaveProperty('woken')
  })

  it.each(['redis-simple', 'zookeeper', 'zookeeper-herd'])(
    'keeps the turns of %s, however short sessions are',
    (type) => {
      const latency = (leaseMs: number) => {
        const lock = { variant: { type }, waiting: 'watch', leaseMs, maxWaitMs: 60_000 }
        return sale({ lock, stock: 1e6, step: { work: { type: 'constant', valueMs: 19 } } }).requests.latencyMs
      }
      // Each holds the lock for less than 50 ms, and most wait for several others.
      expect(latency(10_000).p90).toBeGreaterThan(100)
      expect(latency(50)).toEqual(latency(10_000))
    },
  )

  it.each([
    [6.7, 16.4],
    [6.2, 16.1],
  ])('at the very end of a lease from %d ms on wakes who watches since %d ms', (grantedMs, watchedMs) => {
    const run = new Run(
      designOf({
        blocks: [
          {
            id: 'source',
            kind: 'traffic-source',
            params: { arrivals: { type: 'trace', atMs: [grantedMs, watchedMs] } },
          },
          steadyService('shop', 0, {
            plan: [
              {
                ...{ type: 'critical', lock: 'to-lock', store: 'to-db', counter: 'stock' },
                work: { type: 'constant', valueMs: 1000 },
              },
            ],
          }),
          {
            id: 'guard',
            kind: 'lock-server',
            params: { leaseMs: 100.1, waiting: 'watch', serviceTime: { type: 'constant', valueMs: 0 } },
          },
          { id: 'db', kind: 'database', params: { counters: { stock: 9 } } },
        ],
        connections: [
          'source > shop',
          { id: 'to-lock', from: 'shop', to: 'guard' },
          { id: 'to-db', from: 'shop', to: 'db' },
        ],
      }),
    )
    const granted = () => run.report(0).blocks['guard']?.['acquisitions']
    run.advance(grantedMs + 100, Infinity)
    expect(granted()).toBe(1)
    run.advance(Infinity, 1)
    expect(granted()).toBe(2)
    expect(run.engine.now).toBe(grantedMs + 100.1)
  })

  it('wakes watchers when it goes on after standing still, and when its clock is set forward', () => {
    const withFault = (fault: { [key: string]: unknown }) =>
      sale({
        lock: { waiting: 'watch', leaseMs: 1000, maxWaitMs: 30_000 },
        stock: 1e6,
        faults: [{ atMs: 10_000, forMs: 2000, target: 'guard', ...fault }],
      })
    const paused = withFault({ type: 'pause' })
    expect(paused.requests).toMatchObject({ failed: 0, inFlight: 0 })
    expect(paused.requests.latencyMs.max).toBeLessThan(3000)
    const ahead = withFault({ type: 'clock-jump', byMs: 5000 })
    expect(ahead.requests).toMatchObject({ failed: 0, inFlight: 0 })
  })

  it('neither grants nor gives up for callers that it lost in a crash', () => {
    const { requests, blocks } = sale({
      lock: { maxWaitMs: 300, leaseMs: 2000, pollMs: 5 },
      step: { work: { type: 'constant', valueMs: 50 } },
      stock: 1e6,
      faults: [{ atMs: 5000, forMs: 1, target: 'guard', type: 'crash' }],
    })
    expect(requests.byCause['unreachable']).toBeGreaterThan(0)
    expect(blocks['guard']).toMatchObject({ doubleHolders: 0 })
  })

  it('counts waiting for a lock as waiting', () => {
    const { blocks } = sale({ stock: 1e6, step: { work: { type: 'constant', valueMs: 15 } } })
    const guard = blocks['guard']!
    expect(guard.meanWaitMs).toBeGreaterThan(5)
    expect(guard.meanWaitMs).toBeLessThan(guard.meanSojournMs + 1e-9)
    // Little's law: those who wait are those who come, times how long they wait; releases come too and do not wait.
    expect(guard.meanQueueLength).toBeCloseTo((guard.completions * guard.meanWaitMs) / 40_000, 1)
  })

  it('gives up after the longest wait', () => {
    const { requests, blocks } = sale({ lock: { maxWaitMs: 5, waiting: 'watch' }, stock: 1e6 })
    expect(requests.byCause['lock-not-acquired']).toBe(blocks['guard']?.['refused'])
    expect(Number(blocks['guard']?.['refused'])).toBeGreaterThan(10)
  })
})
