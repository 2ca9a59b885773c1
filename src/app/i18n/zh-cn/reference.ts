/** Every Chinese text of the reference page, by its English: those of the other page, and long ones that only it shows. */
import type { Catalogue } from '../language'
import { fillIn, sentenceIn } from '../sentences'
import { CATALOGUE as ALL } from './catalogue'
import { REFERENCE_AREAS } from './reference-areas'

const words: Catalogue['words'] = Object.assign({}, ALL.words, ...REFERENCE_AREAS.map(([, area]) => area))

export const CATALOGUE: Catalogue = { words, fill: fillIn, sentence: sentenceIn(words) }
