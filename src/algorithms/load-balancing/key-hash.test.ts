import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { utf8 } from './key-bytes'
import { KeyHash } from './key-hash'

const random = new SequentialRandom(1)

describe('key hash', () => {
  it.each([false, true])('hashes the decimal text of the key (consistent: %s)', (isConsistent) => {
    const balancer = new KeyHash(isConsistent, new BackendList(['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80']))
    for (let key = 0; key < 100; key++) {
      const text = utf8(`${key}`)
      expect(balancer.pick(0, { clientAddress: 0, clientPort: 0, key }, random)).toBe(
        balancer.pickFor(text, text.length),
      )
    }
  })

  it('spreads the keys of a backend that is down and keeps the others', () => {
    const backends = new BackendList([...'abcd'])
    const balancer = new KeyHash(false, backends)
    const owner = (key: number) => balancer.pick(0, { clientAddress: 0, clientPort: 0, key }, random)
    const before = Array.from({ length: 1000 }, (_, key) => owner(key))
    backends.eligible[2] = 0
    const after = Array.from({ length: 1000 }, (_, key) => owner(key))
    const heirs = new Set(after.filter((_, i) => before[i] === 2))
    expect(heirs).not.toContain(2)
    expect(heirs.size).toBeGreaterThan(1)
    expect(after.filter((now, i) => before[i] !== 2 && now !== before[i])).toEqual([])
  })

  it.each([false, true])('leaves an empty text to round robin (consistent: %s)', (isConsistent) => {
    const balancer = new KeyHash(isConsistent, new BackendList([...'ab']))
    expect(balancer.pickFor(new Uint8Array(0), 0)).toBe(-1)
  })
})
