/** Contract of the consensus family: nodes that agree on a growing list of values, whatever the network does. */
import type { Random } from '../../lib/random'
import type { Saveable } from '../../lib/state'

/** Number of no node. Nodes are numbered from 1. */
export const NO_NODE = 0

/** [count] the largest node number: sets of nodes are kept as bits. */
export const MAX_NODE = 20

/** A message between two nodes. It may be delayed, lost, repeated and overtaken. */
export interface Envelope {
  readonly from: number
  readonly to: number
}

/**
 * One node. The caller brings messages and time; the node says when it wants to be woken, and which messages go out.
 * Laws: two nodes never hold different chosen values at one index; a chosen value was proposed; `commitIndex` does not fall
 * but by a restart. With a majority up, connected and undisturbed, a leader appears and what it is asked to propose is chosen.
 */
export interface ConsensusNode extends Saveable {
  readonly id: number
  /** Whether this node takes itself for the leader. An old leader does so until it hears of a new one. */
  readonly isLeader: boolean
  /** The node it takes for the leader, or {@link NO_NODE}. */
  readonly leader: number
  /** Term, or ballot: rises with each election. */
  readonly term: number
  /** Every index up to this one is chosen and known here. Indices start at 1. */
  readonly commitIndex: number
  /** The node begins, or begins again after a crash: what is not on disk is gone. */
  start(now: number, random: Random): void
  /** [ms] when `tick` is wanted next. */
  nextTickAt(): number
  /** Does what is due at `now`; calling too often is harmless. */
  tick(now: number, random: Random): void
  /** Takes in a message addressed to this node. */
  receive(now: number, random: Random, message: Envelope): void
  /** Asks to have a value (a whole number ≥ 0) chosen. False when this node does not lead: ask {@link leader}. */
  propose(now: number, value: number): boolean
  /** The value chosen at an index up to commitIndex; NaN for an entry without one (made by an election), or no longer kept. */
  chosen(index: number): number
  /** Hands over the messages written since the last call. */
  takeMessages(): Envelope[]
}

/** A way to agree, with its parameters. */
export interface ConsensusProtocol {
  /** Node number `id` out of the nodes 1 to `nodes`. */
  node(id: number, nodes: number): ConsensusNode
}
