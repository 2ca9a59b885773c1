/**
 * Chain replication: a write enters at the head and is passed from replica to replica; the tail answers, and serves the reads.
 *
 * How: the chain is the replicas that are up, in order. A write is done when the tail has it; a read asks only the tail.
 * Bound: reads see every finished write; all but one replica may fail. A write takes as many hops as there are replicas.
 * Cost: O(N), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: van Renesse and Schneider, "Chain Replication for Supporting High Throughput and Availability" (OSDI 2004), section 3.
 * Differs: the chain repairs itself at once; the source has a master that does it after a detection time.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, integer } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { MAX_REPLICAS } from './quorum'
import { type ReplicationScheme, UNAVAILABLE } from './replication'

/** See the head of this file. */
export class Chain implements ReplicationScheme {
  readonly replicas: number
  readonly writeAnswers = 1
  readonly readAnswers = 1
  readonly isChained = true

  constructor(params: { replicas: number }) {
    this.replicas = requireNumber('replicas', params.replicas, { min: 1, max: MAX_REPLICAS, integer: true })
  }

  plan(isWrite: boolean, isUp: ArrayLike<number>, _random: Random, out: Int32Array): number {
    let count = 0
    for (let replica = 0; replica < this.replicas; replica++) if (isUp[replica] === 1) out[count++] = replica
    if (count === 0) return UNAVAILABLE
    if (isWrite) return count
    out[0] = out[count - 1]!
    return 1
  }
}

const fields = {
  replicas: field(
    1,
    'Replicas',
    'Length of the chain: each adds a hop to every write.',
    integer('count', 3, { min: 1, max: 100 }),
  ),
}

export const chain: BuildableMember<'chain-replication', typeof fields, ReplicationScheme> = {
  id: 'chain-replication',
  number: 3,
  label: 'Chain',
  help: 'Writes travel from head to tail, reads ask the tail: consistent, with cheap reads and long writes.',
  fields,
  source: 'van Renesse and Schneider, "Chain Replication for Supporting High Throughput and Availability" (OSDI 2004)',
  sourceUrl: 'https://www.cs.cornell.edu/home/rvr/papers/OSDI04.pdf',
  formula: 'write latency = Σ hops; read = one answer of the tail',
  deviations: 'the chain repairs itself at once',
  create: (params) => new Chain(params),
}
