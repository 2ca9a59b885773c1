import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { timers } from './registry'

function load(stem: string): VectorFile {
  return JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8')) as VectorFile
}

describe('timers against the implementations they name', () => {
  it.each(adapters)('$vectors', (adapter) => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })

  it('an adapter reports a wrong answer and what it cannot read', () => {
    const netty = { config: { tickMs: 50, wheelSize: 8 }, expect: { 51: 1 } }
    const statuses = (index: number, cases: unknown[]) =>
      adapters[index]?.run({ ...load(adapters[index].vectors), cases }, load).map(({ status }) => status)
    expect(statuses(0, [netty, { config: {} }])).toEqual(['failed', 'unread'])
    const config = { tickMs: 1, wheelSize: 3, startMs: 0 }
    const step = (op: string) => ({ t: 0, op, args: ['a', 5], expect: { fired: [], pending: 0 } })
    expect(
      statuses(1, [
        { id: 'a', config, steps: [step('add')] },
        { id: 'b', config, steps: [step('guess')] },
        { id: 'c', config: {}, steps: [] },
      ]),
    ).toEqual(['failed', 'unread', 'unread'])
  })

  it('adapters name members of the registry', () => {
    const ids: string[] = timers.map(({ id }) => id)
    for (const { members } of adapters) expect(ids).toEqual(expect.arrayContaining([...members]))
  })
})
