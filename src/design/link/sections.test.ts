import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import type { Design } from '../design'
import { parseDesign } from '../schema'
import { anyDesign, FIXED } from '../testing/arbitrary'
import { ByteReader, ByteWriter, fromBase64Url, LinkError } from './bytes'
import { readDocument, writeDocument } from './document'
import { readSections, SECTIONS } from './sections'

const EXTRAS = { engineVersion: '0.1.0', digest: '0123456789abcdef' }

function withoutParts({ groups: _, comments: __, ...design }: Design): Design {
  return { ...design, scenario: { ...design.scenario, faults: [] } }
}

/** The bytes that a link holds. */
async function payloadOf(link: string): Promise<Uint8Array> {
  const bytes = fromBase64Url(link.replace(/^#v1\./, '')) as Uint8Array<ArrayBuffer>
  const reader = new ByteReader(bytes)
  const start = bytes.length - reader.count()
  const stream = new Blob([bytes.slice(start)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

describe('a link to a design without groups and comments', () => {
  const folder = new URL('./golden/', import.meta.url)
  const links = readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { link: string; design: { groups?: unknown } }),
  )

  it.each(links.filter(({ design }) => !design.groups).map(({ link }, index) => [index, link]))(
    'number %i has the bytes that it had',
    async (_, link) => {
      const payload = await payloadOf(link as string)
      const { design } = parseDesign(readDocument(new ByteReader(payload)).input)
      expect(writeDocument(design, EXTRAS)).toEqual(payload)
    },
  )

  it('has the bytes with which the link to the same design with them begins', () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const bare = withoutParts(design)
        const { groups, comments } = design
        const whole = writeDocument(
          { ...bare, ...(groups ? { groups } : {}), ...(comments ? { comments } : {}) },
          EXTRAS,
        )
        const bytes = writeDocument(bare, EXTRAS)
        expect(whole.subarray(0, bytes.length)).toEqual(bytes)
        expect(whole.length > bytes.length).toBe(groups !== undefined || comments !== undefined)
      }),
      FIXED,
    )
  })
})

describe('random designs', () => {
  it('have groups in groups, comments about blocks, and faults aimed at groups, or they would test nothing', () => {
    const seen = { nested: 0, about: 0, aimed: 0 }
    for (const { groups = [], comments = [], scenario } of fc.sample(anyDesign, FIXED)) {
      const ids = groups.map(({ id }) => id)
      seen.nested += Number(groups.some(({ members }) => members.some((member) => ids.includes(member))))
      seen.about += Number(comments.some(({ block }) => block !== undefined))
      seen.aimed += Number(scenario.faults.some(({ target }) => ids.includes(target)))
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5)
  })
})

describe('parts of a link that make no sense', () => {
  const blocks = BLOCKS.slice(0, 2).map(({ id }) => ({ id }))
  const read = (...counts: number[]) => {
    const out = new ByteWriter()
    for (const count of counts) out.count(count)
    return () => readSections(new ByteReader(out.finish()), blocks)
  }

  it.each<[string, () => unknown, RegExp]>([
    ['an unknown part', read(9), /a part that this version does not know \(9\)/],
    ['part zero', read(0), /out of order/],
    ['a part twice', read(SECTIONS.comments, 0, SECTIONS.comments, 0), /out of order/],
    ['parts out of order', read(SECTIONS.comments, 0, SECTIONS.groups, 0), /out of order/],
    ['too many groups', read(SECTIONS.groups, 101), /too long/],
    ['too many comments', read(SECTIONS.comments, 201), /too long/],
    ['an unknown kind', read(SECTIONS.groups, 1, 9), /kind of group that this version does not know/],
    ['a member that is not there', read(SECTIONS.groups, 1, 2, 1, 0, 0, 1, 77), /not there/],
    ['an end too early', read(SECTIONS.groups, 3), /ends too early/],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(LinkError)
    expect(run).toThrow(message)
  })
})

describe('a hostile link with groups', () => {
  const { design } = parseDesign({
    format: 'loadbearing/1',
    blocks: [
      { id: 'shop', kind: 'service' },
      { id: 'db', kind: 'database' },
    ],
    groups: [
      { id: 'eu', kind: 'region', members: ['zone'], params: { distancesKm: { us: 6000 } } },
      { id: 'zone', kind: 'zone', label: 'A', members: ['shop'] },
      { id: 'us', kind: 'region', members: ['db'], collapsed: true },
    ],
    comments: [{ id: 'comment', text: 'Far away', position: { x: 3, y: 4 }, width: 90, block: 'db' }],
    scenario: { faults: [{ type: 'crash', target: 'zone' }] },
  })
  const payload = writeDocument(design, EXTRAS)

  it('made from a good one by changing a byte opens as something that can run, or says why not', () => {
    expect(parseDesign(readDocument(new ByteReader(payload)).input)).toMatchObject({ design, errors: [] })
    let opened = 0
    for (let at = 0; at < payload.length; at++) {
      for (const byte of [0, 1, 2, 3, 5, 100, 127, 128, 255]) {
        let input: unknown
        try {
          input = readDocument(new ByteReader(payload.with(at, byte))).input
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError)
          continue
        }
        opened++
        expect(parseDesign(parseDesign(input).design).errors).toEqual([])
      }
    }
    expect(opened).toBeGreaterThan(50)
  })
})
