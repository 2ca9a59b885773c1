import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integer, type NumberSchema, number } from '../../lib/schema'
import { displayUnit, rangeText, readQuantity, stepQuantity, writeQuantity } from './quantity'

const time = number('ms', 250)
const long = number('ms', 60_000, { max: 3.6e6 })
const rate = number('1/s', 100)
const share = number('share', 0.5, { max: 1 })
const count = integer('count', 16, { min: 1, max: 10_000 })
const bytes = number('byte', 512, { max: 1e12 })

describe('readQuantity', () => {
  const cases: [string, NumberSchema, number][] = [
    ['250', time, 250],
    ['250ms', time, 250],
    ['1.5 s', time, 1500],
    ['2 min', time, 120_000],
    ['2m', time, 120_000],
    ['1h', time, 3.6e6],
    ['500us', time, 0.5],
    ['500 µs', time, 0.5],
    ['90', long, 90_000],
    ['90ms', long, 90],
    ['200', rate, 200],
    ['1.5k/s', rate, 1500],
    ['1.5k', rate, 1500],
    ['2M/s', rate, 2e6],
    ['90/min', rate, 1.5],
    ['80', share, 0.8],
    ['80 %', share, 0.8],
    ['7%', share, 0.07],
    ['1,234', count, 1234],
    ['1,234,567', rate, 1_234_567],
    ['1,5 s', time, 1500],
    ['1,500', time, 1500],
    ['1.5K', count, 1500],
    ['4 KiB', bytes, 4096],
    ['64MB', bytes, 64e6],
    ['−5', number('ms', 0, { min: -10, max: 10 }), -5],
    ['2.5x', number('factor', 1), 2.5],
    ['10 MB/s', number('byte/s', 0), 1e7],
  ]
  it.each(cases)('reads %j', (text, schema, value) => {
    expect(readQuantity(text, schema)).toEqual({ ok: true, value })
  })

  const refused: [string, NumberSchema, RegExp][] = [
    ['', time, /Give a number/],
    ['fast', time, /Not a quantity; try 250ms/],
    ['5 %', time, /Not a quantity/],
    ['5 furlongs', time, /Not a quantity/],
    ['1.5', count, /Whole numbers only, 1 to 10,000/],
    ['0', count, /Out of range: 1 to 10,000/],
    ['101 %', share, /Out of range: 0 to 100\u202f%/],
    ['inf', count, /Out of range/],
    ['-1', time, /at least 0\u202fms/],
  ]
  it.each(refused)('refuses %j with what is accepted', (text, schema, message) => {
    const reading = readQuantity(text, schema)
    expect(reading.ok).toBe(false)
    if (!reading.ok) expect(reading.message).toMatch(message)
  })
})

describe('writeQuantity', () => {
  it('shows a value in the unit of its field', () => {
    expect(writeQuantity(120_000, long)).toBe('120')
    expect(displayUnit(long).suffix).toBe('s')
    expect(writeQuantity(0.8, share)).toBe('80')
    expect(writeQuantity(10_000, count)).toBe('10,000')
  })

  it('is read back as the same value', () => {
    for (const schema of [time, long, rate, share, bytes]) {
      fc.assert(
        fc.property(fc.double({ min: schema.min, max: schema.max, noNaN: true }), (value) => {
          const near = value < 1e-9 ? 0 : Number(value.toPrecision(10))
          if (near > schema.max) return
          expect(readQuantity(writeQuantity(near, schema), schema)).toEqual({ ok: true, value: near })
        }),
        { seed: 11, numRuns: 200 },
      )
    }
  })
})

describe('stepQuantity', () => {
  const cases: [NumberSchema, number, 1 | -1, boolean, number][] = [
    [count, 16, 1, false, 17],
    [count, 16, 1, true, 30],
    [count, 1, -1, false, 1],
    [count, 10_000, 1, false, 10_000],
    [time, 250, 1, false, 260],
    [time, 100, -1, false, 99],
    [share, 0.5, 1, false, 0.51],
    [time, 0, 1, false, 0.1],
  ]
  it.each(cases)('%# steps within the range', (schema, value, direction, isLarge, expected) => {
    expect(stepQuantity(value, schema, direction, isLarge)).toBeCloseTo(expected, 9)
  })
})

it('names the range in the unit of the field', () => {
  expect(rangeText(count)).toBe('1 to 10,000')
  expect(rangeText(share)).toBe('0 to 100\u202f%')
})
