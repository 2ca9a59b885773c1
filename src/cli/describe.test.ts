import { describe, expect, it, vi } from 'vitest'
import { BLOCKS } from '../blocks/registry'
import { EXAMPLES } from '../design/examples/registry'
import type { JsonSchema } from '../design/json-schema'
import { BLOCK_MEASURES, CONNECTION_MEASURES, REQUEST_MEASURES } from '../design/objectives'
import { parseDesign } from '../design/schema'
import { keepsTo } from '../design/testing/json-schema-check'
import { combine, runToEnd } from '../simulation/experiments/replicate'
import { description, main } from './describe'

type Schema = { properties: { [name: string]: Schema }; additionalProperties: Schema }

const { report } = description() as { report: Schema }

function has(schema: Schema | undefined, path: string): boolean {
  const [head = '', ...rest] = path.split('.')
  const next = schema?.properties[head]
  return next !== undefined && (rest.length === 0 || has(next, rest.join('.')))
}

describe('the description', () => {
  it('is printed as JSON', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(main([])).toBe(0)
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toEqual(description())
    log.mockRestore()
  })

  it('names every kind of block', () => {
    const text = JSON.stringify(description().design)
    for (const { id } of BLOCKS) expect(text).toContain(`{"const":"${id}"}`)
  })

  it('has every figure that an objective can be about', () => {
    expect(REQUEST_MEASURES.filter((path) => !has(report.properties['requests'], path))).toEqual([])
    expect(BLOCK_MEASURES.filter((path) => !has(report.properties['blocks']?.additionalProperties, path))).toEqual([])
    expect(
      CONNECTION_MEASURES.filter((path) => !has(report.properties['connections']?.additionalProperties, path)),
    ).toEqual([])
  })

  it('fits the reports of every example, of one run and of several', () => {
    for (const { design } of EXAMPLES) {
      const parsed = parseDesign(design).design
      const short = { ...parsed, scenario: { ...parsed.scenario, durationMs: 2000, warmupMs: 500 } }
      const reports = [1, 2].map((seed) => runToEnd({ ...short, seed }, () => 0))
      const schemas = description() as { report: JsonSchema; replicatedReport: JsonSchema }
      expect(keepsTo(schemas.report, plain(reports[0])), parsed.name).toBe(true)
      expect(keepsTo(schemas.replicatedReport, plain(combine(reports))), parsed.name).toBe(true)
      expect(keepsTo(schemas.report, plain(combine(reports)))).toBe(false)
    }
  })
})

/** As it is when it has been printed and read. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
