import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { NO_NODE } from './consensus'
import { MultiPaxosNode } from './multi-paxos-node'
import { firstNodes, jointVoteResult, sizeOf, VOTE_LOST, VOTE_PENDING, VOTE_WON } from './quorum'
import type { RaftParams } from './raft-election'
import { CONFIGURATION, encodeVoters, nextVotersOf, RaftLog, VALUE, votersOf } from './raft-log'
import type { RaftMessage } from './raft-messages'
import { RaftNode } from './raft-node'

const params: RaftParams = {
  electionMinMs: 150,
  electionMaxMs: 300,
  heartbeatMs: 50,
  hasPreVote: false,
  hasLeaderCheck: false,
  batchSize: 100,
}

/** A group whose messages arrive at once unless cut off. */
class Group {
  readonly random = new SequentialRandom(1)
  readonly nodes: RaftNode[]
  readonly cutOff = new Set<number>()
  now = 0

  constructor(size: number, more: Partial<RaftParams> = {}, voters = firstNodes(size)) {
    this.nodes = Array.from({ length: size }, (_, index) => new RaftNode(index + 1, voters, { ...params, ...more }))
    for (const node of this.nodes) node.start(0, this.random)
  }

  node(id: number): RaftNode {
    return this.nodes[id - 1]!
  }

  run(untilMs: number): void {
    for (; this.now <= untilMs; this.now++) {
      for (const node of this.nodes) if (node.nextTickAt() <= this.now) node.tick(this.now, this.random)
      this.flush()
    }
  }

  flush(): void {
    for (let messages = this.take(); messages.length > 0; messages = this.take())
      for (const message of messages) this.node(message.to).receive(this.now, this.random, message)
  }

  leader(): RaftNode {
    const leaders = this.nodes.filter((node) => node.isLeader && !this.cutOff.has(node.id))
    expect(leaders.length).toBe(1)
    return leaders[0]!
  }

  private take(): RaftMessage[] {
    const messages = this.nodes.flatMap((node) => node.takeMessages())
    return messages.filter(({ from, to }) => !this.cutOff.has(from) && !this.cutOff.has(to))
  }
}

describe('RaftNode', () => {
  it('elects a leader, chooses what it proposes and tells everyone by the next heartbeat', () => {
    const group = new Group(3)
    group.run(1000)
    expect(group.leader().propose(group.now, 42)).toBe(true)
    group.run(1100)
    for (const node of group.nodes) {
      expect([node.commitIndex, node.chosen(1), node.chosen(2), node.chosen(3)]).toEqual([
        2,
        Number.NaN,
        42,
        Number.NaN,
      ])
      expect(node.leader).toBe(group.leader().id)
    }
  })

  it('proposes nothing where it does not lead', () => {
    const group = new Group(3)
    expect(group.node(1).propose(0, 1)).toBe(false)
    expect(group.node(1).leader).toBe(NO_NODE)
  })

  it('leads alone in a group of one', () => {
    const group = new Group(1)
    group.run(400)
    group.leader().propose(group.now, 7)
    expect(group.node(1).chosen(2)).toBe(7)
  })

  it('replaces what an old leader wrote alone', () => {
    const group = new Group(3)
    group.run(1000)
    const old = group.leader()
    group.cutOff.add(old.id)
    old.propose(group.now, 1)
    group.run(3000)
    group.leader().propose(group.now, 2)
    group.run(3100)
    expect(old.isLeader).toBe(true)
    group.cutOff.clear()
    group.run(3500)
    const values = group.nodes.map((node) => Array.from({ length: node.commitIndex }, (_, i) => node.chosen(i + 1)))
    expect(values[0]).toContain(2)
    expect(values[0]).not.toContain(1)
    expect(values[1]).toEqual(values[0])
    expect(values[2]).toEqual(values[0])
  })

  it.each([
    { hasLeaderCheck: true, isStillLeader: false },
    { hasLeaderCheck: false, isStillLeader: true },
  ])('cut off, with leader check $hasLeaderCheck, leads on: $isStillLeader', ({ hasLeaderCheck, isStillLeader }) => {
    const group = new Group(3, { hasLeaderCheck })
    group.run(1000)
    const old = group.leader()
    group.cutOff.add(old.id)
    group.run(2000)
    expect(old.isLeader).toBe(isStillLeader)
  })

  it.each([
    { hasPreVote: true, isDisturbed: false },
    { hasPreVote: false, isDisturbed: true },
  ])('coming back, with pre-vote $hasPreVote, disturbs the leader: $isDisturbed', ({ hasPreVote, isDisturbed }) => {
    const group = new Group(3, { hasPreVote })
    group.run(1000)
    const leader = group.leader()
    const { term } = leader
    const away = leader.id === 1 ? 2 : 1
    group.cutOff.add(away)
    group.run(3000)
    group.cutOff.clear()
    group.run(3400)
    expect(group.leader().term > term).toBe(isDisturbed)
  })

  it('brings a follower up to date from a snapshot', () => {
    const group = new Group(3)
    group.run(1000)
    const leader = group.leader()
    const away = leader.id === 1 ? 2 : 1
    group.cutOff.add(away)
    for (let value = 0; value < 10; value++) leader.propose(group.now, value)
    group.run(1200)
    const upTo = leader.commitIndex - 2
    for (const node of group.nodes) node.compact(upTo, 99)
    group.cutOff.clear()
    group.run(1500)
    const follower = group.node(away)
    expect(follower.commitIndex).toBe(leader.commitIndex)
    expect([follower.log.snapshotIndex, follower.log.snapshotState]).toEqual([upTo, 99])
    expect(follower.chosen(upTo + 2)).toBe(9)
  })

  it('changes its voters in two steps and steps down when it is left out', () => {
    const group = new Group(5, {}, firstNodes(3))
    group.run(1000)
    const old = group.leader()
    const others = 0b11111 & ~(1 << (old.id - 1))
    expect(old.proposeVoters(group.now, others)).toBe(true)
    expect(old.proposeVoters(group.now, 0b111)).toBe(false)
    group.run(3000)
    const leader = group.leader()
    expect(leader.id).not.toBe(old.id)
    expect([votersOf(leader.log.configuration), nextVotersOf(leader.log.configuration)]).toEqual([others, 0])
    leader.propose(group.now, 5)
    group.run(3100)
    for (const node of group.nodes) if (node !== old) expect(node.chosen(node.commitIndex)).toBe(5)
  })

  it('goes on from a saved state as if nothing had happened', () => {
    const group = new Group(3)
    group.run(500)
    const node = group.leader()
    const copy = new RaftNode(node.id, firstNodes(3), params)
    loadState(copy, saveState(node))
    for (const part of [node, copy]) part.propose(group.now, 3)
    expect(copy.takeMessages()).toEqual(node.takeMessages())
    expect(saveState(copy)).toEqual(saveState(node))
  })

  it.each([{ electionMinMs: 0 }, { electionMaxMs: 149 }, { heartbeatMs: Number.NaN }, { batchSize: 0 }])(
    'refuses %o',
    (wrong) => {
      expect(() => new RaftNode(1, 1, { ...params, ...wrong })).toThrow(ParamError)
      expect(() => new MultiPaxosNode(1, 1, { ...params, ...wrong })).toThrow(ParamError)
    },
  )

  it.each([0, 21, 1.5])('refuses node number %d', (id) => {
    expect(() => new RaftNode(id, 1, params)).toThrow(ParamError)
    expect(() => new MultiPaxosNode(id, 20, params)).toThrow(ParamError)
  })
})

describe('RaftLog', () => {
  const entry = (term: number, value = 0) => ({ term, kind: VALUE, value }) as const

  it('forgets a configuration together with the entry that made it', () => {
    const log = new RaftLog(0b111)
    log.append(entry(1))
    log.append({ term: 1, kind: CONFIGURATION, value: encodeVoters(0b111, 0b110) })
    expect(nextVotersOf(log.configuration)).toBe(0b110)
    log.take(1, 1, [entry(2)])
    expect(log.configuration).toBe(encodeVoters(0b111, 0))
  })

  it('keeps terms and configuration through compaction, save and load', () => {
    const log = new RaftLog(0b1)
    log.append({ term: 1, kind: CONFIGURATION, value: encodeVoters(0b11, 0) })
    for (const term of [1, 2, 3]) log.append(entry(term, term * 10))
    log.compact(3, 7)
    const copy = new RaftLog(0b1)
    loadState(copy, saveState(log))
    for (const part of [log, copy]) {
      expect([part.lastIndex, part.lastTerm, part.termAt(3), part.termAt(2), part.entryAt(4)?.value]).toEqual([
        4,
        3,
        2,
        Number.NaN,
        30,
      ])
      expect([part.configuration, part.snapshotState]).toEqual([encodeVoters(0b11, 0), 7])
    }
  })

  it('keeps the entries behind a snapshot that it agrees with, and drops others', () => {
    const log = new RaftLog(0b1)
    for (const term of [1, 1, 2]) log.append(entry(term))
    log.install(2, 1, encodeVoters(1, 0), 0)
    expect(log.lastIndex).toBe(3)
    log.install(3, 9, encodeVoters(1, 0), 0)
    expect([log.lastIndex, log.lastTerm]).toEqual([3, 9])
  })
})

describe('quorum', () => {
  it('needs both halves of a joint configuration', () => {
    expect(jointVoteResult(0b00111, 0b11100, 0b00011, 0)).toBe(VOTE_PENDING)
    expect(jointVoteResult(0b00111, 0b11100, 0b00111, 0)).toBe(VOTE_PENDING)
    expect(jointVoteResult(0b00111, 0b11100, 0b01111, 0)).toBe(VOTE_WON)
    expect(jointVoteResult(0b00111, 0b11100, 0b00111, 0b11000)).toBe(VOTE_LOST)
    expect(jointVoteResult(0b111, 0, 0b011, 0)).toBe(VOTE_WON)
    expect(sizeOf(0b10110)).toBe(3)
  })
})
