/**
 * The admission policy of one replica at work: asks it about arrivals and about those whose turn has come, and tells it
 * how each one that it let in has ended.
 *
 * A policy that is set, changed or lost in a crash starts afresh and knows nothing of attempts that were there before: they
 * are neither asked about nor counted. Randomness is keyed by attempt.
 */
import type { Admission, AdmissionCall } from '../../algorithms/admission/admission'
import { type AdmissionValue, buildAdmission } from '../../algorithms/admission/registry'
import type { Attempt, Request } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'

/** Purpose of the draws of a policy; blocks use others. */
const DRAW_ADMISSION = 20

export class Gate implements Saveable {
  readonly params: AdmissionValue
  private readonly context: BlockContext
  private policy: Admission
  /** [ms] since when the policy knows what happens. */
  private sinceMs: number
  private readonly call: AdmissionCall = { priority: 0, user: 0, waiting: 0, utilisation: 0 }

  constructor(context: BlockContext, params: AdmissionValue) {
    this.context = context
    this.params = params
    this.policy = buildAdmission(params)
    this.sinceMs = context.engine.now
  }

  /** Whether an attempt that has arrived may come in. */
  admits(attempt: Attempt, waiting: number, utilisation: number): boolean {
    if (!this.knows(attempt)) return true
    const { context, call } = this
    const { request } = attempt.call
    call.priority = request.priority
    call.user = request.user
    call.waiting = waiting
    call.utilisation = utilisation
    return this.policy.admit(context.engine.now, call, context.draw(DRAW_ADMISSION, attempt))
  }

  /** [ms] how long the attempt that was let in just now may wait. */
  waitLimitMs(attempt: Attempt): number {
    return this.knows(attempt) ? this.policy.waitLimitMs(this.context.engine.now) : Infinity
  }

  /** Whether an attempt whose turn has come after `waitedMs` is turned away; `waiting` others are left. */
  sheds(attempt: Attempt, waitedMs: number, waiting: number): boolean {
    return this.knows(attempt) && this.policy.shed(this.context.engine.now, waitedMs, waiting)
  }

  /** A worker looked for work and found none. */
  foundEmpty(): void {
    this.policy.foundEmpty(this.context.engine.now)
  }

  /** An attempt that was let in leaves the replica. */
  finished(attempt: Attempt, isOk: boolean): void {
    if (!this.knows(attempt)) return
    const { now } = this.context.engine
    this.policy.finished(now, now - attempt.arrivedMs, isOk)
  }

  /** Rank up to which calls are let in at present; infinity where the policy has no levels. */
  get level(): number {
    return this.policy.level ?? Infinity
  }

  /** Rank of a request on the scale of the level; 0, which is never kept back, where there are no levels. */
  rankOf(request: Request): number {
    return this.policy.rankOf?.(this.context.engine.now, request.priority, request.user) ?? 0
  }

  /** After a crash. */
  reset(): void {
    this.policy = buildAdmission(this.params)
    this.sinceMs = this.context.engine.now
  }

  private knows(attempt: Attempt): boolean {
    return attempt.arrivedMs >= this.sinceMs
  }

  save(out: StateWriter): void {
    out.number(this.sinceMs)
    this.policy.save(out)
  }

  load(input: StateReader): void {
    this.sinceMs = input.number()
    this.policy.load(input)
  }
}
