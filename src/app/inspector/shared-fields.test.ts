import { describe, expect, it } from 'vitest'
import { BLOCKS, blockOf } from '../../blocks/registry'
import { isMixed, sharedFields } from './shared-fields'

describe('what several blocks share', () => {
  it('is everything but references for blocks of one kind', () => {
    for (const { fields } of BLOCKS) {
      const names = Object.keys(sharedFields([fields, fields]))
      const own = Object.entries(fields).filter(([, { schema }]) => !JSON.stringify(schema).includes('"connection"'))
      expect(names).toEqual(own.map(([name]) => name))
    }
  })

  it('is what has the same name and the same limits for blocks of two kinds', () => {
    const service = blockOf('service')?.fields ?? {}
    const source = blockOf('traffic-source')?.fields ?? {}
    for (const name of Object.keys(sharedFields([service, source]))) expect(source).toHaveProperty(name)
    expect(
      sharedFields([service, { workers: { ...service['workers'], schema: { kind: 'boolean' } } } as never]),
    ).toEqual({})
  })
})

describe('mixed values', () => {
  it('are told at any depth', () => {
    const all = [
      { a: 1, list: [{ b: 1 }] },
      { a: 1, list: [{ b: 2 }] },
    ]
    expect(isMixed(all, 'a')).toBe(false)
    expect(isMixed(all, 'list[0].b')).toBe(true)
    expect(isMixed(all, 'list')).toBe(true)
    expect(isMixed(all, 'missing.deep')).toBe(false)
  })
})
