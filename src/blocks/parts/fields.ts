/** Fields that several kinds of blocks have in common. */
import { QUEUE_DISCIPLINE } from '../../algorithms/queueing/registry'
import { choice, field, type Infer, integer, nullable, number, object } from '../../lib/schema'

/** A waiting room: its order of service and its length. */
export const QUEUE = object({
  discipline: field(1, 'Discipline', 'Which of the waiting calls is served next.', QUEUE_DISCIPLINE),
  capacity: field(
    2,
    'Length at most',
    'Calls that may wait at each replica; one more is refused as queue-full.',
    nullable(integer('count', 1000, { max: 1e7, scale: 'log' }), 'inner', 'unlimited'),
  ),
})
export type QueueParams = Infer<typeof QUEUE>

/** Heading under which queue settings stand on forms. */
export const QUEUE_SECTION = 'Queue and admission'

/** Heading of settings that change how long work takes. */
export const WORK_SECTION = 'How work is done'

/** How the workers of a replica are given to calls. */
export const SHARING = choice(
  [
    { id: 'dedicated', number: 1, label: 'one call each' },
    { id: 'processor-sharing', number: 2, label: 'shared by all' },
  ],
  'dedicated',
)

/** What each further key of a batch call costs. */
export const BATCH_COST = number('share', 1, { max: 10 })

/** Time of a call with `keys` keys, as a multiple of that with one. */
export function batchFactor(keys: number, cost: number): number {
  return 1 + cost * (keys - 1)
}
