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
import { type Attempt, CANCELLED, CAUSE_ERROR, type Call, NONE, OK, type Request } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import {
  ACQUIRE,
  ACT,
  BATCH,
  COMPARE_AND_TAKE,
  DECREMENT,
  DELETE,
  FENCED_OFF,
  FILL,
  LOOK_UP,
  PUBLISH,
  READ,
  READ_COUNTER,
  RELEASE,
  WRITE,
  WRITE_COUNTER,
} from '../parts/operations'
import { type CompiledPlan, type CompiledStep, compilePlan, isSection, type SectionStep } from './compiled-plan'
import type { PlanStep } from './plan'
import { Sections } from './sections'

/** Event kinds of the service that belong to its plan. */
export const SECTION_WORKED = 2
export const SECOND_DELETE = 3

const DRAW_SECTION_WORK = 3
const DRAW_STEP = 32

const PHASE_SHIFT = 8
const REST_SHIFT = 12

/** Phases of a cached step. */
const LOOKING_UP = 0
const READING = 1
const FILLING = 2
const WRITING = 3
const DELETING_AFTER = 4
const DELETING_BEFORE = 5
/** Phases of a critical section. */
const ACQUIRING = 0
const READING_COUNTER = 1
const WRITING_COUNTER = 2
const RELEASING = 3

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

export class PlanRunner implements Saveable {
  /** Optional steps that were skipped. */
  optionalDropped = 0
  private readonly context: BlockContext
  private readonly owner: PlanOwner
  /** All versions of the plan so far; new attempts take the last. */
  private readonly versions: CompiledPlan[] = []
  /** Whether the last of them does nothing. */
  private isEmpty = true
  private readonly sections = new Sections()

  constructor(context: BlockContext, plan: readonly PlanStep[], owner: PlanOwner) {
    this.context = context
    this.owner = owner
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
        return this.cachedAnswered(attempt, index, call, phase)
      case 'critical':
      case 'optimistic':
        return this.sectionAnswered(attempt, index, call, phase, rest)
    }
  }

  /** An own event of the service. */
  handle(kind: number, a: number, b: number): void {
    if (kind === SECTION_WORKED && this.sections.timer[a] === b && this.sections.isWorking[a]) this.sectionWorked(a)
    else if (kind === SECOND_DELETE) this.deleteAgain(this.context.requests.at(a), b)
  }

  /** Forgets the sections of an attempt that is stopped. */
  forget(attempt: Attempt): void {
    this.freeSections((section) => this.sections.attempt[section] === attempt.index)
  }

  /** Forgets the sections of attempts that are gone. */
  forgetLost(): void {
    const { sections } = this
    this.freeSections(
      (section) => !this.context.isPresent(this.attemptOf(section), sections.attemptGeneration[section]!),
    )
  }

  /** The replica stands still: so does the work inside its sections. */
  pause(replica: number): void {
    this.eachWorking(replica, (section) => {
      this.sections.endMs[section]! -= this.context.engine.now
      this.sections.timer[section] = (this.sections.timer[section]! + 1) | 0
    })
  }

  resume(replica: number): void {
    this.eachWorking(replica, (section) => {
      const left = this.sections.endMs[section]!
      this.sections.endMs[section] = this.context.engine.now + left
      this.context.after(left, SECTION_WORKED, section, this.sections.timer[section]!)
    })
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

  private stepOf(attempt: Attempt, index: number): CompiledStep {
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
        return this.startSection(attempt, index)
      case 'cached': {
        const isWrite = attempt.call.request.isWrite === 1
        if (!isWrite) return this.context.send(this.prepare(attempt, index, LOOK_UP, LOOKING_UP))
        const deletesFirst = step.onWrite === 'delete-then-update' || step.onWrite === 'delayed-double-delete'
        if (deletesFirst) return this.context.send(this.prepare(attempt, index, DELETE, DELETING_BEFORE))
        return this.context.send(this.prepareSecond(attempt, index, WRITE, WRITING))
      }
    }
  }

  /** Prepares a call over the first connection of a step. `rest` is a count or the index of a section. */
  private prepare(attempt: Attempt, index: number, operation: number, phase = 0, rest = 0): Call {
    const { to, repeat } = this.stepOf(attempt, index)
    return this.prepareOver(to, repeat, attempt, index, operation, phase, rest)
  }

  /** Prepares a call over the second connection of a step: the origin of a cached one, the store of a critical one. */
  private prepareSecond(attempt: Attempt, index: number, operation: number, phase: number, rest = 0): Call {
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

  private cachedAnswered(attempt: Attempt, index: number, call: Call, phase: number): void {
    const { step } = this.stepOf(attempt, index)
    if (step.type !== 'cached') return
    const outcome = call.outcome
    switch (phase) {
      case LOOKING_UP:
        if (outcome === OK && call.result > 0) return this.branchDone(attempt, index, OK)
        return this.context.send(this.prepareSecond(attempt, index, READ, READING))
      case READING:
      case WRITING: {
        if (outcome !== OK) return this.branchDone(attempt, index, outcome)
        this.carry(attempt, call)
        if (phase === READING || step.onWrite === 'update-then-update') return this.fill(attempt, index, call)
        if (step.onWrite === 'update-then-delete')
          return this.context.send(this.prepare(attempt, index, DELETE, DELETING_AFTER))
        if (step.onWrite === 'delayed-double-delete') this.scheduleSecondDelete(attempt, index, step.secondDeleteMs)
        return this.branchDone(attempt, index, OK)
      }
      case DELETING_BEFORE:
        return this.context.send(this.prepareSecond(attempt, index, WRITE, WRITING))
      default:
        return this.branchDone(attempt, index, OK)
    }
  }

  /** Puts what the origin answered into the cache. */
  private fill(attempt: Attempt, index: number, answered: Call): void {
    const { result: version, result2: origin } = answered
    const call = this.prepare(attempt, index, FILL, FILLING)
    call.argument = version
    call.argument2 = origin
    this.context.send(call)
  }

  /** The delayed delete outlives the request, so it travels for a copy of it. */
  private scheduleSecondDelete(attempt: Attempt, index: number, delayMs: number): void {
    const copy = this.context.requests.copy(attempt.call.request)
    this.context.after(delayMs, SECOND_DELETE, copy.index, this.stepOf(attempt, index).to)
  }

  private deleteAgain(request: Request, outgoing: number): void {
    const call = this.context.prepareRoot(outgoing, request, NONE)
    call.operation = DELETE
    this.context.send(call)
    this.context.requests.drop(request)
  }

  private startSection(attempt: Attempt, index: number): void {
    const { sections, context } = this
    const section = sections.allocate()
    sections.isOpen[section] = 1
    sections.attempt[section] = attempt.index
    sections.attemptGeneration[section] = attempt.generation
    sections.step[section] = index
    sections.token[section] = 0
    sections.owner[section] = 0
    sections.failure[section] = OK
    sections.isWorking[section] = 0
    const { step, counter } = this.stepOf(attempt, index)
    if (step.type === 'optimistic') return this.readCounter(attempt, index, section)
    const call = this.prepare(attempt, index, ACQUIRE, ACQUIRING, section)
    call.key = counter
    context.send(call)
  }

  private readCounter(attempt: Attempt, index: number, section: number): void {
    const { step, counter } = this.stepOf(attempt, index)
    const call = this.prepareSecond(attempt, index, READ_COUNTER, READING_COUNTER, section)
    call.key = counter
    call.argument2 = step.type === 'critical' && step.fenced ? this.sections.token[section]! : 0
    this.context.send(call)
  }

  private sectionAnswered(attempt: Attempt, index: number, call: Call, phase: number, section: number): void {
    const { sections } = this
    const isFencedOff = call.outcome === OK && call.result === FENCED_OFF
    const outcome = isFencedOff ? CAUSE_ERROR : call.outcome
    switch (phase) {
      case ACQUIRING: {
        if (outcome !== OK) return this.endSection(section, outcome)
        sections.token[section] = call.result
        sections.owner[section] = call.result2
        return this.readCounter(attempt, index, section)
      }
      case READING_COUNTER:
        if (outcome !== OK) return this.releaseLock(section, outcome)
        sections.counter[section] = call.result
        return this.startSectionWork(attempt, section)
      case WRITING_COUNTER: {
        const hasChanged = outcome === OK && call.operation === COMPARE_AND_TAKE && call.result === 0
        return this.releaseLock(section, hasChanged ? CAUSE_ERROR : outcome)
      }
      default:
        return this.endSection(section, sections.failure[section]!)
    }
  }

  private startSectionWork(attempt: Attempt, section: number): void {
    const { context, sections } = this
    const condition = context.condition(attempt.replica)
    const { work } = this.stepOf(attempt, sections.step[section]!)
    const duration = work!.sample(context.draw(DRAW_SECTION_WORK, attempt)) * condition.slowFactor
    sections.isWorking[section] = 1
    sections.timer[section] = (sections.timer[section]! + 1) | 0
    sections.endMs[section] = condition.isPaused ? duration : context.engine.now + duration
    if (!condition.isPaused) context.after(duration, SECTION_WORKED, section, sections.timer[section]!)
  }

  private sectionWorked(section: number): void {
    const { sections } = this
    const index = sections.step[section]!
    const attempt = this.attemptOf(section)
    const { step, counter } = this.stepOf(attempt, index)
    sections.isWorking[section] = 0
    if (!isSection(step)) return
    const value = sections.counter[section]!
    if (value <= 0) return this.releaseLock(section, OK)
    const operation = writeOf(step)
    const call = this.prepareSecond(attempt, index, operation, WRITING_COUNTER, section)
    call.key = counter
    call.argument = operation === COMPARE_AND_TAKE ? value : value - 1
    call.argument2 = step.type === 'critical' && step.fenced ? sections.token[section]! : 0
    this.context.send(call)
  }

  private releaseLock(section: number, outcome: number): void {
    const { sections } = this
    const index = sections.step[section]!
    const attempt = this.attemptOf(section)
    if (this.stepOf(attempt, index).step.type === 'optimistic') return this.endSection(section, outcome)
    sections.failure[section] = outcome
    const call = this.prepare(attempt, index, RELEASE, RELEASING, section)
    call.key = this.stepOf(attempt, index).counter
    call.argument = sections.owner[section]!
    this.context.send(call)
  }

  private endSection(section: number, outcome: number): void {
    const attempt = this.attemptOf(section)
    const index = this.sections.step[section]!
    this.freeSection(section)
    this.branchDone(attempt, index, outcome)
  }

  /** The attempt that a section belongs to, or belonged to. */
  private attemptOf(section: number): Attempt {
    return this.context.attempts.at(this.sections.attempt[section]!)
  }

  private freeSection(section: number): void {
    const { sections } = this
    sections.isOpen[section] = 0
    sections.isWorking[section] = 0
    sections.timer[section] = (sections.timer[section]! + 1) | 0
    sections.release(section)
  }

  private freeSections(isGone: (section: number) => boolean): void {
    const { sections } = this
    if (sections.inUse === 0) return
    for (let section = 0; section < sections.capacity; section++) {
      if (sections.isOpen[section] && isGone(section)) this.freeSection(section)
    }
  }

  private eachWorking(replica: number, act: (section: number) => void): void {
    const { sections } = this
    for (let section = 0; section < sections.capacity; section++) {
      if (!sections.isWorking[section]) continue
      if (this.attemptOf(section).replica === replica) act(section)
    }
  }

  /** Keeps the answer of a call as what the attempt may answer. */
  private carry(attempt: Attempt, call: Call): void {
    attempt.result = call.result
    attempt.result2 = call.result2
  }

  private branchDone(attempt: Attempt, index: number, outcome: number): void {
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

/** How a section writes its counter. */
function writeOf(step: SectionStep): number {
  if (step.type === 'optimistic') return COMPARE_AND_TAKE
  return step.write === 'atomic-decrement' ? DECREMENT : WRITE_COUNTER
}

/** Calls of a step that are under way at the same time. */
function branchesOf(step: PlanStep): number {
  return step.type === 'call' && step.parallel && !step.batch ? step.times : 1
}
