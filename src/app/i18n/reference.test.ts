/** Holds what the reference page tells, and what it says itself, against its catalogue. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceData } from '../../../scripts/reference-data'
import { textsOfFields } from './schema-texts'
import { type FoundText, textsOf } from './source-texts'
import { CATALOGUE as OF_FORMS } from './zh-cn/catalogue'
import { CATALOGUE } from './zh-cn/reference'
import { REFERENCE_AREAS } from './zh-cn/reference-areas'

const { families } = referenceData(join(import.meta.dirname, '../../..'))

/** By family: each text of the data that has to be in Chinese, and formulas and sources, which may be. */
const TOLD = families.map((family) => {
  const notes = [...family.members, ...family.parts].flatMap((one) => one.notes)
  const texts = [
    family.name,
    family.decides,
    ...family.members.flatMap(({ label, help, deviations, fields, rules, uses }) => [
      ...[label, help, deviations],
      ...textsOfFields(fields),
      ...rules.map(({ text }) => text),
      ...uses.flatMap((use) => [use.owner, use.label]),
    ]),
    ...family.parts.flatMap(({ id, summary }) => [id.replaceAll('-', ' '), summary]),
    ...notes.flatMap(({ term, text }) => [term, text]),
    ...family.figures.flatMap(({ title, caption, inputs }) => [title, caption, ...textsOfFields(inputs)]),
  ]
  // Formulas in words; those of names and signs alone stay.
  const formulas = family.members.map(({ formula }) => formula)
  const sources = [...family.members, ...family.parts].map(({ source }) => source)
  const inWords = formulas.filter((formula) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(formula))
  return [
    family.id,
    [...new Set([...texts, ...inWords])].filter((text) => /\p{L}{2}/u.test(text)),
    [...formulas, ...sources],
  ] as const
})

const PAGE = join(import.meta.dirname, '../reference')
/** What the figures draw comes from a worker that knows English only, and is held against the catalogue by running them. */
const FILES = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/^figures|\.test\.|\.d\.ts$/.test(path))
  .map((path) => textsOf(path, readFileSync(join(PAGE, path), 'utf8')))

const shownAs = ({ text, at }: FoundText): string => `${at}: ${text}`
const placeholdersOf = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()

/** Four words in a row, apart from terms in brackets. */
function hasEnglish(chinese: string): boolean {
  return /\b[a-z]{2,}(?: [a-z]{2,}){3}/.test(chinese.replace(/\([^)]*\)/g, ''))
}

describe('the Chinese of the forms', () => {
  it.each(families.map((family) => [family.id, family] as const))('has what they show of %s', (_, { members }) => {
    const texts = members.flatMap(({ label, help, fields }) => [label, help, ...textsOfFields(fields)])
    expect(texts.filter((text) => /\p{L}/u.test(text) && OF_FORMS.words[text] === undefined)).toEqual([])
  })
})

describe('the Chinese of the reference page', () => {
  it.each(TOLD)('has all that is told of %s', (_, texts) => {
    expect(texts.filter((text) => CATALOGUE.words[text] === undefined)).toEqual([])
  })

  it('has every text that the page looks up', () => {
    const missing = FILES.flatMap(({ keys }) => keys).filter(({ text }) => CATALOGUE.words[text] === undefined)
    expect(missing.map(shownAs)).toEqual([])
  })

  it('says each text once', () => {
    const keys = REFERENCE_AREAS.flatMap(([, words]) => Object.keys(words))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('keeps the placeholders of every text', () => {
    const words = REFERENCE_AREAS.flatMap(([, area]) => Object.entries(area))
    expect(words.filter(([english, chinese]) => placeholdersOf(english) !== placeholdersOf(chinese))).toEqual([])
  })

  it('has no English sentence among its Chinese', () => {
    const texts = REFERENCE_AREAS.flatMap(([, words]) => Object.values(words))
    expect(texts.filter(hasEnglish)).toEqual([])
  })

  it('has nothing that no page shows', () => {
    const shown = new Set([
      ...TOLD.flatMap(([, texts, others]) => [...texts, ...others]),
      ...FILES.flatMap(({ keys }) => keys.map(({ text }) => text)),
    ])
    const areas = REFERENCE_AREAS.filter(([area]) => area !== 'reference-charts')
    expect(areas.flatMap(([, words]) => Object.keys(words)).filter((key) => !shown.has(key))).toEqual([])
  })
})

describe('the reference page', () => {
  it('shows no text but through the catalogue', () => {
    const bare = FILES.flatMap((file) => file.bare).filter(({ text }) => text !== 'Loadbearing')
    expect(bare.map(shownAs)).toEqual([])
  })

  it('looks no text up before the language is known', () => {
    expect(FILES.flatMap(({ early }) => early).map(shownAs)).toEqual([])
  })
})
