import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { circuitBreakers } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('circuit breakers against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it('an adapter reports a wrong answer, an unknown configuration and an unknown operation', () => {
    const file = load('cb_hystrix_rolling_number')
    const adapter = adapters.find(({ vectors }) => vectors === 'cb_hystrix_rolling_number')!
    const step = { t: 0, op: 'success', expect: { success: 2 } }
    const config = { windowMs: 10, buckets: 5 }
    const cases = [
      { id: 'wrong', config, steps: [step] },
      { id: 'config', config: { ...config, more: 1 }, steps: [step] },
      { id: 'operation', config, steps: [{ ...step, op: 'peek' }] },
    ]
    const results = adapter.run({ ...file, cases }, load)
    expect(results.map(({ status }) => status)).toEqual(['failed', 'unread', 'unread'])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = circuitBreakers.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
