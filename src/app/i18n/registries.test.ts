/** Holds the texts of blocks, policies, algorithms, examples and so on against the catalogue, from their registries. */
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { textsOfFields } from './schema-texts'
import { CATALOGUE } from './zh-cn/catalogue'

/** What is shown from each registry. An area is held against the catalogue once its words are there. */
const REGISTRIES: readonly (readonly [name: string, texts: () => readonly string[], isDone: boolean])[] = [
  [
    'blocks',
    () =>
      BLOCKS.flatMap(({ name, group, summary, help, fields }) => [
        name,
        group,
        summary,
        ...help,
        ...textsOfFields(fields),
      ]),
    false,
  ],
]

describe('texts from the registries', () => {
  it.each(REGISTRIES.filter(([, , isDone]) => isDone))('of %s are all in the catalogue', (_, texts) => {
    const missing = [...new Set(texts())].filter((text) => /\p{L}/u.test(text) && CATALOGUE.words[text] === undefined)
    expect(missing).toEqual([])
  })

  it.each(REGISTRIES)('of %s are found', (_, texts) => {
    expect(texts().length).toBeGreaterThan(5)
  })
})
