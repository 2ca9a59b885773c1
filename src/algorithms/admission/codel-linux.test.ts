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
})
