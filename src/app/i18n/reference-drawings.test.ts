/** Runs every figure of the reference page and holds the words that it draws against the catalogue. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultsFor } from '../reference/defaults'
import { FIGURES } from '../reference/figures/registry'
import { runFigure } from '../reference/figures/run-figure'
import { CATALOGUE } from './zh-cn/reference'
import { referenceCharts } from './zh-cn/reference-charts'

/** Amounts, and names that stay: of keys and paths, of hashes. */
const NO_WORDS =
  /^(?:[\d.,]+\s\w+|p50 .*, p99 .*|[0-9a-f]{24}…|[^ ]*\/[^ ]*(?:, \w+ = .*)?|orders|(?:GET|POST|DELETE) .*)$/

/** Every word in the drawings of a figure, with its inputs as they are at first and with other choices. */
function wordsOf(figure: (typeof FIGURES)[number]): ReadonlySet<string> {
  const usual = defaultsFor(figure.inputs)
  const others = Object.entries(figure.inputs).flatMap(([name, { schema }]) =>
    schema.kind === 'choice' ? schema.options.map(({ id }) => ({ ...usual, [name]: id })) : [],
  )
  const members = figure.members.map(({ id }) => ({ id, params: {} }))
  const words = new Set<string>()
  for (const values of [usual, ...others]) {
    const answer = runFigure({ figure: figure.id, values, members, seed: 1 })
    if (!answer.ok) throw new Error(answer.message)
    collect(answer.charts, words)
  }
  return words
}

function collect(value: unknown, words: Set<string>): void {
  if (typeof value === 'string' && /\p{L}{2}/u.test(value)) words.add(value)
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value))
    if (!/^(?:kind|id|tone|is|unit|points|at)$/.test(name)) collect(part, words)
}

const DRAWN = FIGURES.map((figure) => [figure.id, [...wordsOf(figure)].filter((word) => !NO_WORDS.test(word))] as const)

const FOLDER = join(import.meta.dirname, '../reference/figures')
const SOURCE = readdirSync(FOLDER)
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  .join('\n')

describe('the Chinese of drawings', () => {
  it.each(DRAWN)('has the words of %s', (_, words) => {
    expect(words.filter((word) => !/\p{Script=Han}/u.test(CATALOGUE.sentence(word)))).toEqual([])
  })

  it('has no words that nothing draws', () => {
    const drawn = DRAWN.flatMap(([, words]) => words)
    const isUsed = (key: string): boolean => isDrawn(key, drawn) || isWritten(key)
    expect(Object.keys(referenceCharts).filter((key) => !isUsed(key))).toEqual([])
  })
})

/** Whether one of the words is this one or fits its template, by itself or within another. */
function isDrawn(key: string, drawn: readonly string[]): boolean {
  if (!key.includes('{')) return drawn.includes(key)
  const pattern = new RegExp(key.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+'))
  return drawn.some((word) => pattern.test(word))
}

/** Whether the figures have all words of a text, for what is drawn in rare cases only. */
function isWritten(key: string): boolean {
  const words = key.replace(/\{\w+\}/g, ' ').match(/[A-Za-z]{3,}/g) ?? []
  return words.every((word) => SOURCE.includes(word) || SOURCE.includes(word.replace(/s$/, '')))
}
