import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

interface Case {
  model: string
  config: { [name: string]: unknown }
  expect: { [name: string]: unknown }
}

describe('queueing theory against its references', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results).toHaveLength((load(adapter.vectors)['cases'] as unknown[]).length)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it.each(adapters)('$vectors: each figure of each case is compared', (adapter) => {
    const file = load(adapter.vectors)
    const off = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.length > 0 ? value.map(off) : [1]
      return typeof value === 'number' ? value * (1 + 1e-6) + 1e-9 : 1
    }
    const spoiled = (file['cases'] as Case[]).flatMap((original) =>
      Object.entries(original.expect).map(([name, value]) => ({
        ...original,
        expect: { ...original.expect, [name]: off(value) },
      })),
    )
    const statuses = new Set(adapter.run({ ...file, cases: spoiled }, load).map(({ status }) => status))
    expect([...statuses]).toEqual(['failed'])
  })

  it('leaves unread what has no function, no figure or no such parameter', () => {
    const cases: Case[] = [
      { model: 'M/M/2', config: { lambda: 1, mu: 2 }, expect: { R: 1 } },
      { model: 'M/M/1', config: { lambda: 1, mu: 2 }, expect: { skew: 1 } },
      { model: 'M/M/1', config: { lambda: 1 }, expect: { R: 1 } },
      { model: 'M/M/1', config: { lambda: 1, mu: 2 }, expect: {} },
      { model: 'closedMVA', config: { N: 1, S: 1, V: [1], Z: 0 }, expect: { X: 1 } },
    ]
    for (const adapter of adapters) {
      const results = adapter.run({ ...load(adapter.vectors), cases }, load)
      expect(results.map(({ status }) => status)).toEqual(cases.map(() => 'unread'))
    }
  })
})
