/** Every Chinese text of the page, by its English. Loaded when the page is to be Chinese. */
import type { Catalogue } from '../language'
import { sentenceIn } from '../sentences'
import { ALGORITHM_AREAS } from './algorithms'
import { MODEL_AREAS } from './model'
import { pageShared } from './page-shared'
import { pageShell } from './page-shell'
import { pageTour } from './page-tour'

/** One line per file of words; a text may be in several files if all of them say the same. */
export const AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ...ALGORITHM_AREAS,
  ...MODEL_AREAS,
  ['page-shared', pageShared],
  ['page-shell', pageShell],
  ['page-tour', pageTour],
]

const words = Object.assign({}, ...AREAS.map(([, area]) => area)) as Catalogue['words']

export const CATALOGUE: Catalogue = { words, sentence: sentenceIn(words) }
