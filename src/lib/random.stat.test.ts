import { describe, expect, it } from 'vitest'
import { hashText, KeyedRandom, SequentialRandom } from './random'

const COUNT = 65_536
const CELLS = 256

/** Chi-square of cell counts against equal ones, as standard deviations from its mean. */
function imbalance(cells: readonly number[] | Float64Array): number {
  let total = 0
  for (const count of cells) total += count
  const expected = total / cells.length
  let sum = 0
  for (const count of cells) sum += (count - expected) ** 2 / expected
  return (sum - (cells.length - 1)) / Math.sqrt(2 * (cells.length - 1))
}

/** Counts pairs of consecutive values in 16 × 16 cells, by the bits at `shift`. */
function pairCells(next: (i: number) => number, shift: number): Float64Array {
  const cells = new Float64Array(CELLS)
  for (let i = 0; i < COUNT; i++) {
    const cell = (((next(2 * i) >>> shift) & 15) << 4) | ((next(2 * i + 1) >>> shift) & 15)
    cells[cell] = cells[cell]! + 1
  }
  return cells
}

const random = new KeyedRandom(7)
const entity = hashText('orders')

/** The draw after the next. */
function second(source: KeyedRandom): number {
  source.uint32()
  return source.uint32()
}

/** Sequences in which only one part of the key moves, or only the position in the stream. */
const sequences: { name: string; next: (i: number) => number }[] = [
  { name: 'ordinals', next: (i) => random.rekey(entity, 1, i, 0).uint32() },
  { name: 'ordinals, second draw', next: (i) => second(random.rekey(entity, 1, i, 0)) },
  { name: 'attempts', next: (i) => random.rekey(entity, 1, i >> 2, i & 3).uint32() },
  { name: 'purposes', next: (i) => random.rekey(entity, i & 7, i >> 3, 0).uint32() },
  { name: 'entities', next: (i) => random.rekey(hashText(`b${i & 15}`), 1, i >> 4, 0).uint32() },
  { name: 'seeds', next: (i) => new KeyedRandom(i).rekey(entity, 1, 5, 0).uint32() },
  { name: 'draws of one key', next: (i) => (i === 0 ? random.rekey(entity, 1, 99, 0) : random).uint32() },
  {
    name: 'first and second draw',
    next: (i) => (i & 1 ? random.uint32() : random.rekey(entity, 1, i, 0).uint32()),
  },
  {
    name: 'a sequential stream',
    next: (
      (stream) => () =>
        stream.uint32()
    )(new SequentialRandom(3)),
  },
  { name: 'first draws of streams by seed', next: (i) => new SequentialRandom(i).uint32() },
  { name: 'first draws of streams by key', next: (i) => new SequentialRandom(1, i).uint32() },
]

/** 44 checks; a normal variable exceeds 5 in 1 of 3,500,000, and chi-square with 255 degrees has a slightly longer tail. */
const CRITICAL = 5.5

describe('random numbers', () => {
  it.each(sequences)('consecutive values are uniform and independent in high and low bits: $name', ({ next }) => {
    for (const shift of [28, 20, 8, 0])
      expect(imbalance(pairCells(next, shift)), `shift ${shift}`).toBeLessThan(CRITICAL)
  })

  it('the same check rejects a counter, a constant and a sequence correlated in one value of fifty', () => {
    expect(imbalance(pairCells((i) => i << 28, 28))).toBeGreaterThan(CRITICAL)
    expect(imbalance(pairCells(() => 5, 0))).toBeGreaterThan(CRITICAL)
    let last = 0
    const sticky = (i: number) => {
      if (i % 2 === 0 || i % 50 !== 1) last = random.rekey(entity, 1, i, 0).uint32()
      return last
    }
    expect(imbalance(pairCells(sticky, 28))).toBeGreaterThan(CRITICAL)
  })

  it('uniform has mean one half and variance one twelfth', () => {
    const stream = new SequentialRandom(12)
    let sum = 0
    let squares = 0
    for (let i = 0; i < COUNT; i++) {
      const u = stream.uniform()
      sum += u
      squares += (u - 0.5) ** 2
    }
    expect(Math.abs(sum / COUNT - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / COUNT))
    expect(Math.abs(squares / COUNT - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / COUNT))
  })
})
