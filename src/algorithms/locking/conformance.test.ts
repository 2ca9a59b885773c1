import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'

const folder = new URL('../vectors/', import.meta.url)

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`${stem}.json`, folder), 'utf8')) as VectorFile
}

describe.each(adapters.map((adapter) => [adapter.vectors, adapter] as const))('%s', (stem, adapter) => {
  it('agrees with every recorded case', () => {
    const results = adapter.run(load(stem), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter((result) => result.status !== 'passed')).toEqual([])
  })
})
