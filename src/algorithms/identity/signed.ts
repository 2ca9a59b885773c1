/**
 * Signed token: checked on the spot by its signature and times, so a revocation is not seen before expiry.
 *
 * How: valid ⇔ now < issued + lifetime + leeway. With a deny list the service learns of a revocation denyListMs after it.
 * Bound: a revoked token is accepted for at most lifetime + leeway after issue, and at most denyListMs after revocation.
 * Units: lifetimeMs, leewayMs, denyListMs [ms]. Time: exactly at the end it is expired; a clock that goes back makes a token valid
 * again. Cost: O(1). Randomness: none. Throws: ParamError from the constructor only.
 * Source: RFC 7519 (JSON Web Token), section 4.1.4: not after "exp", with a small leeway for clock skew.
 */
import { requireNumber } from '../../lib/errors'
import { field, nullable, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EXPIRED, REVOKED, type TokenScheme, UNKNOWN, VALID, type Verdict } from './identity'
import { TokenTable } from './token-table'

/** Parameters of {@link SignedToken}. */
export interface SignedTokenParams {
  /** [ms] time from issue to expiry. */
  lifetimeMs: number
  /** [ms] allowance for clocks that differ. */
  leewayMs: number
  /** [ms] time until a deny list has the revocation; null or infinity: there is no deny list. */
  denyListMs: number | null
}

/** See the head of this file. */
export class SignedToken implements TokenScheme {
  private readonly lastsMs: number
  private readonly denyListMs: number
  private readonly table = new TokenTable()

  constructor(params: SignedTokenParams) {
    const lifetimeMs = requireNumber('lifetimeMs', params.lifetimeMs, { min: 0 })
    this.lastsMs = lifetimeMs + requireNumber('leewayMs', params.leewayMs, { min: 0 })
    this.denyListMs = requireNumber('denyListMs', params.denyListMs ?? Infinity, { min: 0 })
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

  needsIssuer(): boolean {
    return false
  }

  check(now: number, token: number): Verdict {
    const times = this.table.get(token)
    if (!times) return UNKNOWN
    if (now >= times.issuedAt + this.lastsMs) return EXPIRED
    if (now >= times.revokedAt + this.denyListMs) return REVOKED
    if (now >= times.revokedAt) this.table.revokedAccepted++
    return VALID
  }

  purge(now: number): number {
    return this.table.purge(({ issuedAt }) => now >= issuedAt + this.lastsMs)
  }

  save(out: StateWriter): void {
    this.table.save(out)
  }

  load(input: StateReader): void {
    this.table.load(input)
  }
}

const fields = {
  lifetimeMs: field(
    1,
    'Lifetime',
    'Time from issue to expiry; also how long a stolen token works.',
    number('ms', 900_000, { min: 1, scale: 'log' }),
  ),
  leewayMs: field(2, 'Leeway', 'Allowance for clocks that differ.', number('ms', 0, { max: 600_000 })),
  denyListMs: field(
    3,
    'Deny list delay',
    'Time until the services have heard of a revocation.',
    nullable(number('ms', 5000, { max: 3_600_000 }), null, 'no deny list'),
  ),
}

export const signed: BuildableMember<'signed-token', typeof fields, TokenScheme> = {
  id: 'signed-token',
  number: 1,
  label: 'Signed token',
  help: 'Checked on the spot without a call; a revocation is not seen before expiry.',
  fields,
  source: 'RFC 7519 (JSON Web Token), section 4.1.4',
  sourceUrl: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  formula: 'valid ⇔ now < issued + lifetime + leeway',
  deviations: '',
  create: (params) => new SignedToken(params),
}
