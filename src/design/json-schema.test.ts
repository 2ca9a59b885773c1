import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAMPLES } from './examples/registry'
import { designJsonSchema } from './json-schema'
import { parseDesign } from './schema'
import { plainDesign } from './serialize'
import { anyDesign } from './testing/arbitrary'
import { keepsTo } from './testing/json-schema-check'

const schema = designJsonSchema()

describe('the JSON Schema of designs', () => {
  it('is JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
  })

  it.each(EXAMPLES.map(({ id, design }) => [id, design]))('accepts the example %s', (_, design) => {
    expect(keepsTo(schema, design)).toBe(true)
    expect(keepsTo(schema, plainDesign(parseDesign(design).design, { omitDefaults: false }))).toBe(true)
  })

  it('accepts any design', () => {
    fc.assert(
      fc.property(anyDesign, fc.boolean(), (design, omitDefaults) => {
        expect(keepsTo(schema, plainDesign(design, { omitDefaults }))).toBe(true)
      }),
      { seed: 6, numRuns: 60 },
    )
  })

  it.each([
    [{}],
    [{ format: 'loadbearing/2' }],
    [{ format: 'loadbearing/1', colour: 'red' }],
    [{ format: 'loadbearing/1', blocks: [{ id: 'a', kind: 'teapot' }] }],
    [{ format: 'loadbearing/1', blocks: [{ id: 'A', kind: 'service' }] }],
    [{ format: 'loadbearing/1', blocks: [{ id: 'a', kind: 'service', params: { workers: 0 } }] }],
    [{ format: 'loadbearing/1', blocks: [{ id: 'a', kind: 'service', params: { workers: 1.5 } }] }],
    [{ format: 'loadbearing/1', connections: [{ id: 'a', from: 'b' }] }],
    [{ format: 'loadbearing/1', scenario: { faults: [{ type: 'slow', target: 'a', speed: 1 }] } }],
    [{ format: 'loadbearing/1', objectives: [{ measure: 'requests.failed', below: 1, above: 1 }] }],
  ])('refuses %j, as the parser does', (input) => {
    expect(keepsTo(schema, input)).toBe(false)
    expect(parseDesign(input).errors).not.toEqual([])
  })
})
