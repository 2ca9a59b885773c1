import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { referenceData } from '../../../scripts/reference-data'
import { ADAPTERS, runFolder } from '../../cli/conformance'
import type { FamilyData } from './data'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { families } = referenceData(root)

describe('what the page shows', () => {
  it('counts the cases that the conformance runner counts', () => {
    const files = runFolder(`${root}/src/algorithms/vectors`)
    const counted = new Map(families.flatMap(({ vectors }) => vectors.map((file) => [file.file, file.passed])))
    expect(counted.size).toBe(ADAPTERS.length)
    for (const { file, passed } of files) if (counted.has(file)) expect(counted.get(file), file).toBe(passed)
    const sum = [...counted.values()].reduce((total, passed) => total + passed, 0)
    expect(sum).toBe(files.reduce((total, { passed }) => total + passed, 0))
  }, 30_000)
})

describe.each(families.map((family): [string, FamilyData] => [family.id, family]))('%s', (_, family) => {
  it('says what it decides', () => {
    expect(family.decides).toMatch(/^[A-Z].*[.?]$/)
    expect(family.members.length).toBeGreaterThan(0)
  })

  it('has a figure that compares members', () => {
    expect(family.figures.some(({ members }) => members.length > 1)).toBe(true)
  })

  it('tells of each member where it comes from and how it works', () => {
    for (const { label, help, formula, source, notes } of family.members) {
      expect(
        [help, formula, source].every((text) => text.length > 0),
        label,
      ).toBe(true)
      expect(notes.length, label).toBeGreaterThan(0)
    }
  })

  it('has an id of its own for each member', () => {
    expect(new Set(family.members.map(({ id }) => id)).size).toBe(family.members.length)
  })
})
