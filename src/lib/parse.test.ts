import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Problem, parse, parseFields, printable } from './parse'
import {
  boolean,
  choice,
  connection,
  defaultOf,
  field,
  integer,
  list,
  nullable,
  number,
  object,
  record,
  type Schema,
  text,
  variant,
  variants,
} from './schema'

const every = object({
  rate: field(1, 'Rate', 'A rate.', number('1/s', 10, { max: 100 })),
  count: field(2, 'Count', 'A count.', integer('count', 3, { min: 1, max: 9 })),
  flag: field(3, 'Flag', 'A flag.', boolean(false)),
  name: field(4, 'Name', 'A name.', text('x', 5)),
  mode: field(
    5,
    'Mode',
    'A mode.',
    choice(
      [
        { id: 'a', number: 1, label: 'A' },
        { id: 'b', number: 2, label: 'B' },
      ],
      'a',
    ),
  ),
  to: field(6, 'To', 'A connection.', connection()),
  cap: field(7, 'Cap', 'A cap.', nullable(number('ms', 7))),
  times: field(8, 'Times', 'A list.', list(number('ms', 1), { minItems: 1, maxItems: 3, default: [1] })),
  stock: field(9, 'Stock', 'A record.', record(integer('count', 0), { maxItems: 2 })),
  policy: field(
    10,
    'Policy',
    'A variant.',
    variants(
      [
        variant('off', 1, 'Off', 'None.', {}),
        variant('on', 2, 'On', 'One.', { level: field(1, 'Level', 'A level.', number('count', 5)) }),
      ],
      'off',
    ),
  ),
})

/** `parse` without the type of its result, which no compiler can work out for an unknown schema. */
const parseUntyped = parse as unknown as (schema: Schema, input: unknown, path: string, problems: Problem[]) => unknown

function check(schema: Schema, input: unknown): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = []
  return { value: parseUntyped(schema, input, '', problems), problems }
}

function checkField(name: string, input: unknown): { value: unknown; paths: string[] } {
  const { value, problems } = check(every, { [name]: input })
  return { value: (value as Record<string, unknown>)[name], paths: problems.map(({ path }) => path) }
}

describe('parse', () => {
  it('fills in defaults silently', () => {
    expect(check(every, {})).toEqual({ value: defaultOf(every), problems: [] })
    expect(check(every, undefined)).toEqual({ value: defaultOf(every), problems: [] })
  })

  it.each([
    ['rate', 100],
    ['count', 1],
    ['flag', true],
    ['name', 'abcde'],
    ['mode', 'b'],
    ['to', 'to-db'],
    ['to', ''],
    ['cap', null],
    ['cap', 0],
    ['times', [5, 6, 7]],
    ['stock', { a: 1 }],
    ['policy', { type: 'on', level: 2 }],
  ])('takes %s = %j as it is', (name, input) => {
    expect(checkField(name, input)).toEqual({ value: input, paths: [] })
  })

  it.each<[string, unknown, unknown, string]>([
    ['rate', 101, 100, 'rate'],
    ['rate', -1, 0, 'rate'],
    ['rate', Infinity, 100, 'rate'],
    ['rate', Number.NaN, 10, 'rate'],
    ['rate', '5', 10, 'rate'],
    ['rate', null, 10, 'rate'],
    ['count', 2.6, 3, 'count'],
    ['flag', 1, false, 'flag'],
    ['name', 'abcdef', 'x', 'name'],
    ['name', 5, 'x', 'name'],
    ['mode', 'c', 'a', 'mode'],
    ['to', 'No Such', '', 'to'],
    ['cap', 'x', 7, 'cap'],
    ['times', [], [1], 'times'],
    ['times', [1, 2, 3, 4], [1, 2, 3], 'times'],
    ['times', [1, 'x'], [1, 1], 'times[1]'],
    ['times', {}, [1], 'times'],
    ['stock', { a: 1, b: 2, c: 3 }, { a: 1, b: 2 }, 'stock'],
    ['stock', { 'Bad Id': 1 }, {}, 'stock.Bad Id'],
    ['stock', [], {}, 'stock'],
    ['policy', { type: 'nope' }, { type: 'off' }, 'policy.type'],
    ['policy', { type: 'off', level: 1 }, { type: 'off' }, 'policy.level'],
    ['policy', 'on', { type: 'off' }, 'policy'],
  ])('repairs %s = %j to %j and says so at %s', (name, input, value, path) => {
    expect(checkField(name, input)).toEqual({ value, paths: [path] })
  })

  it('negative zero becomes zero', () => {
    expect(checkField('rate', -0).value).toBe(0)
  })

  it('reports unknown keys with the known ones', () => {
    const { problems } = check(object({ a: field(1, 'A', 'An a.', boolean(true)) }), { b: 1 })
    expect(problems).toEqual([{ path: 'b', message: '"b" is not known here', cure: 'remove it, or use one of a' }])
  })

  it('names what was probably meant', () => {
    const known = object({ workers: field(1, 'Workers', 'How many.', number('count', 1)) })
    expect(check(known, { wrokers: 1 }).problems[0]?.cure).toBe(
      'did you mean "workers"? remove it, or use one of workers',
    )
    expect(check(choice([{ id: 'reads', number: 1, label: 'r' }], 'reads'), 'read').problems[0]?.cure).toMatch(
      /^did you mean "reads"\?/,
    )
  })

  it.each([
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['a control character', 'a\u0000b', 'a b'],
    ['a mark that turns the direction of text', 'a\u202eb', 'a b'],
  ])('refuses text with %s, and mends it', (_, input, mended) => {
    expect(checkField('name', input)).toEqual({ value: mended, paths: ['name'] })
  })

  it('accepts whole characters of any language', () => {
    expect(checkField('name', '中🙂é')).toEqual({ value: '中🙂é', paths: [] })
  })

  it('does not let a prototype through', () => {
    const hostile = JSON.parse('{"__proto__": {"rate": 5}, "policy": {"type": "__proto__"}, "stock": {"__proto__": 1}}')
    const { value, problems } = check(every, hostile)
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect((value as { rate: number }).rate).toBe(10)
    expect(problems.map(({ path }) => path).sort()).toEqual(['__proto__', 'policy.type', 'stock.__proto__'])
    expect(({} as { rate?: number }).rate).toBeUndefined()
  })

  it('parseFields accepts further keys that are named', () => {
    const problems: Problem[] = []
    expect(parseFields({ a: field(1, 'A', 'An a.', boolean(true)) }, { type: 't' }, 'p', problems, ['type'])).toEqual({
      a: true,
    })
    expect(problems).toEqual([])
  })

  it('never throws, and what it returns is accepted without problems', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ rate: fc.anything(), times: fc.anything(), policy: fc.anything() })),
        (input) => {
          const { value } = check(every, input)
          expect(check(every, value)).toEqual({ value, problems: [] })
        },
      ),
      { seed: 2 },
    )
  })

  it('printable shortens and removes control characters', () => {
    expect(printable('a\u0000b\u202ec')).toBe('a b c')
    expect(printable('x'.repeat(50))).toHaveLength(40)
    expect(printable(undefined)).toBe('undefined')
    expect(printable({ a: 1 })).toBe('{"a":1}')
  })

  it('printable cuts no character in half and survives what JSON cannot hold', () => {
    expect(printable(`${'x'.repeat(38)}🙂 and more`)).toBe(`${'x'.repeat(38)}\ufffd…`)
    expect(printable(10n)).toBe('10')
    const loop: unknown[] = []
    loop.push(loop)
    expect(printable(loop)).toBe('a value of type object')
  })
})

describe('rules between fields', () => {
  const span = variants(
    [
      variant(
        'span',
        1,
        'Span',
        'From one time to another.',
        {
          fromMs: field(1, 'From', 'First.', number('ms', 10, { max: 100 })),
          toMs: field(2, 'To', 'Last.', number('ms', 20, { max: 50 })),
          atMs: field(3, 'At', 'Times.', list(number('ms', 0))),
        },
        [
          { field: 'toMs', is: 'at-least', other: 'fromMs' },
          { field: 'atMs', is: 'ascending' },
        ],
      ),
    ],
    'span',
  )

  it('that are broken are named with path, value, what is allowed and the cure, and mended', () => {
    const { value, problems } = check(span, { type: 'span', fromMs: 30, toMs: 25, atMs: [3, 1, 2] })
    expect(value).toEqual({ type: 'span', fromMs: 30, toMs: 30, atMs: [1, 2, 3] })
    expect(problems).toEqual([
      {
        path: 'toMs',
        message: 'toMs is 25, but must be at least fromMs, 30',
        cure: 'raise it to 30 or more, or lower fromMs',
      },
      {
        path: 'atMs[1]',
        message: 'atMs[1] is 1, but must be in ascending order, so at least 3',
        cure: 'put the list in ascending order',
      },
    ])
  })

  it('hold for defaults that a given value does not go with, too', () => {
    const { value, problems } = check(span, { fromMs: 40 })
    expect(value).toMatchObject({ fromMs: 40, toMs: 40 })
    expect(problems[0]?.message).toBe('toMs is 20 by default, but must be at least fromMs, 40')
  })

  it('that cannot be kept within the ranges give the defaults', () => {
    const { value, problems } = check(span, { fromMs: 60 })
    expect(value).toMatchObject({ type: 'span', fromMs: 10, toMs: 20 })
    expect(problems).toHaveLength(1)
  })
})
