/** Random designs for property tests: any kinds, any valid parameters, any wiring that the ports allow. */
import fc, { type Arbitrary } from 'fast-check'
import { BLOCKS } from '../../blocks/registry'
import type { Fields, Schema } from '../../lib/schema'
import { CONNECTION_FIELDS } from '../connection'
import { type Design, FORMAT } from '../design'
import { GROUP_KINDS } from '../groups'
import { FAULT_FIELDS, FAULT_KINDS } from '../scenario'
import { parseDesign } from '../schema'

/** A fixed seed, so that a failure comes back. */
export const FIXED = { seed: 20_261_121, numRuns: 150 }

/** Labels with what tends to break things. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'end',
    '"quoted"',
    '`code`',
    '<img src=x onerror=alert(1)>',
    '#quot; &amp; %%{init: {}}%%',
    'a\nb',
    'fa:fa-car',
    '1. first',
    '- item',
    '**bold** _it_ ~~no~~',
    '中文标签',
    'الطلب',
    '🙂',
    ');alert(1)//',
  ),
)

/** A clean design. */
export const anyDesign: Arbitrary<Design> = fc
  .record({
    name: hostileText,
    seed: fc.nat(),
    kinds: fc.array(fc.constantFrom(...BLOCKS), { maxLength: 8 }),
    wires: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 16 }),
  })
  .chain(({ name, seed, kinds, wires }) => {
    const blocks = fc.tuple(
      ...kinds.map(({ id, fields }, index) =>
        fc.record(
          {
            id: fc.constant(`${index % 3 === 0 ? id : 'b'}-${index}`),
            kind: fc.constant(id),
            label: hostileText.map((text) => text.slice(0, 80)),
            params: fieldsArbitrary(fields),
            position: fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
          },
          { requiredKeys: ['id', 'kind'] },
        ),
      ),
    )
    return blocks.chain((list) => {
      const ids = list.map((block) => block.id)
      const connections = fc.tuple(
        ...wires.map(([from, to], index) =>
          fc.record({
            id: fc.constant(index % 2 === 0 ? `c${index}` : `wire_${index}`),
            from: fc.constant(ids[from] ?? 'none'),
            to: fc.constant(ids[to] ?? 'none'),
            params: fieldsArbitrary(CONNECTION_FIELDS),
          }),
        ),
      )
      const fault = fc.constantFrom(...FAULT_KINDS.variants).chain((kind) =>
        fc.record({
          type: fc.constant(kind.id),
          target: fc.constantFrom('c0', 'group-0', 'region', ...ids),
          rest: fieldsArbitrary({ ...FAULT_FIELDS, ...kind.fields }),
        }),
      )
      return fc
        .record({
          connections,
          faults: fc.array(fault, { maxLength: 4 }),
          durationMs: fc.integer({ min: 1, max: 1e6 }),
          groups: groupsArbitrary(ids),
          comments: fc.array(commentArbitrary(ids), { maxLength: 3 }),
        })
        .map(({ connections, faults, durationMs, groups, comments }) => {
          const flat = faults.map(({ type, target, rest }) => ({ type, target, ...(rest as object) }))
          const changes = ids.slice(0, 1).map((id) => ({ atMs: 5.5, path: `blocks.${id}.params.workers`, value: 3 }))
          const objectives = [{ measure: 'requests.latencyMs.p99', below: 12.5 }]
          const scenario = { durationMs, faults: flat, changes }
          const said = comments.map((comment, index) => ({ ...comment, id: index === 0 ? 'comment' : `note_${index}` }))
          const parts = { blocks: list, connections, objectives, groups, comments: said }
          return parseDesign({ format: FORMAT, name, seed, scenario, ...parts }).design
        })
    })
  })

/** Groups around some of the blocks, some of them in others. */
function groupsArbitrary(ids: readonly string[]): Arbitrary<unknown[]> {
  const names = ['group-0', 'region', 'zone-2', 'g_3']
  const homes = fc.array(fc.integer({ min: -1, max: names.length - 1 }), { minLength: ids.length + names.length })
  const heads = fc.tuple(
    ...names.map((id) =>
      fc.constantFrom(...GROUP_KINDS.variants).chain((kind) =>
        fc.record(
          {
            id: fc.constant(id),
            kind: fc.constant(kind.id),
            label: hostileText.map((text) => text.slice(0, 80)),
            collapsed: fc.boolean(),
            params:
              kind.id === 'region'
                ? fc.record({
                    distancesKm: fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 0, max: 20_000 })),
                  })
                : fieldsArbitrary(kind.fields),
          },
          { requiredKeys: ['id', 'kind'] },
        ),
      ),
    ),
  )
  return fc.tuple(heads, homes).map(([groups, home]) =>
    groups.map((group, index) => ({
      ...group,
      // Groups nest in later ones at random; what may not nest is left out when the design is checked.
      members: [...ids, ...names].filter((id, place) => home[place] === index && id !== names[index]),
    })),
  )
}

function commentArbitrary(ids: readonly string[]): Arbitrary<object> {
  return fc.record(
    {
      text: fc.oneof(hostileText, fc.constant('two\nlines')),
      position: fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
      width: fc.integer({ min: 80, max: 800 }),
      block: fc.constantFrom('nobody', ...ids),
    },
    { requiredKeys: ['text', 'position'] },
  )
}

/** Some of the fields, each with any value that its schema accepts. */
export function fieldsArbitrary(fields: Fields): Arbitrary<unknown> {
  const entries = Object.entries(fields).map(([name, { schema }]) => [name, valueArbitrary(schema)])
  return fc.record(Object.fromEntries(entries) as Record<string, Arbitrary<unknown>>, { requiredKeys: [] })
}

function valueArbitrary(schema: Schema): Arbitrary<unknown> {
  switch (schema.kind) {
    case 'number': {
      const { min, max } = schema
      if (schema.integer) return fc.integer({ min: Math.max(min, -1e9), max: Math.min(max, 1e9) })
      const short = fc.integer({ min: 0, max: 1000 }).map((n) => Math.min(max, Math.max(min, n / 8)))
      return fc.oneof(short, fc.double({ min, max, noNaN: true }).filter(Number.isFinite))
    }
    case 'boolean':
      return fc.boolean()
    case 'text':
      return hostileText.map((text) => text.slice(0, schema.maxLength))
    case 'choice':
      return fc.constantFrom(...schema.options.map((option) => option.id))
    case 'connection':
      return fc.constantFrom('', 'c0', 'c2', 'wire_1', 'wire_3')
    case 'nullable':
      return fc.option(valueArbitrary(schema.inner))
    case 'object':
      return fieldsArbitrary(schema.fields)
    case 'variant':
      return fc
        .constantFrom(...schema.variants)
        .chain(({ id, fields }) => fieldsArbitrary(fields).map((values) => ({ ...(values as object), type: id })))
    case 'list':
      return fc.array(valueArbitrary(schema.item), {
        minLength: schema.minItems,
        maxLength: Math.min(4, schema.maxItems),
      })
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z0-9_-]{1,8}$/), valueArbitrary(schema.value), { maxKeys: 3 })
  }
}
