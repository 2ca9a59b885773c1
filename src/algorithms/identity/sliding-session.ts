/**
 * Session with sliding and absolute expiry: use keeps it alive, but not for ever.
 *
 * How: valid ⇔ now − last use < idle and now − issue < absolute. A check that finds it valid is a use. Checked at the issuer, so a
 * revocation is seen at once.
 * Bound: no session outlives the absolute time, however it is used; none outlives idle without use.
 * Units: idleMs, absoluteMs [ms]. Time: exactly at either end it is expired; an expired session does not come back by use.
 * Cost: O(1). Randomness: none. Throws: ParamError from the constructor only.
 * Source: OWASP Session Management Cheat Sheet, idle and absolute timeout.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EXPIRED, REVOKED, type TokenScheme, UNKNOWN, VALID, type Verdict } from './identity'
import { TokenTable, type TokenTimes } from './token-table'

/** See the head of this file. */
export class SlidingSession implements TokenScheme {
  readonly revokedAccepted = 0
  private readonly idleMs: number
  private readonly absoluteMs: number
  private readonly table = new TokenTable()

  constructor(params: { idleMs: number; absoluteMs: number }) {
    this.idleMs = requireNumber('idleMs', params.idleMs, { min: 0 })
    this.absoluteMs = requireNumber('absoluteMs', params.absoluteMs, { min: 0 })
  }

  issue(now: number): number {
    return this.table.issue(now)
  }

  revoke(now: number, token: number): boolean {
    return this.table.revoke(now, token)
  }

  needsIssuer(): boolean {
    return true
  }

  check(now: number, token: number): Verdict {
    const times = this.table.get(token)
    if (!times) return UNKNOWN
    if (this.isOver(now, times)) return EXPIRED
    if (now >= times.revokedAt) return REVOKED
    times.usedAt = Math.max(times.usedAt, now)
    return VALID
  }

  purge(now: number): number {
    return this.table.purge((times) => this.isOver(now, times))
  }

  save(out: StateWriter): void {
    this.table.save(out)
  }

  load(input: StateReader): void {
    this.table.load(input)
  }

  private isOver(now: number, { issuedAt, usedAt }: TokenTimes): boolean {
    return now >= usedAt + this.idleMs || now >= issuedAt + this.absoluteMs
  }
}

const fields = {
  idleMs: field(
    1,
    'Idle timeout',
    'The session ends when it was not used for this long.',
    number('ms', 1_800_000, { min: 1, scale: 'log' }),
  ),
  absoluteMs: field(
    2,
    'Absolute timeout',
    'The session ends this long after login, however much it is used.',
    number('ms', 28_800_000, { min: 1, scale: 'log' }),
  ),
}

export const slidingSession: BuildableMember<'sliding-session', typeof fields, TokenScheme> = {
  id: 'sliding-session',
  number: 3,
  label: 'Sliding session',
  help: 'Each use prolongs the session, up to an absolute end.',
  fields,
  source: 'OWASP Session Management Cheat Sheet, idle and absolute timeout',
  sourceUrl: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
  formula: 'valid ⇔ now − lastUse < idle and now − login < absolute',
  deviations: '',
  create: (params) => new SlidingSession(params),
}
