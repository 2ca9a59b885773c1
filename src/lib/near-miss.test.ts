import { describe, expect, it } from 'vitest'
import { nearMiss, suggestion } from './near-miss'

describe('a near miss', () => {
  it.each<[string, string[], string | undefined]>([
    ['wrokers', ['replicas', 'workers'], 'workers'],
    ['Workers', ['workers'], 'workers'],
    ['to-bd', ['to-db', 'to-cache'], 'to-db'],
    ['c2', ['c1', 'c3'], 'c1'],
    ['orders', ['orders-db', 'order'], 'order'],
    ['ratePerSec', ['ratePerSecond'], 'ratePerSecond'],
    ['lifetime', ['timeoutMs'], undefined],
    ['x', ['y'], undefined],
    ['ab', ['cd'], undefined],
    ['', ['a'], undefined],
    ['a', [], undefined],
    ['resoruces', ['resources'], 'resources'],
    ['tiemoutms', ['x', 'timeoutMs'], 'timeoutMs'],
    ['retainedrequests', ['retriedrequests', 'retained-requests'], 'retained-requests'],
    ['a'.repeat(65), ['a'.repeat(65)], undefined],
  ])('of %j among %j is %j', (given, known, meant) => {
    expect(nearMiss(given, known)).toBe(meant)
  })

  it('is not found among many names that are four changes away', () => {
    const names = Array.from({ length: 1500 }, (_, i) => `a-rather-long-common-prefix-${1000 + i}`)
    for (let i = 0; i < 100; i++) expect(nearMiss(`a-rather-long-common-prefix-${i}wxyz`, names)).toBeUndefined()
  })

  it('makes a sentence, or nothing', () => {
    expect(suggestion('wrokers', ['workers'])).toBe('did you mean "workers"? ')
    expect(suggestion('teapot', ['workers'])).toBe('')
  })
})
