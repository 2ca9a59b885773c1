/**
 * Opaque token: the service asks the issuer whether it is good, each time or once in a while.
 *
 * How: the issuer knows expiry and revocation at once. A good answer may be used again for cacheMs.
 * Bound: a revoked token is accepted for at most cacheMs after revocation; with cacheMs 0 never, at one call per check.
 * Units: lifetimeMs, cacheMs [ms]. Time: an answer cached at t serves until t + cacheMs, exactly then not any more.
 * Cost: O(1). Randomness: none. Throws: ParamError from the constructor only.
 * Source: RFC 7662 (OAuth 2.0 Token Introspection), sections 2.2 and 4 (on caching). Differs: expiry is seen in the cache too.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EXPIRED, REVOKED, type TokenScheme, UNKNOWN, VALID, type Verdict } from './identity'
import { TokenTable } from './token-table'

/** See the head of this file. */
export class IntrospectedToken implements TokenScheme {
  private readonly lifetimeMs: number
  private readonly cacheMs: number
  private readonly table = new TokenTable()

  constructor(params: { lifetimeMs: number; cacheMs: number }) {
    this.lifetimeMs = requireNumber('lifetimeMs', params.lifetimeMs, { min: 0 })
    this.cacheMs = requireNumber('cacheMs', params.cacheMs, { min: 0 })
  }

  get revokedAccepted(): number {
    return this.table.revokedAccepted
  }

  issue(now: number): number {
    return this.table.issue(now)
  }

  revoke(now: number, token: number): boolean {
    return this.table.revoke(now, token)
  }

  needsIssuer(now: number, token: number): boolean {
    const times = this.table.get(token)
    return !times || !(now < times.fetchedAt + this.cacheMs)
  }

  check(now: number, token: number): Verdict {
    const times = this.table.get(token)
    if (!times) return UNKNOWN
    if (now >= times.issuedAt + this.lifetimeMs) return EXPIRED
    if (this.needsIssuer(now, token)) {
      if (now >= times.revokedAt) return REVOKED
      times.fetchedAt = now
    } else if (now >= times.revokedAt) this.table.revokedAccepted++
    return VALID
  }

  purge(now: number): number {
    return this.table.purge(({ issuedAt }) => now >= issuedAt + this.lifetimeMs)
  }

  save(out: StateWriter): void {
    this.table.save(out)
  }

  load(input: StateReader): void {
    this.table.load(input)
  }
}

const fields = {
  lifetimeMs: field(1, 'Lifetime', 'Time from issue to expiry.', number('ms', 3_600_000, { min: 1, scale: 'log' })),
  cacheMs: field(
    2,
    'Cache',
    'How long a good answer of the issuer is used again; 0 asks at every check.',
    number('ms', 0, { max: 3_600_000 }),
  ),
}

export const introspected: BuildableMember<'introspected-token', typeof fields, TokenScheme> = {
  id: 'introspected-token',
  number: 2,
  label: 'Opaque token, introspected',
  help: 'The issuer is asked about each token: revocations work at once, at the price of a call.',
  fields,
  source: 'RFC 7662 (OAuth 2.0 Token Introspection)',
  sourceUrl: 'https://www.rfc-editor.org/rfc/rfc7662',
  formula: 'ask the issuer unless a good answer is younger than the cache time',
  deviations: 'expiry is seen in the cache too',
  create: (params) => new IntrospectedToken(params),
}
