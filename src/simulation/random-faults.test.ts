import { describe, expect, it } from 'vitest'
import { Run } from './run'
import { constantSource, type DesignParts, designOf, reportOf, steadyService } from './testing/designs'

const FAULT = { atMs: 0, forMs: 2_000_000, target: 'callee', type: 'crash', mtbfMs: 900, mttrMs: 100 }

function design(fault: { [key: string]: unknown }, service: { [key: string]: unknown } = {}): DesignParts {
  return {
    scenario: { durationMs: 2_000_000, faults: [{ ...FAULT, ...fault }] },
    blocks: [constantSource(50), steadyService('callee', 0, service)],
    connections: [{ id: 'wire', from: 'source', to: 'callee' }],
  }
}

describe('a fault that comes and goes at random', () => {
  it('is there for mttr / (mtbf + mttr) of the time', () => {
    const { requests } = reportOf(design({}))
    const down = requests.failed / requests.offered
    // 2,000 cycles: the share has a standard deviation of about 0.1 · 0.9 · √(2 / 2000).
    expect(down).toBeGreaterThan(0.1 - 5 * 0.0028)
    expect(down).toBeLessThan(0.1 + 5 * 0.0028)
  })

  it('meets each replica by itself, unless it names one', () => {
    const each = reportOf(design({}, { replicas: 4 })).requests
    expect(each.failed / each.offered).toBeGreaterThan(0.09)
    expect(each.failed / each.offered).toBeLessThan(0.11)
    const one = reportOf(design({ replica: 2 }, { replicas: 4 })).requests
    expect(one.failed / one.offered).toBeGreaterThan(0.02)
    expect(one.failed / one.offered).toBeLessThan(0.03)
  })

  it('is over when the fault ends', () => {
    const run = new Run(designOf(design({ forMs: 1_000_000, mtbfMs: 50, mttrMs: 5000 })))
    run.advance(1_000_001, Infinity)
    const failed = run.requestLog.failed
    run.finish()
    expect(failed).toBeGreaterThan(10_000)
    expect(run.requestLog.failed).toBe(failed)
  })

  it('leaves the arrivals and all other draws of the run alone', () => {
    const offered = (fault: { [key: string]: unknown }) => reportOf(design(fault)).requests.offered
    expect(offered({ mtbfMs: 500 })).toBe(offered({ mtbfMs: 20_000 }))
  })

  it('goes on after being restored as if nothing had been', () => {
    const straight = new Run(designOf(design({}, { replicas: 3 })))
    straight.advance(777_777, Infinity)
    const restored = new Run(straight.design)
    restored.load(straight.save())
    straight.finish()
    restored.finish()
    expect(restored.report(0).digest).toBe(straight.report(0).digest)
  })

  describe('in a block that gets more replicas', () => {
    const replicas = (atMs: number, value: number) => ({ atMs, path: 'blocks.callee.params.replicas', value })
    const grown = (service: object, changes: object[], scenario: object = {}): DesignParts => {
      const parts = design({}, { ...service })
      return { ...parts, scenario: { ...parts.scenario, changes, ...scenario } }
    }
    /** How often each replica is seen to be down, every 50 ms. */
    const timesDown = (parts: DesignParts, fromMs: number, toMs: number): number[] => {
      const run = new Run(designOf(parts))
      const seen = [0, 0, 0]
      for (let atMs = fromMs; atMs < toMs; atMs += 50) {
        run.advance(atMs, Infinity)
        for (const replica of seen.keys()) if (run.conditions.of(1, replica).isCrashed) seen[replica]!++
      }
      return seen
    }

    it('meets those that were added, and leaves the times of the others as they are', () => {
      const [, , asBefore] = timesDown(grown({ replicas: 3 }, []), 0, 200_000)
      expect(asBefore).toBeGreaterThan(300)
      const [first, second, third] = timesDown(grown({ replicas: 2 }, [replicas(100_000, 3)]), 0, 200_000)
      expect([first, second]).toEqual(timesDown(grown({ replicas: 2 }, []), 0, 200_000).slice(0, 2))
      // 100 cycles in 100 s: down for a tenth of the time, which is seen 2,000 times.
      expect(third).toBeGreaterThan(100)
      expect(third).toBeLessThan(320)
    })

    it('does so no longer than the fault lasts', () => {
      const faults = [{ ...FAULT, forMs: 50_000 }]
      const late = grown({ replicas: 1 }, [replicas(60_000, 3)], { faults })
      expect(timesDown(late, 51_000, 150_000)).toEqual([0, 0, 0])
    })

    it('goes on after being restored as if nothing had been', () => {
      const scenario = { durationMs: 100_000 }
      const changes = [replicas(20_000, 3), replicas(40_000, 1), replicas(50_000, 4)]
      const parts = grown({ replicas: 2 }, changes, scenario)
      for (const atMs of [30_000, 45_000, 60_000]) {
        const straight = new Run(designOf(parts))
        straight.advance(atMs, Infinity)
        const restored = new Run(designOf(parts))
        restored.load(straight.save())
        for (const run of [straight, restored]) run.finish()
        expect(restored.report(0).digest).toBe(straight.report(0).digest)
      }
    })
  })
})
