/** Every Chinese text of the page, by its English. Loaded when the page is to be Chinese. */
import type { Catalogue } from '../language'
import { fillIn, sentenceIn } from '../sentences'
import { ALGORITHM_AREAS } from './algorithms'
import { MODEL_AREAS } from './model'
import { PAGE_AREAS } from './page'
import { pageShared } from './page-shared'
import { pageTour } from './page-tour'

/** One line per file of words; a text may be in several files if all of them say the same. */
export const AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ...ALGORITHM_AREAS,
  ...MODEL_AREAS,
  ...PAGE_AREAS,
  ['page-shared', pageShared],
  ['page-tour', pageTour],
]

const words = Object.assign({}, ...AREAS.map(([, area]) => area)) as Catalogue['words']

export const CATALOGUE: Catalogue = { words, fill: fillIn, sentence: sentenceIn(words) }
