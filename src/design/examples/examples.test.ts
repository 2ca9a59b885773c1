import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { parseDesign } from '../schema'
import { LESSONS, THEMES } from './lessons/registry'
import { EXAMPLES, exampleOf, FIRST_EXAMPLE } from './registry'

describe.each(EXAMPLES.map((example) => [example.id, example] as const))('example %s', (_, example) => {
  it('is valid and has nothing odd about it', () => {
    const { errors, warnings } = parseDesign(example.design)
    expect(errors).toEqual([])
    expect(warnings).toEqual([])
  })

  it('says what there is to see', () => {
    expect(example.name.length).toBeGreaterThan(3)
    expect(example.summary).toMatch(/\.$/)
  })
})

describe('the examples', () => {
  it('have ids of their own', () => {
    expect(new Set(EXAMPLES.map((example) => example.id)).size).toBe(EXAMPLES.length)
  })

  it('begin with the one that a first visit opens', () => {
    expect(EXAMPLES[0]).toBe(exampleOf(FIRST_EXAMPLE))
  })

  it('show every kind of block', () => {
    const shown = new Set(
      EXAMPLES.flatMap(({ design }) => parseDesign(design).design.blocks.map((block) => block.kind)),
    )
    expect([...shown].sort()).toEqual(BLOCKS.map((block) => block.id).sort())
  })
})

describe('the lessons', () => {
  it('have a theme each', () => {
    const shown = THEMES.flatMap(({ lessons }) => lessons.map(({ id }) => id)).sort()
    expect(shown).toEqual(LESSONS.map(({ id }) => id))
  })
})
