import { describe, expect, it } from 'vitest'
import {
  boolean,
  choice,
  connection,
  defaultOf,
  defaultsOf,
  field,
  integer,
  list,
  nullable,
  number,
  object,
  record,
  text,
  variant,
  variantOf,
  variants,
} from './schema'

const limiter = variants(
  [
    variant('off', 1, 'Off', 'No limit.', {}),
    variant('bucket', 2, 'Bucket', 'A limit.', {
      ratePerSecond: field(1, 'Rate', 'How many.', number('1/s', 100)),
      burst: field(2, 'Burst', 'How many at once.', integer('count', 10, { min: 1 })),
    }),
  ],
  'bucket',
  'rate-limiting',
)

describe('schemas', () => {
  it('a number is linear between 0 and a billion unless it says otherwise', () => {
    expect(number('ms', 5)).toEqual({
      kind: 'number',
      unit: 'ms',
      min: 0,
      max: 1e9,
      integer: false,
      default: 5,
      scale: 'linear',
    })
    expect(integer('count', 5, { min: 1, max: 9, scale: 'log' })).toMatchObject({ integer: true, min: 1, max: 9 })
  })

  it.each([
    [number('ms', 5), 5],
    [boolean(true), true],
    [text('hello'), 'hello'],
    [choice([{ id: 'a', number: 1, label: 'A' }], 'a'), 'a'],
    [connection(), ''],
    [nullable(number('ms', 5)), null],
    [nullable(number('ms', 5), 'inner'), 5],
    [list(number('ms', 5), { default: [1, 2] }), [1, 2]],
    [record(number('count', 0), { default: { stock: 3 } }), { stock: 3 }],
    [object({ a: field(1, 'A', 'An a.', number('ms', 4)) }), { a: 4 }],
    [limiter, { type: 'bucket', ratePerSecond: 100, burst: 10 }],
  ])('the default of %j is %j', (schema, expected) => {
    expect(defaultOf(schema)).toEqual(expected)
  })

  it('each call gives a fresh default', () => {
    const schema = list(object({}), { default: [{ deep: [1] }] })
    const first = defaultOf(schema) as unknown as { deep: number[] }[]
    first[0]?.deep.push(2)
    expect(defaultOf(schema)).toEqual([{ deep: [1] }])
    expect(defaultsOf({ limiter: field(1, 'L', 'A limiter.', limiter) })).toEqual({ limiter: defaultOf(limiter) })
  })

  it('variantOf finds a variant by id', () => {
    expect(variantOf(limiter, 'off')?.number).toBe(1)
    expect(variantOf(limiter, 'toString')).toBeUndefined()
  })

  it('field keeps its section only when it has one', () => {
    expect(field(1, 'A', 'B.', boolean(false), 'More').section).toBe('More')
    expect('section' in field(1, 'A', 'B.', boolean(false))).toBe(false)
  })
})
