import { describe, expect, it } from 'vitest'
import { RECENT_REVISIONS, surplusRevisions } from './revisions'

const DAY = 86_400_000
const minutes = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({ rev: from + index, savedAt: (from + index) * 60_000 }))

describe('revisions', () => {
  it('are all kept up to the limit', () => {
    expect(surplusRevisions(minutes(RECENT_REVISIONS))).toEqual([])
  })

  it('beyond it leave the last of each day', () => {
    expect(surplusRevisions(minutes(RECENT_REVISIONS + 3))).toEqual([2, 1])
  })

  it('are not kept for ever', () => {
    const days = Array.from({ length: 200 }, (_, index) => ({ rev: index + 1, savedAt: index * DAY }))
    const gone = surplusRevisions(days)
    expect(gone).toHaveLength(200 - RECENT_REVISIONS - 30)
    expect(Math.max(...gone)).toBe(120)
  })

  it('may come in any order', () => {
    expect(surplusRevisions(minutes(RECENT_REVISIONS + 2).reverse())).toEqual([1])
  })
})
