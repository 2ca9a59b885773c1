import { describe, expect, it } from 'vitest'
import { CodelLinux } from './codel-linux'

describe('CoDel of Linux', () => {
  it('waits twice as long for the third as exact arithmetic says, because of the first Newton step', () => {
    const gate = new CodelLinux(5, 100)
    const times: number[] = []
    for (let now = 0; now <= 400; now += 0.25) while (gate.shed(now, 20, 50)) times.push(now)
    const [first = 0, second = 0, third = 0] = times
    expect(second - first).toBeCloseTo(100, 0)
    expect(third - second).toBeCloseTo(50, 0)
  })

  it('cuts times to ticks in whole nanoseconds, so that no rounding moves a call across one', () => {
    const gate = new CodelLinux(5, 100)
    const [arrivedAt, now] = [1025.024, 1030.023]
    // 4,881 ticks, where the target is 4,882.
    gate.shed(now, now - arrivedAt, 50)
    expect(gate.shed(now + 101, 20, 50)).toBe(false)
  })
})
