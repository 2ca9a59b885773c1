import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import type { ConsensusNode, ConsensusProtocol } from './consensus'
import { consensusProtocols } from './registry'

const PARAMS = {
  'multi-paxos': { electionMinMs: 150, electionMaxMs: 300, heartbeatMs: 50, batchSize: 10 },
  raft: {
    electionMinMs: 150,
    electionMaxMs: 300,
    heartbeatMs: 50,
    batchSize: 10,
    hasPreVote: false,
    hasLeaderCheck: false,
  },
} as const

describe.each(consensusProtocols)('consensus protocol $id', (member) => {
  const create = member.create as (params: unknown) => ConsensusProtocol
  const params: Record<string, number | boolean> = PARAMS[member.id]
  const protocol = create(params)

  /** A group whose messages take 1 ms; the values that each node knows at the end. */
  const run = (nodes: number, untilMs: number, restoreAt = -1): number[][] => {
    const random = new SequentialRandom(5)
    let group: ConsensusNode[] = Array.from({ length: nodes }, (_, index) => protocol.node(index + 1, nodes))
    for (const node of group) node.start(0, random)
    let value = 0
    for (let now = 0; now < untilMs; now++) {
      const messages = group.flatMap((node) => node.takeMessages())
      if (now === restoreAt)
        group = group.map((node) => {
          const copy = protocol.node(node.id, nodes)
          loadState(copy, saveState(node))
          return copy
        })
      for (const message of messages) group[message.to - 1]!.receive(now, random, message)
      for (const node of group) if (node.nextTickAt() <= now) node.tick(now, random)
      if (now % 100 === 99 && group.find((node) => node.isLeader)?.propose(now, value)) value++
    }
    return group.map((node) => Array.from({ length: node.commitIndex }, (_, index) => node.chosen(index + 1)))
  }

  it.each([1, 2, 3, 5])('chooses what the leader is asked to, in order, at all of %d nodes', (nodes) => {
    const known = run(nodes, 2090).map((values) => values.filter((value) => !Number.isNaN(value)))
    expect(known[0]!.length).toBeGreaterThan(10)
    expect(known[0]).toEqual(Array.from({ length: known[0]!.length }, (_, value) => value))
    for (const values of known) expect(values).toEqual(known[0])
  })

  it('repeats itself, also after save and load of all nodes on the way', () => {
    expect(run(3, 1500, 700)).toEqual(run(3, 1500))
  })

  it('chooses nothing without a majority', () => {
    const random = new SequentialRandom(1)
    const node = protocol.node(1, 3)
    node.start(0, random)
    for (let now = 0; now < 5000; now++) if (node.nextTickAt() <= now) node.tick(now, random)
    expect([node.isLeader, node.propose(5000, 1), node.commitIndex]).toEqual([false, false, 0])
  })

  it('knows nothing chosen beyond its commit index', () => {
    expect(protocol.node(1, 1).chosen(1)).toBeNaN()
  })

  it('refuses wrong parameters', () => {
    for (const [name, value] of Object.entries(params)) {
      if (typeof value === 'boolean') continue
      expect(() => create({ ...params, [name]: Number.NaN }).node(1, 3)).toThrow(ParamError)
      expect(() => create({ ...params, [name]: 0 }).node(1, 3)).toThrow(ParamError)
    }
  })
})
