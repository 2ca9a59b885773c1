import { describe, expect, it } from 'vitest'
import { double, HIGH, LOW, words } from './float-bits'
import { hashText, SequentialRandom } from './random'
import { exponential, normal, zigguratTables } from './ziggurat'

describe('ziggurat', () => {
  it('has the same tables everywhere', () => {
    let checksum = 0
    for (const { core, width, height } of [zigguratTables.exponential, zigguratTables.normal]) {
      for (const values of [core, width, height]) {
        for (const value of values) {
          double[0] = value
          checksum = hashText(`${checksum} ${words[HIGH]} ${words[LOW]}`)
        }
      }
    }
    expect((checksum >>> 0).toString(16)).toMatchInlineSnapshot(`"10d68bee"`)
  })

  it('gives the pinned sequence', () => {
    const random = new SequentialRandom(1)
    const values = Array.from({ length: 4 }, () => [exponential(random), normal(random)])
    expect(values).toMatchInlineSnapshot(`
      [
        [
          0.2419135548427586,
          1.1633642469474181,
        ],
        [
          0.20370365001345225,
          1.5264525217545042,
        ],
        [
          0.8272637263688499,
          -1.6741324357100513,
        ],
        [
          1.1690717085514033,
          0.004363828686000714,
        ],
      ]
    `)
  })

  it.each([
    { name: 'exponential', sample: exponential, least: 0.977 },
    { name: 'normal', sample: normal, least: 0.984 },
  ])('takes a single draw in nearly all cases: $name', ({ sample, least }) => {
    const random = new SequentialRandom(9)
    let draws = 0
    const counting = {
      uint32: () => {
        draws++
        return random.uint32()
      },
      uniform: () => {
        draws++
        return random.uniform()
      },
    }
    let single = 0
    for (let i = 0; i < 50_000; i++) {
      draws = 0
      sample(counting)
      if (draws === 1) single++
    }
    expect(single / 50_000).toBeGreaterThan(least - 0.002)
    expect(single / 50_000).toBeLessThan(least + 0.003)
  })
})
