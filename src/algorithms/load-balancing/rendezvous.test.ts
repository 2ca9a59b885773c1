import { describe, expect, it } from 'vitest'
import { BackendList } from './backend-list'
import { utf8 } from './key-bytes'
import { Rendezvous } from './rendezvous'

const MASK = (1n << 64n) - 1n

/** FNV-1a in arbitrary precision. */
function fnv(text: string): bigint {
  return utf8(text).reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK, 0xcbf29ce484222325n)
}

/** xorshift* in arbitrary precision. */
function score(key: string, name: string): bigint {
  let x = fnv(key) ^ fnv(name)
  x ^= x >> 12n
  x = (x ^ (x << 25n)) & MASK
  x ^= x >> 27n
  return (x * 2685821657736338717n) & MASK
}

describe('rendezvous hash', () => {
  it('picks the highest score, as arbitrary precision has it', () => {
    const names = Array.from({ length: 40 }, (_, i) => `10.1.${i}.7:80`)
    const balancer = new Rendezvous('key', new BackendList(names))
    for (let i = 0; i < 400; i++) {
      const key = `key ${i * 7919}`
      const scores = names.map((name) => score(key, name))
      const highest = scores.reduce((best, one, index) => (one > scores[best]! ? index : best), 0)
      expect(balancer.pickFor(utf8(key), key.length)).toBe(highest)
    }
  })

  it('does not depend on the order of the backends', () => {
    const names = Array.from({ length: 12 }, (_, i) => `node-${i}`)
    const forwards = new Rendezvous('key', new BackendList(names))
    const backwards = new Rendezvous('key', new BackendList([...names].reverse()))
    for (let i = 0; i < 500; i++) {
      const text = utf8(`key${i}`)
      expect(backwards.pickFor(text, text.length)).toBe(11 - forwards.pickFor(text, text.length))
    }
  })

  it('shares evenly', () => {
    const balancer = new Rendezvous('key', new BackendList([...'abcde']))
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 10_000; i++) counts[balancer.pickFor(utf8(`${i}`), `${i}`.length)]!++
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })
})
