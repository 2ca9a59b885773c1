/** Fields that several kinds of blocks have in common. */
import { QUEUE_DISCIPLINE } from '../../algorithms/queueing/registry'
import { field, type Infer, integer, nullable, object } from '../../lib/schema'

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

/** Waiting room of blocks that do not queue except while they are paused. */
export const PASS_THROUGH: QueueParams = { discipline: QUEUE_DISCIPLINE.default, capacity: null }
