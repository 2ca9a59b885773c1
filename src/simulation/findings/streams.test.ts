import { describe, expect, it } from 'vitest'
import { poissonSource, steadyService } from '../testing/designs'
import { findingsIn } from '../testing/findings'

function found(partitions: number, workers: number, valueMs = 0) {
  return findingsIn({
    scenario: { durationMs: 60_000, drainMs: 0 },
    blocks: [
      poissonSource(60, { readShare: 0, keys: { type: 'uniform', count: 1000 } }),
      { id: 'events', kind: 'event-stream', params: { partitions } },
      steadyService('indexer', 50, { workers }),
    ],
    connections: [
      'source > events',
      { from: 'events', to: 'indexer', params: { latency: { type: 'constant', valueMs } } },
    ],
  })
}

describe('few partitions', () => {
  it('are named where they hold up events that workers could do', () => {
    // 60 a second of 50 ms each are three at work at once.
    const [finding] = found(2, 8).filter(({ id }) => id === 'few-partitions')
    expect(finding).toMatchObject({ target: 'events', severity: 'serious' })
    expect(finding?.text).toContain('at work 100 % of the time, and Indexer only 25 %: 2 of them')
  })

  it('are named, too, where it is mostly the wire that takes time', () => {
    const [finding] = found(8, 8, 50).filter(({ id }) => id === 'few-partitions')
    // Nine are under way at once.
    expect(finding?.text).toContain('8 of them let as many events through at once, each for 150 ms')
  })

  it.each([
    { partitions: 6, workers: 8, why: 'there are enough' },
    { partitions: 2, workers: 2, why: 'the workers are as busy' },
  ])('are not named where $why', ({ partitions, workers }) => {
    expect(found(partitions, workers).map(({ id }) => id)).not.toContain('few-partitions')
  })
})
