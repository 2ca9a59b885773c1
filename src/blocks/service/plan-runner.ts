/**
 * Runs the call plan of a service for its attempts.
 *
 * How: steps are compiled into groups that run one after the other; neighbours of the same stage form one group and run at the
 * same time. Each step of a group is a branch; a group is over when all its branches are. A branch keeps its place in the
 * tag of its calls (step, phase, and a count or the index of its critical section), so parallel branches need nothing else.
 *
 * A plan that changes while running leaves those in the middle of the old one to finish it: an attempt keeps the version of the
 * plan that it began with.
 *
 * Registers of an attempt used here: `register1` (group and open branches), `value0` (version of the plan, and first failure of
 * a required step), and `result` / `result2` as the answer that is carried back.
 * Ways to get stuck: none of its own; each branch waits for a call that ends or for a timer.
 */
import { type Attempt, CANCELLED, type Call, NONE, OK } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { ACT, BATCH, PUBLISH } from '../parts/operations'
import { CachedSteps } from './cached-steps'
import { type CompiledPlan, type CompiledStep, compilePlan } from './compiled-plan'
import type { PlanStep } from './plan'
import { SECOND_DELETE, SECTION_WORKED, type StepHost } from './plan-steps'
import { SectionSteps } from './section-steps'

const DRAW_STEP = 32

const PHASE_SHIFT = 8
const REST_SHIFT = 12

/** A register holds the version of the plan above the bits of an outcome, another the group above those of a count. */
const OUTCOME_BITS = 4
const OUTCOMES = 1 << OUTCOME_BITS
const COUNT_BITS = 16
const COUNTS = 1 << COUNT_BITS

/** The service that a plan runs for. */
export interface PlanOwner {
  /** The plan of an attempt is over. */
  planned(attempt: Attempt, outcome: number): void
  /** Whether the attempt skips optional steps, right now. */
  dropsOptional(attempt: Attempt): boolean
}

export class PlanRunner implements StepHost, Saveable {
  /** Optional steps that were skipped. */
  optionalDropped = 0
  private readonly context: BlockContext
  private readonly owner: PlanOwner
  /** All versions of the plan so far; new attempts take the last. */
  private readonly versions: CompiledPlan[] = []
  /** Whether the last of them does nothing. */
  private isEmpty = true
  private readonly cached: CachedSteps
  private readonly sections: SectionSteps

  constructor(context: BlockContext, plan: readonly PlanStep[], owner: PlanOwner) {
    this.context = context
    this.owner = owner
    this.cached = new CachedSteps(context, this)
    this.sections = new SectionSteps(context, this)
    this.compile(plan)
  }

  /** Takes another plan for attempts that begin from now on. */
  compile(plan: readonly PlanStep[]): void {
    const compiled = compilePlan(plan, this.context.outgoing)
    this.versions.push(compiled)
    this.isEmpty = compiled.groups.length === 0
  }

  /** Starts the plan of an attempt. */
  begin(attempt: Attempt): void {
    attempt.value0 = (this.versions.length - 1) * OUTCOMES + OK
    attempt.result = 0
    attempt.result2 = 0
    if (this.isEmpty) this.owner.planned(attempt, OK)
    else this.nextGroup(attempt, 0)
  }

  /** A call is settled; those that belong to no attempt have done what they were for. */
  answered(call: Call): void {
    const { tag, parent: attempt } = call
    if (attempt === null) return
    const index = tag & 255
    const phase = (tag >> PHASE_SHIFT) & 15
    const rest = tag >> REST_SHIFT
    const { step, isPlainCall } = this.stepOf(attempt, index)
    if (isPlainCall) return this.calledOnce(attempt, index, call)
    switch (step.type) {
      case 'call':
        return this.called(attempt, index, call, rest)
      case 'publish':
        return this.branchDone(attempt, index, call.outcome)
      case 'cached':
        return this.cached.answered(step, attempt, index, call, phase, rest)
      case 'critical':
      case 'optimistic':
        return this.sections.answered(attempt, index, call, phase, rest)
    }
  }

  /** An own event of the service. */
  handle(kind: number, a: number, b: number): void {
    if (kind === SECTION_WORKED) this.sections.handle(a, b)
    else if (kind === SECOND_DELETE) this.cached.handle(a, b)
  }

  /** Forgets what belongs to an attempt that is stopped. */
  forget(attempt: Attempt): void {
    this.sections.forget(attempt)
  }

  /** Forgets what belongs to attempts that are gone. */
  forgetLost(): void {
    this.sections.forgetLost()
  }

  /** The replica stands still, or goes on. */
  pause(replica: number): void {
    this.sections.pause(replica)
  }

  resume(replica: number): void {
    this.sections.resume(replica)
  }

  private nextGroup(attempt: Attempt, from: number): void {
    const { steps, groups, plainCalls, hasOptional } = this.planOf(attempt)
    const drops = hasOptional && from < groups.length && this.owner.dropsOptional(attempt)
    for (let group = from; group < groups.length; group++) {
      const only = plainCalls[group]!
      if (only !== NONE) {
        attempt.register1 = group * COUNTS + 1
        // As any other call, in its first phase and to act, which is what a call is prepared for.
        const { to, repeat } = steps[only]!
        return this.context.send(this.context.prepare(to, attempt, only, repeat))
      }
      const members = groups[group]!
      let branches = 0
      for (const index of members) {
        if (!this.isTaken(attempt, index)) continue
        const { step } = this.stepOf(attempt, index)
        if (drops && step.optional) this.optionalDropped++
        else branches += branchesOf(step)
      }
      if (branches === 0) continue
      attempt.register1 = group * COUNTS + branches
      for (const index of members) {
        if (drops && this.stepOf(attempt, index).step.optional) continue
        if (this.isTaken(attempt, index)) this.startStep(attempt, index)
      }
      return
    }
    this.owner.planned(attempt, this.failureOf(attempt))
  }

  private planOf(attempt: Attempt): CompiledPlan {
    return this.versions[(attempt.value0 | 0) >> OUTCOME_BITS]!
  }

  stepOf(attempt: Attempt, index: number): CompiledStep {
    return this.planOf(attempt).steps[index]!
  }

  /** First failure of a required step so far, or OK. */
  private failureOf(attempt: Attempt): number {
    return (attempt.value0 | 0) & (OUTCOMES - 1)
  }

  /**
   * Whether an attempt takes a step: by kind of request, by chance, and because the step has somewhere to go. The draw is
   * keyed, so asking twice gives the same answer.
   */
  private isTaken(attempt: Attempt, index: number): boolean {
    const { step, to, second } = this.stepOf(attempt, index)
    if (to < 0 || ((step.type === 'cached' || step.type === 'critical') && second < 0)) return false
    const isWrite = attempt.call.request.isWrite === 1
    if ((step.when === 'reads' && isWrite) || (step.when === 'writes' && !isWrite)) return false
    return step.probability >= 1 || this.context.draw(DRAW_STEP + index, attempt).uniform() < step.probability
  }

  private startStep(attempt: Attempt, index: number): void {
    const { step } = this.stepOf(attempt, index)
    switch (step.type) {
      case 'call': {
        if (step.batch && step.times > 1) {
          const call = this.prepare(attempt, index, BATCH)
          call.argument = step.times
          return this.context.send(call)
        }
        const branches = branchesOf(step)
        for (let i = 0; i < branches; i++) this.context.send(this.prepare(attempt, index, ACT, 0, i))
        return
      }
      case 'publish':
        return this.context.send(this.prepare(attempt, index, PUBLISH))
      case 'critical':
      case 'optimistic':
        return this.sections.start(attempt, index)
      case 'cached':
        return this.cached.start(step, attempt, index)
    }
  }

  prepare(attempt: Attempt, index: number, operation: number, phase = 0, rest = 0): Call {
    const { to, repeat } = this.stepOf(attempt, index)
    return this.prepareOver(to, repeat, attempt, index, operation, phase, rest)
  }

  prepareSecond(attempt: Attempt, index: number, operation: number, phase: number, rest = 0): Call {
    const { second, secondRepeat } = this.stepOf(attempt, index)
    return this.prepareOver(second, secondRepeat, attempt, index, operation, phase, rest)
  }

  private prepareOver(
    outgoing: number,
    repeat: number,
    attempt: Attempt,
    index: number,
    operation: number,
    phase: number,
    rest: number,
  ): Call {
    const counted = this.stepOf(attempt, index).step.type === 'call' ? rest : 0
    const tag = index | (phase << PHASE_SHIFT) | (rest << REST_SHIFT)
    const call = this.context.prepare(outgoing, attempt, tag, repeat + counted + phase * 1_048_576)
    call.operation = operation
    return call
  }

  private calledOnce(attempt: Attempt, index: number, call: Call): void {
    const outcome = call.outcome
    if (outcome === OK) this.carry(attempt, call)
    this.branchDone(attempt, index, outcome)
  }

  private called(attempt: Attempt, index: number, call: Call, count: number): void {
    const { step } = this.stepOf(attempt, index)
    const outcome = call.outcome
    if (outcome === OK) this.carry(attempt, call)
    const isRepeated = step.type === 'call' && !step.parallel && !step.batch && count + 1 < step.times
    if (outcome === OK && isRepeated) {
      return this.context.send(this.prepare(attempt, index, ACT, 0, count + 1))
    }
    this.branchDone(attempt, index, outcome)
  }

  carry(attempt: Attempt, call: Call): void {
    attempt.result = call.result
    attempt.result2 = call.result2
  }

  branchDone(attempt: Attempt, index: number, outcome: number): void {
    if (outcome !== OK && outcome !== CANCELLED && this.failureOf(attempt) === OK) {
      if (!this.stepOf(attempt, index).step.optional) attempt.value0 += outcome
    }
    const state = attempt.register1 - 1
    attempt.register1 = state
    if ((state & (COUNTS - 1)) > 0) return
    const failure = this.failureOf(attempt)
    if (failure !== OK) this.owner.planned(attempt, failure)
    else this.nextGroup(attempt, (state >> COUNT_BITS) + 1)
  }

  save(out: StateWriter): void {
    out.number(this.optionalDropped)
    this.sections.save(out)
  }

  load(input: StateReader): void {
    this.optionalDropped = input.number()
    this.sections.load(input)
  }
}

/** Calls of a step that are under way at the same time. */
function branchesOf(step: PlanStep): number {
  return step.type === 'call' && step.parallel && !step.batch ? step.times : 1
}
