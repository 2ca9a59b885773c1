/**
 * What the coordinators with phases have in common: each participant stands somewhere, and all move through phases together.
 *
 * Cost: O(1) per reply, O(participants) when a phase may end; allocation only when built.
 */
import { requireNumber } from '../../lib/errors'
import type { StateReader, StateWriter } from '../../lib/state'
import { type Coordinator, type Outcome, PENDING, REQUESTS, type Reply, type Request } from './transactions'

/** Where every coordinator starts. */
export const FIRST_PHASE = 0

/** Base of coordinators that ask all participants at once, phase by phase. */
export abstract class PhasedCoordinator implements Coordinator {
  protected readonly participants: number
  protected phase = FIRST_PHASE
  protected decided: Outcome = PENDING
  /** 1 for a participant that has done the request of the present phase. */
  private readonly done: Uint8Array

  constructor(participants: number) {
    this.participants = requireNumber('participants', participants, { min: 1, max: 1000, integer: true })
    this.done = new Uint8Array(participants)
  }

  get outcome(): Outcome {
    return this.decided
  }

  get isFinished(): boolean {
    return this.decided !== PENDING && this.isLastPhase() && this.areAllDone()
  }

  request(participant: number): Request {
    return this.done[participant] === 1 ? REQUESTS.nothing : this.requestOfPhase()
  }

  reply(participant: number, reply: Reply): void {
    if (this.request(participant) === REQUESTS.nothing) return
    this.answered(participant, reply)
  }

  save(out: StateWriter): void {
    out.number(this.phase)
    out.number(this.decided)
    out.array(this.done)
  }

  load(input: StateReader): void {
    this.phase = input.number()
    this.decided = input.number() as Outcome
    input.into(this.done)
  }

  /** What a participant that has not done it is asked in the present phase. */
  protected abstract requestOfPhase(): Request
  /** A reply to the request of the present phase. */
  protected abstract answered(participant: number, reply: Reply): void
  /** Whether the transaction ends when all have done the present phase. */
  protected abstract isLastPhase(): boolean

  protected markDone(participant: number): void {
    this.done[participant] = 1
  }

  protected areAllDone(): boolean {
    return this.done.every((flag) => flag === 1)
  }

  /** Starts a phase in which all participants are asked again. */
  protected enter(phase: number, outcome: Outcome): void {
    this.phase = phase
    this.decided = outcome
    this.done.fill(0)
  }
}
