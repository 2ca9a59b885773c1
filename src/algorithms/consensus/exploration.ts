/**
 * A group of nodes in a hostile world, for tests: messages are delayed, lost, repeated and overtaken, nodes crash and come back,
 * and what must always hold is checked after each step.
 */
import type { Random } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import type { ConsensusNode, Envelope } from './consensus'
import { RaftNode } from './raft-node'

/** How hostile the world is. */
export interface Hostility {
  /** Whether a crashed node comes back with an empty disk: breaks every protocol, and shows that the checks see it. */
  losesDisk?: boolean
  /** Sets of voters to change to at random; only for Raft. */
  voterSets?: readonly number[]
}

/** The group, its network, and what was first known as chosen. */
export class Exploration {
  readonly nodes: ConsensusNode[]
  now = 0
  private readonly build: (id: number) => ConsensusNode
  private readonly random: Random
  private readonly hostility: Hostility
  private readonly isUp: boolean[]
  private network: Envelope[] = []
  /** Pairs that cannot talk, as from·100 + to. */
  private cut = new Set<number>()
  private nextValue = 1
  /** What was first known as chosen, by index; NaN for an entry without value. */
  private readonly agreed: number[] = []
  private readonly agreedTerms: number[] = []
  private readonly seenTo: number[]
  private readonly leaders = new Map<number, number>()

  constructor(size: number, build: (id: number) => ConsensusNode, random: Random, hostility: Hostility = {}) {
    this.build = build
    this.random = random
    this.hostility = hostility
    this.nodes = Array.from({ length: size }, (_, index) => build(index + 1))
    this.isUp = this.nodes.map(() => true)
    this.seenTo = this.nodes.map(() => 0)
    for (const node of this.nodes) node.start(0, random)
  }

  /** [count] indices that some node knows as chosen. */
  get agreedCount(): number {
    return this.agreed.length - 1
  }

  /** One random event; returns what is wrong after it, or undefined. */
  step(): string | undefined {
    const luck = this.random.uniform()
    const node = this.pick(this.nodes)
    if (luck < 0.55) this.deliver(0.1)
    else if (luck < 0.6) this.lose()
    else if (luck < 0.8) this.passTime(node)
    else if (luck < 0.9) this.propose(node)
    else if (luck < 0.915) this.isUp[node.id - 1] = false
    else if (luck < 0.95) this.restart(node)
    else if (luck < 0.96) this.cut.add(node.id * 100 + this.pick(this.nodes).id)
    else if (luck < 0.975) this.cut.clear()
    else if (luck < 0.985) this.replaceByCopy(node)
    else this.maintain(node)
    this.collect()
    return this.check()
  }

  /** The faults stop: all up, all connected, every message arrives after 1 ms. Returns when `isEnough`, or what is wrong. */
  settle(maxMs: number, isEnough: () => boolean): string | undefined {
    this.cut.clear()
    for (const node of this.nodes) if (!this.isUp[node.id - 1]) this.restart(node)
    for (const end = this.now + maxMs; this.now < end; this.now++) {
      const messages = this.network
      this.network = []
      for (const message of messages) this.hand(message)
      for (const node of this.nodes) if (node.nextTickAt() <= this.now) node.tick(this.now, this.random)
      this.collect()
      const problem = this.check()
      if (problem !== undefined) return problem
      if (isEnough()) return undefined
    }
    return 'nothing happened'
  }

  private deliver(repeatShare: number): void {
    if (this.network.length === 0) return
    const at = this.random.uint32() % this.network.length
    const message = this.network[at]!
    if (this.random.uniform() >= repeatShare) this.network.splice(at, 1)
    if (!this.cut.has(message.from * 100 + message.to)) this.hand(message)
  }

  private hand(message: Envelope): void {
    if (this.isUp[message.to - 1]) this.nodes[message.to - 1]!.receive(this.now, this.random, message)
  }

  private lose(): void {
    if (this.network.length > 0) this.network.splice(this.random.uint32() % this.network.length, 1)
    if (this.network.length > 200) this.network.splice(0, 100)
  }

  private passTime(node: ConsensusNode): void {
    this.now += this.random.uniform() * 40
    if (this.isUp[node.id - 1]) node.tick(this.now, this.random)
  }

  private propose(node: ConsensusNode): void {
    if (this.isUp[node.id - 1] && node.propose(this.now, this.nextValue)) this.nextValue++
  }

  private restart(node: ConsensusNode): void {
    const slot = node.id - 1
    if (this.hostility.losesDisk) this.nodes[slot] = this.build(node.id)
    this.nodes[slot]!.start(this.now, this.random)
    this.isUp[slot] = true
    // What was known before the crash stays binding, but is learnt again.
    this.seenTo[slot] = 0
  }

  private replaceByCopy(node: ConsensusNode): void {
    const copy = this.build(node.id)
    loadState(copy, saveState(node))
    this.nodes[node.id - 1] = copy
  }

  /** Snapshots, and changes of the voters where wanted. */
  private maintain(node: ConsensusNode): void {
    if (!(node instanceof RaftNode) || !this.isUp[node.id - 1]) return
    const sets = this.hostility.voterSets
    if (sets && this.random.uniform() < 0.7) node.proposeVoters(this.now, this.pick(sets))
    else node.compact(node.commitIndex, node.commitIndex)
  }

  private collect(): void {
    for (const node of this.nodes) {
      const messages = node.takeMessages()
      if (this.isUp[node.id - 1]) this.network.push(...messages)
    }
  }

  private check(): string | undefined {
    for (const node of this.nodes) {
      if (!this.isUp[node.id - 1]) continue
      const problem = this.checkChosen(node) ?? this.checkLeader(node)
      if (problem !== undefined) return problem
    }
    return this.checkLogs()
  }

  private checkChosen(node: ConsensusNode): string | undefined {
    const slot = node.id - 1
    for (let index = this.seenTo[slot]! + 1; index <= node.commitIndex; index++) {
      if (node instanceof RaftNode && index <= node.log.snapshotIndex) continue
      const value = node.chosen(index)
      if (value >= this.nextValue) return `value ${value} was never proposed`
      if (index in this.agreed && !Object.is(value, this.agreed[index]))
        return `node ${node.id} has ${value} at ${index}, another had ${this.agreed[index]}`
      this.agreed[index] = value
      if (node instanceof RaftNode) this.agreedTerms[index] = node.log.termAt(index)
    }
    this.seenTo[slot] = Math.max(this.seenTo[slot]!, node.commitIndex)
    return undefined
  }

  private checkLeader(node: ConsensusNode): string | undefined {
    if (!node.isLeader) return undefined
    const other = this.leaders.get(node.term)
    if (other !== undefined && other !== node.id) return `nodes ${other} and ${node.id} both lead term ${node.term}`
    if (other === undefined && node instanceof RaftNode) {
      for (let index = node.log.snapshotIndex + 1; index < this.agreedTerms.length; index++)
        if (this.agreedTerms[index]! < node.term && node.log.termAt(index) !== this.agreedTerms[index])
          return `leader ${node.id} of term ${node.term} lacks the committed entry ${index}`
    }
    this.leaders.set(node.term, node.id)
    return undefined
  }

  private checkLogs(): string | undefined {
    for (const a of this.nodes) {
      for (const b of this.nodes) {
        if (!(a instanceof RaftNode && b instanceof RaftNode) || a.id >= b.id) continue
        let mustMatch = false
        const first = Math.max(a.log.snapshotIndex, b.log.snapshotIndex) + 1
        for (let index = Math.min(a.log.lastIndex, b.log.lastIndex); index >= first; index--) {
          const isSame = a.log.termAt(index) === b.log.termAt(index)
          if (mustMatch && !isSame) return `logs of ${a.id} and ${b.id} differ at ${index} below a common entry`
          if (isSame && a.log.entryAt(index)?.value !== b.log.entryAt(index)?.value)
            return `logs of ${a.id} and ${b.id} have two values at ${index} in one term`
          mustMatch ||= isSame
        }
      }
    }
    return undefined
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.random.uint32() % list.length]!
  }
}
