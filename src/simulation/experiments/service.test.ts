import { describe, expect, it } from 'vitest'
import { designOf, poissonSource, steadyService } from '../testing/designs'
import { createExperimentService, type ExperimentKind, type ExperimentRequests } from './service'

const design = designOf({
  scenario: { durationMs: 5000, faults: [{ atMs: 1000, forMs: 100, target: 'app', type: 'pause' }] },
  blocks: [poissonSource(50), steadyService('app', 8)],
  connections: ['source > app'],
})
const service = createExperimentService(() => 0)

function conduct<Kind extends ExperimentKind>(kind: Kind, request: ExperimentRequests[Kind]) {
  return service.conduct(kind, request, service.run, () => undefined)
}

describe('the service of the page', () => {
  it('gives plain data without the reports of single runs', async () => {
    const found = await conduct('comparison', { a: design, b: design, replications: 2 })
    expect(Object.keys(found).sort()).toEqual(['differences', 'outcomes', 'replications', 'verdicts'])
    expect(structuredClone(found)).toEqual(found)
    const sweep = await conduct('load-sweep', { design, loads: [20, 40], replications: 1 })
    expect(structuredClone(sweep)).toEqual(sweep)
    const question = {
      trigger: design.scenario.faults[0]!,
      withinMs: 2000,
      from: 20,
      to: 30,
      width: 0.5,
      replications: 1,
    }
    const capacity = await conduct('capacity', { design, question })
    expect(capacity.trials.map(({ load }) => load)).toEqual([20, 30])
  })

  it('gives the figures of a sweep that were asked for, with intervals where there are several runs', async () => {
    const axes = [{ path: 'blocks.app.params.workers', values: [1, 2] }]
    const measures = ['requests.latencyMs.p50', 'requests.latencyMs.p999']
    const rows = await conduct('parameter-sweep', { design, axes, replications: 3, measures })
    expect(rows.map(({ values }) => values)).toEqual([[1], [2]])
    const { 'requests.latencyMs.p50': p50, 'requests.latencyMs.p999': p999 } = rows[0]?.figures ?? {}
    expect(p50?.lower).toBeLessThanOrEqual(p50?.value ?? 0)
    expect(p50?.upper).toBeGreaterThanOrEqual(p50?.value ?? 0)
    expect(p999).toEqual({ value: null, lower: null, upper: null })
    expect(rows[0]?.outcomes).toEqual({ completed: 3 })
  })

  it('replicates and looks for the warm-up', async () => {
    expect(await conduct('replications', { design, replications: 2 })).toMatchObject({ replications: 2 })
    expect(await conduct('warmup', { design })).toEqual({ warmupMs: 0, problem: 'not-stationary' })
  })

  it('passes on what is wrong with a request', async () => {
    await expect(conduct('load-sweep', { design, loads: [0], replications: 1 })).rejects.toThrow(/0 is no load/)
  })
})
