/**
 * Common random numbers at work: a change of 4 % in the service time of one of two designs is told from chance by ten pairs of
 * runs; without the pairing the same runs leave it open. The twin compares a design with itself on other seeds and must not
 * find what is not there.
 */
import { describe, expect, it } from 'vitest'
import { designOf, poissonSource } from '../testing/designs'
import { compareReports, comparison } from './compare'
import { conductHere, seededTasks } from './experiment'
import { runToEnd } from './replicate'

function design(meanMs: number, seed = 1) {
  const station = { workers: 1, serviceTime: { type: 'exponential', meanMs }, queue: { capacity: null } }
  return designOf({
    seed,
    scenario: { durationMs: 60_000, warmupMs: 5000 },
    blocks: [poissonSource(60), { id: 'app', kind: 'service', params: station }],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
  })
}

const runs = (seed: number) => seededTasks(design(10, seed), 10).map((task) => runToEnd(task.design, () => 0))

describe('a verdict on the mean latency', () => {
  it('finds a small change by pairing', () => {
    const paired = conductHere(comparison(design(10), design(9.6), 10), (one) => runToEnd(one, () => 0))
    const verdict = paired.verdicts.find((text) => text.includes('mean latency'))
    expect(verdict).toMatch(/^B's mean latency is [\d.]+ % lower, 95 % interval [\d.]+ to [\d.]+\.$/)
    // M/M/1: 1/(μ − λ) falls from 25 ms to 22.6 ms, by 9.4 %.
    const [, percent] = /is ([\d.]+) %/.exec(verdict ?? '') ?? []
    expect(Number(percent)).toBeGreaterThan(7)
    expect(Number(percent)).toBeLessThan(13)
    const other = seededTasks(design(9.6, 500), 10).map((task) => runToEnd(task.design, () => 0))
    const unpaired = compareReports(paired.reports.a, other).differences['requests.latencyMs.mean']
    expect(paired.differences['requests.latencyMs.mean']?.halfWidth ?? 1).toBeLessThan((unpaired?.halfWidth ?? 0) / 2)
  })

  it('shows no difference where there is none', () => {
    const { verdicts } = compareReports(runs(100), runs(200))
    expect(verdicts.find((text) => text.startsWith('Mean latency'))).toMatch(/no difference can be shown/)
  })
})
