/**
 * Sloppy quorum: when replicas are down, spares stand in for them and keep a hint for whom the write was meant.
 *
 * How: writes and reads go to the first N reachable of N home replicas and S spares; W and R answers of whoever these are
 * suffice. A spare keeps the write as a hint (see hinted-handoff.ts) and hands it over when the home replica is back.
 * Bound: a write is refused only when fewer than W of all N + S are up. R + W > N promises nothing while spares stand in.
 * Cost: O(N + S), no allocation. Randomness: R draws per read. Throws: ParamError from the constructor only.
 * Source: DeCandia et al., "Dynamo" (SOSP 2007), section 4.6.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, integer } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { shuffleFirst } from './choose'
import { MAX_REPLICAS, QUORUM_RULES, requireQuorum } from './quorum'
import { type ReplicationScheme, UNAVAILABLE } from './replication'

/** Parameters of {@link SloppyQuorum}. */
export interface SloppyQuorumParams {
  /** [count] N: home replicas. */
  replicas: number
  /** [count] S: nodes that can stand in. */
  spares: number
  /** [count] W, at most N. */
  writeAnswers: number
  /** [count] R, at most N. */
  readAnswers: number
}

/** See the head of this file. */
export class SloppyQuorum implements ReplicationScheme {
  readonly replicas: number
  /** [count] home replicas; those from this number on are spares. */
  readonly homes: number
  readonly writeAnswers: number
  readonly readAnswers: number
  readonly isChained = false

  constructor(params: SloppyQuorumParams) {
    requireQuorum(params)
    this.homes = params.replicas
    this.replicas =
      params.replicas + requireNumber('spares', params.spares, { min: 0, max: MAX_REPLICAS, integer: true })
    this.writeAnswers = params.writeAnswers
    this.readAnswers = params.readAnswers
  }

  plan(isWrite: boolean, isUp: ArrayLike<number>, random: Random, out: Int32Array): number {
    let count = 0
    for (let replica = 0; replica < this.replicas && count < this.homes; replica++)
      if (isUp[replica] === 1) out[count++] = replica
    const needed = isWrite ? this.writeAnswers : this.readAnswers
    if (count < needed) return UNAVAILABLE
    if (isWrite) return count
    shuffleFirst(out, count, needed, random)
    return needed
  }

  /**
   * The home replica that a spare stands in for: the k-th spare in use for the k-th home that is down; -1 when none is left.
   * @param isUp as given to `plan` for the write
   */
  homeOf(spare: number, isUp: ArrayLike<number>): number {
    let rank = 0
    for (let other = this.homes; other < spare; other++) if (isUp[other] === 1) rank++
    for (let home = 0; home < this.homes; home++) if (isUp[home] !== 1 && rank-- === 0) return home
    return -1
  }
}

const fields = {
  replicas: field(1, 'Replicas (N)', 'Home copies of each value.', integer('count', 3, { min: 1, max: 100 })),
  spares: field(
    2,
    'Spares',
    'Nodes that stand in for home replicas that are down.',
    integer('count', 2, { min: 0, max: 100 }),
  ),
  writeAnswers: field(
    3,
    'Write answers (W)',
    'Copies, spares included, that must confirm a write.',
    integer('count', 2, { min: 1, max: 100 }),
  ),
  readAnswers: field(4, 'Read answers (R)', 'Copies that a read compares.', integer('count', 2, { min: 1, max: 100 })),
}

export const sloppyQuorum: BuildableMember<'sloppy-quorum', typeof fields, SloppyQuorum> = {
  id: 'sloppy-quorum',
  number: 2,
  label: 'Sloppy quorum',
  help: 'Spares stand in for replicas that are down: writes go on, reads may be stale until the hints are handed over.',
  fields,
  rules: QUORUM_RULES,
  source: 'DeCandia et al., "Dynamo: Amazon\'s Highly Available Key-value Store" (SOSP 2007), section 4.6',
  sourceUrl: 'https://www.allthingsdistributed.com/files/amazon-dynamo-sosp2007.pdf',
  formula: 'the first N reachable of N homes and S spares; W, R answers of these',
  deviations: '',
  create: (params) => new SloppyQuorum(params),
}
