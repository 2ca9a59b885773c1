import { describe, expect, it } from 'vitest'
import { BLOCK_GROUPS } from '../../blocks/block'
import { BLOCKS } from '../../blocks/registry'
import { bestOf, groupsFitting } from './search'

const found = (query: string) =>
  groupsFitting(BLOCKS, BLOCK_GROUPS, query).flatMap(({ blocks }) => blocks.map(({ id }) => id))

describe('palette search', () => {
  it('shows every kind once, in the order of the groups, when nothing is asked', () => {
    expect(found('').toSorted()).toEqual(BLOCKS.map(({ id }) => id).toSorted())
    const groups = groupsFitting(BLOCKS, BLOCK_GROUPS, '').map(({ group }) => group)
    expect(groups).toEqual(BLOCK_GROUPS.filter((group) => groups.includes(group)))
  })

  it('finds by the beginnings of words, in any order', () => {
    for (const { id, name } of BLOCKS) {
      const backwards = name.toLowerCase().split(' ').reverse().join(' ')
      expect(found(backwards)).toContain(id)
    }
  })

  it('puts the one whose name begins with the query first', () => {
    for (const { id, name } of BLOCKS) {
      const query = name.slice(0, 6)
      expect(bestOf(groupsFitting(BLOCKS, BLOCK_GROUPS, query), query)?.id).toBe(id)
    }
  })

  it('finds nothing for nonsense', () => {
    expect(found('xyzzy')).toEqual([])
  })
})
