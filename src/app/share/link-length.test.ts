import { describe, expect, it } from 'vitest'
import { fileName } from './deliver'
import { judgeLength } from './link-length'

describe('the length of a link', () => {
  it.each([
    [0, 'ok'],
    [2000, 'ok'],
    [2001, 'slow'],
    [4000, 'slow'],
    [4001, 'fail'],
    [8000, 'fail'],
    [8001, 'fail'],
  ])('of %s characters is judged %s', (length, tone) => {
    expect(judgeLength(length).tone).toBe(tone)
  })

  it('asks for a file above 8,000 characters, not at it', () => {
    expect(judgeLength(8000).text).not.toContain('send the file')
    expect(judgeLength(8001).text).toContain('send the file')
  })
})

describe('file names', () => {
  it.each([
    ['Checkout.json', 'Checkout.json'],
    ['a/b\\c:d*.json', 'a b c d .json'],
    ['  two   spaces.json ', 'two spaces.json'],
    ['.json', 'design .json'],
    ['', 'design'],
    ['\u0007bell.json', 'bell.json'],
  ])('of %j', (name, expected) => {
    expect(fileName(name)).toBe(expected)
  })
})
