import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FoundText, textsOf } from './source-texts'
import { AREAS, CATALOGUE } from './zh-cn/catalogue'

const SOURCE = join(import.meta.dirname, '../..')
/** Folders of the page whose texts all go through the catalogue. */
const DONE = /^app\/(?:i18n)\//

const FILES = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(?:test|bench|d)\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length + 1))
  .filter((path) => !path.startsWith('app/i18n/zh-cn/') && !/\/(?:testing|vectors)\//.test(path))
  .map((path) => ({ path, ...textsOf(path, readFileSync(join(SOURCE, path), 'utf8')) }))
/** Names of examples that are documents. */
const DOCUMENTS = readdirSync(join(SOURCE, 'design/examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .flatMap((path) => readFileSync(join(SOURCE, 'design/examples', path), 'utf8').match(/(?<=": ")[^"]+/g) ?? [])
const PAGE = FILES.filter(({ path }) => path.startsWith('app/'))

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
    const missing = PAGE.flatMap(({ keys }) => keys).filter(({ text }) => CATALOGUE.words[text] === undefined)
    expect(missing.filter(({ at }) => DONE.test(at)).map(shownAs)).toEqual([])
  })

  it('has no text that nothing uses', () => {
    // Ids are shown with spaces where they have hyphens.
    const all = [...FILES.flatMap((file) => file.all), ...DOCUMENTS].flatMap((text) => [
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
    const bare = PAGE.filter(({ path }) => DONE.test(path)).flatMap((file) => file.bare)
    expect(bare.map(shownAs)).toEqual([])
  })

  it('looks no text up before the language is known', () => {
    expect(PAGE.flatMap(({ early }) => early).map(shownAs)).toEqual([])
  })
})
