import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layers, type Place } from './layers'

const SIZE = { height: 90, gap: 40 }

function crossings(places: readonly Place[], edges: readonly (readonly [number, number])[]): number {
  const ends = edges.map(([from, to]) => [places[from]?.y ?? 0, places[to]?.y ?? 0] as const)
  return ends.flatMap(([a, b], i) => ends.slice(i + 1).filter(([c, d]) => (a - c) * (b - d) < 0)).length
}

describe('layers', () => {
  it('follow the calls, one layer after the last caller', () => {
    const places = layers(
      4,
      [
        [0, 1],
        [1, 2],
        [0, 2],
        [2, 3],
      ],
      SIZE,
    )
    expect(places.map(({ layer }) => layer)).toEqual([0, 1, 2, 3])
  })

  it('put a start beside what it calls', () => {
    const places = layers(
      4,
      [
        [0, 1],
        [1, 2],
        [3, 2],
      ],
      SIZE,
    )
    expect(places[3]?.layer).toBe(1)
  })

  it('survive a cycle, a repeated edge and an edge to itself', () => {
    const places = layers(
      3,
      [
        [0, 1],
        [1, 2],
        [2, 0],
        [0, 1],
        [1, 1],
      ],
      SIZE,
    )
    expect(places.map(({ layer }) => layer)).toEqual([0, 1, 2])
  })
})

describe('heights', () => {
  it('keep a chain straight', () => {
    const places = layers(
      4,
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      SIZE,
    )
    expect(new Set(places.map(({ y }) => y)).size).toBe(1)
  })

  it('put a caller at the middle of those it calls', () => {
    const places = layers(
      4,
      [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
      SIZE,
    )
    expect(places[0]?.y).toBeCloseTo(places[2]?.y ?? 0, 6)
    expect(places.slice(1).map(({ y }) => y - (places[1]?.y ?? 0))).toEqual([0, 130, 260])
  })

  it('cross no edges where none need to', () => {
    const edges = [
      [0, 2],
      [1, 3],
      [2, 5],
      [3, 4],
    ] as const
    expect(crossings(layers(6, edges, SIZE), edges.slice(0, 2))).toBe(0)
    expect(crossings(layers(6, edges, SIZE), edges.slice(2))).toBe(0)
  })
})

it('any graph gets places that do not overlap, the same every time', () => {
  const edge = fc.tuple(fc.nat(11), fc.nat(11))
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 30 }), (edges) => {
      const places = layers(12, edges, SIZE)
      expect(layers(12, edges, SIZE)).toEqual(places)
      for (const [i, a] of places.entries()) {
        for (const b of places.slice(i + 1)) {
          if (a.layer === b.layer) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(SIZE.height + SIZE.gap - 1e-6)
        }
      }
    }),
    { seed: 8, numRuns: 200 },
  )
})

it('the largest design that is allowed is placed', () => {
  const edges = Array.from({ length: 1500 }, (_, i) => [(i * 7) % 500, (i * 13 + 11) % 500] as const)
  expect(layers(500, edges, SIZE)).toHaveLength(500)
}, 20_000)
