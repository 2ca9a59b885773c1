import { describe, expect, it } from 'vitest'
import { Run } from '../run'
import { constantSource, designOf, steadyService } from '../testing/designs'
import { findingsOf } from './registry'

describe('findings of a service that is scaled', () => {
  it('go by the replicas that there were on average, not by those at the end', () => {
    const autoscaling = { type: 'target-utilisation', min: 1, max: 8, startupMs: 0 }
    const design = designOf({
      scenario: { durationMs: 60_000, drainMs: 0 },
      blocks: [constantSource(400), steadyService('shop', 50, { workers: 1, queue: { capacity: 10 }, autoscaling })],
      connections: ['source > shop'],
    })
    const run = new Run(design)
    run.finish()
    const report = run.report(0)
    // 1, 2, 3 and 5 replicas for a quarter of the time each.
    expect(report.blocks['shop']).toMatchObject({ replicas: 5, meanReplicas: 2.75 })
    const [finding] = findingsOf(design, report).filter(({ id }) => id === 'small-pool')
    expect(finding?.text).toMatch(
      /each hold one of its workers for 50(\.\d)? ms: that needs 2[01] of them, and there are 5\.$/,
    )
  })
})
