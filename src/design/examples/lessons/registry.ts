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

/** Lessons about one subject. */
export interface Theme {
  readonly title: string
  readonly lessons: readonly Lesson[]
}

export const THEMES: readonly Theme[] = [
  { title: 'Calling others', lessons: [...CALLING, ...SCALING] },
  { title: 'The way in', lessons: EDGE },
  { title: 'Slowness and the way back', lessons: RECOVERING },
  { title: 'Caches', lessons: CACHING },
  { title: 'Copies of data', lessons: DATA },
  { title: 'Locks', lessons: LOCKING },
  { title: 'Messages', lessons: [...MESSAGING, ...LIKES] },
]

/** All lessons, by their number in the catalogue of lessons. */
export const LESSONS: readonly Lesson[] = THEMES.flatMap(({ lessons }) => lessons).sort((a, b) =>
  a.id < b.id ? -1 : 1,
)

/** The lesson with that id. Throws when there is none: ids are written by us alone. */
export function lessonOf(id: string): Lesson {
  const lesson = LESSONS.find((one) => one.id === id)
  if (!lesson) throw new Error(`There is no lesson "${id}"`)
  return lesson
}
