/**
 * Quorum replication: a write waits for W of N replicas, a read for R of them, and nobody leads.
 *
 * How: a write goes to all N; those that are down miss it. A read goes to R random ones, or to all N when readsAll is set. With
 * fewer than W or R up the operation is refused.
 * Bound: R + W > N: each read that waits for R meets the last finished write. Otherwise a read of R random replicas misses it
 * with probability C(N − W, R)/C(N, R), if exactly W have it.
 * Cost: O(N), no allocation. Randomness: R draws per read, none per write. Throws: ParamError from the constructor only.
 * Source: DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store" (SOSP 2007), section 4.5, strict quorums.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { type Rule, requireRules } from '../../lib/rules'
import { boolean, field, integer } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { shuffleFirst } from './choose'
import { type ReplicationScheme, UNAVAILABLE } from './replication'

/** Parameters of {@link Quorum}. */
export interface QuorumParams {
  /** [count] N. */
  replicas: number
  /** [count] W, at most N. */
  writeAnswers: number
  /** [count] R, at most N. */
  readAnswers: number
  /** Whether reads go to all replicas and take the first R answers. */
  readsAll: boolean
}

/** [count] the largest number of replicas. */
export const MAX_REPLICAS = 1000

/** What numbers of answers keep to. */
export const QUORUM_RULES = [
  { field: 'writeAnswers', is: 'at-most', other: 'replicas' },
  { field: 'readAnswers', is: 'at-most', other: 'replicas' },
] as const satisfies readonly Rule[]

/** N, W, R within their ranges; W and R at most N. */
export function requireQuorum(params: { replicas: number; writeAnswers: number; readAnswers: number }): void {
  requireNumber('replicas', params.replicas, { min: 1, max: MAX_REPLICAS, integer: true })
  requireNumber('writeAnswers', params.writeAnswers, { min: 1, integer: true })
  requireNumber('readAnswers', params.readAnswers, { min: 1, integer: true })
  requireRules(QUORUM_RULES, { ...params })
}

/** See the head of this file. */
export class Quorum implements ReplicationScheme {
  readonly replicas: number
  readonly writeAnswers: number
  readonly readAnswers: number
  readonly isChained = false
  private readonly readsAll: boolean

  constructor(params: QuorumParams) {
    requireQuorum(params)
    if (typeof params.readsAll !== 'boolean') throw new ParamError('readsAll', params.readsAll, 'true or false')
    this.replicas = params.replicas
    this.writeAnswers = params.writeAnswers
    this.readAnswers = params.readAnswers
    this.readsAll = params.readsAll
  }

  plan(isWrite: boolean, isUp: ArrayLike<number>, random: Random, out: Int32Array): number {
    let count = 0
    for (let replica = 0; replica < this.replicas; replica++) if (isUp[replica] === 1) out[count++] = replica
    const needed = isWrite ? this.writeAnswers : this.readAnswers
    if (count < needed) return UNAVAILABLE
    if (isWrite || this.readsAll) return count
    shuffleFirst(out, count, needed, random)
    return needed
  }
}

const fields = {
  replicas: field(1, 'Replicas (N)', 'Copies of each value.', integer('count', 3, { min: 1, max: 100 })),
  writeAnswers: field(
    2,
    'Write answers (W)',
    'Copies that must confirm a write; more is safer, slower and less available.',
    integer('count', 2, { min: 1, max: 100 }),
  ),
  readAnswers: field(
    3,
    'Read answers (R)',
    'Copies that a read compares; with R + W > N it sees the latest write.',
    integer('count', 2, { min: 1, max: 100 }),
  ),
  readsAll: field(
    4,
    'Read from all',
    'Ask every copy and take the first R answers: faster in the tail, more load.',
    boolean(false),
  ),
}

export const quorum: BuildableMember<'quorum-replication', typeof fields, ReplicationScheme> = {
  id: 'quorum-replication',
  number: 1,
  label: 'Quorums (N, W, R)',
  help: 'A write waits for W copies, a read compares R; nobody leads.',
  fields,
  rules: QUORUM_RULES,
  source: 'DeCandia et al., "Dynamo: Amazon\'s Highly Available Key-value Store" (SOSP 2007), section 4.5',
  sourceUrl: 'https://www.allthingsdistributed.com/files/amazon-dynamo-sosp2007.pdf',
  formula: 'R + W > N ⇒ a read sees the latest write; else stale with C(N−W, R)/C(N, R)',
  deviations: '',
  create: (params) => new Quorum(params),
}
