/** Holds the texts of blocks, policies, algorithms, examples and so on against the catalogue, from their registries. */
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import { LESSONS, THEMES } from '../../design/examples/lessons/registry'
import { EXAMPLES } from '../../design/examples/registry'
import { GROUP_KINDS } from '../../design/groups'
import { CONNECTION_MEASURES, measuresOfBlock, REQUEST_MEASURES } from '../../design/objectives'
import { FAULT_FIELDS, FAULT_KINDS, SCENARIO_FIELDS } from '../../design/scenario'
import { CLAIMS } from '../../simulation/lessons/registry'
import { CAUSES, RUN_OUTCOMES } from '../../simulation/report'
import { STUDIES } from '../../simulation/validation/registry'
import { infoOf } from '../../simulation/validation/study'
import { wordsOf } from '../inspector/measures'
import { textsOfFields, textsOfSchema } from './schema-texts'
import { CATALOGUE } from './zh-cn/catalogue'

const asWords = (id: string): string => id.replaceAll('-', ' ')

/** What is shown from each registry. */
const REGISTRIES: readonly (readonly [name: string, texts: () => readonly string[]])[] = [
  [
    'blocks',
    () =>
      BLOCKS.flatMap(({ name, group, summary, help, fields, servers, figures }) => [
        name,
        group,
        summary,
        ...help,
        ...textsOfFields(fields),
        ...(servers === null ? [] : [servers]),
        ...figures.flatMap((figure) => [figure.label, figure.help]),
      ]),
  ],
  ['connections', () => textsOfFields(CONNECTION_FIELDS)],
  ['groups', () => textsOfSchema(GROUP_KINDS)],
  [
    'the scenario',
    () => [...textsOfFields(SCENARIO_FIELDS), ...textsOfFields(FAULT_FIELDS), ...textsOfSchema(FAULT_KINDS)],
  ],
  ['measures', () => [...REQUEST_MEASURES, ...CONNECTION_MEASURES, ...BLOCKS.flatMap(measuresOfBlock)].map(wordsOf)],
  ['outcomes', () => [...CAUSES, ...RUN_OUTCOMES].map(asWords)],
  ['examples', () => EXAMPLES.flatMap(({ name, summary }) => [name, summary])],
  [
    'lessons',
    () => [
      ...THEMES.map(({ title }) => title),
      ...LESSONS.flatMap(({ name, summary, variants }) => [name, summary, ...variants.map(({ label }) => label)]),
      ...CLAIMS.flatMap(({ figures }) => figures.map(({ name }) => name)),
    ],
  ],
  [
    'studies',
    () =>
      STUDIES.map(infoOf).flatMap(({ title, about, checks, designs }) => [
        title,
        about,
        ...checks.flatMap(({ tag, name, allows, twin }) => [tag, name, allows, ...(twin ? [twin.theory] : [])]),
        ...designs.map(({ name }) => name).filter((name) => !/^M\/.\/\d/.test(name)),
      ]),
  ],
]

describe('texts from the registries', () => {
  it.each(REGISTRIES)('of %s are all in the catalogue', (registry, texts) => {
    const missing = [...new Set(texts())].filter((text) => /\p{L}/u.test(text) && !isKnown(registry, text))
    expect(missing).toEqual([])
  })

  it.each(REGISTRIES)('of %s are found', (_, texts) => {
    expect(texts().length).toBeGreaterThan(5)
  })
})

/** Whether the page finds it: texts are looked up as they are, only those of studies are taken apart. */
function isKnown(registry: string, text: string): boolean {
  if (CATALOGUE.words[text] !== undefined) return true
  return registry === 'studies' && /\p{Script=Han}/u.test(CATALOGUE.sentence(text))
}
