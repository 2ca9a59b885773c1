import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { breachOf, type Rule, requireRules, ruleText } from './rules'

const LEAST: Rule = { field: 'maxMs', is: 'at-least', other: 'minMs' }
const MOST: Rule = { field: 'answers', is: 'at-most', other: 'replicas' }
const BELOW: Rule = { field: 'normalMs', is: 'below', other: 'limitMs' }
const ORDER: Rule = { field: 'atMs', is: 'ascending' }

describe('a rule', () => {
  it.each<[string, Rule, { [name: string]: unknown }, boolean]>([
    ['at least: above', LEAST, { maxMs: 2, minMs: 1 }, true],
    ['at least: equal', LEAST, { maxMs: 1, minMs: 1 }, true],
    ['at least: below', LEAST, { maxMs: 0.5, minMs: 1 }, false],
    ['at least: none', LEAST, { maxMs: null, minMs: 1 }, true],
    ['at most: equal', MOST, { answers: 3, replicas: 3 }, true],
    ['at most: above', MOST, { answers: 4, replicas: 3 }, false],
    ['below: less', BELOW, { normalMs: 1, limitMs: 2 }, true],
    ['below: equal', BELOW, { normalMs: 2, limitMs: 2 }, false],
    ['ascending: nothing', ORDER, { atMs: [] }, true],
    ['ascending: equal neighbours', ORDER, { atMs: [0, 1, 1, 4] }, true],
    ['ascending: a fall', ORDER, { atMs: [0, 2, 1] }, false],
  ])('%s', (_, rule, values, isKept) => {
    expect(breachOf(rule, values) === null).toBe(isKept)
    if (isKept) expect(() => requireRules([rule], values)).not.toThrow()
    else expect(() => requireRules([rule], values)).toThrow(ParamError)
  })

  it.each<[Rule, { [name: string]: unknown }]>([
    [LEAST, { maxMs: 1, minMs: 4 }],
    [MOST, { answers: 9, replicas: 3 }],
    [BELOW, { normalMs: 9, limitMs: 3 }],
    [ORDER, { atMs: [10, 9, 100, 1] }],
  ])('%j is kept by what mends it', (rule, values) => {
    const mended = breachOf(rule, values)?.mended
    expect(breachOf(rule, { ...values, [rule.field]: mended })).toBeNull()
  })

  it('can be said in a sentence', () => {
    expect([LEAST, MOST, BELOW, ORDER].map(ruleText)).toEqual([
      'maxMs is at least minMs.',
      'answers is at most replicas.',
      'normalMs is below limitMs.',
      'atMs is in ascending order.',
    ])
  })

  it('says where, what and how to cure it', () => {
    expect(breachOf(LEAST, { maxMs: 1, minMs: 4 })).toMatchObject({
      value: 1,
      allowed: 'at least minMs, 4',
      cure: 'raise it to 4 or more, or lower minMs',
    })
    expect(breachOf(ORDER, { atMs: [0, 5, 3] })).toMatchObject({ value: 3, index: 2, mended: [0, 3, 5] })
  })
})
