/** Every queue discipline, and the choice of one as a parameter. */

import { type ChoiceOption, type ChoiceSchema, choice, defaultsOf } from '../../lib/schema'
import { build, memberOf } from '../member'
import { adaptiveLifo } from './adaptive-lifo'
import { deadline } from './deadline'
import { fifo } from './fifo'
import { lifo } from './lifo'
import { priority } from './priority'
import type { QueueDiscipline } from './queueing'

export const queueDisciplines = [fifo, lifo, adaptiveLifo, priority, deadline] as const

/** Id of a queue discipline. */
export type QueueDisciplineId = (typeof queueDisciplines)[number]['id']

const options: readonly ChoiceOption<QueueDisciplineId>[] = queueDisciplines.map(({ id, number, label, help }) => ({
  id,
  number,
  label,
  help,
}))

/** A queue discipline chosen by its id alone; the parameters it may have stand at their defaults. */
export const QUEUE_DISCIPLINE: ChoiceSchema<QueueDisciplineId> = {
  ...choice(options, fifo.id),
  family: 'queueing',
}

/** Builds the discipline of that id with its default parameters. Throws RangeError for an id that is not known. */
export function createDiscipline(id: string): QueueDiscipline {
  const member = memberOf(queueDisciplines, id)
  return build<QueueDiscipline>(queueDisciplines, { type: id, ...defaultsOf(member.fields) })
}
