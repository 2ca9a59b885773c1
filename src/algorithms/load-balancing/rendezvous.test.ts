import { describe, expect, it } from 'vitest'
import { BackendList } from './backend-list'
import { utf8 } from './key-bytes'
import { Rendezvous } from './rendezvous'

describe('rendezvous hash', () => {
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
