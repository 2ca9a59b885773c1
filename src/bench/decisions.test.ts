import { describe, expect, it } from 'vitest'
import { decisionFamilies } from './decisions'

/** Ids of all members of all registries. */
const IDS = Object.values(
  import.meta.glob<{ readonly [name: string]: unknown }>('../algorithms/*/registry.ts', { eager: true }),
).flatMap((exports) =>
  Object.values(exports)
    .filter(Array.isArray)
    .flat()
    .flatMap((member: { id?: string; formula?: string }) =>
      member.formula === undefined || member.id === undefined ? [] : [member.id],
    ),
)

describe('the bench of decisions', () => {
  const families = decisionFamilies()

  it('has a loop for every member of every registry', () => {
    const measured = new Set(families.flatMap(({ members }) => members.map(({ id }) => id)))
    expect(IDS.length).toBeGreaterThan(120)
    expect(IDS.filter((id) => !measured.has(id))).toEqual([])
  })

  it('gets numbers from every loop, the reference included', () => {
    for (const { title, reference, members } of families) {
      for (const { id, run } of [reference, ...members]) expect(run(20), `${title}: ${id}`).not.toBeNaN()
    }
  })
})
