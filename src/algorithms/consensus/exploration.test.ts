import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import type { ConsensusNode } from './consensus'
import { Exploration, type Hostility } from './exploration'
import { MultiPaxosNode } from './multi-paxos-node'
import { firstNodes } from './quorum'
import type { RaftParams } from './raft-election'
import { RaftNode } from './raft-node'

const timing = { electionMinMs: 150, electionMaxMs: 300, heartbeatMs: 50, batchSize: 3 }
const raftParams: RaftParams = { ...timing, hasPreVote: false, hasLeaderCheck: false }

const builders: Record<string, (size: number) => (id: number) => ConsensusNode> = {
  'multi-paxos': (size) => (id) => new MultiPaxosNode(id, size, timing),
  raft: (size) => (id) => new RaftNode(id, firstNodes(size), raftParams),
  'raft with pre-vote and leader check': (size) => (id) =>
    new RaftNode(id, firstNodes(size), { ...raftParams, hasPreVote: true, hasLeaderCheck: true }),
}

/** Steps until something is wrong, or all are done. */
function explore(world: Exploration, steps: number): string | undefined {
  for (let step = 0; step < steps; step++) {
    const problem = world.step()
    if (problem !== undefined) return `${problem} (step ${step})`
  }
  return undefined
}

describe.each(Object.keys(builders))('%s', (name) => {
  const worldOf = (size: number, seed: number, hostility: Hostility = {}) =>
    new Exploration(size, builders[name]!(size), new SequentialRandom(seed), hostility)

  it.each([3, 5])('never breaks its promises among %d nodes, and goes on when the faults stop', (size) => {
    let agreed = 0
    for (let seed = 1; seed <= 15; seed++) {
      const world = worldOf(size, seed)
      expect([seed, explore(world, 2500)]).toEqual([seed, undefined])
      const before = world.agreedCount
      const problem = world.settle(20_000, () => {
        const leader = world.nodes.find((node) => node.isLeader)
        if (world.now % 20 < 1) leader?.propose(world.now, 0)
        return world.nodes.every((node) => node.commitIndex >= before + 10)
      })
      expect([seed, problem]).toEqual([seed, undefined])
      agreed += before
    }
    // The exploration must have got somewhere, or it would prove nothing.
    expect(agreed).toBeGreaterThan(150)
  })

  it('is found out when a crash wipes the disk', () => {
    const found = Array.from({ length: 30 }, (_, seed) => explore(worldOf(3, seed, { losesDisk: true }), 2500))
    expect(found.filter((problem) => problem !== undefined).length).toBeGreaterThan(3)
  })
})

describe('raft with changing voters', () => {
  const sets = [0b00111, 0b11111, 0b11100, 0b00110, 0b10101, 0b01000]

  it('never breaks its promises, and goes on when the faults stop', () => {
    let changes = 0
    for (let seed = 1; seed <= 20; seed++) {
      const build = (id: number) => new RaftNode(id, 0b00111, raftParams)
      const world = new Exploration(5, build, new SequentialRandom(seed), { voterSets: sets })
      expect([seed, explore(world, 2500)]).toEqual([seed, undefined])
      const before = world.agreedCount
      const problem = world.settle(20_000, () => {
        const leader = world.nodes.find((node) => node.isLeader)
        if (world.now % 20 < 1) leader?.propose(world.now, 0)
        return leader !== undefined && leader.commitIndex >= before + 10
      })
      expect([seed, problem]).toEqual([seed, undefined])
      const leader = world.nodes.find((node) => node.isLeader) as RaftNode
      if (leader.log.configuration !== new RaftNode(1, 0b00111, raftParams).log.configuration) changes++
    }
    expect(changes).toBeGreaterThan(5)
  })
})
