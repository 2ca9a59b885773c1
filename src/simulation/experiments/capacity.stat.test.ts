/**
 * The published metastable boundary: one server of 300 requests a second with an unbounded queue, a timeout of 1 s, one retry
 * and no cancellation recovers from a pause of 10 s at 145 requests a second and stays down at 155, since each request that
 * times out is sent twice: 2 · 150 = 300. The twin cancels abandoned work and recovers at both.
 */
import { describe, expect, it } from 'vitest'
import { designOf, poissonSource } from '../testing/designs'
import { capacitySearch, defaultWithinMs, triggerOf } from './capacity'
import { conductHere } from './experiment'
import { runToEnd } from './replicate'

function search(cancellation: boolean, replications: number) {
  const design = designOf({
    seed: 11,
    scenario: { drainMs: 2000, faults: [{ atMs: 20_000, forMs: 10_000, target: 'server', type: 'pause' }] },
    blocks: [
      poissonSource(150),
      {
        id: 'server',
        kind: 'service',
        params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 1000 / 300 }, queue: { capacity: null } },
      },
    ],
    connections: [
      {
        from: 'source',
        to: 'server',
        params: { timeoutMs: 1000, cancellation, retry: { type: 'fixed', attempts: 2, delayMs: 0 } },
      },
    ],
  })
  const trigger = triggerOf(design)
  const question = { trigger, withinMs: defaultWithinMs(trigger), from: 145, to: 155, width: 0.1, replications }
  return conductHere(capacitySearch(design, question), (one) => runToEnd(one, () => 0))
}

describe('hidden capacity of a retry storm', () => {
  it('lies between 145 and 155 requests a second, where the server alone bears both', () => {
    const found = search(false, 3)
    expect(found.trials.map(({ load }) => load)).toEqual([145, 155])
    expect(found.trials.map(({ recoveredIn }) => recoveredIn)).toEqual([3, 0])
    expect(found.trials.map(({ healthyIn }) => healthyIn)).toEqual([3, 3])
    expect(found).toMatchObject({ recoversAt: 145, staysDownAt: 155, healthyAt: 155 })
    expect(found.verdict).toBe(
      'It recovers up to 145/s and stays down at 155/s, though it is healthy without the trigger at 155/s.',
    )
  })

  it('is not there when abandoned work is cancelled', () => {
    expect(search(true, 1)).toMatchObject({ recoversAt: 155, staysDownAt: null })
  })
})
