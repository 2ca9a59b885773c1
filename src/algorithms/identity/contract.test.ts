import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { EXPIRED, REVOKED, type TokenScheme, UNKNOWN, VALID } from './identity'
import { IntrospectedToken } from './introspected'
import { tokenSchemes } from './registry'
import { SignedToken } from './signed'
import { SlidingSession } from './sliding-session'

const PARAMS = {
  'introspected-token': { lifetimeMs: 1000, cacheMs: 50 },
  'signed-token': { lifetimeMs: 1000, leewayMs: 0, denyListMs: 200 },
  'sliding-session': { idleMs: 300, absoluteMs: 1000 },
} as const

describe.each(tokenSchemes)('token scheme $id', (member) => {
  const params = PARAMS[member.id] as Record<string, number>
  const create = (more: Record<string, number> = {}) =>
    (member.create as (params: unknown) => TokenScheme)({ ...params, ...more })

  const run = (seed: number, restoreAt: number) => {
    const random = new SequentialRandom(seed)
    let scheme = create()
    const tokens: number[] = []
    const log: number[] = []
    for (let step = 0; step < 300; step++) {
      const now = step * 17
      if (step === restoreAt) {
        const copy = create()
        loadState(copy, saveState(scheme))
        scheme = copy
      }
      const token = tokens[random.uint32() % Math.max(1, tokens.length)] ?? 0
      const luck = random.uniform()
      if (luck < 0.2) tokens.push(scheme.issue(now))
      else if (luck < 0.25) log.push(Number(scheme.revoke(now, token)))
      else if (luck < 0.27) log.push(scheme.purge(now))
      else log.push(Number(scheme.needsIssuer(now, token)), scheme.check(now, token), scheme.revokedAccepted)
    }
    return log
  }

  it('accepts a fresh token and knows no other', () => {
    const scheme = create()
    const token = scheme.issue(0)
    expect([scheme.check(0, token), scheme.check(0, token + 1), scheme.revoke(0, token + 1)]).toEqual([
      VALID,
      UNKNOWN,
      false,
    ])
  })

  it('accepts nothing once its time is over, and does not take it back', () => {
    const scheme = create()
    const token = scheme.issue(0)
    expect([scheme.check(1000, token), scheme.check(5000, token)]).toEqual([EXPIRED, EXPIRED])
    expect([scheme.purge(5000), scheme.check(5000, token)]).toEqual([1, UNKNOWN])
  })

  it('sees a revocation in the end', () => {
    const scheme = create()
    const token = scheme.issue(0)
    scheme.check(0, token)
    scheme.revoke(0, token)
    expect(scheme.check(250, token)).toBe(REVOKED)
    expect(scheme.revokedAccepted).toBe(0)
  })

  it('repeats itself, also after save and load on the way', () => {
    expect(run(1, 150)).toEqual(run(1, -1))
    expect(run(1, -1)).not.toEqual(run(2, -1))
  })

  it('refuses parameters that are no times', () => {
    for (const name of Object.keys(params))
      for (const wrong of [-1, Number.NaN]) expect(() => create({ [name]: wrong })).toThrow(ParamError)
  })
})

describe('SignedToken', () => {
  it('accepts a revoked token until it expires, and counts that', () => {
    const scheme = new SignedToken({ lifetimeMs: 1000, leewayMs: 50, denyListMs: null })
    const token = scheme.issue(0)
    scheme.revoke(10, token)
    expect([5, 10, 1049, 1050].map((now) => scheme.check(now, token))).toEqual([VALID, VALID, VALID, EXPIRED])
    expect([scheme.revokedAccepted, scheme.needsIssuer()]).toEqual([2, false])
  })

  it('hears of a revocation through the deny list after its delay', () => {
    const scheme = new SignedToken({ lifetimeMs: 1000, leewayMs: 0, denyListMs: 100 })
    const token = scheme.issue(0)
    scheme.revoke(10, token)
    expect([scheme.check(109, token), scheme.check(110, token)]).toEqual([VALID, REVOKED])
  })

  it('never expires with an infinite lifetime', () => {
    const scheme = new SignedToken({ lifetimeMs: Infinity, leewayMs: 0, denyListMs: null })
    expect(scheme.check(1e15, scheme.issue(0))).toBe(VALID)
  })
})

describe('IntrospectedToken', () => {
  it('asks the issuer again when the answer is as old as the cache allows', () => {
    const scheme = new IntrospectedToken({ lifetimeMs: 1000, cacheMs: 50 })
    const token = scheme.issue(0)
    expect(scheme.needsIssuer(0, token)).toBe(true)
    scheme.check(0, token)
    scheme.revoke(10, token)
    expect([scheme.needsIssuer(49, token), scheme.check(49, token), scheme.revokedAccepted]).toEqual([false, VALID, 1])
    expect([scheme.needsIssuer(50, token), scheme.check(50, token)]).toEqual([true, REVOKED])
  })

  it('accepts no revoked token without a cache', () => {
    const scheme = new IntrospectedToken({ lifetimeMs: 1000, cacheMs: 0 })
    const token = scheme.issue(0)
    scheme.check(0, token)
    scheme.revoke(0, token)
    expect([scheme.needsIssuer(0, token), scheme.check(0, token), scheme.revokedAccepted]).toEqual([true, REVOKED, 0])
  })
})

describe('SlidingSession', () => {
  it('lives on by use, but not beyond its absolute end', () => {
    const scheme = new SlidingSession({ idleMs: 300, absoluteMs: 1000 })
    const token = scheme.issue(0)
    expect([299, 598, 897, 999, 1000].map((now) => scheme.check(now, token))).toEqual([
      VALID,
      VALID,
      VALID,
      VALID,
      EXPIRED,
    ])
  })

  it('ends when idle, and a late use does not revive it', () => {
    const scheme = new SlidingSession({ idleMs: 300, absoluteMs: 1000 })
    const token = scheme.issue(0)
    expect([scheme.check(300, token), scheme.check(301, token)]).toEqual([EXPIRED, EXPIRED])
  })

  it('is not shortened by a clock that goes back', () => {
    const scheme = new SlidingSession({ idleMs: 300, absoluteMs: 1000 })
    const token = scheme.issue(0)
    expect([scheme.check(200, token), scheme.check(100, token), scheme.check(499, token)]).toEqual([
      VALID,
      VALID,
      VALID,
    ])
  })
})
