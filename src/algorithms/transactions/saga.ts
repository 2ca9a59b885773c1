/**
 * Orchestrated saga: steps one after the other, and compensations backwards when a step fails.
 *
 * How: T1, T2, … in order. When Tj is refused, C(j−1) … C1 follow. A compensation is repeated until it is done.
 * Bound: ends with T1 … Tn, or with T1 … T(j−1) and all of their compensations. In between others see the half-done state.
 * A step that timed out may have been carried out, so it is compensated too: the branch barrier turns that into nothing if it was not.
 * Cost: O(1) per reply. Randomness: none. Throws: ParamError when a transaction over no participants is begun.
 * Source: Garcia-Molina and Salem, "Sagas" (SIGMOD 1987), section 2, backward recovery; dtm-labs/dtm (3d79a396).
 * Differs: a refused step is taken to have undone itself and is not compensated; dtm compensates it too.
 */
import { requireNumber } from '../../lib/errors'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import {
  ABORTED,
  COMMITTED,
  type Coordinator,
  DONE,
  type Outcome,
  PENDING,
  REQUESTS,
  type Reply,
  type Request,
  TIMED_OUT,
  type TransactionProtocol,
} from './transactions'

/** See the head of this file. Participants are the steps, from 0. */
export class SagaCoordinator implements Coordinator {
  private readonly steps: number
  private decided: Outcome = PENDING
  /** The step that is acting or being compensated; −1 after the last compensation. */
  private step = 0

  constructor(steps: number) {
    this.steps = requireNumber('participants', steps, { min: 1, max: 1000, integer: true })
  }

  get outcome(): Outcome {
    return this.decided
  }

  get isFinished(): boolean {
    return this.decided === COMMITTED || (this.decided === ABORTED && this.step < 0)
  }

  request(participant: number): Request {
    if (participant !== this.step || this.decided === COMMITTED) return REQUESTS.nothing
    return this.decided === PENDING ? REQUESTS.act : REQUESTS.compensate
  }

  reply(participant: number, reply: Reply): void {
    const request = this.request(participant)
    if (request === REQUESTS.act) this.acted(reply)
    else if (request === REQUESTS.compensate && reply === DONE) this.step--
  }

  save(out: StateWriter): void {
    out.number(this.decided)
    out.number(this.step)
  }

  load(input: StateReader): void {
    this.decided = input.number() as Outcome
    this.step = input.number()
  }

  private acted(reply: Reply): void {
    if (reply === DONE) {
      this.step++
      if (this.step === this.steps) this.decided = COMMITTED
      return
    }
    this.decided = ABORTED
    if (reply !== TIMED_OUT) this.step--
  }
}

export const saga: BuildableMember<'saga', Record<never, never>, TransactionProtocol> = {
  id: 'saga',
  number: 4,
  label: 'Saga, orchestrated',
  help: 'One step after the other; a failure undoes the finished ones backwards. Others see the half-done state.',
  fields: {},
  source: 'Garcia-Molina and Salem, "Sagas" (SIGMOD 1987), section 2; dtm (3d79a396)',
  sourceUrl: 'https://doi.org/10.1145/38713.38742',
  formula: 'T1 … Tj fails ⇒ C(j−1) … C1',
  deviations: 'a refused step is not compensated; one that timed out is',
  create: () => ({ begin: (participants) => new SagaCoordinator(participants) }),
}
