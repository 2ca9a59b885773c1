/** Workers of consumers that are kept for deliveries on their way, by outgoing connection and replica. */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { Outgoing } from '../behaviour'

export class Reservations implements Saveable {
  private byOutgoing: number[][] = []

  /** Begins with none, for that many connections. */
  start(connections: number): void {
    this.byOutgoing = Array.from({ length: connections }, () => [])
  }

  take(outgoing: number, replica: number): void {
    const counts = this.byOutgoing[outgoing]!
    counts[replica] = (counts[replica] ?? 0) + 1
  }

  giveBack(outgoing: number, replica: number): void {
    this.byOutgoing[outgoing]![replica]!--
  }

  /** Whether a replica of the consumer has an idle worker for which nothing is on its way. */
  hasIdleWorker(consumer: Outgoing, outgoing: number, replica: number): boolean {
    const idle = consumer.workerPool()?.idleWorkers(replica) ?? 0
    return idle > (this.byOutgoing[outgoing]![replica] ?? 0)
  }

  save(out: StateWriter): void {
    for (const counts of this.byOutgoing) out.array(Array.from(counts, (count) => count ?? 0))
  }

  load(input: StateReader): void {
    this.byOutgoing = this.byOutgoing.map(() => [...input.array()])
  }
}
