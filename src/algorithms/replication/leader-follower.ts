/**
 * Leader and followers: all writes go to the leader, which sends them on; reads go to the leader or to any replica.
 *
 * How: replica 0 leads. A write waits for the leader and for `confirmations` followers (0: asynchronous, all: synchronous); the
 * other followers get it later. Reads from followers are as old as their lag.
 * Bound: reads from the leader see every finished write. When the leader is lost, every write that some surviving follower
 * confirmed survives; with asynchronous replication the last writes are lost.
 * Cost: O(N), no allocation. Randomness: one draw per read from any replica. Throws: ParamError from the constructor only.
 * Source: MySQL 8.4 reference manual, section 19.4.10, semisynchronous replication. Differs: too few followers refuse the
 * write here; MySQL falls back to asynchronous replication after a timeout.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { type Rule, requireRules } from '../../lib/rules'
import { boolean, field, integer } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { MAX_REPLICAS } from './quorum'
import { type ReplicationScheme, UNAVAILABLE } from './replication'

/** Parameters of {@link LeaderFollower}. */
export interface LeaderFollowerParams {
  /** [count] replicas, the leader included. */
  replicas: number
  /** [count] followers that must confirm a write. */
  confirmations: number
  /** Whether reads go to any replica instead of the leader. */
  readsFromAny: boolean
}

/** One of the replicas leads; it is no follower of its own. */
const rules = [{ field: 'confirmations', is: 'below', other: 'replicas' }] as const satisfies readonly Rule[]

/** See the head of this file. */
export class LeaderFollower implements ReplicationScheme {
  readonly replicas: number
  readonly writeAnswers: number
  readonly readAnswers = 1
  readonly isChained = false
  private readonly readsFromAny: boolean

  constructor(params: LeaderFollowerParams) {
    this.replicas = requireNumber('replicas', params.replicas, { min: 1, max: MAX_REPLICAS, integer: true })
    this.writeAnswers = 1 + requireNumber('confirmations', params.confirmations, { min: 0, integer: true })
    requireRules(rules, { ...params })
    if (typeof params.readsFromAny !== 'boolean')
      throw new ParamError('readsFromAny', params.readsFromAny, 'true or false')
    this.readsFromAny = params.readsFromAny
  }

  plan(isWrite: boolean, isUp: ArrayLike<number>, random: Random, out: Int32Array): number {
    let count = 0
    for (let replica = 0; replica < this.replicas; replica++) if (isUp[replica] === 1) out[count++] = replica
    const hasLeader = isUp[0] === 1
    if (isWrite) return hasLeader && count >= this.writeAnswers ? count : UNAVAILABLE
    if (!this.readsFromAny) return hasLeader ? 1 : UNAVAILABLE
    if (count === 0) return UNAVAILABLE
    out[0] = out[Math.floor(random.uniform() * count)]!
    return 1
  }
}

const fields = {
  replicas: field(1, 'Replicas', 'Copies, the leader included.', integer('count', 3, { min: 1, max: 100 })),
  confirmations: field(
    2,
    'Followers that confirm',
    'A write waits for this many followers; 0 is asynchronous and can lose the last writes.',
    integer('count', 0, { min: 0, max: 99 }),
  ),
  readsFromAny: field(
    3,
    'Read from any replica',
    'Spreads reads over the followers, at the price of their lag.',
    boolean(true),
  ),
}

export const leaderFollower: BuildableMember<'leader-follower', typeof fields, ReplicationScheme> = {
  id: 'leader-follower',
  number: 4,
  label: 'Leader and followers',
  help: 'One replica takes all writes and sends them on; followers serve reads that may be old.',
  fields,
  rules,
  source: 'MySQL 8.4 reference manual, semisynchronous replication',
  sourceUrl: 'https://dev.mysql.com/doc/refman/8.4/en/replication-semisync.html',
  formula: 'write waits for the leader and k followers; staleness of a read = lag of its follower',
  deviations: 'too few followers refuse the write',
  create: (params) => new LeaderFollower(params),
}
