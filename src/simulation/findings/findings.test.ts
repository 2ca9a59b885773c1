import { describe, expect, it } from 'vitest'
import { exampleOf } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { Run } from '../run'
import { constantSource, poissonSource, steadyService } from '../testing/designs'
import { findingsIn } from '../testing/findings'
import { findingsOf } from './registry'

type Params = { [key: string]: unknown }

/** Poisson load on one service. */
function pair(rate: number, service: Params, wire: Params = {}, scenario: Params = {}) {
  return findingsIn({
    scenario: { durationMs: 60_000, ...scenario },
    blocks: [poissonSource(rate), { id: 'callee', kind: 'service', params: service }],
    connections: [{ id: 'wire', from: 'source', to: 'callee', params: wire }],
  })
}

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
const WORK = { type: 'exponential', meanMs: 10 }

describe('findings', () => {
  it('name the busiest block and what one more server would do', () => {
    const [finding] = pair(170, { workers: 2, serviceTime: WORK }).filter(({ id }) => id === 'bottleneck')
    expect(finding).toMatchObject({ target: 'callee', severity: 'notable' })
    // At load 1.7 C(2, a) / (2 − a) is 2.60 and C(3, a) / (3 − a) is 0.21: the wait falls to 8 % of what it is.
    expect(finding?.text).toMatch(/held 8[2-8] % of the time/)
    expect(finding?.text).toMatch(/to 5[4-9] %, and the wait to about (?:[789]\.\d|1[01]) %/)
    expect(ids(pair(100, { workers: 2, serviceTime: WORK }))).not.toContain('bottleneck')
  })

  it('look at each block once, however many paths lead through a design', () => {
    const layers = Array.from({ length: 50 }, (_, layer) => [`a${layer}`, `b${layer}`] as const)
    // About as many calls in each layer as in the one above it, over every connection.
    const shares = { a: [1, 0.1], b: [0.05, 0.9] }
    const plan = (ids: readonly string[], from: string) =>
      ids.map((id, i) => ({
        type: 'call',
        to: `${from}-${id}`,
        probability: shares[from.startsWith('a') ? 'a' : 'b'][i],
      }))
    const list = findingsIn({
      scenario: { durationMs: 5000 },
      blocks: [
        poissonSource(20),
        ...layers.flatMap((pairOf, layer) =>
          pairOf.map((id) => steadyService(id, 1, { workers: 4, plan: plan(layers[layer + 1] ?? [], id) })),
        ),
      ],
      connections: [
        'source > a0',
        ...layers.flatMap((pairOf, layer) =>
          pairOf.flatMap((from) => (layers[layer + 1] ?? []).map((to) => `${from} > ${to}`)),
        ),
      ],
    })
    expect(ids(list)).not.toContain('small-pool')
  })

  describe('of callers that are held by what they call', () => {
    const chain = (rate: number, workers: number, connections: number) =>
      findingsIn({
        scenario: { durationMs: 60_000, warmupMs: 10_000 },
        blocks: [
          poissonSource(rate),
          steadyService('a', 1, { workers }),
          { id: 'db', kind: 'database', params: { connections, readTime: WORK } },
        ],
        connections: [{ from: 'source', to: 'a', params: { timeoutMs: 1000 } }, 'a > db'],
      })

    it('name what they wait for, and what one more server would do there', () => {
      const list = chain(200, 8, 1)
      const finding = list.find(({ id }) => id === 'bottleneck')
      expect(finding).toMatchObject({ target: 'db', severity: 'serious' })
      // One connection does 100 calls of 10 ms a second, two do 200; 200 below 90 % busy need three.
      expect(finding?.text).toMatch(/would let it do (?:19\d|20\d) calls a second, where it does (?:9[5-9]|10\d)/)
      expect(finding?.text).toMatch(/too little for the (?:19\d|20\d) that are wanted, which need about 3 at each/)
      expect(finding?.text).toMatch(/The workers of A are held (?:9[89]|100) % .* because they wait for Db\.$/)
      expect(list.filter(({ id, target }) => id === 'small-pool' && target === 'a')).toEqual([])
    })

    it('say how busy one more server would leave it where that is enough', () => {
      const finding = chain(120, 8, 1).find(({ id }) => id === 'bottleneck')
      expect(finding).toMatchObject({ target: 'db', severity: 'serious' })
      expect(finding?.text).toMatch(/the 1[12]\d that are wanted would keep it (?:5[5-9]|6[0-5]) % busy/)
    })

    it('follow the chain to its end', () => {
      const list = findingsIn({
        scenario: { durationMs: 60_000, warmupMs: 10_000 },
        blocks: [
          poissonSource(200),
          steadyService('a', 1, { workers: 16 }),
          steadyService('b', 1, { workers: 8 }),
          { id: 'db', kind: 'database', params: { connections: 1, readTime: WORK } },
        ],
        connections: ['source > a', 'a > b', 'b > db'],
      })
      expect(list.find(({ id }) => id === 'bottleneck')).toMatchObject({ target: 'db' })
      expect(list.find(({ id }) => id === 'bottleneck')?.text).toMatch(/workers of A .* workers of B /)
    })

    it('name the caller where it is its few workers that nothing is left of', () => {
      // One worker waits for answers of 10 ms each, and nobody else asks: the database never has a queue.
      const list = chain(200, 1, 4)
      expect(list.find(({ id }) => id === 'bottleneck')).toMatchObject({ target: 'a', severity: 'serious' })
      expect(list.find(({ id }) => id === 'small-pool')).toMatchObject({ target: 'a' })
    })
  })

  it('count the servers that an overload would need, and see the queue without end', () => {
    const list = pair(300, { workers: 2, serviceTime: WORK, queue: { capacity: null } }, { timeoutMs: null })
    expect(ids(list)).toEqual(expect.arrayContaining(['small-pool', 'unbounded-queue', 'bottleneck']))
    expect(list.find(({ id }) => id === 'small-pool')?.text).toMatch(/that needs [34] of them, and there are 2/)
    expect(list.find(({ id }) => id === 'bottleneck')?.severity).toBe('serious')
  })

  it('see what is overloaded first, then retries that feed it, and that no budget limits them', () => {
    const retry = { type: 'fixed', attempts: 4, delayMs: 5 }
    const overloaded = pair(250, { workers: 2, serviceTime: WORK }, { retry, timeoutMs: 200 })
    expect(ids(overloaded)).toEqual(
      expect.arrayContaining(['amplification-loop', 'retry-without-budget', 'short-timeout']),
    )
    expect(ids(overloaded)[0]).toBe('bottleneck')
    const calm = pair(50, { workers: 2, serviceTime: WORK }, { retry, timeoutMs: 200 })
    expect(ids(calm)).not.toContain('amplification-loop')
    expect(ids(calm)).not.toContain('retry-without-budget')
    const held = pair(
      250,
      { workers: 2, serviceTime: WORK },
      { retry, timeoutMs: 200, retryBudget: { type: 'finagle' } },
    )
    expect(ids(held)).not.toContain('retry-without-budget')
  })

  it('give the timeout that was set, but no number for one that was learned', () => {
    const slow = { workers: 4, serviceTime: { type: 'exponential', meanMs: 20 } }
    const learnedTimeout = { type: 'ema-timeout', normalMs: 10, limitMs: 20, maxMs: 30 }
    const textOf = (wire: Params) => pair(50, slow, wire).find(({ id }) => id === 'short-timeout')?.text
    expect(textOf({ timeoutMs: 40 })).toMatch(/are given up after 40 ms, so/)
    for (const timeoutMs of [5000, null]) {
      expect(textOf({ timeoutMs, learnedTimeout })).toMatch(/at the limit that the learned timeout had come to, so/)
      expect(textOf({ timeoutMs, learnedTimeout })).not.toMatch(/5 s/)
    }
  })

  it('multiply attempts along the worst path', () => {
    const params = { retry: { type: 'fixed', attempts: 3, delayMs: 1 } }
    const faults = [{ atMs: 0, forMs: 60_000, target: 'c', type: 'error', probability: 1 }]
    const list = findingsIn({
      scenario: { faults },
      blocks: [constantSource(10), ...['a', 'b', 'c'].map((id) => steadyService(id, 0, { workers: 100 }))],
      connections: [
        { from: 'source', to: 'a', params },
        { from: 'a', to: 'b', params },
        { from: 'b', to: 'c', params },
      ],
    })
    expect(list.find(({ id }) => id === 'worst-path')?.text).toMatch(
      /Source → A → B → C one call at the top can become 2[67]/,
    )
  })

  it('see a breaker that opens again and again', () => {
    const faults = [{ atMs: 0, forMs: 60_000, target: 'callee', type: 'error', probability: 0.7 }]
    const breaker = { type: 'consecutive-failures', failures: 3, openMs: 500 }
    expect(ids(pair(100, { workers: 10, serviceTime: WORK }, { breaker }, { faults }))).toContain('flapping-breaker')
    expect(ids(pair(100, { workers: 10, serviceTime: WORK }, { breaker }))).not.toContain('flapping-breaker')
  })

  it('see what a cache hides', () => {
    const design = (connections: number) =>
      findingsIn({
        scenario: { durationMs: 60_000, warmupMs: 10_000 },
        blocks: [
          poissonSource(500, { keys: { type: 'zipf', count: 1000, exponent: 1 } }),
          { id: 'near', kind: 'cache', params: { mode: 'read-through', capacity: 1000, ttlMs: null } },
          { id: 'db', kind: 'database', params: { connections, readTime: WORK } },
        ],
        connections: ['source > near', 'near > db'],
      })
    // All 500 reads a second of 10 ms each would need 5 connections.
    expect(design(2).find(({ id }) => id === 'hidden-load')).toMatchObject({ target: 'near' })
    expect(ids(design(8))).not.toContain('hidden-load')
  })

  it('see what a cache hides that answers less than half', () => {
    const list = findingsIn({
      scenario: { durationMs: 60_000, warmupMs: 10_000 },
      blocks: [
        poissonSource(250, { keys: { type: 'uniform', count: 1000 } }),
        { id: 'near', kind: 'cache', params: { mode: 'read-through', capacity: 400, ttlMs: null } },
        { id: 'db', kind: 'database', params: { connections: 2, readTime: WORK } },
      ],
      connections: ['source > near', 'near > db'],
    })
    // Two in five of 250 reads are hits: 150 of 10 ms keep two connections 75 % busy, 250 would need 125 %.
    expect(list.find(({ id }) => id === 'hidden-load')?.text).toMatch(
      /answers (39|4[01]) % .* need 12\d % of the capacity/,
    )
  })

  it('name single points of failure', () => {
    const single = pair(10, { serviceTime: WORK }).find(({ id }) => id === 'single-point')
    expect(single?.text).toBe('Every request goes through Callee, of which there is one: when it fails, nothing works.')
    expect(ids(pair(10, { serviceTime: WORK, replicas: 2 }))).not.toContain('single-point')
  })

  it('see retries that nothing limits through a balancer', () => {
    const retry = { type: 'fixed', attempts: 4, delayMs: 5 }
    const list = findingsIn({
      scenario: { durationMs: 60_000 },
      blocks: [
        poissonSource(250),
        { id: 'balancer', kind: 'load-balancer' },
        { id: 'callee', kind: 'service', params: { replicas: 2, workers: 1, serviceTime: WORK } },
      ],
      connections: [
        { id: 'wire', from: 'source', to: 'balancer', params: { retry, timeoutMs: 200 } },
        'balancer > callee',
      ],
    })
    expect(list.find(({ id }) => id === 'retry-without-budget')).toMatchObject({ target: 'wire' })
    expect(list.find(({ id }) => id === 'amplification-loop')?.text).toMatch(/although Callee is \d+ % busy/)
  })

  it('take a breaker that stays open while its callee is down for none that flaps', () => {
    const faults = [{ atMs: 0, forMs: 60_000, target: 'callee', type: 'error', probability: 1 }]
    const breaker = { type: 'consecutive-failures', failures: 3, openMs: 500 }
    expect(ids(pair(100, { workers: 10, serviceTime: WORK }, { breaker }, { faults }))).not.toContain(
      'flapping-breaker',
    )
  })

  it('take neither lost messages nor the time that a message is hidden for a short timeout', () => {
    expect(ids(pair(50, { workers: 4, serviceTime: WORK }, { loss: 0.02, timeoutMs: 500 }))).not.toContain(
      'short-timeout',
    )
    const list = findingsIn({
      scenario: { durationMs: 60_000 },
      blocks: [
        poissonSource(20),
        { id: 'jobs', kind: 'message-queue', params: { visibilityMs: 300 } },
        { id: 'worker', kind: 'service', params: { workers: 4, serviceTime: { type: 'exponential', meanMs: 100 } } },
      ],
      connections: ['source > jobs', 'jobs > worker'],
    })
    // e^−3 is 5 %.
    expect(list.find(({ id }) => id === 'short-timeout')?.text).toMatch(/: [45]\.\d % .* given up after 300 ms/)
  })

  it('tell how long messages wait for a consumer, and what comes and is done where these are not the same', () => {
    const consumer = findingsIn({
      scenario: { durationMs: 60_000 },
      blocks: [
        poissonSource(80),
        { id: 'jobs', kind: 'message-queue' },
        { id: 'worker', kind: 'service', params: { workers: 1, serviceTime: WORK } },
      ],
      connections: ['source > jobs', 'jobs > worker'],
    })
    // M/M/1: 40 ms.
    expect(consumer.find(({ id }) => id === 'bottleneck')?.text).toMatch(/calls wait [345]\d(\.\d)? ms/)
    const refusing = pair(150, { workers: 1, serviceTime: WORK, queue: { capacity: 3 } })
    // M/M/1/4 at 1.5 does 92 % of 100.
    expect(refusing.find(({ id }) => id === 'bottleneck')?.text).toMatch(
      /Of the 1[45]\d calls a second that come it does 9\d\.?\d?\.$/,
    )
  })

  it('point at figures that the report has', () => {
    const { design } = parseDesign(exampleOf('retry-storm')?.design)
    const run = new Run(design)
    run.finish()
    const report = run.report(0)
    const list = findingsOf(design, report)
    expect(list.length).toBeGreaterThan(2)
    for (const { evidence } of list) {
      for (const path of evidence) {
        const value = path.split('.').reduce<unknown>((part, key) => (part as Params)[key], report)
        expect(value, path).toBeDefined()
      }
    }
  })
})
