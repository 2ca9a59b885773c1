/**
 * Links that exist in the world: each must open as the very design it was made from, whatever changes later. Entries are added
 * when kinds or parameters are, and never changed. A default that changes would break them: give the parameter a new number.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeLink } from '../link'
import { parseDesign } from '../schema'
import { plainDesign } from '../serialize'

interface Golden {
  link: string
  design: { name: string }
}

const folder = new URL('./golden/', import.meta.url)
const GOLDEN = readdirSync(folder).flatMap((file) => {
  const lines = readFileSync(new URL(file, folder), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Golden)
})

describe('links of earlier versions', () => {
  it.each(GOLDEN.map((golden, index) => [index, golden] as const))('number %i opens as it was', async (_, golden) => {
    const decoded = await decodeLink(golden.link)
    expect(decoded).toMatchObject({ ok: true, engineVersion: '0.1.0', digest: '0123456789abcdef', problems: [] })
    if (decoded.ok)
      expect(withoutNewer(plainDesign(decoded.design, { omitDefaults: false }), golden.design)).toEqual(golden.design)
  })

  it('were designs without errors', () => {
    expect(GOLDEN.length).toBeGreaterThanOrEqual(9)
    for (const { design } of GOLDEN) expect(parseDesign(design).errors).toEqual([])
  })
})

/** The value without parameters that did not exist when the link was made. */
function withoutNewer(value: unknown, old: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(old)) return value.map((item, index) => withoutNewer(item, old[index]))
  if (typeof value !== 'object' || value === null || typeof old !== 'object' || old === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => Object.hasOwn(old, key))
      .map(([key, part]) => [key, withoutNewer(part, (old as Record<string, unknown>)[key])]),
  )
}
