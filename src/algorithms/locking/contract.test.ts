import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { defaultValue, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build } from '../member'
import { FencingRegister } from './fencing-register'
import { HELD, type LockTable } from './locking'
import { LOCK, lockTables } from './registry'

const RESOURCE = 7

/** An owner that takes a lock, pauses now and then for longer than its lease, and then writes because it believes that it holds it. */
interface Client {
  owner: number
  token: number
  wakesAt: number
}

/** Tokens with which four such clients write, in the order of their writes. */
function writesOf(locks: LockTable): number[] {
  const random = new SequentialRandom(11)
  const clients: Client[] = Array.from({ length: 4 }, () => ({ owner: 0, token: HELD, wakesAt: 0 }))
  const written: number[] = []
  let owners = 0
  for (let now = 0; now < 100_000; now += 5) {
    for (const client of clients) {
      if (client.wakesAt > now) continue
      if (client.token === HELD) {
        if (client.owner === 0) client.owner = ++owners
        client.token = locks.acquire(now, RESOURCE, client.owner, 1000)
        client.wakesAt = now + (client.token === HELD ? 20 : 10 + 6000 * random.uniform() ** 3)
        continue
      }
      written.push(client.token)
      locks.release(now, RESOURCE, client.owner)
      client.owner = 0
      client.token = HELD
      client.wakesAt = now + 20
    }
  }
  return written
}

const isRising = (tokens: readonly number[]) => tokens.every((token, i) => i === 0 || token >= tokens[i - 1]!)

/** One random operation; returns what it answered. */
function operate(locks: LockTable, now: number, random: SequentialRandom): number | boolean {
  const resource = random.uint32() % 3
  const owner = 1 + (random.uint32() % 5)
  const leaseMs = 1 + (random.uint32() % 50)
  const kind = random.uint32() % 8
  if (kind < 4) return locks.acquire(now, resource, owner, leaseMs)
  if (kind === 4) return locks.extend(now, resource, owner, leaseMs)
  if (kind < 7) return locks.release(now, resource, owner)
  return locks.releaseBlindly(now, resource)
}

describe.each(lockTables.map((member) => [member.id, member] as const))('%s', (type, member) => {
  const fields: Fields = member.fields
  const defaults = defaultValue({ kind: 'object', fields }) as Record<string, unknown>
  const create = (extra: Record<string, unknown> = {}) => build<LockTable>(lockTables, { type, ...defaults, ...extra })

  it('describes itself', () => {
    expect(member.source).not.toBe('')
    expect(member.formula).not.toBe('')
    for (const { schema } of Object.values(fields)) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    expect(new Set(Object.values(fields).map((field) => field.number)).size).toBe(Object.keys(fields).length)
  })

  it('refuses parameters outside their range, by name', () => {
    for (const [name, { schema }] of Object.entries(fields)) {
      if (schema.kind !== 'number') continue
      for (const value of [-1, Number.NaN]) {
        expect(() => create({ [name]: value })).toThrow(expect.objectContaining({ name: 'ParamError', param: name }))
      }
    }
  })

  it('grants a free resource and refuses a held one', () => {
    const locks = create()
    expect([locks.holder(0, RESOURCE), locks.expiresAt(5, RESOURCE)]).toEqual([0, 5])
    expect(locks.acquire(0, RESOURCE, 1, 10_000)).toBeGreaterThan(0)
    expect(locks.acquire(1, RESOURCE, 2, 10_000)).toBe(HELD)
    expect(locks.holder(1, RESOURCE)).toBe(1)
    expect(locks.expiresAt(1, RESOURCE)).toBe(10_000)
    expect(locks.acquire(1, RESOURCE + 1, 2, 10_000)).toBeGreaterThan(0)
  })

  it('lets only the holder prolong and release', () => {
    const locks = create()
    locks.acquire(0, RESOURCE, 1, 10_000)
    expect([locks.extend(1, RESOURCE, 2, 10_000), locks.release(1, RESOURCE, 2)]).toEqual([false, false])
    expect(locks.extend(2000, RESOURCE, 1, 10_000)).toBe(true)
    expect(locks.expiresAt(2000, RESOURCE)).toBe(12_000)
    expect([locks.release(3000, RESOURCE, 1), locks.release(3000, RESOURCE, 1)]).toEqual([true, false])
    expect(locks.holder(3000, RESOURCE)).toBe(0)
    expect(locks.acquire(3000, RESOURCE, 2, 10_000)).toBeGreaterThan(0)
  })

  it('deletes blindly whoever holds it', () => {
    const locks = create()
    expect(locks.releaseBlindly(0, RESOURCE)).toBe(false)
    locks.acquire(0, RESOURCE, 1, 10_000)
    expect([locks.releaseBlindly(1, RESOURCE), locks.holder(1, RESOURCE)]).toEqual([true, 0])
  })

  it('holds a lease until exactly its end', () => {
    const locks = create()
    locks.acquire(0, RESOURCE, 1, 5000)
    const end = locks.expiresAt(0, RESOURCE)
    expect(end).toBeGreaterThanOrEqual(5000)
    expect([locks.holder(end - 0.5, RESOURCE), locks.holder(end, RESOURCE)]).toEqual([1, 0])
    expect([locks.extend(end, RESOURCE, 1, 5000), locks.release(end, RESOURCE, 1)]).toEqual([false, false])
    const open = Math.max(end, locks.expiresAt(end, RESOURCE))
    expect(locks.acquire(open, RESOURCE, 2, 5000)).toBeGreaterThan(0)
    expect(locks.release(open, RESOURCE, 1)).toBe(false)
    expect(locks.holder(open, RESOURCE)).toBe(2)
  })

  it('holds a lease without end for ever', () => {
    const locks = create()
    expect(locks.acquire(0, RESOURCE, 1, Infinity)).toBeGreaterThan(0)
    expect([locks.holder(1e15, RESOURCE), locks.expiresAt(3, RESOURCE)]).toEqual([1, Infinity])
  })

  it.each([0, -1, Number.NaN])('grants nothing for a lease of %f', (leaseMs) => {
    const locks = create()
    expect(locks.acquire(0, RESOURCE, 1, leaseMs)).toBe(HELD)
    expect(locks.holder(0, RESOURCE)).toBe(0)
  })

  it('gives nothing to owner 0, who is nobody', () => {
    const locks = create()
    expect([
      locks.acquire(0, RESOURCE, 0, 100),
      locks.release(0, RESOURCE, 0),
      locks.extend(0, RESOURCE, 0, 5),
    ]).toEqual([HELD, false, false])
  })

  it('has at most one holder at a time, and says who', () => {
    const locks = create()
    const random = new SequentialRandom(5)
    let now = 0
    for (let i = 0; i < 3000; i++) {
      now += random.uniform() * 10
      const resource = random.uint32() % 2
      const owner = 1 + (random.uint32() % 4)
      const before = locks.holder(now, resource)
      if (random.uniform() < 0.6) {
        const token = locks.acquire(now, resource, owner, 40)
        if (token !== HELD) expect([0, owner]).toContain(before)
        if (token !== HELD) expect(locks.holder(now, resource)).toBe(owner)
      } else {
        expect(locks.release(now, resource, owner)).toBe(before !== 0 && before === owner)
      }
    }
  })

  it('raises the token with each acquisition of a resource, across releases and expiries', () => {
    const locks = create()
    const tokens: number[] = []
    let now = 0
    for (let owner = 1; owner <= 40; owner++) {
      tokens.push(locks.acquire(now, RESOURCE, owner, 1000))
      if (owner % 3 === 0) locks.release(now, RESOURCE, owner)
      if (owner % 3 === 1) locks.releaseBlindly(now, RESOURCE)
      now += 100_000
    }
    expect(tokens.every((token, i) => token > (tokens[i - 1] ?? 0))).toBe(true)
  })

  it('keeps the effects of holders in order under fencing, however long they pause', () => {
    const written = writesOf(create({ lockDelayMs: 500 }))
    const register = new FencingRegister()
    const accepted = written.filter((token) => register.write(RESOURCE, token))
    expect(isRising(accepted)).toBe(true)
    expect(accepted.length).toBeGreaterThan(10)
    expect(isRising(written)).toBe(false)
  })

  it('gives the same answers to the same calls, and goes on after save and load', () => {
    const whole = create()
    const random = new SequentialRandom(21)
    for (let now = 0; now < 600; now++) operate(whole, now * 7, random)
    const copy = create()
    loadState(copy, saveState(whole))
    const copyRandom = new SequentialRandom(0)
    loadState(copyRandom, saveState(random))
    for (let now = 600; now < 1200; now++) {
      expect(operate(copy, now * 7, copyRandom)).toBe(operate(whole, now * 7, random))
    }
    expect(saveState(copy)).toEqual(saveState(whole))
  })

  it('answers when time goes backwards', () => {
    const locks = create()
    for (const now of [1000, 0, -50, 1000, Infinity, 2000]) {
      expect(typeof locks.acquire(now, RESOURCE, 3, 100)).toBe('number')
      expect(typeof locks.holder(now, RESOURCE)).toBe('number')
      expect(typeof locks.release(now, RESOURCE, 4)).toBe('boolean')
    }
  })

  it('keeps many resources apart', () => {
    const locks = create()
    for (let resource = 0; resource < 100; resource++)
      expect(locks.acquire(0, resource * 1000, resource + 1, 9000)).toBeGreaterThan(0)
    for (let resource = 0; resource < 100; resource++) expect(locks.holder(1, resource * 1000)).toBe(resource + 1)
    expect(locks.acquire(0, 4294967295, 5, 10)).toBeGreaterThan(0)
  })
})

describe('registry', () => {
  it('has members with different ids and numbers, the simple lock by default', () => {
    expect(new Set(lockTables.map((member) => member.id)).size).toBe(lockTables.length)
    expect(new Set(lockTables.map((member) => member.number)).size).toBe(lockTables.length)
    expect(LOCK.default).toBe('redis-simple')
  })
})
