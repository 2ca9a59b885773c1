/** Deliveries of events that are out. */
import { Pool } from '../../engine/pool'

export class Deliveries extends Pool {
  /** Outgoing connection, which is the group; replica of the consumer; partition; the event's request; and the attempt that carries it. */
  group: Int32Array
  member: Int32Array
  partition: Int32Array
  request: Int32Array
  attempt: Int32Array
  /** 1 while a worker of the consumer is kept for it: until it arrives or is given up. */
  isReserved: Uint8Array
  /** [ms] when the event was appended. */
  appendedMs: Float64Array

  constructor(capacity = 32) {
    super(['group', 'member', 'partition', 'request', 'attempt', 'isReserved', 'appendedMs'], capacity)
    this.group = new Int32Array(capacity)
    this.member = new Int32Array(capacity)
    this.partition = new Int32Array(capacity)
    this.request = new Int32Array(capacity)
    this.attempt = new Int32Array(capacity)
    this.isReserved = new Uint8Array(capacity)
    this.appendedMs = new Float64Array(capacity)
  }
}
