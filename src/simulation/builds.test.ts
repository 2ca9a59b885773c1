/** Whatever passes validation can be run: no parameter is refused only when the run is built. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../blocks/registry'
import { CONNECTION_FIELDS } from '../design/connection'
import { parseDesign } from '../design/schema'
import { FIXED, fieldsArbitrary } from '../design/testing/arbitrary'
import { Run } from './run'

interface Example {
  blocks: { kind: string; params?: unknown }[]
  connections: { params?: unknown }[]
}

describe.each(BLOCKS.map((block) => [block.id, block] as const))('a design with any %s', (kind, block) => {
  it('is built and begins to run once its mistakes are mended', () => {
    fc.assert(
      fc.property(fieldsArbitrary(block.fields), fieldsArbitrary(CONNECTION_FIELDS), (params, network) => {
        const { blocks, connections, ...rest } = block.example as Example
        const { design } = parseDesign({
          ...rest,
          scenario: { durationMs: 50 },
          blocks: blocks.map((one) => (one.kind === kind ? { ...one, params } : one)),
          connections: connections.map((one) => ({ ...one, params: network })),
        })
        const run = new Run(design, { eventBudget: 500 })
        expect(() => run.advance(50, 500)).not.toThrow()
      }),
      { ...FIXED, numRuns: 40 },
    )
  })
})
