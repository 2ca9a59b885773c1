/** What each lesson claims, and how that is seen in its runs. */
import { CACHING } from './caching'
import { CALLING } from './calling'
import { DATA } from './data'
import { EDGE } from './edge'
import type { Claim } from './lesson'
import { LIKES } from './likes'
import { LOCKING } from './locking'
import { MESSAGING } from './messaging'
import { RECOVERING } from './recovering'
import { SCALING } from './scaling'

export const CLAIMS: readonly Claim[] = [CACHING, CALLING, DATA, EDGE, LIKES, LOCKING, MESSAGING, RECOVERING, SCALING]
  .flat()
  .sort((a, b) => (a.lesson < b.lesson ? -1 : 1))

/** The claim of a lesson. Throws when there is none: each lesson has one. */
export function claimOf(lesson: string): Claim {
  const claim = CLAIMS.find((one) => one.lesson === lesson)
  if (!claim) throw new Error(`There is no claim of "${lesson}"`)
  return claim
}
