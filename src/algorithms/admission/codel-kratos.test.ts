import { describe, expect, it } from 'vitest'
import { CodelKratos } from './codel-kratos'

describe('CoDel of kratos', () => {
  it('needs two intervals above the target before the first drop', () => {
    const gate = new CodelKratos(50, 500)
    let first = 0
    for (let now = 1000; first === 0; now += 10) if (gate.shed(now, 80, 9)) first = now
    expect(first).toBe(2000)
    expect(gate.dropNextMs).toBe(2500)
  })

  it('forgets everything above the target at one wait below it', () => {
    const gate = new CodelKratos(50, 500)
    for (let now = 1000; now < 1900; now += 10) gate.shed(now, 80, 9)
    gate.shed(1900, 49, 9)
    for (let now = 1910; now < 2900; now += 10) expect(gate.shed(now, 80, 9)).toBe(false)
  })
})
