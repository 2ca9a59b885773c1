/**
 * SWIM membership of one node: probes one peer a period, suspects what does not answer, and spreads the news by gossip.
 *
 * How: each period one peer is probed; without an answer some helpers probe it too; without any answer it becomes a suspect. A
 * suspect that does not refute in time is dead. News carry an incarnation number that only their subject raises: alive beats
 * suspect and alive of lower incarnations; suspect beats alive of the same or lower ones; dead beats both of the same or
 * lower ones. A node that hears of its own suspicion raises its incarnation and spreads that it is alive.
 * Bound: the first probe of a crashed node comes after {@link periodsToFirstDetection} periods on average with random choice,
 * and at most 2n − 1 periods later at any given node with shuffled rounds.
 * Units: intervals [ms]. Time: a suspicion ends at exactly its timeout. Cost: O(n) per period and message, allocation only when built.
 * Randomness: one draw per probe with random choice, n per round with shuffled rounds, one per helper. Throws: ParamError from
 * the constructor only.
 * Source: Das, Gupta, Motivala, "SWIM" (2002), sections 3 and 4; timeouts as hashicorp/memberlist 0.2.2 (see swim-scaling.ts).
 * Differs: the group is fixed and known; no full state exchange; dead nodes are probed no more but may refute.
 */

import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { boolean, field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { remainingSuspicionMs, retransmitLimit, suspicionTimeoutMs } from './swim-scaling'

/** What is believed of a node. */
export const ALIVE = 0
/** See {@link ALIVE}. */
export const SUSPECT = 1
/** See {@link ALIVE}. */
export const DEAD = 2

/** What is believed of a node. */
export type MemberStatus = typeof ALIVE | typeof SUSPECT | typeof DEAD

/** One piece of news about one node. */
export interface Gossip {
  node: number
  status: MemberStatus
  incarnation: number
  /** Who suspected it; counts as a confirmation. */
  from: number
}

/** Parameters of {@link SwimNode}. */
export interface SwimParams {
  /** Number of this node, from 0. */
  self: number
  /** [count] nodes in the group, this one included. */
  nodes: number
  /** [ms] time between probes. */
  intervalMs: number
  /** [count] helpers that probe a silent peer. */
  helpers: number
  /** [factor] see suspicionTimeoutMs; the longest timeout is `maxSuspicionFactor` times that. */
  suspicionMultiplier: number
  /** [factor] at least 1; 1 switches the shrinking of the timeout off. */
  maxSuspicionFactor: number
  /** [count] see retransmitLimit. */
  retransmitMultiplier: number
  /** Whether peers are probed in shuffled rounds (each once a round) or drawn anew each time. */
  isRoundRobin: boolean
}

/** Value of a peer number when there is none. */
export const NO_PEER = -1

/** See the head of this file. */
export class SwimNode implements Saveable {
  private readonly params: SwimParams
  private readonly minSuspicionMs: number
  private readonly maxSuspicionMs: number
  private readonly wantedConfirmations: number
  private readonly transmitLimit: number

  private readonly statuses: Int8Array
  private readonly incarnations: Float64Array
  /** [ms] start of the present suspicion, by node. */
  private readonly suspectedSince: Float64Array
  /** Who confirmed the suspicion: row node, column from. */
  private readonly confirmed: Uint8Array
  /** [count] times the latest news about a node were passed on. */
  private readonly transmitted: Float64Array
  private readonly round: Int32Array
  private roundAt: number

  constructor(params: SwimParams) {
    const { nodes } = params
    requireNumber('nodes', nodes, { min: 1, max: 10_000, integer: true })
    requireNumber('self', params.self, { min: 0, max: nodes - 1, integer: true })
    requireNumber('intervalMs', params.intervalMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('helpers', params.helpers, { min: 0, max: 1000, integer: true })
    requireNumber('suspicionMultiplier', params.suspicionMultiplier, { min: 0, max: 1e6 })
    requireNumber('maxSuspicionFactor', params.maxSuspicionFactor, { min: 1, max: 1e6 })
    requireNumber('retransmitMultiplier', params.retransmitMultiplier, { min: 1, max: 1e6 })
    this.params = { ...params }
    this.minSuspicionMs = suspicionTimeoutMs(params.suspicionMultiplier, nodes, params.intervalMs)
    this.maxSuspicionMs = this.minSuspicionMs * params.maxSuspicionFactor
    // As in memberlist: two fewer than the multiplier, none when the group is too small to confirm.
    const wanted = Math.max(0, Math.floor(params.suspicionMultiplier) - 2)
    this.wantedConfirmations = nodes - 2 < wanted ? 0 : wanted
    this.transmitLimit = retransmitLimit(params.retransmitMultiplier, nodes)
    this.statuses = new Int8Array(nodes)
    this.incarnations = new Float64Array(nodes)
    this.suspectedSince = new Float64Array(nodes)
    this.confirmed = new Uint8Array(nodes * nodes)
    this.transmitted = new Float64Array(nodes).fill(this.transmitLimit)
    this.round = Int32Array.from({ length: nodes }, (_, node) => node)
    this.roundAt = nodes
  }

  /** What is believed of a node. Of itself a node always believes that it is alive. */
  status(node: number): MemberStatus {
    return this.statuses[node] as MemberStatus
  }

  incarnation(node: number): number {
    return this.incarnations[node]!
  }

  /** The peer to probe in this period, or {@link NO_PEER} when all others are dead. */
  nextProbe(random: Random): number {
    return this.params.isRoundRobin ? this.nextInRound(random) : this.randomPeer(random, NO_PEER)
  }

  /** Fills `out` with different helpers for a silent peer and returns how many there are. */
  chooseHelpers(random: Random, silent: number, out: Int32Array): number {
    let count = 0
    // A few draws more than needed make up for repeats; in a small group some helpers may be left out.
    const wanted = Math.min(this.params.helpers, out.length)
    for (let tries = 0; tries < 3 * this.params.nodes && count < wanted; tries++) {
      const peer = this.randomPeer(random, silent)
      if (peer === NO_PEER) break
      if (out.indexOf(peer) >= 0 && out.indexOf(peer) < count) continue
      out[count++] = peer
    }
    return count
  }

  /** Neither the peer nor a helper got an answer in this period. */
  probeFailed(now: number, peer: number): void {
    this.hear(now, { node: peer, status: SUSPECT, incarnation: this.incarnations[peer]!, from: this.params.self })
  }

  /** Takes in news. Returns whether they changed anything, in which case they are passed on. */
  hear(now: number, { node, status, incarnation, from }: Gossip): boolean {
    if (node === this.params.self) return this.refute(status, incarnation)
    const known = this.incarnations[node]!
    if (status === ALIVE) {
      if (incarnation <= known) return false
      return this.update(node, ALIVE, incarnation)
    }
    if (incarnation < known || this.statuses[node] === DEAD) return false
    if (status === DEAD) return this.update(node, DEAD, incarnation)
    if (this.statuses[node] === SUSPECT && incarnation === known) return this.confirm(node, from)
    this.confirmed.fill(0, node * this.params.nodes, (node + 1) * this.params.nodes)
    this.confirmed[node * this.params.nodes + from] = 1
    this.suspectedSince[node] = now
    return this.update(node, SUSPECT, incarnation)
  }

  /** [ms] when the next suspicion ends; infinity when there is none. */
  nextExpiry(): number {
    let earliest = Infinity
    for (let node = 0; node < this.statuses.length; node++)
      if (this.statuses[node] === SUSPECT) earliest = Math.min(earliest, this.expiry(node))
    return earliest
  }

  /** Declares suspects dead whose time is over; returns how many. */
  expire(now: number): number {
    let count = 0
    for (let node = 0; node < this.statuses.length; node++) {
      if (this.statuses[node] !== SUSPECT || now < this.expiry(node)) continue
      this.update(node, DEAD, this.incarnations[node]!)
      count++
    }
    return count
  }

  /** Writes the news passed on least often into `out` and counts that; false when all were passed on often enough. */
  nextGossip(out: Gossip): boolean {
    let best = NO_PEER
    for (let node = 0; node < this.statuses.length; node++) {
      if (this.transmitted[node]! >= this.transmitLimit) continue
      if (best === NO_PEER || this.transmitted[node]! < this.transmitted[best]!) best = node
    }
    if (best === NO_PEER) return false
    this.transmitted[best]!++
    out.node = best
    out.status = this.status(best)
    out.incarnation = this.incarnations[best]!
    out.from = this.params.self
    return true
  }

  save(out: StateWriter): void {
    out.array(this.statuses)
    out.array(this.incarnations)
    out.array(this.suspectedSince)
    out.array(this.confirmed)
    out.array(this.transmitted)
    out.array(this.round)
    out.number(this.roundAt)
  }

  load(input: StateReader): void {
    input.into(this.statuses)
    input.into(this.incarnations)
    input.into(this.suspectedSince)
    input.into(this.confirmed)
    input.into(this.transmitted)
    input.into(this.round)
    this.roundAt = input.number()
  }

  private update(node: number, status: MemberStatus, incarnation: number): boolean {
    this.statuses[node] = status
    this.incarnations[node] = incarnation
    this.transmitted[node] = 0
    return true
  }

  private refute(status: MemberStatus, incarnation: number): boolean {
    const { self } = this.params
    if (status === ALIVE || incarnation < this.incarnations[self]!) return false
    return this.update(self, ALIVE, incarnation + 1)
  }

  /** Counts a new confirmation and passes it on, until as many were heard as are wanted. */
  private confirm(node: number, from: number): boolean {
    const cell = node * this.params.nodes + from
    if (this.confirmations(node) >= this.wantedConfirmations || this.confirmed[cell] === 1) return false
    this.confirmed[cell] = 1
    this.transmitted[node] = 0
    return true
  }

  /** [count] independent confirmations beside the first suspicion. */
  private confirmations(node: number): number {
    let count = -1
    for (let from = 0; from < this.params.nodes; from++) count += this.confirmed[node * this.params.nodes + from]!
    return count
  }

  private expiry(node: number): number {
    const timeout = remainingSuspicionMs({
      confirmations: this.confirmations(node),
      wanted: this.wantedConfirmations,
      elapsedMs: 0,
      minMs: this.minSuspicionMs,
      maxMs: this.maxSuspicionMs,
    })
    return this.suspectedSince[node]! + timeout
  }

  private nextInRound(random: Random): number {
    const { nodes, self } = this.params
    for (let tries = 0; tries < 2 * nodes; tries++) {
      if (this.roundAt >= nodes) this.shuffleRound(random)
      const peer = this.round[this.roundAt++]!
      if (peer !== self && this.statuses[peer] !== DEAD) return peer
    }
    return NO_PEER
  }

  private shuffleRound(random: Random): void {
    this.roundAt = 0
    for (let last = this.round.length - 1; last > 0; last--) {
      const other = Math.floor(random.uniform() * (last + 1))
      const peer = this.round[last]!
      this.round[last] = this.round[other]!
      this.round[other] = peer
    }
  }

  /** A peer that is not dead and not `excluded`, each as likely. */
  private randomPeer(random: Random, excluded: number): number {
    let candidates = 0
    for (let node = 0; node < this.params.nodes; node++) if (this.isCandidate(node, excluded)) candidates++
    let skip = Math.floor(random.uniform() * candidates)
    for (let node = 0; node < this.params.nodes; node++)
      if (this.isCandidate(node, excluded) && skip-- === 0) return node
    return NO_PEER
  }

  private isCandidate(node: number, excluded: number): boolean {
    return node !== this.params.self && node !== excluded && this.statuses[node] !== DEAD
  }
}

const fields = {
  nodes: field(1, 'Nodes', 'Size of the group.', integer('count', 10, { min: 1, max: 10_000, scale: 'log' })),
  intervalMs: field(
    2,
    'Probe interval',
    'Each node probes one other per interval.',
    number('ms', 1000, { min: 1, max: 1e7, scale: 'log' }),
  ),
  helpers: field(
    3,
    'Helpers',
    'Nodes that probe a silent peer too, so that one bad link does not decide.',
    integer('count', 3, { max: 100 }),
  ),
  suspicionMultiplier: field(
    4,
    'Suspicion multiplier',
    'How many intervals, times the logarithm of the size of the group, a suspect has to refute.',
    number('factor', 4, { max: 100 }),
  ),
  maxSuspicionFactor: field(
    5,
    'Longest suspicion',
    'How many times longer a suspicion lasts that nobody else confirms; 1 switches that off.',
    number('factor', 6, { min: 1, max: 100 }),
  ),
  retransmitMultiplier: field(
    6,
    'Retransmit multiplier',
    'How often news are passed on, times the logarithm of the size of the group.',
    number('factor', 4, { min: 1, max: 100 }),
  ),
  isRoundRobin: field(
    7,
    'Shuffled rounds',
    'Probes each peer once per round, which bounds the time until a crash is noticed.',
    boolean(true),
  ),
}

/** Node number `self`, from 0, of a group. */
export type SwimFactory = (self: number) => SwimNode

export const swim: BuildableMember<'swim', typeof fields, SwimFactory> = {
  id: 'swim',
  number: 1,
  label: 'SWIM with suspicion',
  help: 'Each node probes one peer at a time, and the group spreads by gossip who is suspected and who is dead.',
  fields,
  source: 'Das, Gupta and Motivala, "SWIM" (DSN 2002), sections 3 and 4; hashicorp/memberlist 0.2.2',
  sourceUrl: 'https://www.cs.cornell.edu/projects/Quicksilver/public_pdfs/SWIM.pdf',
  formula: 'suspicion lasts mult·max(1, log₁₀ n)·interval; first probe of a crashed node after e/(e − 1) periods',
  deviations: 'The group is fixed and known; no full state exchange; dead nodes are probed no more but may refute.',
  create: (params) => {
    // Parameters are refused here already, not when a node starts.
    new SwimNode({ ...params, self: 0 })
    return (self) => new SwimNode({ ...params, self })
  },
}
