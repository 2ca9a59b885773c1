import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { ballotOf, NO_BALLOT, PaxosAcceptor, PaxosProposer, roundOf } from './paxos'

describe('PaxosAcceptor', () => {
  it('keeps its promise against lower ballots and accepts equal or higher ones', () => {
    const acceptor = new PaxosAcceptor()
    expect([acceptor.prepare(10), acceptor.prepare(9), acceptor.prepare(10)]).toEqual([true, false, true])
    expect([acceptor.accept(9, 1), acceptor.accept(10, 2)]).toEqual([false, true])
    expect([acceptor.promised, acceptor.acceptedBallot, acceptor.acceptedValue]).toEqual([10, 10, 2])
  })
})

describe('PaxosProposer', () => {
  it('is bound to the value of the highest ballot among its promises', () => {
    const proposer = new PaxosProposer(1, 5)
    const ballot = proposer.begin(100, ballotOf(6, 2))
    expect(roundOf(ballot)).toBe(7)
    proposer.promise(1, ballot, NO_BALLOT, Number.NaN)
    proposer.promise(2, ballot, ballotOf(3, 4), 34)
    proposer.promise(3, ballot - 1, ballotOf(6, 1), 61)
    expect(proposer.isPrepared).toBe(false)
    proposer.promise(4, ballot, ballotOf(5, 1), 51)
    expect([proposer.isPrepared, proposer.value]).toEqual([true, 51])
    expect([1, 2, 2, 3].map((acceptor) => proposer.accepted(acceptor, ballot))).toEqual([false, false, false, true])
    expect(proposer.chosen).toBe(51)
  })

  it('gives every node and round a ballot of its own', () => {
    const ballots = [1, 2, 3].flatMap((round) => [1, 2, 3].map((node) => ballotOf(round, node)))
    expect(new Set(ballots).size).toBe(9)
    expect([...ballots].sort((a, b) => a - b)).toEqual(ballots)
  })

  it.each([0, 21, 1.5])('refuses node %d', (node) => {
    expect(() => new PaxosProposer(node, 3)).toThrow(ParamError)
  })
})

type Message =
  | { kind: 'prepare' | 'accept'; proposer: number; acceptor: number; ballot: number; value: number }
  | {
      kind: 'promise' | 'accepted'
      proposer: number
      acceptor: number
      ballot: number
      accepted: number
      value: number
    }

/** Three proposers and three acceptors; any message may be lost, repeated or overtaken, and any part may crash. */
function explore(seed: number, forgets: boolean): { chosen: Set<number>; isAlive: boolean } {
  const random = new SequentialRandom(seed)
  const proposers = [1, 2, 3].map((node) => new PaxosProposer(node, 3))
  let acceptors = [1, 2, 3].map(() => new PaxosAcceptor())
  const network: Message[] = []
  const chosen = new Set<number>()
  const begin = (index: number) => {
    const ballot = proposers[index]!.begin(100 + index, acceptors[index]!.promised)
    for (const acceptor of [0, 1, 2]) network.push({ kind: 'prepare', proposer: index, acceptor, ballot, value: 0 })
  }
  const deliver = (message: Message) => {
    const { kind, proposer, acceptor, ballot } = message
    const from = acceptors[acceptor]!
    const to = proposers[proposer]!
    const answer = { proposer, acceptor, ballot }
    if (kind === 'prepare' && from.prepare(ballot))
      network.push({ kind: 'promise', ...answer, accepted: from.acceptedBallot, value: from.acceptedValue })
    if (kind === 'accept' && from.accept(ballot, message.value))
      network.push({ kind: 'accepted', ...answer, accepted: ballot, value: message.value })
    if (kind === 'promise') {
      const wasPrepared = to.isPrepared
      to.promise(acceptor + 1, ballot, message.accepted, message.value)
      if (!wasPrepared && to.isPrepared)
        for (const other of [0, 1, 2])
          network.push({ kind: 'accept', proposer, acceptor: other, ballot: to.ballot, value: to.value })
    }
    if (kind === 'accepted' && to.accepted(acceptor + 1, ballot)) chosen.add(to.chosen)
  }
  for (let step = 0; step < 200; step++) {
    const luck = random.uniform()
    const at = random.uint32() % Math.max(1, network.length)
    if (luck < 0.08) begin(random.uint32() % 3)
    else if (luck < 0.13) network.splice(at, 1)
    else if (luck < 0.2) {
      acceptors = acceptors.map((acceptor, index) => {
        const copy = new PaxosAcceptor()
        if (!forgets || index !== at % 3) loadState(copy, saveState(acceptor))
        return copy
      })
    } else if (network.length > 0) deliver(luck < 0.3 ? network[at]! : network.splice(at, 1)[0]!)
  }
  // The faults stop: one proposer goes on alone until it knows a chosen value.
  network.length = 0
  for (let round = 0; round < 5 && Number.isNaN(proposers[0]!.chosen); round++) {
    begin(0)
    while (network.length > 0) deliver(network.shift()!)
  }
  return { chosen, isAlive: !Number.isNaN(proposers[0]!.chosen) }
}

describe('single-decree Paxos', () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed)

  it('never chooses two values, and chooses one when the faults stop', () => {
    for (const seed of seeds) {
      const { chosen, isAlive } = explore(seed, false)
      expect([seed, chosen.size, isAlive]).toEqual([seed, 1, true])
    }
  })

  it('is found out when acceptors forget', () => {
    expect(seeds.filter((seed) => explore(seed, true).chosen.size > 1).length).toBeGreaterThan(5)
  })
})
