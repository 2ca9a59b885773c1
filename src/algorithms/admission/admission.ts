/** Contract of the admission family: may this call enter, how long may it wait, and is it still worth serving? */
import type { Random } from '../../lib/random'
import type { Fields } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import type { BuildableMember } from '../member'

/** What a station knows when a call arrives. One mutable instance is reused, so members must not keep it. */
export interface AdmissionCall {
  /** Importance; higher is more important. Members with few levels clamp it to theirs. */
  priority: number
  /** Whoever the call is for, a whole number; members that share out fairly hash it. */
  user: number
  /** Calls waiting, without this one. */
  waiting: number
  /** [share] how busy the servers are, from 0 to 1. */
  utilisation: number
}

/**
 * The gate of one station.
 *
 * Life of a call: `admit` on arrival; if true, `waitLimitMs` tells how long it may wait at most. When a server takes it
 * from the queue, `shed` is asked; if true the call is rejected and the next one is taken at the same instant. Every
 * admitted call ends with exactly one `finished`, also when it was shed, timed out or lost. A server that looks for work
 * and finds none says so by `foundEmpty`. Nothing throws or allocates; an earlier `now` than before is allowed.
 */
export interface Admission extends Saveable {
  /** Whether the call may enter. Counts it as in flight if so. */
  admit(now: number, call: AdmissionCall, random: Random): boolean
  /** [ms] how long the call that was just admitted may wait before it is rejected; infinity for no limit. */
  waitLimitMs(now: number): number
  /** A call that waited `waitedMs` was taken from the queue and `waiting` others are left: reject it instead of serving? */
  shed(now: number, waitedMs: number, waiting: number): boolean
  /** A server looked for work and nothing waited. */
  foundEmpty(now: number): void
  /** An admitted call left the station `latencyMs` after it was admitted. `ok` is false for shed, timed out and failed. */
  finished(now: number, latencyMs: number, ok: boolean): void
  /** Rank up to which calls are let in at present, for callers to heed; none where the policy has no levels. */
  readonly level?: number
  /** Rank of a call by that level's scale. Present where `level` is. */
  rankOf?(now: number, priority: number, user: number): number
}

/** The fields of a member without parameters. */
export type NoFields = Record<never, never>

/** An admission policy as its file declares it. */
export type AdmissionMember<Id extends string = string, F extends Fields = NoFields> = BuildableMember<Id, F, Admission>
