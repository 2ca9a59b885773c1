import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { ALIVE, DEAD, type Gossip, NO_PEER, SUSPECT, SwimNode, type SwimParams } from './swim'
import { periodsToFirstDetection } from './swim-scaling'

const params = (self: number, more: Partial<SwimParams> = {}): SwimParams => ({
  self,
  nodes: 8,
  intervalMs: 1000,
  helpers: 3,
  suspicionMultiplier: 4,
  maxSuspicionFactor: 1,
  retransmitMultiplier: 4,
  isRoundRobin: true,
  ...more,
})

const news = (node: number, status: Gossip['status'], incarnation: number, from = 7): Gossip => ({
  node,
  status,
  incarnation,
  from,
})

describe('SwimNode', () => {
  it.each([
    { first: news(1, SUSPECT, 0), later: news(1, ALIVE, 0), status: SUSPECT, why: 'alive of the same incarnation' },
    { first: news(1, SUSPECT, 0), later: news(1, ALIVE, 1), status: ALIVE, why: 'alive of a higher incarnation' },
    { first: news(1, ALIVE, 2), later: news(1, SUSPECT, 1), status: ALIVE, why: 'an old suspicion' },
    {
      first: news(1, ALIVE, 2),
      later: news(1, SUSPECT, 2),
      status: SUSPECT,
      why: 'a suspicion of the same incarnation',
    },
    { first: news(1, SUSPECT, 0), later: news(1, DEAD, 0), status: DEAD, why: 'a death' },
    { first: news(1, DEAD, 0), later: news(1, SUSPECT, 5), status: DEAD, why: 'a suspicion after death' },
    { first: news(1, DEAD, 0), later: news(1, ALIVE, 1), status: ALIVE, why: 'a refutation after death' },
  ])('after $first.status believes $status on $why', ({ first, later, status }) => {
    const node = new SwimNode(params(0))
    node.hear(0, first)
    node.hear(0, later)
    expect(node.status(1)).toBe(status)
  })

  it('refutes its own suspicion with a higher incarnation and spreads that', () => {
    const node = new SwimNode(params(0))
    expect(node.hear(0, news(0, SUSPECT, 0))).toBe(true)
    expect([node.status(0), node.incarnation(0)]).toEqual([ALIVE, 1])
    const gossip = news(9, DEAD, 9)
    expect(node.nextGossip(gossip)).toBe(true)
    expect(gossip).toEqual({ node: 0, status: ALIVE, incarnation: 1, from: 0 })
    expect(node.hear(0, news(0, SUSPECT, 0))).toBe(false)
  })

  it('declares a suspect dead at exactly its timeout', () => {
    const node = new SwimNode(params(0))
    node.probeFailed(500, 3)
    expect(node.nextExpiry()).toBe(4500)
    expect([node.expire(4499.9), node.expire(4500), node.status(3), node.nextExpiry()]).toEqual([0, 1, DEAD, Infinity])
  })

  it('shortens the timeout with each independent confirmation', () => {
    const node = new SwimNode(params(0, { maxSuspicionFactor: 6 }))
    node.probeFailed(0, 3)
    const times = [node.nextExpiry()]
    for (const from of [0, 4, 4, 5, 6]) {
      node.hear(0, news(3, SUSPECT, 0, from))
      times.push(node.nextExpiry())
    }
    expect(times[0]).toBe(24_000)
    expect(times[1]).toBe(24_000)
    expect(times[2]!).toBeLessThan(24_000)
    expect(times[3]).toBe(times[2])
    expect([times[4], times[5]]).toEqual([4000, 4000])
  })

  it('passes news on as often as the limit says, rarest first', () => {
    const node = new SwimNode(params(0))
    node.hear(0, news(1, DEAD, 0))
    const gossip = news(0, ALIVE, 0)
    let count = 0
    while (node.nextGossip(gossip)) count++
    expect(count).toBe(4)
  })

  it('probes every peer once a round and no dead one', () => {
    const node = new SwimNode(params(0))
    const random = new SequentialRandom(3)
    const round = Array.from({ length: 7 }, () => node.nextProbe(random))
    expect([...round].sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (let peer = 1; peer < 8; peer++) node.hear(0, news(peer, DEAD, 0))
    expect(node.nextProbe(random)).toBe(NO_PEER)
  })

  it('probes a peer again at the latest 2n − 1 periods later', () => {
    const node = new SwimNode(params(0))
    const random = new SequentialRandom(4)
    let last = 0
    for (let period = 1; period < 500; period++) {
      if (node.nextProbe(random) !== 5) continue
      expect(period - last).toBeLessThanOrEqual(2 * 8 - 1)
      last = period
    }
    expect(last).toBeGreaterThan(480)
  })

  it('chooses different helpers, never itself or the silent peer', () => {
    const node = new SwimNode(params(0))
    const out = new Int32Array(8)
    for (let seed = 0; seed < 50; seed++) {
      const count = node.chooseHelpers(new SequentialRandom(seed), 3, out)
      const helpers = Array.from(out.slice(0, count))
      expect(new Set(helpers).size).toBe(3)
      expect(helpers).not.toContain(3)
      expect(helpers).not.toContain(0)
    }
  })

  it('agrees on a crash, and on nothing else, in a group with losses', () => {
    const group = simulate({ seed: 21, periods: 60, loss: 0.1, crashed: 2 })
    for (const [self, node] of group.entries()) {
      if (self === 2) continue
      expect(Array.from({ length: 8 }, (_, peer) => node.status(peer) === DEAD)).toEqual(
        Array.from({ length: 8 }, (_, peer) => peer === 2),
      )
    }
  })

  it('repeats itself, also after save and load on the way', () => {
    const states = (restore: boolean) =>
      simulate({ seed: 5, periods: 30, loss: 0.3, crashed: 1, restore }).map((node) => Array.from(saveState(node)))
    expect(states(true)).toEqual(states(false))
  })

  it.each([
    { nodes: 0 },
    { self: 8 },
    { intervalMs: 0 },
    { helpers: -1 },
    { maxSuspicionFactor: 0.5 },
    { retransmitMultiplier: 0 },
    { suspicionMultiplier: Number.NaN },
  ])('refuses %o', (wrong) => {
    expect(() => new SwimNode({ ...params(0), ...wrong })).toThrow(ParamError)
  })
})

describe('periodsToFirstDetection', () => {
  it.each([2, 10, 1000])('lies at or below e/(e − 1) for %d nodes', (nodes) => {
    expect(periodsToFirstDetection(nodes)).toBeGreaterThanOrEqual(1)
    expect(periodsToFirstDetection(nodes)).toBeLessThanOrEqual(Math.E / (Math.E - 1))
  })
})

interface Run {
  seed: number
  periods: number
  /** Chance that a probe or a helper's probe is lost. */
  loss: number
  crashed: number
  restore?: boolean
}

/** Eight nodes that probe in turn; news ride on each probe and its answer. */
function simulate({ seed, periods, loss, crashed, restore = false }: Run): SwimNode[] {
  const random = new SequentialRandom(seed)
  let nodes = Array.from({ length: 8 }, (_, self) => new SwimNode(params(self)))
  const helpers = new Int32Array(3)
  const isLost = () => random.uniform() < loss
  const exchange = (now: number, a: SwimNode, b: SwimNode) => {
    const gossip = news(0, ALIVE, 0)
    for (let i = 0; i < 6; i++) if (a.nextGossip(gossip)) b.hear(now, { ...gossip })
    for (let i = 0; i < 6; i++) if (b.nextGossip(gossip)) a.hear(now, { ...gossip })
  }
  for (let period = 0; period < periods; period++) {
    const now = period * 1000
    if (restore && period === periods / 2)
      nodes = nodes.map((node, self) => {
        const copy = new SwimNode(params(self))
        loadState(copy, saveState(node))
        return copy
      })
    for (const [self, node] of nodes.entries()) {
      if (self === crashed) continue
      node.expire(now)
      const peer = node.nextProbe(random)
      if (peer === NO_PEER) continue
      const count = node.chooseHelpers(random, peer, helpers)
      let isAnswered = peer !== crashed && !isLost()
      for (let i = 0; i < count; i++) if (helpers[i] !== crashed && peer !== crashed && !isLost()) isAnswered = true
      if (isAnswered) exchange(now, node, nodes[peer]!)
      else node.probeFailed(now, peer)
    }
  }
  return nodes
}
