/** Every lesson, by subject and by number. */
import { CACHING } from './caching'
import { CALLING } from './calling'
import { DATA } from './data'
import { EDGE } from './edge'
import type { Lesson } from './lesson'
import { LIKES } from './likes'
import { LOCKING } from './locking'
import { MESSAGING } from './messaging'
import { RECOVERING } from './recovering'
import { SCALING } from './scaling'

/** Lessons about one subject, what is simple first. */
export interface Theme {
  readonly title: string
  readonly lessons: readonly Lesson[]
}

/** All lessons, by their number in the catalogue of lessons. */
export const LESSONS: readonly Lesson[] = [CACHING, CALLING, DATA, EDGE, LIKES, LOCKING, MESSAGING, RECOVERING, SCALING]
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1))

export const THEMES: readonly Theme[] = [
  theme('Calling others', 's01', 's02', 's23', 's24', 's25'),
  theme('Slowness and the way back', 's44', 's04', 's06'),
  theme('More than can be done', 's03', 's05', 's36', 's49'),
  theme('The way in', 's07', 's08', 's19', 's20', 's26'),
  theme('Caches', 's11', 's11b', 's11c', 's09', 's10'),
  theme('Shared data', 's43', 's16', 's18', 's37', 's34', 's45'),
  theme('Messages and streams', 's15', 's03b', 's14', 's13', 's12', 's12b', 's12c'),
]

/** The lesson with that id. Throws when there is none: ids are written by us alone. */
export function lessonOf(id: string): Lesson {
  const lesson = LESSONS.find((one) => one.id === id)
  if (!lesson) throw new Error(`There is no lesson "${id}"`)
  return lesson
}

function theme(title: string, ...ids: readonly string[]): Theme {
  return { title, lessons: ids.map(lessonOf) }
}
