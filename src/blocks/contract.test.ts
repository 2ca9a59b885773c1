import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDesign } from '../design/schema'
import { type Problem, parseValue } from '../lib/parse'
import { defaultValue, type Fields, object, type Schema } from '../lib/schema'
import { Run } from '../simulation/run'
import { BLOCK_GROUPS } from './block'
import { BLOCKS } from './registry'

/** Every set of siblings that carries permanent numbers, with a name for messages. */
function* numberings(name: string, fields: Fields): Generator<[string, number[]]> {
  yield [name, Object.values(fields).map((field) => field.number)]
  for (const [key, field] of Object.entries(fields)) yield* numberingsOf(`${name}.${key}`, field.schema)
}

function* numberingsOf(name: string, schema: Schema): Generator<[string, number[]]> {
  if (schema.kind === 'object') yield* numberings(name, schema.fields)
  if (schema.kind === 'nullable') yield* numberingsOf(name, schema.inner)
  if (schema.kind === 'list') yield* numberingsOf(name, schema.item)
  if (schema.kind === 'choice') yield [name, schema.options.map((option) => option.number)]
  if (schema.kind === 'variant') {
    yield [name, schema.variants.map((variant) => variant.number)]
    for (const variant of schema.variants) yield* numberings(`${name}.${variant.id}`, variant.fields)
  }
}

/** The example of a block, shortened to a few seconds. */
function exampleDesign(example: unknown) {
  const { design, errors } = parseDesign(example)
  expect(errors).toEqual([])
  return { ...design, scenario: { ...design.scenario, durationMs: 6000, warmupMs: 1000, faults: [] } }
}

describe('the registry of blocks', () => {
  it('has one folder for each block and no other', () => {
    const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'parts')
      .map((entry) => entry.name)
    expect(folders.sort()).toEqual(BLOCKS.map((block) => block.id).sort())
  })

  it('gives each kind a number of its own', () => {
    expect(new Set(BLOCKS.map((block) => block.number)).size).toBe(BLOCKS.length)
  })
})

describe.each(BLOCKS.map((block) => [block.id, block] as const))('%s', (_, block) => {
  it('is named like its folder and stands in a group', () => {
    expect(block.name.toLowerCase().replaceAll(' ', '-')).toBe(block.id)
    expect(BLOCK_GROUPS).toContain(block.group)
  })

  it('gives siblings different permanent numbers', () => {
    let seen = 0
    for (const [name, numbers] of numberings(block.id, block.fields)) {
      seen++
      expect(new Set(numbers).size, name).toBe(numbers.length)
    }
    expect(seen).toBeGreaterThan(0)
  })

  it('has defaults that pass its own validation', () => {
    const problems: Problem[] = []
    const defaults = defaultValue(object(block.fields))
    expect(parseValue(object(block.fields), defaults, 'params', problems)).toEqual(defaults)
    expect(problems).toEqual([])
  })

  it('explains itself', () => {
    expect(block.summary).toMatch(/\.$/)
    expect(block.help.length).toBeGreaterThan(1)
    expect(block.sources.length).toBeGreaterThan(0)
    for (const field of Object.values(block.fields)) expect(field.help).toMatch(/\.$/)
  })

  it('runs its example with the laws holding and something done', () => {
    const run = new Run(exampleDesign(block.example))
    run.finish()
    const report = run.report(0)
    expect(report.outcome).toBe('completed')
    expect(report.invariants.filter((check) => check.isEngineCheck && !check.holds)).toEqual([])
    expect(report.invariants.filter((check) => check.isEngineCheck).length).toBeGreaterThan(0)
    expect(report.requests.completed).toBeGreaterThan(0)
    const own = Object.values(report.blocks).filter((one) => one.kind === block.id)
    expect(own.length).toBeGreaterThan(0)
    for (const figure of block.figures) if (!figure.isOptional) expect(own[0]).toHaveProperty(figure.id)
  })

  it('goes on after being restored exactly as it would have', () => {
    const design = exampleDesign(block.example)
    const straight = new Run(design)
    straight.advance(3000, Infinity)
    const restored = new Run(design)
    restored.load(straight.save())
    expect(restored.engine.now).toBe(3000)
    straight.finish()
    restored.finish()
    expect(restored.report(0).digest).toBe(straight.report(0).digest)
  })

  it('gives the same report twice, and another for another seed', () => {
    const design = exampleDesign(block.example)
    const digest = (seed: number) => {
      const run = new Run({ ...design, seed })
      run.finish()
      return run.report(0).digest
    }
    expect(digest(5)).toBe(digest(5))
    expect(digest(6)).not.toBe(digest(5))
  })
})
