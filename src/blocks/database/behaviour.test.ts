import { describe, expect, it } from 'vitest'
import { poissonSource, reportOf } from '../../simulation/testing/designs'

function load(rate: number, source: { [key: string]: unknown }, params: { [key: string]: unknown }) {
  return reportOf({
    scenario: { durationMs: 30_000 },
    blocks: [
      poissonSource(rate, source),
      {
        id: 'db',
        kind: 'database',
        params: { readTime: { type: 'constant', valueMs: 2 }, writeTime: { type: 'constant', valueMs: 10 }, ...params },
      },
    ],
    connections: [{ id: 'wire', from: 'source', to: 'db', params: { timeoutMs: null } }],
  })
}

describe('Database', () => {
  it('takes the read time for reads and the write time for writes', () => {
    expect(load(5, { readShare: 1 }, {}).blocks['db']).toMatchObject({ meanSojournMs: expect.closeTo(2, 2) })
    expect(load(5, { readShare: 0 }, {}).blocks['db']).toMatchObject({ meanSojournMs: expect.closeTo(10, 2), reads: 0 })
  })

  it('makes calls wait for a connection', () => {
    const { blocks } = load(400, { readShare: 1 }, { connections: 1 })
    expect(blocks['db']?.utilisation).toBeCloseTo(0.8, 1)
    expect(blocks['db']?.meanWaitMs).toBeGreaterThan(3)
  })

  it('with row locks lets writes to one row follow one another, whatever the pool', () => {
    const hot = { readShare: 0, keys: { type: 'hot', count: 100, hotShare: 1 } }
    const locked = load(80, hot, { connections: 50, rowLocks: true })
    const free = load(80, hot, { connections: 50 })
    expect(free.blocks['db']?.meanSojournMs).toBeCloseTo(10, 6)
    expect(locked.blocks['db']?.meanSojournMs).toBeGreaterThan(20)
    expect(locked.blocks['db']?.meanWaitMs).toBeCloseTo(Number(locked.blocks['db']?.meanSojournMs) - 10, 6)
    expect(locked.blocks['db']?.meanQueueLength).toBeGreaterThan(1)
    expect(Number(locked.blocks['db']?.['rowLockWaits'])).toBeGreaterThan(1000)
    const spread = load(
      80,
      { readShare: 0, keys: { type: 'uniform', count: 100_000 } },
      { connections: 50, rowLocks: true },
    )
    expect(spread.blocks['db']?.meanSojournMs).toBeCloseTo(10, 1)
  })

  it('reads stale values from copies in proportion to their lag, and none from the leader', () => {
    const source = { readShare: 0.5, keys: { type: 'uniform', count: 10 } }
    const stale = (params: { [key: string]: unknown }) => Number(load(200, source, params).blocks['db']?.['staleReads'])
    const lag = (valueMs: number) => ({ readReplicas: 2, replicaLag: { type: 'constant', valueMs } })
    expect(stale({})).toBe(0)
    // A read is stale when its key was written in the lag before it: 1 − e^(−10/s · lag), for 100 writes a second over 10 keys.
    const reads = 200 * 0.5 * 30
    const expected = 1 - Math.exp(-10 * 0.05)
    expect(Math.abs(stale(lag(50)) / reads - expected)).toBeLessThan(0.04)
    expect(stale(lag(200))).toBeGreaterThan(stale(lag(50)))
  })
})
