import { describe, expect, it } from 'vitest'
import type { FamilyData, MemberData, ReferenceData } from './data'
import { hashOf, placeOf } from './place'
import { search } from './search'

function member(id: string, label: string, help: string): MemberData {
  const texts = { formula: 'x', source: 'a paper', sourceUrl: null, deviations: '', list: 'all' }
  return { ...texts, id, label, help, fields: {}, rules: [], notes: [], uses: [] }
}

function family(id: string, name: string, members: MemberData[]): FamilyData {
  return { id, name, decides: 'Who is first?', members, parts: [], vectors: [], figures: [] }
}

const data: ReferenceData = {
  families: [
    family('queues', 'Queues', [
      member('stack', 'Stack', 'Serves the last one.'),
      member('line', 'Line', 'First come.'),
    ]),
    family('re-tries', 'Re-tries', [
      member('línea', 'Línea', 'Waits like a stack of plates.'),
      member('line', 'Line 2', ''),
    ]),
  ],
}

const named = (hash: string) => {
  const place = placeOf(data, hash)
  return [place.family?.id ?? null, place.member?.label ?? null]
}

describe('an address', () => {
  it.each([
    ['', [null, null]],
    ['#', [null, null]],
    ['#queues', ['queues', null]],
    ['#queues/line', ['queues', 'Line']],
    ['#re-tries/line', ['re-tries', 'Line 2']],
    ['#/queues/line', ['queues', 'Line']],
    ['#re-tries/l%C3%ADnea', ['re-tries', 'Línea']],
    ['#stack', ['queues', 'Stack']],
    ['#elsewhere/stack', ['queues', 'Stack']],
    ['#queues/gone', ['queues', null]],
    ['#gone', [null, null]],
    ['#%E0%A4%A', [null, null]],
  ])('%j names %j', (hash, expected) => {
    expect(named(hash)).toEqual(expected)
  })

  it('leads back to where it was made', () => {
    expect(named(hashOf('queues', 'stack'))).toEqual(['queues', 'Stack'])
    expect(named(hashOf('queues'))).toEqual(['queues', null])
  })
})

describe('search', () => {
  const found = (query: string) => search(data, query).map((one) => one.member?.label ?? one.family.name)

  it.each([
    ['', []],
    ['   ', []],
    ['nowhere', []],
    ['stack', ['Stack', 'Línea']],
    ['LINEA', ['Línea']],
    ['stack plates', ['Línea']],
    ['re tries', ['Re-tries', 'Línea', 'Line 2']],
    ['line', ['Line', 'Línea', 'Line 2']],
    ['first', ['Queues', 'Line', 'Re-tries']],
  ])('for %j finds %j', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })
})
