import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { FrequencySketch } from './frequency-sketch'

function prepared(capacity: number, sample: number): FrequencySketch {
  const sketch = new FrequencySketch(capacity, sample)
  sketch.prepare()
  return sketch
}

describe('frequency sketch', () => {
  it('counts nothing until it is prepared', () => {
    const sketch = new FrequencySketch(64, 10)
    sketch.add(1)
    expect(sketch.estimate(1)).toBe(0)
  })

  it('counts up to 15 and no further', () => {
    const sketch = prepared(64, 10)
    const estimates = Array.from({ length: 17 }, () => {
      sketch.add(7)
      return sketch.estimate(7)
    })
    expect(estimates).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15, 15])
  })

  it('never estimates below the true count', () => {
    const sketch = prepared(256, 1000)
    const random = new SequentialRandom(1)
    const counts = new Map<number, number>()
    for (let i = 0; i < 600; i++) {
      const key = Math.floor(random.uniform() * 300)
      sketch.add(key)
      counts.set(key, Math.min(15, (counts.get(key) ?? 0) + 1))
    }
    for (const [key, count] of counts) expect(sketch.estimate(key)).toBeGreaterThanOrEqual(count)
  })

  it('estimates most keys exactly while it is sparse', () => {
    const sketch = prepared(1024, 1000)
    for (let key = 0; key < 200; key++) for (let n = 0; n <= key % 5; n++) sketch.add(key)
    let exact = 0
    for (let key = 0; key < 200; key++) if (sketch.estimate(key) === (key % 5) + 1) exact++
    expect(exact).toBeGreaterThan(190)
  })

  it('halves all counts after the sample', () => {
    const sketch = prepared(16, 1)
    for (let n = 0; n < 12; n++) sketch.add(3)
    for (let n = 0; n < 3; n++) sketch.add(4)
    expect([sketch.estimate(3), sketch.estimate(4)]).toEqual([12, 3])
    sketch.add(4)
    expect([sketch.estimate(3), sketch.estimate(4)]).toEqual([6, 2])
  })

  it('forgets on clear', () => {
    const sketch = prepared(16, 10)
    sketch.add(3)
    sketch.clear()
    expect(sketch.estimate(3)).toBe(0)
  })
})
