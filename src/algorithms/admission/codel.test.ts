import { describe, expect, it } from 'vitest'
import { Codel } from './codel'

describe('controlled delay of folly', () => {
  it('sheds long waits only after an interval whose shortest wait was above the target', () => {
    const gate = new Codel(5, 100)
    expect(gate.shed(1, 50, 0)).toBe(false)
    expect(gate.shed(2, 50, 0)).toBe(false)
    expect(gate.shed(60, 50, 0)).toBe(true)
    expect(gate.shed(61, 10, 0)).toBe(false)
    expect(gate.shed(62, 10.001, 0)).toBe(true)
  })

  it('stops after one short wait in the interval', () => {
    const gate = new Codel(5, 100)
    for (const now of [1, 50, 60]) gate.shed(now, 50, 0)
    gate.shed(70, 5, 0)
    gate.shed(151, 50, 0)
    expect(gate.shed(152, 50, 0)).toBe(false)
  })

  it('never sheds the first call of an interval', () => {
    const gate = new Codel(5, 100)
    for (let now = 1; now < 5000; now += 150) expect(gate.shed(now, 1000, 9)).toBe(false)
  })

  it('cuts a target above the interval to the interval', () => {
    const gate = new Codel(500, 100)
    for (const now of [1, 2]) gate.shed(now, 150, 0)
    expect(gate.shed(3, 201, 0)).toBe(true)
    expect(gate.shed(4, 200, 0)).toBe(false)
  })
})
