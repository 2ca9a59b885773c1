import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../../lib/state'
import { FencingRegister } from './fencing-register'
import { HELD } from './locking'
import { RedisSimpleLocks } from './redis-simple'

describe('fencing register', () => {
  it('accepts the highest token and equal ones, per resource', () => {
    const register = new FencingRegister()
    expect([2, 4, 3, 4, 5].map((token) => register.write(1, token))).toEqual([true, true, false, true, true])
    expect([register.write(2, 1), register.highestToken(1), register.highestToken(3)]).toEqual([true, 5, 0])
  })

  it('refuses what is no number', () => {
    const register = new FencingRegister()
    expect([register.write(1, Number.NaN), register.write(1, 1)]).toEqual([false, true])
  })

  it('stops a holder that pauses past its lease, where the bare lock would not', () => {
    const locks = new RedisSimpleLocks()
    const register = new FencingRegister()
    const first = locks.acquire(0, 1, 1, 100)
    const second = locks.acquire(150, 1, 2, 100)
    expect(second).not.toBe(HELD)
    expect([register.write(1, second), register.write(1, first)]).toEqual([true, false])
  })

  it('remembers across save and load', () => {
    const register = new FencingRegister()
    register.write(9, 5)
    const copy = new FencingRegister()
    loadState(copy, saveState(register))
    expect([copy.write(9, 4), copy.write(9, 5)]).toEqual([false, true])
  })
})
