/** What happens to messages between caller and callee: bandwidth, latency, loss, partition. */
import { type Attempt, LOST, RETURNING, TRAVELLING } from '../engine/calls'
import { type Engine, UNGUARDED } from '../engine/engine'
import { type CallDraws, DRAW_BACKWARD, DRAW_FORWARD, DRAW_LOSS_BACKWARD, DRAW_LOSS_FORWARD } from './call-draws'
import type { Connection } from './connection'
import type { FlightRecorder } from './flights'

export class Wire {
  /** Where messages are noted for drawing; null when nobody looks. */
  flights: FlightRecorder | null = null
  private readonly engine: Engine
  private readonly draws: CallDraws
  private readonly handler: number

  /** `handler` receives the events of messages that arrive. */
  constructor(engine: Engine, draws: CallDraws, handler: number) {
    this.engine = engine
    this.draws = draws
    this.handler = handler
  }

  /** Puts a message of an attempt on the wire, to arrive as an event of this kind unless it is lost on the way. */
  send(connection: Connection, attempt: Attempt, isForward: boolean, kind: number): void {
    const isLost = !connection.isReliable && this.isLost(connection, attempt, isForward)
    attempt.place = isLost ? LOST : isForward ? TRAVELLING : RETURNING
    if (connection.isInstant && this.flights === null && !isLost) this.engine.soon(this.handler, kind, attempt.index, 0)
    else this.carry(connection, attempt, isForward, kind, isLost)
  }

  private carry(connection: Connection, attempt: Attempt, isForward: boolean, kind: number, isLost: boolean): void {
    const { engine } = this
    const latency = this.latencyMs(connection, attempt, isForward)
    const delay = connection.link === null ? latency : latency + connection.link.delayMs(engine.now, isForward)
    const { index, outcome } = attempt
    this.flights?.note(connection.index, isForward, engine.now, delay, isLost, outcome, index)
    if (isLost) return
    if (connection.constantLatencyMs > 0 && connection.link === null) {
      if (connection.latencyLane < 0) connection.latencyLane = engine.lane(latency, UNGUARDED)
      engine.afterLane(connection.latencyLane, this.handler, kind, index, 0)
    } else engine.after(delay, this.handler, kind, index, 0)
  }

  /** [ms] on the way in one direction, bandwidth apart. */
  latencyMs(connection: Connection, attempt: Attempt, isForward: boolean): number {
    if (connection.constantLatencyMs >= 0) return connection.constantLatencyMs
    const purpose = isForward ? DRAW_FORWARD : DRAW_BACKWARD
    const draw = this.draws.forAttempt(connection.entity, purpose, attempt)
    return connection.latency.sample(draw) + connection.distanceMs
  }

  private isLost(connection: Connection, attempt: Attempt, isForward: boolean): boolean {
    if (isForward ? connection.isCutForward : connection.isCutBackward) return true
    if (connection.loss <= 0) return false
    const purpose = isForward ? DRAW_LOSS_FORWARD : DRAW_LOSS_BACKWARD
    return this.draws.forAttempt(connection.entity, purpose, attempt).uniform() < connection.loss
  }
}
