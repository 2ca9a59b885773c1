import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import { exampleOf } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { Run } from '../run'
import { designOf, poissonSource, steadyService } from '../testing/designs'
import { findingsOf } from './registry'

function incidentsIn(design: Design) {
  const run = new Run(design)
  run.finish()
  return findingsOf(design, run.report(0), run.series.points(300)).filter(({ id }) => id === 'incident')
}

/** Ten a second of 50 ms each, at two blocks in a row. */
function chain(
  faults: object[],
  { capacity = 20, timeoutMs = 2000 }: { capacity?: number | null; timeoutMs?: number | null } = {},
) {
  return designOf({
    scenario: { durationMs: 120_000, warmupMs: 5000, faults },
    blocks: [
      poissonSource(10),
      steadyService('shop', 1, { workers: 4, queue: { capacity } }),
      steadyService('stock', 50, { workers: 2, queue: { capacity } }),
    ],
    connections: [
      { from: 'source', to: 'shop', params: { timeoutMs } },
      { from: 'shop', to: 'stock', params: { timeoutMs } },
    ],
  })
}

const slow = { atMs: 40_000, forMs: 20_000, target: 'stock', type: 'slow', factor: 20 }

describe('incidents', () => {
  it('tell what failed during a fault, what was full, and how long it took to recover', () => {
    const [found] = incidentsIn(chain([slow]))
    expect(found).toMatchObject({ target: 'stock', severity: 'serious' })
    expect(found?.text).toMatch(
      /^From 0:40 to 1:00 \(slow at Stock\) [5-9]\d % of the requests failed, and none before\. (Shop|Stock) was (9\d|100) % busy then, and \d+(\.\d)? % before\. (Shop|Stock) was (9\d|100) % busy then, and \d+(\.\d)? % before\. (All was as before as soon as it was over|It took [12](\.\d+)? s after its end until all was as before)\.$/,
    )
  })

  it('tell of one that only made everything slower', () => {
    const [found] = incidentsIn(chain([slow], { capacity: null, timeoutMs: null }))
    expect(found).toMatchObject({ severity: 'notable' })
    // Two a second are done, so that some 160 wait after twenty seconds, which go at thirty a second on top of what comes.
    expect(found?.text).toMatch(/It took [5-8](\.\d+)? s after its end until all was as before\.$/)
    expect(found?.text).toMatch(
      /^From 0:40 to 1:00 \(slow at Stock\) p99 went up to [\d.,]+ (ms|s), and was \d+(\.\d+)? ms at most before\./,
    )
  })

  it('say when it never was as before, and nothing of it while the fault lasts', () => {
    const storm = parseDesign(exampleOf('retry-storm')?.design).design
    expect(incidentsIn(storm)[0]?.text).toMatch(/It was not as before when the run ended\.$/)
    expect(incidentsIn(chain([{ ...slow, forMs: 200_000 }]))[0]?.text).toMatch(/busy then, and [\d.]+ % before\.$/)
  })

  it.each([
    { why: 'a fault that hurts nobody', faults: [{ ...slow, factor: 1 }] },
    { why: 'no fault', faults: [] },
    { why: 'a fault before anything is known of what is usual', faults: [{ ...slow, atMs: 5000 }] },
    { why: 'faults that come and go at random', faults: [{ ...slow, mtbfMs: 5000, mttrMs: 5000 }] },
  ])('are not told of $why', ({ faults }) => {
    expect(incidentsIn(chain(faults))).toEqual([])
  })

  it('say of the shop of the first visit why it fell over', () => {
    const [found] = incidentsIn(parseDesign(exampleOf('checkout')?.design).design)
    expect(found?.text).toContain('slow at Orders db')
    expect(found?.text).toMatch(/Orders was (9\d|100) % busy then/)
  })
})
