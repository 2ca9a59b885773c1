import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Design, FORMAT } from '../design'
import { EXAMPLES } from '../examples/registry'
import { parseDesign } from '../schema'
import { anyDesign } from '../testing/arbitrary'
import { PALETTES, type PictureTheme } from './palette'
import { type PictureOptions, pictureOf } from './picture'
import { escapeXml, fitText, textWidth } from './text'
import { sketchOf, thumbnailOf } from './thumbnail'

const LIGHT: PictureOptions = { theme: 'light' }

const examples = EXAMPLES.map(({ id, design }) => [id, parseDesign(design).design] as const)
const checkout = examples.find(([id]) => id === 'checkout')?.[1] as Design

/** The names of all elements; fails where the text is not well-formed XML of the plain kind that is written here. */
function elementsOf(xml: string): string[] {
  const names: string[] = []
  const open: string[] = []
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>/g,
    (_, close: string, name: string, __: string, empty: string) => {
      if (close) expect(open.pop()).toBe(name)
      else if (!empty) open.push(name)
      if (!close) names.push(name)
      return ''
    },
  )
  expect(open).toEqual([])
  expect(rest.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>&]/)
  return names
}

function named(label: string): Design {
  return { ...checkout, name: label, blocks: checkout.blocks.map((block) => ({ ...block, label })) }
}

describe('the picture of a design', () => {
  it.each(examples)('of %s is well formed and the same every time', (_, design) => {
    const { svg, width, height } = pictureOf(design, LIGHT)
    const names = elementsOf(svg)
    expect(names.filter((name) => name === 'g')).toHaveLength(design.blocks.length)
    expect(width * height).toBeGreaterThan(0)
    expect(pictureOf(structuredClone(design), LIGHT).svg).toBe(svg)
  })

  it('holds shapes and text alone', () => {
    const allowed = new Set(['svg', 'title', 'desc', 'rect', 'path', 'text', 'tspan', 'g'])
    const suffixOf = (): string => ' ×3'
    for (const name of elementsOf(pictureOf(checkout, { ...LIGHT, suffixOf }).svg)) expect(allowed).toContain(name)
  })

  it.each([
    ['Workers', '8', 12, 'Workers', '8'],
    ['Read time', 'Exponential 4 ms', 10, 'Read time', 'Exponential 4 ms'],
    ['', 'Power of two choices', 12, '', 'Power of two choices'],
    ['Workers per replica and region', 'Exponential 4 ms', 10, /^W.*…$/, 'Exponential 4 ms'],
  ])('writes "%s %s" as large as fits, the value rather than the word', (label, value, size, left, right) => {
    const [block] = checkout.blocks
    const design: Design = { ...checkout, blocks: block ? [block] : [], connections: [] }
    const { svg } = pictureOf(design, { ...LIGHT, hasTitle: false, linesOf: () => [[label, value]] })
    const texts = [...svg.matchAll(/<text x="\d+" y="49"(?: font-size="(\d+)")?[^>]*>([^<]*)</g)]
    expect(texts.map(([, written]) => Number(written ?? 12))).toEqual([size, size])
    expect(texts[0]?.[2]).toMatch(left)
    expect(texts[1]?.[2]).toBe(right)
  })

  it('is well formed for any label', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constant('</title><script>alert(1)</script>'),
    )
    fc.assert(
      fc.property(text, (label) => {
        const { svg } = pictureOf(named(label), LIGHT)
        expect(elementsOf(svg)).not.toContain('script')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
        expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]|\p{Cs}/u)
      }),
      { seed: 7, numRuns: 60 },
    )
  })

  it('has everything within its frame', () => {
    const { svg, width, height } = pictureOf(checkout, LIGHT)
    const [x = 0, y = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number)
    for (const [, left, top] of svg.matchAll(/<g transform="translate\((-?[\d.]+) (-?[\d.]+)\)"/g)) {
      expect(Number(left)).toBeGreaterThanOrEqual(x + 10)
      expect(Number(top)).toBeGreaterThanOrEqual(y + 10)
      expect(Number(left) + 176).toBeLessThanOrEqual(x + width - 10)
      expect(Number(top) + 90).toBeLessThanOrEqual(y + height - 10)
    }
  })

  it('leaves out what was not asked for', () => {
    const bare = pictureOf(checkout, { ...LIGHT, hasBackground: false, hasPolicies: false, hasTitle: false }).svg
    expect(bare).not.toContain(PALETTES.light.bg)
    expect(bare).not.toContain('breaker')
    expect(pictureOf(checkout, LIGHT).svg).toContain('breaker')
  })

  it('of an empty design is a picture all the same', () => {
    expect(elementsOf(pictureOf({ ...checkout, blocks: [], connections: [] }, LIGHT).svg)[0]).toBe('svg')
  })
})

describe('the colours of pictures', () => {
  const tokens = readFileSync('src/app/styles/tokens.css', 'utf8')
  it.each(['light', 'dark'] as PictureTheme[])('are those of the page in the %s theme', (theme) => {
    const block = tokens.slice(tokens.indexOf(`:root[data-theme="${theme}"]`))
    for (const [name, value] of Object.entries(PALETTES[theme]))
      expect(`${name}: ${new RegExp(`--${name}: (#[0-9a-f]+)`).exec(block)?.[1]}`).toBe(`${name}: ${value}`)
  })
})

describe('text', () => {
  it('is escaped', () => {
    expect(escapeXml(`<a href="x">&'\u0000\ud800`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;  ')
  })

  it('is cut where it would not fit, and only there', () => {
    expect(fitText('Orders', 13, 200)).toBe('Orders')
    const cut = fitText('A rather long name for a block of this kind', 13, 100)
    expect(cut).toMatch(/^A rather.*…$/)
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(100)
    expect(fitText('漢字', 10, 15)).toBe('…')
  })
})

describe('a thumbnail', () => {
  it.each(examples)('of %s has every block and connection', (_, design) => {
    const sketch = sketchOf(design)
    expect(sketch.wires).toHaveLength(design.connections.length)
    const names = elementsOf(thumbnailOf(JSON.parse(JSON.stringify(sketch)), 'dark'))
    expect(names.filter((name) => name === 'rect')).toHaveLength(design.blocks.length + 1)
  })

  it('parts two wires that run against each other', () => {
    const blocks = [
      [0, 0, 0],
      [400, 0, 0],
    ] as const
    const heightsOf = (wires: readonly (readonly [number, number])[]): string[] => {
      const path = /<path d="(M[^"]*)" fill="none" stroke="[^"]*" stroke-width="[^"]*"\/>/.exec(
        thumbnailOf({ blocks, wires }, 'light').replace(/<path transform.*?\/>/g, ''),
      )
      return [...(path?.[1] ?? '').matchAll(/M\S+ (\S+?)C/g)].map(([, y]) => y ?? '')
    }
    const [there] = heightsOf([[0, 1]])
    const [one, other] = heightsOf([
      [0, 1],
      [1, 0],
    ])
    expect(new Set([there, one, other]).size).toBe(3)
  })
})

describe('groups and comments in pictures', () => {
  const design = (collapsed: boolean): Design => {
    const groups = [
      { id: 'eu', kind: 'region', label: 'Far <away>', members: ['zone', 'gateway'] },
      { id: 'zone', kind: 'zone', members: ['orders', 'orders-db'], collapsed },
    ]
    const comments = [
      { id: 'note', text: `Why & how?\n${'a word '.repeat(12)}`, position: { x: 0, y: -300 } },
      { id: 'about', text: 'Main copy', position: { x: 900, y: 0 }, block: 'orders-db' },
    ]
    return parseDesign({ ...(checkout as object), groups, comments }).design
  }

  it('are drawn behind and beside the blocks, well formed', () => {
    const { svg } = pictureOf(design(false), LIGHT)
    elementsOf(svg)
    expect(svg).toContain('Far &lt;away&gt;')
    expect(svg).toContain('>Why &amp; how?</text>')
    expect(svg).toContain('>Main copy</text>')
    expect(svg.indexOf('Far &lt;')).toBeLessThan(svg.indexOf('>Orders<'))
    expect(svg.match(/\bword\b/g)?.length).toBe(12)
  })

  it('stand for their blocks and wires when collapsed', () => {
    const [open, closed] = [pictureOf(design(false), LIGHT).svg, pictureOf(design(true), LIGHT).svg]
    expect(closed).toContain('zone, 2 blocks')
    expect(closed).not.toContain('>Orders db<')
    expect(closed).not.toContain('>Main copy</text>')
    const wires = (svg: string) => svg.match(/stroke-width="1.5"\/><path/g)?.length ?? 0
    expect(wires(open) - wires(closed)).toBe(1)
    elementsOf(closed)
  })

  it('are in small pictures, whose numbers without groups stay as they were', () => {
    expect(Object.keys(sketchOf(checkout))).toEqual(['blocks', 'wires'])
    const sketch = sketchOf(design(false))
    expect([sketch.groups?.length, sketch.notes?.length]).toEqual([2, 2])
    expect(sketchOf(design(true)).blocks).toHaveLength(checkout.blocks.length - 1)
    elementsOf(thumbnailOf(sketch, 'dark'))
  })

  it('are cut out around blocks that stand inside a group without being in it', () => {
    const at = (x: number, y: number) => ({ x, y })
    const blocks = [
      { id: 'users', kind: 'traffic-source', position: at(0, 0) },
      { id: 'guest', kind: 'cache', position: at(300, 100) },
      { id: 'shop', kind: 'service', position: at(600, 300) },
    ]
    const drawn = (members: string[]): string[] => {
      const groups = [{ id: 'zone', kind: 'zone', label: 'Main zone', members }]
      const { design, errors } = parseDesign({ format: FORMAT, name: 'Guest', blocks, connections: [], groups })
      expect(errors).toEqual([])
      return [pictureOf(design, LIGHT).svg, thumbnailOf(JSON.parse(JSON.stringify(sketchOf(design))), 'light')]
    }
    for (const svg of drawn(['users', 'shop'])) {
      elementsOf(svg)
      const [, outline = ''] = /<path d="([^"]+)" fill="[^"]+" fill-opacity/.exec(svg) ?? []
      // Around the whole, and around the guest with room on all sides.
      expect(outline.match(/M/g)).toHaveLength(2)
      for (const corner of ['290 90', '486 90', '486 200', '290 200']) expect(outline).toContain(`Q${corner} `)
    }
    for (const svg of drawn(['users', 'guest', 'shop'])) expect(svg).not.toMatch(/<path [^>]*fill-opacity/)
  })

  it('have their title above them where what is cut out leaves no room for it', () => {
    const blocks = [
      { id: 'guest', kind: 'cache', position: { x: 0, y: -60 } },
      { id: 'shop', kind: 'service', position: { x: 0, y: 40 } },
    ]
    const groups = [{ id: 'zone', kind: 'zone', label: 'Main zone', members: ['shop'] }]
    const { svg } = pictureOf(
      parseDesign({ format: FORMAT, name: 'Guest', blocks, connections: [], groups }).design,
      LIGHT,
    )
    const [, y] = /<text x="[^"]+" y="([^"]+)"[^>]*>Main zone</.exec(svg) ?? []
    expect(Number(y)).toBeLessThan(0)
  })

  it('of any design are well formed', () => {
    fc.assert(
      fc.property(anyDesign, (any) => {
        elementsOf(pictureOf(any, LIGHT).svg)
        elementsOf(thumbnailOf(sketchOf(any), 'light'))
      }),
      { seed: 5, numRuns: 40 },
    )
  })
})
