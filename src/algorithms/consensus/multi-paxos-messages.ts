/** Messages between Multi-Paxos nodes. */
import type { Envelope } from './consensus'

/** Asks for a promise, and for what was accepted from a slot on. */
export interface PrepareMessage extends Envelope {
  readonly kind: 'prepare'
  readonly ballot: number
  readonly firstSlot: number
}

/** A promise: ballots and values accepted from firstSlot on (ballot 0 for none), and how far the sender knows the choice. */
export interface PromiseMessage extends Envelope {
  readonly kind: 'promise'
  readonly ballot: number
  readonly firstSlot: number
  readonly ballots: readonly number[]
  readonly values: readonly number[]
  readonly knownTo: number
}

/** Asks to accept values from firstSlot on; every slot up to chosenTo is chosen. Without values a heartbeat. */
export interface AcceptMessage extends Envelope {
  readonly kind: 'accept'
  readonly ballot: number
  readonly firstSlot: number
  readonly values: readonly number[]
  readonly chosenTo: number
}

/** The sender follows this ballot without a gap up to this slot. */
export interface AcceptedMessage extends Envelope {
  readonly kind: 'accepted'
  readonly ballot: number
  readonly upTo: number
}

/** The sender promised a higher ballot. */
export interface RefusalMessage extends Envelope {
  readonly kind: 'refusal'
  readonly ballot: number
}

/** Any message between nodes. */
export type PaxosMessage = PrepareMessage | PromiseMessage | AcceptMessage | AcceptedMessage | RefusalMessage
