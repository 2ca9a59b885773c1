import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { CONNECTION_MEASURES, measuresOfBlock, REQUEST_MEASURES } from '../../design/objectives'
import { wordsOf } from '../inspector/measures'
import { type FoundText, textsOf } from './source-texts'
import { AREAS, CATALOGUE } from './zh-cn/catalogue'

const SOURCE = join(import.meta.dirname, '../..')
/** Names of keys, words of file formats, and errors that only a mistake of ours can cause. */
const NOT_SHOWN = new RegExp(
  [
    '^(?:Meta|Control|Enter|Esc|Shift|Alt|Ctrl|Tab|Home|End|Escape|Backspace|Files|Loadbearing)(?: \\{\\})?$',
    '^(?:Note over |participant |state "|accTitle|note right of|end note|translate)',
    '^input, textarea, select$|^There is no action|^Refused to load a script|^Placed$|^Ms$|^(?:Property|Identifier|Literal)$',
    '^\\{\\} (?:seed \\{\\}\\.csv|\\{\\} add place)$',
  ].join('|'),
)
const isPhrase = (text: string): boolean =>
  (/^\p{Lu}[\p{L}’',]* /u.test(text) || /^\p{Lu}\p{Ll}+…?$/u.test(text) || / \p{Ll}{2,}.* /u.test(text)) &&
  !/[=<>]|^\.|--|__|`/.test(text)

const FILES = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(?:test|bench|d)\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length + 1))
  .filter((path) => !path.startsWith('app/i18n/zh-cn/') && !/\/(?:testing|vectors)\//.test(path))
  .map((path) => ({ path, ...textsOf(path, readFileSync(join(SOURCE, path), 'utf8')) }))
/** Names of examples that are documents. */
const DOCUMENTS = readdirSync(join(SOURCE, 'design/examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .flatMap((path) => readFileSync(join(SOURCE, 'design/examples', path), 'utf8').match(/(?<=": ")[^"]+/g) ?? [])
/** Figures of the report, in words made from their names there. */
const MEASURES = [...REQUEST_MEASURES, ...CONNECTION_MEASURES, ...BLOCKS.flatMap(measuresOfBlock)].map(wordsOf)
/** The reference page has words of its own. */
const PAGE = FILES.filter(({ path }) => /^app\/(?!reference\/)/.test(path))

const normal = (text: string): string => text.replace(/\{\w*\}/g, '{}')
const placeholdersOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const shownAs = ({ text, at }: FoundText): string => `${at}: ${text}`

describe('the Chinese catalogue', () => {
  it('says one thing for each text, wherever it is', () => {
    const said = new Map<string, string>()
    const different = AREAS.flatMap(([area, words]) =>
      Object.entries(words).flatMap(([english, chinese]) => {
        const before = said.get(english) ?? chinese
        said.set(english, before)
        return before === chinese ? [] : [`${area}: ${english}`]
      }),
    )
    expect(different).toEqual([])
  })

  it('keeps the placeholders of every text', () => {
    const wrong = Object.entries(CATALOGUE.words).filter(
      ([english, chinese]) => placeholdersOf(english).join() !== placeholdersOf(chinese).join(),
    )
    expect(wrong).toEqual([])
  })

  it('has no English sentence among its Chinese', () => {
    const english = Object.values(CATALOGUE.words).filter((chinese) =>
      /(?:\b[a-z]+\b[ ,]+){4}/.test(chinese.replace(/\([^)]*\)|`[^`]*`/g, '')),
    )
    expect(english).toEqual([])
  })

  it('has every text that the page looks up', () => {
    const missing = PAGE.flatMap(({ keys }) => keys).filter(
      ({ text }) => /\p{L}{2}/u.test(text) && CATALOGUE.words[text] === undefined,
    )
    expect(missing.map(shownAs)).toEqual([])
  })

  it('has every phrase that the page puts together', () => {
    const chinese = new Set(Object.keys(CATALOGUE.words).map(normal))
    const missing = PAGE.flatMap(({ path, phrases: found, keys, singulars }) => {
      const own = new Set([...keys.map(({ text }) => text), ...singulars])
      const phrases = [...new Set(found.map((text) => text.trim()))].filter((text) => isPhrase(text) && !own.has(text))
      return phrases
        .filter((text) => !chinese.has(normal(text)) && !NOT_SHOWN.test(text))
        .map((text) => `${path}: ${text}`)
    })
    expect(missing).toEqual([])
  })

  it('has no text that nothing uses', () => {
    // Ids are shown with spaces where they have hyphens.
    const all = [...FILES.flatMap((file) => file.all), ...DOCUMENTS, ...MEASURES].flatMap((text) => [
      text,
      text.replaceAll('-', ' '),
    ])
    const used = new Set(all.map((text) => text.replace(/\{\w+\}/g, '{}')))
    const unused = Object.keys(CATALOGUE.words).filter((english) => !used.has(english.replace(/\{\w+\}/g, '{}')))
    expect(unused).toEqual([])
  })
})

describe('the page', () => {
  it('shows no text but through the catalogue', () => {
    const bare = PAGE.flatMap((file) => file.bare).filter(({ text }) => !NOT_SHOWN.test(text))
    expect(bare.map(shownAs)).toEqual([])
  })

  it('looks no text up before the language is known', () => {
    expect(PAGE.flatMap(({ early }) => early).map(shownAs)).toEqual([])
  })
})
