/**
 * Runs the steps of a plan that keep a cache beside an origin (cache-aside): look up, read and fill; write and invalidate, in
 * the order that the strategy says.
 */
import { type Attempt, type Call, NONE, OK } from '../../engine/calls'
import type { BlockContext } from '../behaviour'
import { DELETE, FILL, LOOK_UP, READ, WRITE } from '../parts/operations'
import { NOT_THERE } from '../parts/versions'
import type { PlanStep } from './plan'
import { SECOND_DELETE, type StepHost } from './plan-steps'

type CachedStep = Extract<PlanStep, { type: 'cached' }>

/** Phases of a step. */
const LOOKING_UP = 0
const READING = 1
const FILLING = 2
const WRITING = 3
const DELETING_AFTER = 4
const DELETING_BEFORE = 5

export class CachedSteps {
  private readonly context: BlockContext
  private readonly host: StepHost

  constructor(context: BlockContext, host: StepHost) {
    this.context = context
    this.host = host
  }

  start(step: CachedStep, attempt: Attempt, index: number): void {
    const { context, host } = this
    if (attempt.call.request.isWrite === 0) return this.lookUp(attempt, index)
    const deletesFirst = step.onWrite === 'delete-then-update' || step.onWrite === 'delayed-double-delete'
    if (deletesFirst) return context.send(host.prepare(attempt, index, DELETE, DELETING_BEFORE))
    return context.send(host.prepareSecond(attempt, index, WRITE, WRITING))
  }

  private lookUp(attempt: Attempt, index: number): void {
    const { context, host } = this
    const call = host.prepare(attempt, index, LOOK_UP, LOOKING_UP)
    call.argument = (context.outgoing[host.stepOf(attempt, index).second]?.callee ?? NONE) + 1
    context.send(call)
  }

  /** A call of a step is settled. `rest` is 1 for a read at the origin where the cache is told of keys that are not there, too. */
  answered(step: CachedStep, attempt: Attempt, index: number, call: Call, phase: number, rest: number): void {
    const { host } = this
    const { outcome } = call
    switch (phase) {
      case LOOKING_UP: {
        if (outcome === OK && call.result > 0) return host.branchDone(attempt, index, OK)
        const wantsAll = outcome === OK && call.result2 === 1
        return this.context.send(host.prepareSecond(attempt, index, READ, READING, wantsAll ? 1 : 0))
      }
      case READING:
      case WRITING: {
        if (outcome !== OK) return host.branchDone(attempt, index, outcome)
        host.carry(attempt, call)
        if (call.result === NOT_THERE && rest === 0) return host.branchDone(attempt, index, OK)
        if (phase === READING || step.onWrite === 'update-then-update') return this.fill(attempt, index, call)
        if (step.onWrite === 'update-then-delete')
          return this.context.send(host.prepare(attempt, index, DELETE, DELETING_AFTER))
        if (step.onWrite === 'delayed-double-delete') this.scheduleSecondDelete(attempt, index, step.secondDeleteMs)
        return host.branchDone(attempt, index, OK)
      }
      case DELETING_BEFORE:
        return this.context.send(host.prepareSecond(attempt, index, WRITE, WRITING))
      default:
        return host.branchDone(attempt, index, OK)
    }
  }

  /** Puts what the origin answered into the cache. */
  private fill(attempt: Attempt, index: number, answered: Call): void {
    const { result: version, result2: origin } = answered
    const call = this.host.prepare(attempt, index, FILL, FILLING)
    call.argument = version
    call.argument2 = origin
    this.context.send(call)
  }

  /** The delayed delete outlives the request, so it travels for a copy of it. */
  private scheduleSecondDelete(attempt: Attempt, index: number, delayMs: number): void {
    const copy = this.context.requests.copy(attempt.call.request)
    this.context.after(delayMs, SECOND_DELETE, copy.index, this.host.stepOf(attempt, index).to)
  }

  /** The second of two deletes is due. */
  handle(copy: number, outgoing: number): void {
    const request = this.context.requests.at(copy)
    const call = this.context.prepareRoot(outgoing, request, NONE)
    call.operation = DELETE
    this.context.send(call)
    this.context.requests.drop(request)
  }
}
