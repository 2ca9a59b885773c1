import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { constantSource, designOf, reportOf, steadyService } from '../../simulation/testing/designs'

function queued(options: {
  rate?: number
  queue?: { [key: string]: unknown }
  worker?: { [key: string]: unknown }
  serviceMs?: number
  faults?: { [key: string]: unknown }[]
  changes?: { [key: string]: unknown }[]
  durationMs?: number
}) {
  return reportOf({
    scenario: {
      durationMs: options.durationMs ?? 20_000,
      faults: options.faults ?? [],
      changes: options.changes ?? [],
      drainMs: 0,
    },
    blocks: [
      constantSource(options.rate ?? 10, { readShare: 0 }),
      { id: 'jobs', kind: 'message-queue', params: options.queue ?? {} },
      steadyService('worker', options.serviceMs ?? 50, { workers: 1, ...options.worker }),
    ],
    connections: [{ from: 'source', to: 'jobs', params: { timeoutMs: null } }, 'jobs > worker'],
  })
}

describe('MessageQueue', () => {
  it('answers the producer at once and lets the consumer work in its own time', () => {
    const { requests, blocks } = queued({})
    expect(requests.latencyMs.max).toBe(0)
    expect(blocks['jobs']).toMatchObject({ published: 199, redelivered: 0, deadLettered: 0 })
    expect(Number(blocks['jobs']?.['acknowledged'])).toBeGreaterThanOrEqual(198)
    expect(blocks['worker']?.utilisation).toBeCloseTo(0.5, 2)
    expect(blocks['jobs']?.['endToEndMs']).toMatchObject({ p50: expect.closeTo(50, -1) })
  })

  it('never gives a consumer more than it has idle workers', () => {
    const { blocks } = queued({ rate: 100 })
    expect(blocks['worker']?.meanQueueLength).toBe(0)
    // Messages come at 100 a second and go at 20, so that 80 more wait after each second of 20.
    expect(blocks['jobs']?.meanQueueLength).toBeGreaterThan(780)
    expect(blocks['jobs']?.meanQueueLength).toBeLessThan(820)
    expect(blocks['jobs']?.meanWaitMs).toBeGreaterThan(1000)
    expect(blocks['worker']?.utilisation).toBeGreaterThan(0.99)
    expect(blocks['jobs']?.['depth']).toBeCloseTo(1999 - 400, -1)
  })

  it.each([
    { order: 'fifo', isImportantFirst: false },
    { order: 'priority', isImportantFirst: true },
  ])('in the order $order, important messages wait for one other at most: $isImportantFirst', (expected) => {
    const priorities = [{ priority: 1, weight: 1 }]
    const run = new Run(
      designOf({
        scenario: { durationMs: 5000, drainMs: 0 },
        blocks: [
          constantSource(40, { readShare: 0 }),
          { ...constantSource(3, { readShare: 0, priorities }), id: 'important' },
          { id: 'jobs', kind: 'message-queue', params: { order: expected.order } },
          steadyService('worker', 50, { workers: 1 }),
        ],
        connections: ['source > jobs', 'important > jobs', 'jobs > worker'],
      }),
    )
    const wanted = new Set<number>()
    run.requestLog.onEnd = ({ identity }) => wanted.add(identity)
    const first = new Run(run.design)
    run.finish()
    const traces = first.trace(wanted)
    first.finish()
    const waits = traces.all
      .filter(({ source }) => source === 'important')
      .map(({ calls, startMs }) => (calls.find(({ from }) => from === 'jobs')?.startMs ?? Infinity) - startMs)
    expect(waits.length).toBeGreaterThan(10)
    expect(Math.max(...waits) <= 50).toBe(expected.isImportantFirst)
  })

  it('hands out the newest first once the order is changed while it runs', () => {
    const change = { atMs: 10_000, path: 'blocks.jobs.params.order', value: 'lifo' }
    const oldest = queued({ rate: 40 }).blocks['jobs']?.['endToEndMs']
    const changed = queued({ rate: 40, changes: [change] }).blocks['jobs']?.['endToEndMs']
    // Twice as many come as can be worked on, so that the oldest wait for half the time that has passed.
    expect(oldest).toMatchObject({ p90: expect.closeTo(0.45 * 20_000, -3) })
    expect(changed).toMatchObject({ p90: expect.closeTo(0.4 * 10_000, -3) })
  })

  it('delivers again what is not finished in time, and gives up after enough deliveries', () => {
    const { blocks } = queued({
      rate: 1,
      serviceMs: 300,
      worker: { workers: 10 },
      queue: { visibilityMs: 100, maxReceives: 3 },
    })
    expect(blocks['jobs']?.['acknowledged']).toBe(0)
    expect(Number(blocks['jobs']?.['deadLettered'])).toBeGreaterThanOrEqual(18)
    expect(Number(blocks['jobs']?.['redelivered'])).toBeGreaterThanOrEqual(36)
  })

  it('delivers again after the consumer died with the message', () => {
    const { blocks } = queued({
      queue: { visibilityMs: 2000 },
      faults: [{ atMs: 5020, forMs: 1000, target: 'worker', type: 'crash' }],
    })
    expect(blocks['jobs']?.['redelivered']).toBeGreaterThanOrEqual(1)
    expect(blocks['jobs']?.['deadLettered']).toBe(0)
    expect(Number(blocks['jobs']?.['acknowledged'])).toBeGreaterThanOrEqual(195)
  })

  it('uses every worker of the consumer, also when deliveries take a while to get there', () => {
    const busy = reportOf({
      scenario: { durationMs: 20_000, drainMs: 0 },
      blocks: [
        constantSource(100, { readShare: 0 }),
        { id: 'jobs', kind: 'message-queue' },
        steadyService('worker', 100, { workers: 4 }),
      ],
      connections: [
        'source > jobs',
        { from: 'jobs', to: 'worker', params: { latency: { type: 'constant', valueMs: 5 } } },
      ],
    }).blocks['worker']
    // Each of the 4 workers is idle for the 5 ms that the next message is on its way.
    expect(busy?.utilisation).toBeCloseTo(100 / 105, 2)
  })

  it('gives up a delivery that got lost when its visibility ends, and sends the message again', () => {
    const { blocks } = reportOf({
      scenario: {
        durationMs: 20_000,
        faults: [{ atMs: 5000, forMs: 1000, target: 'jobs-worker', type: 'partition' }],
      },
      blocks: [
        constantSource(10, { readShare: 0 }),
        { id: 'jobs', kind: 'message-queue', params: { visibilityMs: 500, maxReceives: null } },
        steadyService('worker', 10, { workers: 1 }),
      ],
      connections: ['source > jobs', 'jobs > worker'],
    })
    expect(blocks['jobs']).toMatchObject({ published: 199, acknowledged: 199, redelivered: 2 })
  })

  it('keeps what is in flight when its parameters change, and delivers it again in time', () => {
    const { blocks } = queued({
      rate: 1,
      serviceMs: 300,
      worker: { workers: 10 },
      queue: { visibilityMs: 100, maxReceives: null },
      changes: [{ atMs: 10_050, path: 'blocks.jobs.params.visibilityMs', value: 1000 }],
    })
    // The message of 10 s is out with the old visibility; like those before it, it is finished after the change.
    expect(blocks['jobs']).toMatchObject({ published: 19, acknowledged: 19 })
  })

  it('refuses producers when it is full, or lets them wait for room', () => {
    const full = { rate: 100, serviceMs: 100 }
    const rejecting = queued({ ...full, queue: { capacity: 20 } })
    expect(rejecting.requests.byCause['queue-full']).toBeGreaterThan(1500)
    expect(rejecting.blocks['jobs']?.['depth']).toBe(20)
    const blocking = queued({ ...full, queue: { capacity: 20, whenFull: 'block' } })
    expect(blocking.requests.failed).toBe(0)
    expect(blocking.requests.latencyMs.max).toBeGreaterThan(5000)
  })

  it('serves several consumers in turn', () => {
    const { blocks } = reportOf({
      scenario: { durationMs: 20_000 },
      blocks: [
        constantSource(20, { readShare: 0 }),
        { id: 'jobs', kind: 'message-queue' },
        steadyService('left', 10),
        steadyService('right', 10),
      ],
      connections: ['source > jobs', 'jobs > left', 'jobs > right'],
    })
    expect(Math.abs((blocks['left']?.completions ?? 0) - (blocks['right']?.completions ?? 0))).toBeLessThanOrEqual(1)
  })

  it('delivers a failed message again at the very time when it is visible', () => {
    const failures = { atMs: 0, forMs: 50, target: 'worker', type: 'error', probability: 1 }
    const { blocks } = reportOf({
      scenario: { durationMs: 1000, faults: [failures] },
      blocks: [
        { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [2.3] } } },
        { id: 'jobs', kind: 'message-queue', params: { visibilityMs: 50.1 } },
        steadyService('worker', 1.9),
      ],
      connections: ['source > jobs', 'jobs > worker'],
    })
    expect(blocks['jobs']?.['endToEndMs']).toMatchObject({ count: 1, max: 2.3 + 50.1 + 1.9 - 2.3 })
  })
})
