/** What the steps of a plan need of the runner that they belong to. */
import type { Attempt, Call } from '../../engine/calls'
import type { CompiledStep } from './compiled-plan'

/** Event kinds of the service that belong to steps of its plan. */
export const SECTION_WORKED = 2
export const SECOND_DELETE = 3

export interface StepHost {
  stepOf(attempt: Attempt, index: number): CompiledStep
  /** Prepares a call over the first connection of a step. `rest` is a count or the index of a section. */
  prepare(attempt: Attempt, index: number, operation: number, phase?: number, rest?: number): Call
  /** Prepares a call over the second connection of a step: the origin of a cached one, the store of a critical one. */
  prepareSecond(attempt: Attempt, index: number, operation: number, phase: number, rest?: number): Call
  /** Keeps the answer of a call as what the attempt may answer. */
  carry(attempt: Attempt, call: Call): void
  /** A step, or one of its calls at the same time, is over. */
  branchDone(attempt: Attempt, index: number, outcome: number): void
}
