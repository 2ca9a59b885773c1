import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { balancers } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('load balancers against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it('an adapter reports a wrong answer and a configuration it cannot read', () => {
    const file = load('lb_smooth_wrr_nginx')
    const [adapter] = adapters
    const first = { id: 'wrong', config: { weights: { a: 1, b: 1 } }, expect: ['b'] }
    const second = { id: 'strange', config: {}, expect: ['a'] }
    const results = adapter!.run({ ...file, cases: [first, second] }, load)
    expect(results.map(({ status }) => status)).toEqual(['failed', 'unread'])
  })

  it('reads a consistent hash type without a function as avalanched', () => {
    const adapter = adapters.find(({ vectors }) => vectors === 'lb_hash_haproxy')!
    // Recorded from HAProxy 2.6.12; without the avalanche all four keys go elsewhere.
    const config = { balance: 'balance hdr(x-key); hash-type consistent', weights: { a: 4, b: 2, c: 2, d: 4, e: 3 } }
    const recorded = { '0': 'a', '35': 'e', k988869: 'b', 'user-195903': 'b' }
    const results = adapter.run({ ...load('lb_hash_haproxy'), cases: [{ id: 'bare', config, expect: recorded }] }, load)
    expect(results).toEqual([{ id: 'bare', status: 'passed' }])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = balancers.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
