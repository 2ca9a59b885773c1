import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { sketches } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('sketches against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it.each([
    [
      'prob_bloom_guava',
      { library: 'guava', n: 10, p: 0.1, expect: { m: 48, k: 3 } },
      { library: 'other', n: 10, p: 0.1 },
    ],
    ['prob_bloom_fpr', [100, 1, 10, 0.0952, 0.0956], [1, 2]],
    ['prob_wilson_statsmodels', [0, 1, 0.9, 0, 0.7301], ['0', 1, 0.9, 0, 1]],
    ['merkle_rfc6962', { leavesHex: ['00'], rootsHexForPrefix0to1: ['00', '00'] }, { leavesHex: [] }],
    ['stat_ema_pandas', { alpha: 0.1, x: [1, 2], expect: [1, 1.2] }, { x: [1] }],
    ['stat_ema_pandas', { tMs: [0], x: [1], halfLifeMs: 5, expectAdjusted: [2] }, { tMs: [0], x: [1] }],
  ])('an adapter reports a wrong answer and what it cannot read: %s', (stem, wrong, strange) => {
    const adapter = adapters.find(({ vectors }) => vectors === stem)
    const results = adapter?.run({ ...load(stem), cases: [wrong, strange] }, load)
    expect(results?.map(({ status }) => status)).toEqual(['failed', 'unread'])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = sketches.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
