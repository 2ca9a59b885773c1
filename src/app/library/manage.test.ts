import { describe, expect, it } from 'vitest'
import { matches, tagsOf } from './manage'
import type { Head } from './records'

describe('tags', () => {
  it.each([
    ['', []],
    [' , ,', []],
    ['shop, load ,shop', ['shop', 'load']],
    [Array.from({ length: 20 }, (_, index) => `t${index}`).join(','), Array.from({ length: 12 }, (_, i) => `t${i}`)],
  ])('of %j', (text, tags) => {
    expect(tagsOf(text)).toEqual(tags)
  })
})

describe('search', () => {
  const head: Head = {
    id: 'a',
    name: 'Checkout of the shop',
    tags: ['Black Friday'],
    rev: 1,
    savedAt: 0,
    openedAt: 0,
    binnedAt: null,
    blocks: 0,
    connections: 0,
    sketch: null,
  }
  it.each([
    ['', null, true],
    ['shop check', null, true],
    ['friday shop', null, true],
    ['mail', null, false],
    ['', 'Black Friday', true],
    ['', 'other', false],
  ])('for %j with tag %j', (words, tag, found) => {
    expect(matches(head, words, tag)).toBe(found)
  })
})
