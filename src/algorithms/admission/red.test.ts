import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import { Red, red } from './red'

const call = { priority: 0, user: 0, waiting: 0, utilisation: 1 }

/** A gate whose average is the queue itself. */
function direct(maxShare = 0.1): Red {
  return new Red({ ...defaultsOf(red.fields), weight: 1, maxShare })
}

describe('random early detection', () => {
  it.each([
    [4, 1],
    [15, 0],
    [100, 0],
  ])('with %d waiting admits a share of %d', (waiting, share) => {
    const gate = direct()
    const random = new SequentialRandom(1)
    for (let i = 0; i < 200; i++) expect(gate.admit(i, { ...call, waiting }, random)).toBe(share === 1)
  })

  it('spreads refusals: the gap is uniform up to 1/p and never longer', () => {
    const gate = direct()
    const random = new SequentialRandom(3)
    const gaps: number[] = []
    let gap = 0
    for (let i = 0; i < 40_000; i++) {
      gap++
      if (gate.admit(i, { ...call, waiting: 10 }, random)) continue
      gaps.push(gap)
      gap = 0
    }
    // p_b is 0.1 · (10 − 5)/(15 − 5) = 0.05, so gaps are uniform on 1 … 19 with mean 10.
    const mean = gaps.reduce((sum, value) => sum + value, 0) / gaps.length
    expect(Math.max(...gaps)).toBe(19)
    expect(Math.abs(mean - 10)).toBeLessThan(0.3)
  })

  it('averages slowly and forgets while nothing waits', () => {
    const gate = new Red({ ...defaultsOf(red.fields), weight: 0.1 })
    const random = new SequentialRandom(1)
    for (let i = 0; i < 10; i++) gate.admit(i, { ...call, waiting: 4 }, random)
    expect(gate.average).toBeCloseTo(4 * (1 - 0.9 ** 10), 9)
    const before = gate.average
    gate.foundEmpty(20)
    gate.admit(25, call, random)
    expect(gate.average).toBeCloseTo(before * 0.9 ** 5, 9)
  })
})
