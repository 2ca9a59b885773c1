/** Every lesson, by its number in the catalogue of lessons. */
import { CACHING } from './caching'
import { CALLING } from './calling'
import { DATA } from './data'
import { EDGE } from './edge'
import type { Lesson } from './lesson'
import { LOCKING } from './locking'
import { MESSAGING } from './messaging'
import { RECOVERING } from './recovering'

export const LESSONS: readonly Lesson[] = [CACHING, CALLING, DATA, EDGE, LOCKING, MESSAGING, RECOVERING]
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1))

/** The lesson with that id. Throws when there is none: ids are written by us alone. */
export function lessonOf(id: string): Lesson {
  const lesson = LESSONS.find((one) => one.id === id)
  if (!lesson) throw new Error(`There is no lesson "${id}"`)
  return lesson
}
