import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { admissions } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('admission policies against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it('an adapter reports a wrong answer and a step it cannot read', () => {
    const file = load('overload_codel_folly')
    const config = { targetMs: 5, intervalMs: 100 }
    const wrong = { id: 'wrong', config, steps: [{ t: 1, op: 'overloaded', args: [20], expect: { shed: true } }] }
    const strange = { id: 'strange', config, steps: [{ t: 1, op: 'guess', args: [] }] }
    const results = adapters[0]!.run({ ...file, cases: [wrong, strange] }, load)
    expect(results.map(({ status }) => status)).toEqual(['failed', 'unread'])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = admissions.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
