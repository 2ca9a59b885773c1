/**
 * Choreographed saga, one participant of it: reacts to its neighbours' events, nobody coordinates.
 *
 * How: step i acts on "done" of step i − 1 and says "done" or "failed"; it compensates on "undone" or "failed" of step i + 1 and
 * then says "undone". Step 0 starts by itself. Events may come twice or late; each has effect once.
 * Bound: as the orchestrated saga, if every event arrives in the end. Nobody knows the outcome but the first and last step.
 * Cost: O(1). Randomness: none. Throws: nothing.
 * Source: C. Richardson, "Microservices Patterns" (2018), section 4.2, choreography; order as in saga.ts.
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { REQUESTS, type Request } from './transactions'

/** What happened at a step. */
export const STEP_DONE = 0
/** See {@link STEP_DONE}. */
export const STEP_FAILED = 1
/** See {@link STEP_DONE}. */
export const STEP_UNDONE = 2

/** What a step tells its neighbours. */
export type StepEvent = typeof STEP_DONE | typeof STEP_FAILED | typeof STEP_UNDONE

/** Events of a participant's own step, beside "nothing yet". */
const WAITING = -1

/** See the head of this file. */
export class ChoreographedStep implements Saveable {
  private readonly index: number
  /** The last event that this step itself gave out. */
  private own: StepEvent | typeof WAITING = WAITING

  /** @param index place of this step in the saga, from 0 */
  constructor(index: number) {
    this.index = index
  }

  /** What to do on an event of step `from`: act, compensate, or nothing (not a neighbour, or heard before). */
  hear(from: number, event: StepEvent): Request {
    if (from === this.index - 1 && event === STEP_DONE) return this.own === WAITING ? REQUESTS.act : REQUESTS.nothing
    const isUndo = from === this.index + 1 && event !== STEP_DONE
    return isUndo && this.own === STEP_DONE ? REQUESTS.compensate : REQUESTS.nothing
  }

  /** The step acted; returns the event to give out. A repeat gives out the same event again. */
  acted(isDone: boolean): StepEvent {
    if (this.own === WAITING) this.own = isDone ? STEP_DONE : STEP_FAILED
    return this.own
  }

  /** The step was compensated; returns the event to give out. */
  compensated(): StepEvent {
    if (this.own === STEP_DONE) this.own = STEP_UNDONE
    return STEP_UNDONE
  }

  save(out: StateWriter): void {
    out.number(this.own)
  }

  load(input: StateReader): void {
    this.own = input.number() as StepEvent
  }
}

const fields = {}

/** The participant at a place in the saga, from 0. */
export type StepFactory = (index: number) => ChoreographedStep

export const choreographedSaga: BuildableMember<'choreographed-saga', typeof fields, StepFactory> = {
  id: 'choreographed-saga',
  number: 2,
  label: 'Choreographed saga',
  help: 'Each participant reacts to the events of its neighbours; nobody coordinates.',
  fields,
  source: 'Richardson, "Microservices Patterns" (2018), section 4.2, choreography',
  sourceUrl: 'https://microservices.io/patterns/data/saga.html',
  formula: 'T₁ … Tⱼ fails → C₍ⱼ₋₁₎ … C₁, by events',
  deviations: '',
  create: () => (index) => new ChoreographedStep(index),
}
