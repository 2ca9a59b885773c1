import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { rateLimiters } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('rate limiters against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it('an adapter reports a wrong answer, an unknown configuration and an unknown operation', () => {
    const file = load('rl_sliding_log_closed')
    const adapter = adapters.find(({ vectors }) => vectors === 'rl_sliding_log_closed')!
    const step = { t: 0, op: 'hit', args: [1], expect: { ok: true, remaining: 5 } }
    const cases = [
      { id: 'wrong', config: { limit: 5, windowMs: 10 }, steps: [step] },
      { id: 'config', config: { limit: 5, windowMs: 10, more: 1 }, steps: [step] },
      { id: 'operation', config: { limit: 5, windowMs: 10 }, steps: [{ ...step, op: 'peek' }] },
    ]
    const results = adapter.run({ ...file, cases }, load)
    expect(results.map(({ status }) => status)).toEqual(['failed', 'unread', 'unread'])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = rateLimiters.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
