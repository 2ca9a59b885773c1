/** Contract of the identity family: is a token still good, and who must be asked about it? */
import type { Saveable } from '../../lib/state'

/** Verdict of {@link TokenScheme.check}. */
export const VALID = 0
/** See {@link VALID}. Too old, or idle for too long. */
export const EXPIRED = 1
/** See {@link VALID}. Withdrawn, and this checker knows it. */
export const REVOKED = 2
/** See {@link VALID}. Never issued, or forgotten. */
export const UNKNOWN = 3

/** What a check answers. */
export type Verdict = typeof VALID | typeof EXPIRED | typeof REVOKED | typeof UNKNOWN

/** Tokens as they are checked at one service. Tokens are whole numbers given out by `issue`. Decisions never throw. */
export interface TokenScheme extends Saveable {
  /** [count] checks that accepted a token which had been revoked before. */
  readonly revokedAccepted: number
  /** Issues a token. */
  issue(now: number): number
  /** Withdraws a token; false when there is no such token. */
  revoke(now: number, token: number): boolean
  /** Whether checking this token now has to call the issuer, which costs a round trip. Ask before `check`. */
  needsIssuer(now: number, token: number): boolean
  /** Decides about a request that carries this token, and takes note of its use. */
  check(now: number, token: number): Verdict
  /** Forgets tokens that can never be valid again; returns how many. */
  purge(now: number): number
}
