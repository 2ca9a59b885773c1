import { describe, expect, it } from 'vitest'
import { BackendList } from './backend-list'
import { Ketama } from './ketama'
import { utf8 } from './key-bytes'
import { md5 } from './md5'

function hex(text: string): string {
  const bytes = utf8(text)
  const digest = new Int32Array(4)
  md5(bytes, bytes.length, digest)
  return Array.from(new Uint8Array(digest.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

describe('md5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ])('of "%s" is that of RFC 1321', (text, expected) => {
    expect(hex(text)).toBe(expected)
  })

  it.each([55, 56, 63, 64, 65])('gives different digests around a block of %d bytes', (length) => {
    expect(hex('x'.repeat(length))).not.toBe(hex('x'.repeat(length + 1)))
  })
})

describe('ketama', () => {
  it('shares by weight only when weighted', () => {
    const backends = new BackendList(['10.0.0.1:11211', '10.0.0.2:11211'], [1, 4])
    const share = (isWeighted: boolean) => {
      const balancer = new Ketama(isWeighted, 'key', backends)
      let second = 0
      for (let i = 0; i < 4000; i++) {
        const text = utf8(`key${i}`)
        if (balancer.pickFor(text, text.length) === 1) second++
      }
      return second / 4000
    }
    expect(share(false)).toBeGreaterThan(0.35)
    expect(share(false)).toBeLessThan(0.65)
    expect(share(true)).toBeGreaterThan(0.7)
  })

  it('leaves the default port out of the name', () => {
    const owners = (port: string) => {
      const balancer = new Ketama(false, 'key', new BackendList([`a${port}`, `b${port}`]))
      return Array.from({ length: 200 }, (_, i) => balancer.pickFor(utf8(`key${i}`), `key${i}`.length)).join('')
    }
    expect(owners(':11211')).toBe(owners(''))
    expect(owners(':11212')).not.toBe(owners(''))
  })
})
