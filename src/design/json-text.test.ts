import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_DEPTH, MAX_TEXT, parseJsonText } from './json-text'

describe('JSON text', () => {
  it('reads what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  it('refuses exactly what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'true',
      'nul',
      ' ',
      '\\u00zz',
      '01',
      '1e',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        expect(parseJsonText(text).ok).toBe(isJson(text))
      }),
      { seed: 5, numRuns: 3000 },
    )
  })

  it.each([
    ['', '', 'empty'],
    ['{"a":1,}', 'line 1, column 8', 'a name in double quotes is missing'],
    ['{"a" 1}', 'line 1, column 6', 'a colon is missing'],
    ['[1 2]', 'line 1, column 4', 'a comma or ] is missing'],
    ['{"a":1', 'line 1, column 7', 'ends too early'],
    ['{}\n{}', 'line 2, column 1', 'more text after the end'],
    ["{'a':1}", 'line 1, column 2', 'a name in double quotes is missing'],
    ['[1,\n "tab\there"]', 'line 2, column 2', 'no valid value'],
  ])('%j is refused at %s', (text, path, message) => {
    const result = parseJsonText(text)
    expect(result.ok ? '' : result.problem.path).toBe(path)
    expect(result.ok ? '' : result.problem.message).toContain(message)
  })

  it.each([
    ['{"a":1,"a":1}', 'a', 'line 1, column 8'],
    ['{"a":[0,{"b":{}},{"b":1, "c":2,\n"b":3}]}', 'a[2].b', 'line 2, column 1'],
    ['{"\\u0061":1,"a":2}', 'a', 'line 1, column 13'],
    ['{"__proto__":1,"__proto__":2}', '__proto__', 'line 1, column 16'],
    ['[[],[{"x y":1,"x y":1}]]', '[1][0].x y', 'line 1, column 15'],
  ])('%j is refused, for a name is given twice at %s', (text, path, where) => {
    const result = parseJsonText(text)
    expect(result.ok ? '' : result.problem).toMatchObject({ path, cure: 'keep one of the two' })
    expect(result.ok ? '' : result.problem.message).toContain(`given twice (${where})`)
  })

  it('may have the same name in different objects', () => {
    expect(parseJsonText('[{"a":{"a":1}},{"a":2}]').ok).toBe(true)
  })

  it('may nest to the limit and no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(parseJsonText(nested(MAX_DEPTH)).ok).toBe(true)
    expect(parseJsonText(nested(MAX_DEPTH + 1)).ok).toBe(false)
    expect(parseJsonText(nested(400_000)).ok).toBe(false)
  })

  it('may be as long as the limit and no longer', () => {
    expect(parseJsonText(`"${'x'.repeat(MAX_TEXT - 2)}"`).ok).toBe(true)
    expect(parseJsonText(`"${'x'.repeat(MAX_TEXT - 1)}"`).ok).toBe(false)
  })

  it('may begin with a byte order mark', () => {
    expect(parseJsonText('\uFEFF[1]')).toEqual({ ok: true, value: [1] })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
