/**
 * How long attempts are waited for: the timeout of their connection, shortened by what was learned and by the deadline of the call.
 *
 * Timeouts that are the same for all attempts of a connection go on a lane, which costs little; others are events of their own.
 */
import { type Attempt, type Attempts, type Call, NONE } from '../engine/calls'
import type { Engine } from '../engine/engine'
import type { CallRecords } from './call-records'
import type { CallerPolicies } from './caller-policies'
import type { Connection } from './connection'

export class AttemptTimeouts {
  private readonly engine: Engine
  private readonly records: CallRecords
  private readonly handler: number
  private readonly kind: number
  private readonly guard: number

  /** When a timeout is over, `handler` gets an event of that kind with the attempt and its generation. */
  constructor(
    parts: { engine: Engine; attempts: Attempts; records: CallRecords },
    event: { handler: number; kind: number },
  ) {
    this.engine = parts.engine
    this.records = parts.records
    this.handler = event.handler
    this.kind = event.kind
    this.guard = this.engine.registerGuard(parts.attempts)
  }

  /** For an attempt that is sent now. */
  arm(connection: Connection, policies: CallerPolicies, call: Call, attempt: Attempt): void {
    if (connection.propagatesDeadline || policies.learnedTimeout !== null)
      return this.armVarying(connection, policies, call, attempt)
    if (connection.timeoutMs !== Infinity) this.armLane(connection, attempt)
  }

  /** For an attempt without policies, which is waited for that long. */
  armDelivery(connection: Connection, attempt: Attempt, timeoutMs: number): void {
    const { engine, handler, kind } = this
    const { index, generation } = attempt
    if (timeoutMs <= 0 || timeoutMs === Infinity) return engine.after(timeoutMs, handler, kind, index, generation)
    engine.afterLane(connection.deliveryLane(engine, timeoutMs, this.guard), handler, kind, index, generation)
  }

  /** The timeout that all attempts of a connection have in common. */
  private armLane(connection: Connection, attempt: Attempt): void {
    const { engine } = this
    if (connection.timeoutLane === NONE) connection.timeoutLane = engine.lane(connection.timeoutMs, this.guard)
    engine.afterLane(connection.timeoutLane, this.handler, this.kind, attempt.index, attempt.generation)
  }

  /** A timeout that may be another for each attempt, and goes along with it as its deadline where that is propagated. */
  private armVarying(connection: Connection, policies: CallerPolicies, call: Call, attempt: Attempt): void {
    const { engine } = this
    let limit = connection.timeoutMs
    if (policies.learnedTimeout !== null) limit = Math.min(limit, policies.learnedTimeout.timeoutMs())
    if (connection.propagatesDeadline) {
      const deadlineMs = this.records.deadlineOf(call)
      attempt.deadlineMs = Math.min(engine.now + limit, deadlineMs)
      if (deadlineMs < engine.now + limit)
        return engine.at(deadlineMs, this.handler, this.kind, attempt.index, attempt.generation)
    }
    if (limit !== connection.timeoutMs)
      return engine.after(limit, this.handler, this.kind, attempt.index, attempt.generation)
    if (limit !== Infinity) this.armLane(connection, attempt)
  }
}
