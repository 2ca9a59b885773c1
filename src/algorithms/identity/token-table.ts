/**
 * What is kept of each token: when it was issued, used, fetched from the issuer, and revoked.
 *
 * Cost: O(1) per operation; {@link TokenTable.purge} looks at every token.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Times of one token [ms]. */
export interface TokenTimes {
  issuedAt: number
  usedAt: number
  /** When the issuer was asked last; −infinity for never. */
  fetchedAt: number
  /** Infinity while not revoked. */
  revokedAt: number
}

/** See the head of this file. */
export class TokenTable implements Saveable {
  private readonly tokens = new Map<number, TokenTimes>()
  private nextToken = 1
  /** [count] see TokenScheme. */
  revokedAccepted = 0

  /** [count] tokens kept. */
  get size(): number {
    return this.tokens.size
  }

  issue(now: number): number {
    const token = this.nextToken++
    this.tokens.set(token, { issuedAt: now, usedAt: now, fetchedAt: -Infinity, revokedAt: Infinity })
    return token
  }

  get(token: number): TokenTimes | undefined {
    return this.tokens.get(token)
  }

  /** Keeps the first time of revocation. */
  revoke(now: number, token: number): boolean {
    const times = this.tokens.get(token)
    if (times) times.revokedAt = Math.min(times.revokedAt, now)
    return times !== undefined
  }

  /** Removes the tokens for which `isOver` holds. */
  purge(isOver: (times: TokenTimes) => boolean): number {
    let count = 0
    for (const [token, times] of this.tokens) {
      if (!isOver(times)) continue
      this.tokens.delete(token)
      count++
    }
    return count
  }

  save(out: StateWriter): void {
    out.number(this.nextToken)
    out.number(this.revokedAccepted)
    out.number(this.tokens.size)
    for (const [token, { issuedAt, usedAt, fetchedAt, revokedAt }] of this.tokens)
      for (const part of [token, issuedAt, usedAt, fetchedAt, revokedAt]) out.number(part)
  }

  load(input: StateReader): void {
    this.tokens.clear()
    this.nextToken = input.number()
    this.revokedAccepted = input.number()
    const size = input.number()
    for (let i = 0; i < size; i++) {
      const token = input.number()
      this.tokens.set(token, {
        issuedAt: input.number(),
        usedAt: input.number(),
        fetchedAt: input.number(),
        revokedAt: input.number(),
      })
    }
  }
}
