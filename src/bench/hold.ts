/**
 * Cost of the event queue in the hold model: take the first event, schedule another, at a constant number pending.
 *
 * Increments are exponential, drawn beforehand so that drawing is not measured.
 */
import { EventQueue } from '../engine/event-queue'
import { SequentialRandom } from '../lib/random'
import { exponential } from '../lib/ziggurat'
import { median, table } from './print'

const PENDING = [10, 1000, 100_000]
const ROUNDS = 5
const INCREMENTS = 1 << 16

export function measureHold(holds: number): void {
  const random = new SequentialRandom(5)
  const increments = Float64Array.from({ length: INCREMENTS }, () => exponential(random))
  const queues = PENDING.map((pending) => {
    const queue = new EventQueue()
    for (let i = 0; i < pending; i++) queue.push(exponential(random), 1, i, 0)
    return queue
  })
  const found = PENDING.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [which, queue] of queues.entries())
      found[which]?.push(nsPerHold(queue, increments, Math.max(holds, 400_000)))
  }
  const first = found[0] ?? []
  console.log('\nEvent queue, ns per hold (100,000 pending to 10: floor 6, aim 4.5)')
  const rows = PENDING.map((pending, which) => {
    const each = found[which] ?? []
    const ratio = median(each.map((ns, round) => ns / (first[round] ?? Number.NaN)))
    return [pending.toLocaleString('en'), median(each).toFixed(0), ratio.toFixed(1)]
  })
  table(['pending', 'ns', 'to 10'], rows)
}

function nsPerHold(queue: EventQueue, increments: Float64Array, holds: number): number {
  const started = performance.now()
  for (let i = 0; i < holds; i++) {
    queue.take(Infinity)
    queue.push(queue.time + (increments[i & (INCREMENTS - 1)] ?? 0), 1, queue.a, 0)
  }
  return ((performance.now() - started) * 1e6) / holds
}
