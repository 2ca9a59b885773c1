/**
 * Runs the steps of a plan that read a counter, work, and write it: under a lock (critical) or in the hope that nobody else does
 * (optimistic).
 *
 * How: a section remembers what its calls need of one another; its index travels in the tags of these calls. The work inside stands still
 * while the replica does.
 */
import { type Attempt, CAUSE_ERROR, type Call, OK } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import {
  ACQUIRE,
  COMPARE_AND_TAKE,
  DECREMENT,
  FENCED_OFF,
  READ_COUNTER,
  RELEASE,
  WRITE_COUNTER,
} from '../parts/operations'
import { isSection, type SectionStep } from './compiled-plan'
import { SECTION_WORKED, type StepHost } from './plan-steps'
import { Sections } from './sections'

const DRAW_SECTION_WORK = 3

/** Phases of a section. */
const ACQUIRING = 0
const READING_COUNTER = 1
const WRITING_COUNTER = 2
const RELEASING = 3

export class SectionSteps implements Saveable {
  private readonly context: BlockContext
  private readonly host: StepHost
  private readonly sections = new Sections()

  constructor(context: BlockContext, host: StepHost) {
    this.context = context
    this.host = host
  }

  /** The work inside a section may be over. */
  handle(section: number, timer: number): void {
    if (this.sections.timer[section] === timer && this.sections.isWorking[section]) this.worked(section)
  }

  /** Forgets the sections of an attempt that is stopped. */
  forget(attempt: Attempt): void {
    this.freeWhere((section) => this.sections.attempt[section] === attempt.index)
  }

  /** Forgets the sections of attempts that are gone. */
  forgetLost(): void {
    const { sections } = this
    this.freeWhere((section) => !this.context.isPresent(this.attemptOf(section), sections.attemptGeneration[section]!))
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

  start(attempt: Attempt, index: number): void {
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
    const { step, counter } = this.host.stepOf(attempt, index)
    if (step.type === 'optimistic') return this.readCounter(attempt, index, section)
    const call = this.host.prepare(attempt, index, ACQUIRE, ACQUIRING, section)
    call.key = counter
    context.send(call)
  }

  private readCounter(attempt: Attempt, index: number, section: number): void {
    const { step, counter } = this.host.stepOf(attempt, index)
    const call = this.host.prepareSecond(attempt, index, READ_COUNTER, READING_COUNTER, section)
    call.key = counter
    call.argument2 = step.type === 'critical' && step.fenced ? this.sections.token[section]! : 0
    this.context.send(call)
  }

  answered(attempt: Attempt, index: number, call: Call, phase: number, section: number): void {
    const { sections } = this
    const isFencedOff = call.outcome === OK && call.result === FENCED_OFF
    const outcome = isFencedOff ? CAUSE_ERROR : call.outcome
    switch (phase) {
      case ACQUIRING: {
        if (outcome !== OK) return this.end(section, outcome)
        sections.token[section] = call.result
        sections.owner[section] = call.result2
        return this.readCounter(attempt, index, section)
      }
      case READING_COUNTER:
        if (outcome !== OK) return this.releaseLock(section, outcome)
        sections.counter[section] = call.result
        return this.startWork(attempt, section)
      case WRITING_COUNTER: {
        const hasChanged = outcome === OK && call.operation === COMPARE_AND_TAKE && call.result === 0
        return this.releaseLock(section, hasChanged ? CAUSE_ERROR : outcome)
      }
      default:
        return this.end(section, sections.failure[section]!)
    }
  }

  private startWork(attempt: Attempt, section: number): void {
    const { context, sections } = this
    const condition = context.condition(attempt.replica)
    const { work } = this.host.stepOf(attempt, sections.step[section]!)
    const duration = work!.sample(context.draw(DRAW_SECTION_WORK, attempt)) * condition.slowFactor
    sections.isWorking[section] = 1
    sections.timer[section] = (sections.timer[section]! + 1) | 0
    sections.endMs[section] = condition.isPaused ? duration : context.engine.now + duration
    if (!condition.isPaused) context.after(duration, SECTION_WORKED, section, sections.timer[section]!)
  }

  private worked(section: number): void {
    const { sections } = this
    const index = sections.step[section]!
    const attempt = this.attemptOf(section)
    const { step, counter } = this.host.stepOf(attempt, index)
    sections.isWorking[section] = 0
    if (!isSection(step)) return
    const value = sections.counter[section]!
    if (value <= 0) return this.releaseLock(section, OK)
    const operation = writeOf(step)
    const call = this.host.prepareSecond(attempt, index, operation, WRITING_COUNTER, section)
    call.key = counter
    call.argument = operation === COMPARE_AND_TAKE ? value : value - 1
    call.argument2 = step.type === 'critical' && step.fenced ? sections.token[section]! : 0
    this.context.send(call)
  }

  private releaseLock(section: number, outcome: number): void {
    const { sections } = this
    const index = sections.step[section]!
    const attempt = this.attemptOf(section)
    if (this.host.stepOf(attempt, index).step.type === 'optimistic') return this.end(section, outcome)
    sections.failure[section] = outcome
    const call = this.host.prepare(attempt, index, RELEASE, RELEASING, section)
    call.key = this.host.stepOf(attempt, index).counter
    call.argument = sections.owner[section]!
    this.context.send(call)
  }

  private end(section: number, outcome: number): void {
    const attempt = this.attemptOf(section)
    const index = this.sections.step[section]!
    this.free(section)
    this.host.branchDone(attempt, index, outcome)
  }

  /** The attempt that a section belongs to, or belonged to. */
  private attemptOf(section: number): Attempt {
    return this.context.attempts.at(this.sections.attempt[section]!)
  }

  private free(section: number): void {
    const { sections } = this
    sections.isOpen[section] = 0
    sections.isWorking[section] = 0
    sections.timer[section] = (sections.timer[section]! + 1) | 0
    sections.release(section)
  }

  private freeWhere(isGone: (section: number) => boolean): void {
    const { sections } = this
    if (sections.inUse === 0) return
    for (let section = 0; section < sections.capacity; section++) {
      if (sections.isOpen[section] && isGone(section)) this.free(section)
    }
  }

  private eachWorking(replica: number, act: (section: number) => void): void {
    const { sections } = this
    for (let section = 0; section < sections.capacity; section++) {
      if (!sections.isWorking[section]) continue
      if (this.attemptOf(section).replica === replica) act(section)
    }
  }

  save(out: StateWriter): void {
    this.sections.save(out)
  }

  load(input: StateReader): void {
    this.sections.load(input)
  }
}

/** How a section writes its counter. */
function writeOf(step: SectionStep): number {
  if (step.type === 'optimistic') return COMPARE_AND_TAKE
  return step.write === 'atomic-decrement' ? DECREMENT : WRITE_COUNTER
}
