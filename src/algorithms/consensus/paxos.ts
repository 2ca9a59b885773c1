/**
 * Single-decree Paxos: one value is chosen, once, by proposers and acceptors that may crash.
 *
 * How: a proposer takes a ballot higher than any it used and asks for promises. An acceptor promises to take part in no lower
 * ballot and tells the last value it accepted. With promises of a majority the proposer must propose the value of the highest
 * ballot among the answers, or is free if there is none. A value accepted by a majority in one ballot is chosen.
 * Bound: no two values are ever chosen. Two proposers can outbid each other for ever: progress needs that one waits.
 * Cost: O(1) per message. Randomness: none. Throws: ParamError from constructors only.
 * Source: L. Lamport, "Paxos Made Simple" (2001), section 2.2.
 * Differs: an acceptor answers a lower ballot with a refusal that names its promise, so that the proposer can go higher.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { MAX_NODE } from './consensus'
import { bitOf, firstNodes, VOTE_WON, voteResult } from './quorum'

/** Ballot number of nobody, below all others. */
export const NO_BALLOT = 0

/** The ballot number of a node in a round: later rounds are higher, and no two nodes share one. */
export function ballotOf(round: number, node: number): number {
  return round * (MAX_NODE + 1) + node
}

/** The round of a ballot. */
export function roundOf(ballot: number): number {
  return Math.floor(ballot / (MAX_NODE + 1))
}

/** Remembers on disk what it promised and accepted. */
export class PaxosAcceptor implements Saveable {
  private promisedBallot = NO_BALLOT
  private ballot = NO_BALLOT
  private accepted = Number.NaN

  /** The highest ballot promised. */
  get promised(): number {
    return this.promisedBallot
  }

  /** Ballot of the value accepted last, or {@link NO_BALLOT}. */
  get acceptedBallot(): number {
    return this.ballot
  }

  /** The value accepted last; NaN if none was. */
  get acceptedValue(): number {
    return this.accepted
  }

  /** Promises to ignore lower ballots. False when a higher one was promised; the same one is promised again. */
  prepare(ballot: number): boolean {
    if (ballot < this.promisedBallot) return false
    this.promisedBallot = ballot
    return true
  }

  /** Accepts a value. False when a higher ballot was promised. */
  accept(ballot: number, value: number): boolean {
    if (ballot < this.promisedBallot) return false
    this.promisedBallot = ballot
    this.ballot = ballot
    this.accepted = value
    return true
  }

  save(out: StateWriter): void {
    for (const part of [this.promisedBallot, this.ballot, this.accepted]) out.number(part)
  }

  load(input: StateReader): void {
    this.promisedBallot = input.number()
    this.ballot = input.number()
    this.accepted = input.number()
  }
}

/** Tries to have a value chosen. Only its round must be on disk; after a crash it starts a new one. */
export class PaxosProposer implements Saveable {
  private readonly node: number
  private readonly acceptors: number
  private round = 0
  private wish = Number.NaN
  private promisedBy = 0
  private acceptedBy = 0
  private highestAccepted = NO_BALLOT
  private chosenValue = Number.NaN

  /** @param node number of the proposer @param acceptors [count] how many acceptors there are, numbered from 1 */
  constructor(node: number, acceptors: number) {
    this.node = requireNumber('node', node, { min: 1, max: MAX_NODE, integer: true })
    requireNumber('acceptors', acceptors, { min: 1, max: MAX_NODE, integer: true })
    this.acceptors = firstNodes(acceptors)
  }

  /** The present ballot. */
  get ballot(): number {
    return ballotOf(this.round, this.node)
  }

  /** Whether a majority promised, so that {@link value} may be sent to be accepted. */
  get isPrepared(): boolean {
    return voteResult(this.acceptors, this.promisedBy, 0) === VOTE_WON
  }

  /** The value to propose: the wish, or what an earlier ballot binds to. */
  get value(): number {
    return this.wish
  }

  /** The chosen value, or NaN while this proposer does not know it. */
  get chosen(): number {
    return this.chosenValue
  }

  /** Starts a round above `above` (a ballot heard of) for a value; returns the ballot to send to all acceptors. */
  begin(value: number, above = NO_BALLOT): number {
    this.round = Math.max(this.round, roundOf(above)) + 1
    this.wish = value
    this.promisedBy = 0
    this.acceptedBy = 0
    this.highestAccepted = NO_BALLOT
    return this.ballot
  }

  /** A promise for a ballot, with what the acceptor had accepted. Ignored when the ballot is old or a majority is there. */
  promise(acceptor: number, ballot: number, acceptedBallot: number, acceptedValue: number): void {
    if (ballot !== this.ballot || this.isPrepared) return
    this.promisedBy |= bitOf(acceptor)
    if (acceptedBallot <= this.highestAccepted) return
    this.highestAccepted = acceptedBallot
    this.wish = acceptedValue
  }

  /** An acceptor accepted in a ballot. Returns whether the value is chosen. */
  accepted(acceptor: number, ballot: number): boolean {
    if (ballot !== this.ballot || !this.isPrepared) return false
    this.acceptedBy |= bitOf(acceptor)
    const isChosen = voteResult(this.acceptors, this.acceptedBy, 0) === VOTE_WON
    if (isChosen) this.chosenValue = this.wish
    return isChosen
  }

  save(out: StateWriter): void {
    const { round, wish, promisedBy, acceptedBy, highestAccepted, chosenValue } = this
    for (const part of [round, wish, promisedBy, acceptedBy, highestAccepted, chosenValue]) out.number(part)
  }

  load(input: StateReader): void {
    this.round = input.number()
    this.wish = input.number()
    this.promisedBy = input.number()
    this.acceptedBy = input.number()
    this.highestAccepted = input.number()
    this.chosenValue = input.number()
  }
}

const fields = {
  acceptors: field(
    1,
    'Acceptors',
    'Nodes that promise and accept; a majority of them chooses.',
    integer('count', 3, { min: 1, max: MAX_NODE }),
  ),
}

/** A proposer, by its number from 1. */
export type ProposerFactory = (node: number) => PaxosProposer

export const paxos: BuildableMember<'paxos', typeof fields, ProposerFactory> = {
  id: 'paxos',
  number: 1,
  label: 'Single-decree Paxos',
  help: 'One value is chosen, once, by proposers and acceptors that may crash.',
  fields,
  source: 'Lamport, "Paxos Made Simple" (2001), section 2.2',
  sourceUrl: 'https://lamport.azurewebsites.net/pubs/paxos-simple.pdf',
  formula: 'propose the value of the highest ballot among a majority of promises, or any if there is none',
  deviations: 'A lower ballot is answered with a refusal that names the promise.',
  create: ({ acceptors }) => {
    // The parameter is refused here already, not when a proposer starts.
    new PaxosProposer(1, acceptors)
    return (node) => new PaxosProposer(node, acceptors)
  },
}
