import { describe, expect, it } from 'vitest'
import { closedFormOf } from './experiments/closed-form'
import type { Report } from './report'
import { Run } from './run'
import { constantSource, type DesignParts, designOf, poissonSource, reportOf, steadyService } from './testing/designs'

const far = (km: number): NonNullable<DesignParts['groups']> => [
  { id: 'eu', kind: 'region', members: ['source', 'near'], params: { distancesKm: { us: km } } },
  { id: 'us', kind: 'region', members: ['zone'] },
  { id: 'zone', kind: 'zone', members: ['callee'] },
]

function twoRegions(km: number, params: { [key: string]: unknown }, groups = far(km)): DesignParts {
  return {
    blocks: [constantSource(20), steadyService('near', 1, { plan: [] }), steadyService('callee', 4)],
    connections: [
      { id: 'c1', from: 'source', to: 'near' },
      { id: 'c2', from: 'near', to: 'callee', params },
    ],
    groups,
  }
}

const latencyOf = (parts: DesignParts): number => reportOf(parts).requests.latencyMs.mean ?? Number.NaN

describe('distance between regions', () => {
  it.each([
    [100, 0.5],
    [6200, 31],
    [1, 0.005],
  ])('of %i km adds %d ms to the latency of a connection, each way', (km, oneWayMs) => {
    const latency = { type: 'constant', valueMs: 2 }
    const added = latencyOf(twoRegions(km, { latency })) - latencyOf(twoRegions(0, { latency }))
    expect(added).toBeCloseTo(2 * oneWayMs, 9)
  })

  it('is the same as a connection that is slower by as much', () => {
    const distant = reportOf(twoRegions(6200, { latency: { type: 'constant', valueMs: 2 } }))
    const slow = reportOf(twoRegions(0, { latency: { type: 'constant', valueMs: 33 } }, []))
    expect(distant.digest).toBe(slow.digest)
  })

  it('adds to a latency that is drawn for each message, and to a narrow wire', () => {
    const latency = { type: 'exponential', meanMs: 3 }
    const link = { bytesPerSecond: 1e6, requestBytes: 1000, replyBytes: 1000 }
    for (const params of [{ latency }, { latency, link }]) {
      const added = latencyOf(twoRegions(6200, params)) - latencyOf(twoRegions(0, params))
      expect(added).toBeCloseTo(62, 6)
    }
  })

  it('is stated by either region, and adds nothing within one', () => {
    const [eu, us, zone] = far(6200)
    if (!eu || !us || !zone) throw new Error('no groups')
    const stated = [{ ...eu, params: {} }, { ...us, params: { distancesKm: { eu: 6200 } } }, zone]
    expect(latencyOf(twoRegions(0, {}, stated))).toBe(latencyOf(twoRegions(6200, {})))
    const one = [{ id: 'eu', kind: 'region', members: ['source', 'near', 'zone'] }, zone]
    expect(latencyOf(twoRegions(0, {}, one))).toBe(latencyOf(twoRegions(0, {}, [])))
  })

  it('leaves runs without regions as they were, whatever else is grouped', () => {
    const bare = reportOf(twoRegions(0, {}, []))
    const grouped = reportOf(
      twoRegions(0, {}, [
        { id: 'zone', kind: 'zone', members: ['near', 'tier'] },
        { id: 'tier', kind: 'tier', members: ['callee'], params: { order: 2, closed: true } },
      ]),
    )
    expect(grouped.digest).toBe(bare.digest)
  })

  it('is known to theory', () => {
    const parts = (groups: NonNullable<DesignParts['groups']>): DesignParts => ({
      blocks: [
        poissonSource(50),
        { id: 'callee', kind: 'service', params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 10 } } },
      ],
      connections: ['source > callee'],
      groups,
    })
    const near = closedFormOf(designOf(parts([])))?.at(50).meanMs ?? Number.NaN
    const groups = [
      { id: 'eu', kind: 'region', members: ['source'], params: { distancesKm: { us: 6200 } } },
      { id: 'us', kind: 'region', members: ['callee'] },
    ]
    expect(closedFormOf(designOf(parts(groups)))?.at(50).meanMs).toBeCloseTo(near + 62, 9)
  })
})

describe('a fault at a group', () => {
  const ZONE = [
    { id: 'zone', kind: 'zone', members: ['a', 'tier'] },
    { id: 'tier', kind: 'tier', members: ['b', 'store'] },
  ]
  const design = (faults: object[], groups = ZONE): DesignParts => ({
    scenario: { durationMs: 20_000, faults },
    blocks: [
      poissonSource(120),
      steadyService('front', 2, { replicas: 2 }),
      steadyService('a', 3, { replicas: 2 }),
      steadyService('b', 5),
      { id: 'store', kind: 'database' },
    ],
    connections: ['source > front', 'front > a', 'front > b', 'a > store', 'b > store'].map((ends) => {
      const [from = '', to = ''] = ends.split(' > ')
      return { id: `${from}-${to}`, from, to, params: { timeoutMs: 300, retry: { type: 'full-jitter' } } }
    }),
    groups,
  })
  const at = { atMs: 5000, forMs: 4000 }

  it.each([
    ['crash', {}],
    ['slow', { factor: 7 }],
    ['error', { probability: 0.3 }],
    ['pause', {}],
    ['clock-jump', { byMs: 500 }],
  ])('of type %s equals the same fault at each block, one by one', (type, rest) => {
    const whole = reportOf(design([{ type, target: 'zone', ...at, ...rest }]))
    const each = reportOf(
      design(
        ['a', 'b', 'store'].map((target) => ({ type, target, ...at, ...rest })),
        [],
      ),
    )
    const none = reportOf(design([]))
    expect(whole.digest).toBe(each.digest)
    if (type !== 'clock-jump') expect(whole.digest).not.toBe(none.digest)
  })

  it('of type partition cuts what crosses its border, and nothing inside', () => {
    const cut = reportOf(design([{ type: 'partition', target: 'zone', ...at }]))
    const each = reportOf(
      design(
        ['front-a', 'front-b'].map((target) => ({ type: 'partition', target, ...at })),
        [],
      ),
    )
    expect(cut.digest).toBe(each.digest)
    expect(cut.requests.failed).toBeGreaterThan(0)
    expect(cut.connections['a-store']?.timeouts).toBe(0)
  })

  it('narrowed to a replica hits that one of each block', () => {
    const whole = reportOf(design([{ type: 'slow', factor: 9, replica: 1, target: 'zone', ...at }]))
    const one = reportOf(design([{ type: 'slow', factor: 9, replica: 1, target: 'a', ...at }], []))
    expect(whole.digest).toBe(one.digest)
  })

  it('that comes and goes at random strikes all of it at the same times', () => {
    const fault = { type: 'crash', target: 'zone', atMs: 0, forMs: 20_000, mtbfMs: 1500, mttrMs: 500 }
    const run = new Run(designOf(design([fault])))
    let strikes = 0
    for (let now = 10; now < 20_000; now += 10) {
      run.advance(now, Infinity)
      const [, , a, b, store] = [0, 1, 2, 3, 4].map((block) => run.conditions.of(block, 0).isCrashed)
      expect([a, b]).toEqual([store, store])
      strikes += Number(store)
    }
    expect(strikes).toBeGreaterThan(100)
    expect(strikes).toBeLessThan(1500)
  })

  it('at random goes on after being restored as if nothing had been', () => {
    const fault = { type: 'crash', target: 'zone', atMs: 0, forMs: 20_000, mtbfMs: 1500, mttrMs: 500 }
    const straight = new Run(designOf(design([fault, { type: 'pause', target: 'tier', ...at }])))
    straight.advance(6500, Infinity)
    const restored = new Run(straight.design)
    restored.load(straight.save())
    const digests = [straight, restored].map((run): Report['digest'] => {
      run.finish()
      return run.report(0).digest
    })
    expect(digests[1]).toBe(digests[0])
  })
})
