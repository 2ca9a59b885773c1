import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { referenceData } from '../../../scripts/reference-data'
import { decodeLink } from '../../design/link'
import { addressInApp } from './open-in-app'

const { families } = referenceData(fileURLToPath(new URL('../../..', import.meta.url)))
const USES = families.flatMap(({ members }) => members.flatMap(({ id, uses }) => uses.map((use) => ({ id, use }))))

/** The value at a path of names. */
function at(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as { [name: string]: unknown } | null)?.[name], values)
}

describe('the address of a design that uses an algorithm', () => {
  it('leads to one in which the parameter has it', async () => {
    expect(USES.length).toBeGreaterThan(100)
    for (const { id, use } of USES) {
      const name = `${use.owner} ${use.path.join('.')} ${id}`
      const link = await decodeLink((await addressInApp(use, id)).replace(/^[^#]*/, ''))
      if (!link.ok) throw new Error(`${name}: ${link.problem.message}`)
      expect(link.problems, name).toEqual([])
      const { blocks, connections } = link.design
      const values = use.kind === null ? connections : blocks.filter(({ kind }) => kind === use.kind)
      const found = values.map(({ params }) => at(params, use.path))
      const isThere = found.some((value) =>
        use.is === 'choice'
          ? value === id
          : use.is === 'variant'
            ? at(value, ['type']) === id
            : typeof value === 'object' && value !== null,
      )
      expect(isThere, name).toBe(true)
    }
  }, 30_000)
})
