import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { warningsOf } from '../../design/warnings'
import {
  constantSource,
  type DesignParts,
  designOf,
  reportOf,
  savedAt,
  steadyService,
} from '../../simulation/testing/designs'
import { Autoscaler, type AutoscalingParams } from './autoscaler'

const DEFAULTS: AutoscalingParams = {
  type: 'target-utilisation',
  target: 0.5,
  min: 1,
  max: 100,
  intervalMs: 15_000,
  startupMs: 0,
  stabilisationMs: 0,
}

/** What is wanted at one look. */
function wanted(fleet: { alive: number; missing?: number; starting?: number; utilisation: number }, params = {}) {
  return new Autoscaler({ ...DEFAULTS, ...params }).decide(0, { missing: 0, starting: 0, ...fleet })
}

/** The algorithm of Kubernetes 1.31 as it stands there: a metric for each pod in percent of its request, and default behaviour. */
class Published {
  private readonly recommendations: { atMs: number; replicas: number }[] = []
  private readonly events: { atMs: number; by: number }[] = []
  private readonly params: { percent: number; min: number; max: number; stabilisationMs: number }

  constructor(params: { percent: number; min: number; max: number; stabilisationMs: number }) {
    this.params = params
  }

  decide(now: number, fleet: { alive: number; missing: number; starting: number }, percentUsed: number): number {
    const { min, max, stabilisationMs } = this.params
    const current = fleet.alive + fleet.missing + fleet.starting
    if (this.recommendations.length === 0) this.recommendations.push({ atMs: now, replicas: current })
    let next = current
    if (current > max) next = max
    else if (current < min) next = min
    else if (fleet.alive > 0) {
      const desired = this.calculated(fleet, percentUsed, current)
      const recent = this.recommendations.filter(({ atMs }) => atMs > now - stabilisationMs)
      const down = Math.max(desired, ...recent.map(({ replicas }) => replicas))
      this.recommendations.push({ atMs: now, replicas: desired })
      const stable = current < desired ? desired : Math.min(current, down)
      const added = this.events.filter(({ atMs }) => atMs > now - 15_000).reduce((sum, { by }) => sum + by, 0)
      const limit = Math.max(current, current - added + 4, (current - added) * 2)
      next = stable > current ? Math.min(stable, limit, max) : Math.max(stable, min)
    }
    if (next !== current) this.events.push({ atMs: now, by: next - current })
    return next
  }

  private calculated(
    fleet: { alive: number; missing: number; starting: number },
    used: number,
    current: number,
  ): number {
    const pods = Array.from({ length: fleet.alive }, () => used)
    const ratioOf = () => pods.reduce((sum, pod) => sum + pod, 0) / pods.length / this.params.percent
    const ratio = ratioOf()
    const isUpWithUnready = fleet.starting > 0 && ratio > 1
    if (!isUpWithUnready && fleet.missing === 0)
      return Math.abs(1 - ratio) <= 0.1 ? current : Math.ceil(Number((ratio * pods.length).toFixed(9)))
    if (ratio !== 1) for (let pod = 0; pod < fleet.missing; pod++) pods.push(ratio < 1 ? 100 : 0)
    if (isUpWithUnready) for (let pod = 0; pod < fleet.starting; pod++) pods.push(0)
    const again = ratioOf()
    if (Math.abs(1 - again) <= 0.1 || (ratio < 1 && again > 1) || (ratio > 1 && again < 1)) return current
    const replicas = Math.ceil(Number((again * pods.length).toFixed(9)))
    return (again < 1 && replicas > current) || (again > 1 && replicas < current) ? current : replicas
  }
}

describe('an autoscaler', () => {
  it.each([
    { alive: 4, utilisation: 0.9, is: 8, why: '⌈4 · 0.9 / 0.5⌉' },
    { alive: 4, utilisation: 0.545, is: 4, why: 'less than a tenth off is nothing' },
    { alive: 4, utilisation: 0.56, is: 5, why: 'more than a tenth is something' },
    { alive: 10, utilisation: 0.44, is: 9, why: '⌈10 · 0.44 / 0.5⌉' },
    { alive: 10, utilisation: 0, is: 1, why: 'the fewest' },
    { alive: 1, utilisation: 1, is: 2, why: '⌈1 / 0.5⌉' },
    { alive: 0, missing: 3, utilisation: Number.NaN, is: 3, why: 'nobody is heard of' },
    {
      alive: 2,
      starting: 2,
      utilisation: 0.9,
      is: 4,
      why: 'those that start count as idle: 0.45 on average is no reason',
    },
    { alive: 2, starting: 1, utilisation: 1, is: 4, why: '⌈2 · 1 / 0.5⌉, which is more than the 3 there are' },
    { alive: 2, missing: 2, utilisation: 0.3, is: 4, why: 'those not heard of count as wholly busy: 0.65' },
    { alive: 9, missing: 1, utilisation: 0.1, is: 4, why: '⌈(9 · 0.2 + 1 / 0.5)⌉, where on target would be 3' },
    { alive: 3, missing: 1, utilisation: 0.5, is: 4, why: 'on target there is nothing to do' },
    { alive: 7, utilisation: 0.7000000000000002, is: 10, why: 'rounding errors aside', target: 0.49 },
    { alive: 2, missing: 2, utilisation: 0.9, is: 4, why: 'those not heard of count as idle: 0.45' },
  ])('wants $is of $alive at $utilisation: $why', ({ is, why: _, target = 0.5, ...fleet }) => {
    expect(wanted(fleet, { target })).toBe(is)
  })

  it('grows by four or twofold at a look, and not beyond its bounds', () => {
    expect(wanted({ alive: 1, utilisation: 1 }, { target: 0.1 })).toBe(5)
    expect(wanted({ alive: 6, utilisation: 1 }, { target: 0.1 })).toBe(12)
    expect(wanted({ alive: 6, utilisation: 1 }, { target: 0.1, max: 8 })).toBe(8)
    expect(wanted({ alive: 1, utilisation: 0 }, { min: 3 })).toBe(3)
    expect(wanted({ alive: 20, utilisation: 1 }, { max: 8 })).toBe(8)
  })

  it('grows by four or twofold within 15 s, however often it looks', () => {
    const scaler = new Autoscaler({ ...DEFAULTS, target: 0.1 })
    const at = (seconds: number, alive: number) =>
      scaler.decide(seconds * 1000, { alive, missing: 0, starting: 0, utilisation: 1 })
    expect([at(1, 3), at(2, 7), at(15, 7), at(16, 7), at(17, 14)]).toEqual([7, 7, 7, 14, 14])
  })

  it('shrinks to no fewer than it began with until the window is over, whatever is changed meanwhile', () => {
    const params = { ...DEFAULTS, stabilisationMs: 60_000 }
    const scaler = new Autoscaler(params)
    const at = (seconds: number) =>
      scaler.decide(seconds * 1000, { alive: 10, missing: 0, starting: 0, utilisation: 0.1 })
    expect([at(15), at(30)]).toEqual([10, 10])
    scaler.configure({ ...params, max: 50 })
    expect([at(74), at(75)]).toEqual([10, 2])
  })

  it('decides as the published algorithm does', () => {
    const look = fc.record({
      afterMs: fc.constantFrom(1000, 5000, 15_000, 40_000),
      utilisation: fc.integer({ min: 0, max: 100 }),
      missing: fc.integer({ min: 0, max: 3 }),
      starting: fc.integer({ min: 0, max: 3 }),
    })
    const numbers = fc.record({
      percent: fc.integer({ min: 5, max: 100 }),
      min: fc.integer({ min: 1, max: 4 }),
      max: fc.integer({ min: 4, max: 40 }),
      stabilisationMs: fc.constantFrom(0, 15_000, 60_000),
    })
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 1, max: 30 }),
        fc.array(look, { maxLength: 30 }),
        (params, first, looks) => {
          const scaler = new Autoscaler({ ...DEFAULTS, ...params, target: params.percent / 100 })
          const published = new Published(params)
          let now = 0
          let present = first
          for (const { afterMs, utilisation, ...out } of looks) {
            now += afterMs
            const missing = Math.min(out.missing, present)
            const starting = Math.min(out.starting, present - missing)
            const fleet = { alive: present - missing - starting, missing, starting, utilisation: utilisation / 100 }
            const expected = published.decide(now, fleet, utilisation)
            expect(scaler.decide(now, fleet)).toBe(expected)
            present = expected
          }
        },
      ),
      { numRuns: 500, seed: 11 },
    )
  })

  it('shrinks to the most that was wanted of late', () => {
    const scaler = new Autoscaler({ ...DEFAULTS, stabilisationMs: 60_000 })
    const at = (seconds: number, utilisation: number, alive: number) =>
      scaler.decide(seconds * 1000, { alive, missing: 0, starting: 0, utilisation })
    expect(at(0, 0.9, 10)).toBe(18)
    expect(at(15, 0.25, 18)).toBe(18)
    expect(at(30, 0.2, 18)).toBe(18)
    // What was wanted at 0 s is older than a minute; ⌈18 · 0.25 / 0.5⌉ = 9 is not.
    expect(at(61, 0.1, 18)).toBe(9)
    expect(at(200, 0.1, 9)).toBe(2)
  })
})

interface Options {
  rate?: number
  scaling?: object
  service?: object
  faults?: object[]
  changes?: object[]
  durationMs?: number
  callee?: number
}

/** Fifty milliseconds of work for each of so many requests a second. */
function scaled(options: Options): DesignParts {
  const calleeMs = options.callee
  return {
    scenario: {
      durationMs: options.durationMs ?? 200_000,
      drainMs: 0,
      faults: options.faults ?? [],
      changes: options.changes ?? [],
    },
    blocks: [
      constantSource(options.rate ?? 100),
      steadyService('shop', calleeMs === undefined ? 50 : 1, {
        workers: 1,
        queue: { capacity: 100 },
        autoscaling: { ...DEFAULTS, target: 0.7, startupMs: 30_000, ...options.scaling },
        ...options.service,
      }),
      ...(calleeMs === undefined ? [] : [steadyService('slow', calleeMs, { workers: 1000 })]),
    ],
    connections: ['source > shop', ...(calleeMs === undefined ? [] : ['shop > slow'])],
  }
}

describe('a service that is scaled', () => {
  it('grows by what it is busy with, each time after replicas have started, and stays where it is busy enough', () => {
    const { blocks } = reportOf(scaled({}))
    // Busy all the time: 1 becomes ⌈1 / 0.7⌉ = 2 (from 45 s on), 3 (90 s), 5 (135 s) and 8 (180 s), of which five are busy: ⌈5 / 0.7⌉ = 8.
    expect(blocks['shop']).toMatchObject({ replicas: 8, rescales: 4 })
  })

  it('does not grow because its workers wait for another', () => {
    // Each of 20 a second holds a worker for 200 ms: 4 at once, in which it works for 1 ms.
    const { blocks } = reportOf(scaled({ rate: 20, callee: 200, scaling: { max: 10 } }))
    expect(blocks['shop']?.utilisation).toBeGreaterThan(0.99)
    expect(blocks['shop']).toMatchObject({ replicas: 1, rescales: 0 })
  })

  it('shrinks without losing what is under way', () => {
    const report = reportOf(
      scaled({
        rate: 20,
        service: { replicas: 10 },
        scaling: { stabilisationMs: 0, startupMs: 0 },
        durationMs: 20_000,
      }),
    )
    // One server's worth of work at a target of 0.7.
    expect(report.blocks['shop']).toMatchObject({ replicas: 2, rescales: 1 })
    expect(report.requests.failed).toBe(0)
  })

  it('keeps to what it is told while it runs', () => {
    const change = (path: string, value: unknown) => ({ atMs: 100_000, path: `blocks.shop.params.${path}`, value })
    expect(reportOf(scaled({ changes: [change('autoscaling', null)] })).blocks['shop']).not.toHaveProperty('replicas')
    const most = reportOf(scaled({ changes: [change('autoscaling.max', 3)] }))
    expect(most.blocks['shop']).toMatchObject({ replicas: 3 })
  })

  it.each([
    { scaling: { min: 4, max: 2 }, message: '"Shop" is to have at least 4 and at most 2 replicas' },
    { scaling: { min: 2, max: 4 }, message: 'the autoscaler of "Shop" keeps to 2 to 4 replicas, and it begins with 1' },
    { scaling: { min: 1, max: 4 }, message: undefined },
  ])('warns of bounds that cannot be kept: $message', ({ scaling, message }) => {
    expect(warningsOf(designOf(scaled({ scaling })))[0]?.message).toBe(message)
  })

  it('lets faults under way meet new replicas', () => {
    const slow = { atMs: 1000, forMs: 239_000, target: 'shop', type: 'slow', factor: 10 }
    const { blocks } = reportOf(scaled({ rate: 10, faults: [slow], durationMs: 240_000 }))
    // 10 a second of 50 ms are half a server's work, and five of tenfold time, whichever replica does it.
    expect(Number(blocks['shop']?.['replicas'])).toBe(8)
    expect(blocks['shop']?.meanSojournMs).toBeGreaterThan(450)
  })

  it('goes on as it would have when pauses began while there were fewer replicas than set', () => {
    const pauses = { type: 'stop-the-world', every: { type: 'exponential', meanMs: 500 } }
    const parts = scaled({
      rate: 20,
      service: { replicas: 10 },
      scaling: { startupMs: 0, max: 10 },
      changes: [{ atMs: 20_000, path: 'blocks.shop.params.pauses', value: pauses }],
      durationMs: 60_000,
    })
    const { straight, restored } = savedAt(parts, 30_000)
    expect(restored).toEqual(straight)
    expect(straight.blocks['shop']).toMatchObject({ replicas: 2 })
  })

  it('goes on as it would have when it is restored, whatever befalls it', () => {
    let rescales = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 59_000 }),
        fc.integer({ min: 5, max: 150 }),
        fc.array(
          fc.record({
            type: fc.constantFrom('crash', 'pause'),
            target: fc.constant('shop'),
            atMs: fc.integer({ min: 1000, max: 40_000 }),
            forMs: fc.integer({ min: 1000, max: 20_000 }),
            mtbfMs: fc.constant(4000),
            mttrMs: fc.constant(1500),
          }),
          { maxLength: 2 },
        ),
        fc.constantFrom(0, 2500),
        (atMs, rate, faults, startupMs) => {
          const parts = scaled({
            rate,
            faults,
            scaling: { intervalMs: 2000, startupMs, stabilisationMs: 4000 },
            service: { pauses: { type: 'stop-the-world' }, replicas: 2 },
            changes: [{ atMs: 20_000, path: 'blocks.shop.params.replicas', value: 6 }],
            durationMs: 60_000,
          })
          const { straight, restored } = savedAt(parts, atMs)
          expect(restored).toEqual(straight)
          expect(straight.invariants.filter(({ isEngineCheck, holds }) => isEngineCheck && !holds)).toEqual([])
          rescales += Number(straight.blocks['shop']?.['rescales'])
        },
      ),
      { numRuns: 20, seed: 3 },
    )
    expect(rescales).toBeGreaterThan(50)
  })
})
