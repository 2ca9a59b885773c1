import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { fillMaglevTable, Maglev, maglevPreference } from './maglev'

function tableOf(names: readonly string[], size: number, gone = -1): Int32Array {
  const preferences = names.map((name) => maglevPreference(name, size))
  const table = new Int32Array(size)
  fillMaglevTable(
    table,
    preferences.map(({ offset }) => offset),
    preferences.map(({ skip }) => skip),
    (index) => index !== gone,
  )
  return table
}

describe('maglev', () => {
  it('gives shares that differ by at most one place', () => {
    const names = Array.from({ length: 7 }, (_, i) => `backend-${i}`)
    for (const size of [7, 251, 1021]) {
      const counts = names.map((_, owner) => tableOf(names, size).filter((other) => other === owner).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  it('changes few places of live backends when one goes', () => {
    const names = Array.from({ length: 10 }, (_, i) => `backend-${i}`)
    const before = tableOf(names, 4099)
    for (let gone = 0; gone < names.length; gone++) {
      const after = tableOf(names, 4099, gone)
      const innocent = before.filter((owner, place) => owner !== gone && owner !== after[place]).length
      expect(innocent / 4099).toBeLessThan(0.05)
    }
  })

  it.each([0, 1, 4, 1.5, Number.NaN, 2 ** 31 - 1])('refuses a table of %d places', (size) => {
    expect(() => new Maglev(size, 'key', new BackendList(['a']))).toThrow(ParamError)
  })

  it('follows the eligible set without being told', () => {
    const backends = new BackendList([...'abc'])
    const balancer = new Maglev(251, 'key', backends)
    const owner = (key: number) => balancer.pick(0, { clientAddress: 0, clientPort: 0, key }, new SequentialRandom(1))
    const before = Array.from({ length: 200 }, (_, key) => owner(key))
    backends.eligible[0] = 0
    expect(Array.from({ length: 200 }, (_, key) => owner(key))).not.toContain(0)
    backends.eligible[0] = 1
    expect(Array.from({ length: 200 }, (_, key) => owner(key))).toEqual(before)
  })
})
