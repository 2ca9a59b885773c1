import { describe, expect, it } from 'vitest'
import { requireSameOrigin } from './trusted-types'

const BASE = 'http://127.0.0.1:4173/page/index.html#v1.abc'

describe('script URLs', () => {
  it.each([
    ['/assets/worker.js', 'http://127.0.0.1:4173/assets/worker.js'],
    ['worker.js?a=1', 'http://127.0.0.1:4173/page/worker.js?a=1'],
    ['http://127.0.0.1:4173/x.js', 'http://127.0.0.1:4173/x.js'],
  ])('accepts %s', (url, absolute) => {
    expect(requireSameOrigin(url, BASE)).toBe(absolute)
  })

  it.each([
    'https://127.0.0.1:4173/x.js',
    'http://127.0.0.1:4174/x.js',
    '//example.org/x.js',
    'data:text/javascript,1',
    'javascript:1',
    'blob:http://127.0.0.1:4173/4b1c',
  ])('refuses %s', (url) => {
    expect(() => requireSameOrigin(url, BASE)).toThrow(TypeError)
  })
})
