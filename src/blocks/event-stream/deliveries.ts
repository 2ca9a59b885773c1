/** Deliveries of events that are out, and the workers that are kept for them. */
import { Pool } from '../../engine/pool'
import type { StateReader, StateWriter } from '../../lib/state'
import { Reservations } from '../parts/reservations'

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
  readonly reservations = new Reservations()

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

  /** Takes a number for a delivery, and keeps a worker for it. */
  begin(group: number, member: number, partition: number, request: number, appendedMs: number): number {
    const delivery = this.allocate()
    this.group[delivery] = group
    this.member[delivery] = member
    this.partition[delivery] = partition
    this.request[delivery] = request
    this.appendedMs[delivery] = appendedMs
    this.isReserved[delivery] = 1
    this.reservations.take(group, member)
    return delivery
  }

  /** No worker need be kept for a delivery any more: it has arrived, or never will. */
  endReservation(delivery: number): void {
    if (this.isReserved[delivery]) this.reservations.giveBack(this.group[delivery]!, this.member[delivery]!)
    this.isReserved[delivery] = 0
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.reservations.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.reservations.load(input)
  }
}
