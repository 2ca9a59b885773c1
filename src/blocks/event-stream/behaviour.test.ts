import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partitionAssignors } from '../../algorithms/messaging/registry'
import { constantSource, type DesignParts, reportOf, savedAt, steadyService } from '../../simulation/testing/designs'

type Params = { [name: string]: unknown }

interface Options {
  rate?: number
  source?: Params
  stream?: Params
  worker?: Params
  serviceMs?: number
  faults?: Params[]
  changes?: Params[]
  durationMs?: number
  /** A second group that reads the same stream. */
  others?: boolean
}

function streamed(options: Options): DesignParts {
  return {
    scenario: {
      durationMs: options.durationMs ?? 20_000,
      faults: options.faults ?? [],
      changes: options.changes ?? [],
      drainMs: 0,
    },
    blocks: [
      constantSource(options.rate ?? 10, { readShare: 0, ...options.source }),
      { id: 'events', kind: 'event-stream', params: options.stream ?? {} },
      steadyService('worker', options.serviceMs ?? 50, { workers: 1, ...options.worker }),
      ...(options.others ? [steadyService('others', 10, { workers: 8 })] : []),
    ],
    connections: ['source > events', 'events > worker', ...(options.others ? ['events > others'] : [])],
  }
}

const blocksOf = (options: Options) => reportOf(streamed(options)).blocks

/** Figures of the stream as numbers. */
function figuresOf(options: Options): { [name: string]: number } {
  return blocksOf(options)['events'] as unknown as { [name: string]: number }
}

/** [ms] the longest time from appending to the end of the work. */
function longestMs(options: Options): number {
  const summary = blocksOf(options)['events']?.['endToEndMs']
  return typeof summary === 'object' ? (summary.max ?? Number.NaN) : Number.NaN
}

const ONE = { partitions: 1, commitMs: null }

describe('EventStream', () => {
  it('answers producers at once and gives every event to every group', () => {
    const report = reportOf(streamed({ others: true, stream: { commitMs: null }, serviceMs: 10 }))
    expect(report.requests.latencyMs.max).toBe(0)
    expect(report.blocks['events']).toMatchObject({ appended: 199, consumed: 398, redelivered: 0, lag: 0 })
    expect(report.blocks['worker']?.completions).toBe(199)
    expect(report.blocks['others']?.completions).toBe(199)
  })

  it.each([1, 3])('has at most one event of each of %d partitions at work', (partitions) => {
    const { worker, events } = blocksOf({
      rate: 200,
      source: { keys: { type: 'uniform', count: 10_000 } },
      stream: { partitions },
      worker: { workers: 10 },
    })
    // Each partition takes 50 ms an event, however many workers there are.
    expect(worker?.utilisation).toBeCloseTo(partitions / 10, 2)
    expect(Number(events?.['consumed'])).toBeCloseTo(partitions * 20 * 20, -1)
  })

  it.each([
    { keying: 'key', partitionsAtWork: 1 },
    { keying: 'turn', partitionsAtWork: 4 },
  ])('by $keying puts events of a single key into $partitionsAtWork of four partitions', (expected) => {
    const { worker } = blocksOf({
      rate: 200,
      source: { keys: { type: 'uniform', count: 1 } },
      stream: { partitions: 4, keying: expected.keying },
      worker: { workers: 8 },
    })
    expect(worker?.utilisation).toBeCloseTo(expected.partitionsAtWork / 8, 2)
  })

  it('uses no more members than there are partitions', () => {
    const { worker } = blocksOf({ rate: 200, stream: { partitions: 2, keying: 'turn' }, worker: { replicas: 4 } })
    expect(worker?.utilisation).toBeCloseTo(2 / 4, 2)
  })

  // Commits come at 5.05 and 10.05 s; the events of 10.1 to 13 s are done after that when the member dies.
  it.each([
    { commitMs: 4950, again: 30 },
    { commitMs: null, again: 0 },
  ])('delivers $again events again that were done when a member dies that commits every $commitMs ms', (expected) => {
    const figures = figuresOf({
      serviceMs: 1,
      stream: { partitions: 1, commitMs: expected.commitMs, sessionMs: 900, rebalanceMs: 0 },
      worker: { replicas: 2 },
      faults: [{ atMs: 13_050, forMs: 100_000, target: 'worker', replica: 0, type: 'crash' }],
    })
    expect(figures).toMatchObject({ redelivered: expected.again, rebalances: 1, consumed: 199 + expected.again })
  })

  it('leaves the partitions of a dead member unread until its session is over and they are divided anew', () => {
    const crash = { atMs: 5050, forMs: 100_000, target: 'worker', replica: 0, type: 'crash' }
    const longest = longestMs({
      serviceMs: 1,
      stream: { ...ONE, sessionMs: 6000, rebalanceMs: 700 },
      worker: { replicas: 2 },
      faults: [crash],
    })
    // Heard last at 4 s, so out at the look of 10 s; partitions have their owners at 10.7 s. The first event to wait came at 5.1 s.
    expect(longest).toBeCloseTo(10_700 - 5100 + 1, 6)
  })

  it('lets a member that only stood still finish what another has got, too', () => {
    const options = {
      serviceMs: 100,
      rate: 5,
      stream: { ...ONE, sessionMs: 3000, rebalanceMs: 0 },
      worker: { replicas: 2 },
      faults: [{ atMs: 5050, forMs: 6000, target: 'worker', replica: 0, type: 'pause' }],
    }
    const { events, worker } = blocksOf(options)
    expect(events).toMatchObject({ appended: 99, redelivered: 1, rebalances: 2 })
    // Whoever stood still has done it, and so has the one that took over; the group counts it once.
    expect(Number(worker?.completions) - Number(events?.['consumed'])).toBe(1)
  })

  it('keeps a member that stands still now and then, if never for a whole session', () => {
    const pause = (atMs: number) => ({ atMs, forMs: 500, target: 'worker', replica: 0, type: 'pause' })
    const figures = figuresOf({
      serviceMs: 1,
      stream: { ...ONE, sessionMs: 3000, rebalanceMs: 0 },
      worker: { replicas: 2 },
      faults: [pause(4800), pause(5800), pause(6800), pause(7800)],
    })
    expect(figures).toMatchObject({ rebalances: 0, redelivered: 0, consumed: 199 })
  })

  it.each([
    { type: 'sticky-partitions', isWaiting: true },
    { type: 'cooperative-partitions', isWaiting: false },
  ])('with $type members that keep their partitions wait while others move: $isWaiting', (expected) => {
    const options = {
      serviceMs: 1,
      rate: 100,
      stream: { partitions: 8, keying: 'turn', assignor: { type: expected.type }, sessionMs: 900, rebalanceMs: 4000 },
      worker: { replicas: 2 },
      changes: [{ atMs: 5000, path: 'blocks.worker.params.replicas', value: 3 }],
    }
    const { events } = blocksOf(options)
    expect(events).toMatchObject({ rebalances: 1, redelivered: 0 })
    // Two of the eight partitions move. Of the events of 4 s all wait, or those of the two.
    const waitShare = expected.isWaiting ? 1 : 2 / 8
    expect(Number(events?.meanWaitMs)).toBeCloseTo((400 * waitShare * 2000) / 1999, -2)
  })

  it('finishes what a member is at before it is taken away', () => {
    const { events, worker } = blocksOf({
      rate: 3,
      serviceMs: 300,
      stream: { ...ONE, sessionMs: 900, rebalanceMs: 0 },
      worker: { replicas: 2, workers: 1 },
      changes: [{ atMs: 5050, path: 'blocks.worker.params.replicas', value: 1 }],
    })
    expect(events).toMatchObject({ rebalances: 1, redelivered: 0 })
    expect(worker?.completions).toBe(events?.['consumed'])
  })

  it('tries an event that fails again, holds those behind it up, and gives it up after so many', () => {
    const options = {
      rate: 1,
      serviceMs: 10,
      stream: { ...ONE, maxDeliveries: 3, retryMs: 200 },
      faults: [{ atMs: 4500, forMs: 1000, target: 'worker', type: 'error', probability: 1 }],
    }
    const figures = figuresOf(options)
    expect(figures).toMatchObject({ deadLettered: 1, redelivered: 2, consumed: 18, lag: 0 })
    const unlimited = figuresOf({ ...options, stream: { ...ONE, maxDeliveries: null, retryMs: 200 } })
    // The event of 5 s fails at 5.01, 5.22 and 5.43 s and succeeds at 5.64 s.
    expect(unlimited).toMatchObject({ deadLettered: 0, redelivered: 3, consumed: 19 })
  })

  it('puts a member out that works on one event for too long, and lets it in again when it is done', () => {
    const figures = figuresOf({
      rate: 0.5,
      serviceMs: 1500,
      stream: { ...ONE, maxPollMs: 1000, sessionMs: 300, rebalanceMs: 0, maxDeliveries: null },
      durationMs: 12_000,
    })
    // Of the same event over and over nothing ever comes in time.
    expect(figures['consumed']).toBe(0)
    expect(figures['rebalances']).toBeGreaterThanOrEqual(10)
    expect(figures['lag']).toBe(5)
  })

  it('reads on where a member that was to be taken away is kept after all', () => {
    const replicas = (atMs: number, value: number) => ({ atMs, path: 'blocks.worker.params.replicas', value })
    const { events } = blocksOf({
      rate: 1,
      serviceMs: 900,
      stream: { partitions: 2, keying: 'turn', commitMs: null, sessionMs: 900, rebalanceMs: 0 },
      worker: { replicas: 2 },
      changes: [replicas(5050, 1), replicas(5500, 2)],
    })
    expect(events).toMatchObject({ appended: 19, consumed: 19, redelivered: 0, rebalances: 0 })
  })

  it('gives nothing to the others for a member that was taken away, before the group knows', () => {
    const { worker } = blocksOf({
      rate: 10,
      serviceMs: 190,
      stream: { partitions: 2, keying: 'turn', sessionMs: 9000, rebalanceMs: 0 },
      worker: { replicas: 2 },
      changes: [{ atMs: 6100, path: 'blocks.worker.params.replicas', value: 1 }],
    })
    expect(worker?.meanWaitMs).toBe(0)
  })

  it('keeps a member whose work fails because what it calls is slow or gone', () => {
    const parts = streamed({ rate: 2, serviceMs: 10, stream: { ...ONE, maxDeliveries: null, retryMs: 100 } })
    for (const type of ['pause', 'crash']) {
      const { blocks } = reportOf({
        ...parts,
        scenario: { ...parts.scenario, faults: [{ atMs: 5200, forMs: 4000, target: 'store', type }] },
        blocks: [...parts.blocks, steadyService('store', 1)],
        connections: [...parts.connections, { from: 'worker', to: 'store', params: { timeoutMs: 200 } }],
      })
      expect(blocks['events']).toMatchObject({ appended: 39, consumed: 39, rebalances: 0, lag: 0 })
      expect(Number(blocks['events']?.['redelivered'])).toBeGreaterThan(10)
    }
  })

  it('asks again for what the wire has lost, instead of waiting for as long as work may take', () => {
    const parts = streamed({ rate: 10, serviceMs: 10, stream: { ...ONE, sessionMs: 900 }, durationMs: 60_000 })
    const lossy = { id: 'events-worker', from: 'events', to: 'worker', params: { loss: 0.05 } }
    const { events, worker } = reportOf({ ...parts, connections: ['source > events', lossy] }).blocks
    expect(events).toMatchObject({ appended: 599, rebalances: 0 })
    expect(Number(events?.['lag'])).toBeLessThanOrEqual(3)
    // An event that was lost on its way there is handed out anew; one whose answer was lost has been done.
    expect(Number(worker?.completions) - Number(events?.['consumed'])).toBeLessThanOrEqual(1)
    expect(Number(events?.['redelivered'])).toBeGreaterThan(10)
    const cut = { atMs: 5005, forMs: 500, target: 'events-worker', type: 'partition', direction: 'backward' }
    const figures = figuresOf({ serviceMs: 80, stream: { ...ONE, sessionMs: 3000 }, faults: [cut] })
    expect(figures).toMatchObject({ rebalances: 0, redelivered: 0, consumed: 199 })
  })

  it('delivers again what a dead member had done although others were dividing partitions when it died', () => {
    const figures = figuresOf({
      serviceMs: 1,
      stream: { partitions: 2, keying: 'turn', commitMs: 4950, sessionMs: 6000, rebalanceMs: 0 },
      worker: { replicas: 2 },
      faults: [{ atMs: 13_050, forMs: 100_000, target: 'worker', replica: 0, type: 'crash' }],
      changes: [{ atMs: 13_500, path: 'blocks.worker.params.replicas', value: 3 }],
    })
    // One partition of two, of the events from 10.1 to 13 s.
    expect(figures['redelivered']).toBe(15)
  })

  it('delivers again what a member had done that was away for a moment, once an event has asked for it', () => {
    const figures = figuresOf({
      serviceMs: 1,
      stream: { partitions: 1, commitMs: 4950, sessionMs: 6000, rebalanceMs: 0 },
      faults: [{ atMs: 13_050, forMs: 200, target: 'worker', replica: 0, type: 'crash' }],
    })
    expect(figures).toMatchObject({ redelivered: 30, rebalances: 1 })
  })

  it('commits no more often because the interval was changed while running', () => {
    const figures = figuresOf({
      serviceMs: 1,
      stream: { partitions: 1, commitMs: 4950, sessionMs: 900, rebalanceMs: 0 },
      worker: { replicas: 2 },
      changes: [{ atMs: 550, path: 'blocks.events.params.commitMs', value: 4050 }],
      faults: [{ atMs: 11_050, forMs: 100_000, target: 'worker', replica: 0, type: 'crash' }],
    })
    // Commits come at 0.55, 4.65 and 8.75 s.
    expect(figures['redelivered']).toBe(23)
  })

  it('does not try an event again that was removed while it was worked on', () => {
    const figures = figuresOf({
      rate: 1,
      serviceMs: 2500,
      stream: { ...ONE, retentionMs: 2000, sessionMs: 300, retryMs: 1 },
      faults: [{ atMs: 0, forMs: 100_000, target: 'worker', type: 'error', probability: 1 }],
    })
    expect(figures).toMatchObject({ appended: 19, consumed: 0, redelivered: 0 })
  })

  it('removes events that are too old, and counts those that a group had not read', () => {
    const figures = figuresOf({
      rate: 10,
      serviceMs: 1000,
      stream: { ...ONE, retentionMs: 3000, sessionMs: 300 },
    })
    expect(figures['appended']).toBe(199)
    expect(figures['consumed']).toBe(19)
    expect(figures['lag']).toBeLessThanOrEqual(32)
    // The last one is at work.
    expect(figures['expired']! + figures['consumed']! + figures['lag']! + 1).toBe(199)
  })

  it('divides new partitions, and reads those to the end that get nothing more', () => {
    const options = { rate: 100, serviceMs: 50, worker: { replicas: 4 } }
    const grown = blocksOf({
      ...options,
      stream: { partitions: 1, keying: 'turn', rebalanceMs: 0 },
      changes: [{ atMs: 10_000, path: 'blocks.events.params.partitions', value: 4 }],
    })
    // One of the four members works for the first half, all of them afterwards.
    expect(grown['worker']?.utilisation).toBeCloseTo((0.25 + 1) / 2, 1)
    const shrunk = blocksOf({
      ...options,
      rate: 10,
      stream: { partitions: 4, keying: 'turn', commitMs: null },
      changes: [{ atMs: 10_000, path: 'blocks.events.params.partitions', value: 2 }],
    })
    expect(shrunk['events']).toMatchObject({ appended: 199, consumed: 199, lag: 0 })
  })

  it('keeps its events through a crash of its own, and hands out nothing meanwhile', () => {
    const options = {
      rate: 10,
      serviceMs: 10,
      stream: { ...ONE, sessionMs: 900, rebalanceMs: 0 },
      worker: { replicas: 2 },
    }
    const crash = { atMs: 5050, forMs: 5000, target: 'events', type: 'crash' }
    const report = reportOf(streamed({ ...options, faults: [crash] }))
    expect(report.requests.byCause['unreachable']).toBe(50)
    expect(report.blocks['events']).toMatchObject({ appended: 149, consumed: 149, rebalances: 0, lag: 0 })
    const pause = reportOf(streamed({ ...options, faults: [{ ...crash, type: 'pause' }] }))
    expect(pause.blocks['events']).toMatchObject({ appended: 199, consumed: 199, rebalances: 0, lag: 0 })
  })

  it('takes in whatever number has waited for the end of a pause', () => {
    const pause = { atMs: 500, forMs: 3000, target: 'events', type: 'pause' }
    const report = reportOf(
      streamed({ rate: 3000, serviceMs: 0, stream: { ...ONE, partitions: 9 }, faults: [pause], durationMs: 4000 }),
    )
    expect(report.requests.failed).toBe(0)
    expect(report.blocks['events']).toMatchObject({ appended: 11_999, consumed: 11_999 })
  })

  const fault = fc.oneof(
    fc.record({
      type: fc.constantFrom('crash', 'pause'),
      target: fc.constantFrom('worker', 'worker', 'worker', 'events'),
      replica: fc.nat({ max: 2 }),
    }),
    fc.record({ type: fc.constant('partition'), target: fc.constantFrom('events-worker', 'events-others') }),
    fc.record({ type: fc.constant('error'), target: fc.constant('worker'), probability: fc.constant(0.7) }),
  )

  it('loses nothing and stays countable under any faults, and goes on as it would have when restored in the middle of them', () => {
    let rebalances = 0
    let redelivered = 0
    fc.assert(
      fc.property(
        fc.record({
          partitions: fc.integer({ min: 1, max: 7 }),
          commitMs: fc.constantFrom(null, 700, 5000),
          assignor: fc.constantFrom(...partitionAssignors.map(({ id }) => ({ type: id }))),
          sessionMs: fc.constantFrom(300, 1500),
          rebalanceMs: fc.constantFrom(0, 400),
          retryMs: fc.constantFrom(0, 1000),
          keying: fc.constantFrom('key', 'turn'),
        }),
        fc.array(fc.tuple(fault, fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 3000 })), {
          maxLength: 4,
        }),
        fc.constantFrom(1, 2, 4),
        fc.record({
          latency: fc.constantFrom({ type: 'constant', valueMs: 0 }, { type: 'exponential', meanMs: 5 }),
          loss: fc.constantFrom(0, 0.02),
          isScaled: fc.boolean(),
          microBatch: fc.constantFrom(null, { size: 3, delayMs: 10 }),
          blocking: fc.boolean(),
        }),
        fc.integer({ min: 1, max: 11_000 }),
        (stream, faults, replicas, { latency, loss, isScaled, ...worker }, atMs) => {
          const autoscaling = isScaled ? { intervalMs: 500, startupMs: 200, stabilisationMs: 0, max: 4 } : null
          const parts = streamed({
            others: true,
            rate: 20,
            serviceMs: 30,
            stream: { ...stream, maxDeliveries: null, maxPollMs: 2000 },
            worker: { replicas: 3, autoscaling, ...worker },
            faults: faults.map(([one, at, forMs]) => {
              const isWhole = 'replica' in one && one.target === 'events'
              return { ...one, ...(isWhole ? { replica: 0 } : {}), atMs: at, forMs }
            }),
            changes: [
              { atMs: 4000, path: 'blocks.worker.params.replicas', value: replicas },
              { atMs: 6000, path: 'blocks.source.params.arrivals.ratePerSecond', value: 0.001 },
            ],
            durationMs: 40_000,
          })
          const lossy = { id: 'events-worker', from: 'events', to: 'worker', params: { latency, loss } }
          const connections = parts.connections.map((one) => (one === 'events > worker' ? lossy : one))
          const { straight, restored } = savedAt({ ...parts, connections }, atMs)
          expect(restored).toEqual(straight)
          expect(straight.invariants.filter(({ isEngineCheck, holds }) => isEngineCheck && !holds)).toEqual([])
          const figures = straight.blocks['events'] as unknown as { [name: string]: number }
          rebalances += figures['rebalances']!
          redelivered += figures['redelivered']!
          expect(figures['lag']).toBe(0)
          expect(figures['consumed']).toBeGreaterThanOrEqual(2 * figures['appended']!)
          expect(figures['consumed']! - 2 * figures['appended']!).toBeLessThanOrEqual(figures['redelivered']!)
        },
      ),
      { numRuns: 60, seed: 7 },
    )
    expect(rebalances).toBeGreaterThan(50)
    expect(redelivered).toBeGreaterThan(50)
  })
})
