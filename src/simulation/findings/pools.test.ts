import { describe, expect, it } from 'vitest'
import { poissonSource } from '../testing/designs'
import { findingsIn } from '../testing/findings'

type Params = { [key: string]: unknown }

describe('findings of what has no servers, but holds up those who do', () => {
  const app = (plan: Params[]) => ({
    id: 'app',
    kind: 'service',
    params: { workers: 64, serviceTime: { type: 'constant', valueMs: 0 }, plan },
  })
  const db = {
    id: 'db',
    kind: 'database',
    params: { counters: { stock: 100_000 }, readTime: { type: 'constant', valueMs: 10 } },
  }

  it('name the lock, not the workers that wait for it', () => {
    const work = { type: 'constant', valueMs: 10 }
    const list = findingsIn({
      scenario: { durationMs: 30_000, warmupMs: 5000 },
      blocks: [
        poissonSource(120, { readShare: 0 }),
        app([{ type: 'critical', lock: 'app-lock', store: 'app-db', counter: 'stock', work }]),
        { id: 'lock', kind: 'lock-server', params: { waiting: 'watch' } },
        db,
      ],
      connections: ['source > app', 'app > lock', 'app > db'],
    })
    const [finding] = list.filter(({ id }) => id === 'bottleneck')
    expect(finding).toMatchObject({ target: 'lock', severity: 'serious' })
    expect(finding?.text).toMatch(/^Lock is the bottleneck: calls wait .* The workers of App are held (99|100) % /)
    expect(list.filter(({ id }) => id === 'small-pool')).toEqual([])
  })

  const pooled = (maxInFlight: number, rate: number) =>
    findingsIn({
      scenario: { durationMs: 30_000, warmupMs: 5000 },
      blocks: [poissonSource(rate), app([]), db],
      connections: [
        'source > app',
        { id: 'wire', from: 'app', to: 'db', params: { bulkhead: { type: 'pool', maxInFlight, maxWaiting: 1000 } } },
      ],
    })

  it('name the pool of a connection, and how many places what is wanted would need', () => {
    const list = pooled(2, 250)
    const [finding] = list.filter(({ id }) => id === 'bottleneck')
    expect(finding).toMatchObject({ target: 'wire', severity: 'serious' })
    expect(finding?.text).toMatch(
      /^The places in flight of App → Db, 2 at most, are the bottleneck: they are taken (99|100) % /,
    )
    // 250 a second of 10 ms each.
    const small = list.filter(({ id }) => id === 'small-pool')
    expect(small).toMatchObject([{ target: 'wire', severity: 'serious' }])
    expect(small[0]?.text).toMatch(/gets 2[45]\d calls a second .* for 10 ms: that needs 3 of them, and there are 2\.$/)
  })

  it('say nothing of a pool that is large enough', () => {
    expect(pooled(4, 250).filter(({ id }) => id === 'bottleneck' || id === 'small-pool')).toEqual([])
  })
})
