import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../blocks/registry'
import { FORMAT } from './design'
import checkout from './examples/checkout.json'
import { decodeLink, encodeLink, MAX_LINK } from './link'
import { ByteReader, ByteWriter, crc32, fromBase64Url, toBase64Url } from './link/bytes'
import { parseDesign } from './schema'
import { anyDesign, FIXED } from './testing/arbitrary'

const EXTRAS = { engineVersion: '1', digest: '0123456789abcdef' }

async function problemOf(hash: string): Promise<string> {
  const decoded = await decodeLink(hash)
  return decoded.ok ? 'no problem' : decoded.problem.message
}

/** A link around any bytes, with length and checksum in order. */
async function linkAround(payload: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([payload]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const body = new Uint8Array(await new Response(stream).arrayBuffer())
  const out = new ByteWriter()
  out.count(body.length)
  const sum = crc32(body)
  out.raw(Uint8Array.of(sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255))
  out.raw(body)
  return `#v1.${toBase64Url(out.finish())}`
}

describe('a link', () => {
  it('brings back the design, the version and the digest', async () => {
    const { design } = parseDesign(checkout)
    const hash = await encodeLink(design, EXTRAS)
    expect(hash).toMatch(/^#v1\.[A-Za-z0-9_-]+$/)
    expect(await decodeLink(hash)).toEqual({ ok: true, design, ...EXTRAS, problems: [] })
  })

  it('brings back any design', async () => {
    await fc.assert(
      fc.asyncProperty(anyDesign, async (design) => {
        const hash = await encodeLink(design, { engineVersion: '0.1.0' })
        expect(await decodeLink(hash)).toEqual({ ok: true, design, engineVersion: '0.1.0', digest: null, problems: [] })
      }),
      FIXED,
    )
  })

  it('opens without its hash mark', async () => {
    const hash = await encodeLink(parseDesign(checkout).design, EXTRAS)
    expect((await decodeLink(hash.slice(1))).ok).toBe(true)
  })

  it('is at most 300 characters long for ten blocks with defaults, placed by hand or not', async () => {
    const kinds = [...BLOCKS, ...BLOCKS].slice(0, 10).map((block) => block.id)
    const source = kinds.indexOf(BLOCKS.find((block) => block.inPort === null)?.id ?? '')
    const blocks = kinds.map((kind, index) => ({
      id: index < BLOCKS.length ? kind : `${kind}-2`,
      kind,
      position: { x: 240 * index - 500, y: index % 2 === 0 ? 132 : 388 },
    }))
    const ids = blocks.map((block) => block.id)
    const services = blocks.filter(({ kind }) =>
      BLOCKS.find(({ id }) => id === kind)?.inPort?.roles.includes('request'),
    )
    const full = Array.from({ length: 12 }, (_, index) => {
      return { id: `c${index + 1}`, from: ids[source], to: services[index % services.length]?.id }
    })
    const { design, errors } = parseDesign({ format: FORMAT, name: 'Ten blocks', blocks, connections: full })
    expect(errors).toEqual([])
    expect(design.connections).toHaveLength(12)
    expect((await encodeLink(design, EXTRAS)).length).toBeLessThanOrEqual(300)
  })
})

describe('a damaged link', () => {
  const intact = encodeLink(parseDesign(checkout).design, EXTRAS)

  it('that was cut short says so, wherever the cut is', async () => {
    const hash = await intact
    for (let length = 6; length < hash.length; length++) {
      expect(await problemOf(hash.slice(0, length))).toMatch(/cut short/)
    }
  })

  it('with one character changed says so, whichever it is', async () => {
    const hash = await intact
    for (let at = 4; at < hash.length - 1; at++) {
      const other = hash[at] === 'A' ? 'B' : 'A'
      expect(await problemOf(hash.slice(0, at) + other + hash.slice(at + 1))).toMatch(/damaged|cut short/)
    }
  })

  it.each<[string, (hash: string) => string, RegExp]>([
    ['with text after its end', (hash) => `${hash}AAAA`, /more text after its end/],
    ['with characters that do not belong', (hash) => `${hash.slice(0, 30)}%20${hash.slice(30)}`, /do not belong/],
    ['of a newer version', (hash) => hash.replace('v1', 'v2'), /newer version of this page \(v2\)/],
    ['of no version', (hash) => hash.replace('v1.', ''), /not a link to a design/],
    ['of version zero', (hash) => hash.replace('v1', 'v0'), /not a link to a design/],
    ['that is empty', () => '', /not a link to a design/],
    ['that is only a version', () => '#v1.', /cut short/],
    ['that is too long', () => `#v1.${'A'.repeat(MAX_LINK)}`, /too long/],
    ['that is another page’s anchor', () => '#install', /not a link to a design/],
  ])('%s is named', async (_, change, message) => {
    expect(await problemOf(change(await intact))).toMatch(message)
  })
})

describe('a hostile link', () => {
  it('that unpacks to 200 MiB is stopped early', async () => {
    const hash = await linkAround(new Uint8Array(40 * 1024 * 1024))
    expect(hash.length).toBeLessThan(MAX_LINK)
    expect(await problemOf(hash)).toMatch(/more than a design may hold/)
  })

  it('of random bytes never throws and never opens as something with errors', async () => {
    const seed = await encodeLink(parseDesign(checkout).design, EXTRAS)
    expect(seed).not.toBe('')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const decoded = await decodeLink(await linkAround(Uint8Array.from(bytes)))
        if (decoded.ok) expect(parseDesign(decoded.design).errors).toEqual([])
        else expect(decoded.problem.message).not.toBe('')
      }),
      { ...FIXED, numRuns: 300 },
    )
  })

  it('made from a good one by changing bytes inside never throws, and what opens can run', async () => {
    const hash = await encodeLink(parseDesign(checkout).design, EXTRAS)
    const bytes = fromBase64Url(hash.slice(4)) as Uint8Array<ArrayBuffer>
    const stream = new Blob([bytes.slice(6)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    const payload = new Uint8Array(await new Response(stream).arrayBuffer())
    await fc.assert(
      fc.asyncProperty(fc.nat(payload.length - 1), fc.nat(255), async (at, byte) => {
        const decoded = await decodeLink(await linkAround(payload.with(at, byte)))
        if (decoded.ok) expect(parseDesign(decoded.design).errors).toEqual([])
      }),
      { ...FIXED, numRuns: 500 },
    )
  })

  it('with numbers out of range opens with them clamped, and says which', async () => {
    const { design } = parseDesign(checkout)
    const orders = design.blocks.map((block) => ({ ...block, params: { ...block.params } }))
    const target = orders.find((block) => block.id === 'orders')
    if (target) target.params['workers'] = 1e300
    const decoded = await decodeLink(await encodeLink({ ...design, blocks: orders }, EXTRAS))
    expect(decoded).toMatchObject({ ok: true, problems: [{ path: 'blocks[3].params.workers' }] })
  })

  it('with a counter named __proto__ pollutes nothing', async () => {
    const { design } = parseDesign(checkout)
    const blocks = design.blocks.map((block) =>
      block.params['counters']
        ? { ...block, params: { ...block.params, counters: JSON.parse('{"__proto__":{"stock":5}}') } }
        : block,
    )
    const decoded = await decodeLink(await encodeLink({ ...design, blocks }, EXTRAS))
    expect(decoded.ok && decoded.design.blocks[5]?.params['counters']).toEqual({})
    expect({}).not.toHaveProperty('stock')
  })
})

describe('numbers in links', () => {
  it('come back exactly', () => {
    const finite = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 1000),
    )
    fc.assert(
      fc.property(finite, (value) => {
        const out = new ByteWriter()
        out.number(value)
        const input = new ByteReader(out.finish())
        expect(input.number()).toBe(value === 0 ? 0 : value)
        expect(input.isAtEnd).toBe(true)
      }),
      { seed: 9, numRuns: 2000 },
    )
  })

  it('that are short decimals take few bytes', () => {
    const sizeOf = (value: number): number => {
      const out = new ByteWriter()
      out.number(value)
      return out.finish().length
    }
    expect([7, 31, 0.5, 0.25, 200, 12.5].map(sizeOf)).toEqual([1, 1, 2, 3, 2, 3])
  })
})

it('has the checksum of zlib', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})
