import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'

const load = (stem: string): VectorFile =>
  JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8'))

describe.each(adapters.map((adapter) => ({ adapter, name: adapter.vectors })))('$name', ({ adapter }) => {
  it('agrees with every case', () => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })
})
