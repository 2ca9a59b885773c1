/**
 * Quorum of watchers: a node counts as failed when enough watchers suspect it, so that one watcher's bad link does not decide.
 *
 * How: each watcher has a detector of its own; failed ⇔ at least `quorum` of them suspect.
 * Bound: fewer than `quorum` wrong watchers cause no false suspicion; detection waits for the quorum-th watcher.
 * Cost: O(watchers) per question, no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Redis Sentinel documentation, "objectively down" (a quorum of subjectively down). Differs: no leader is elected.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { FailureDetector } from './failure-detection'

/** See the head of this file. */
export class QuorumSuspicion implements Saveable {
  private readonly detectors: readonly FailureDetector[]
  private readonly quorum: number

  /** @param detectors one for each watcher @param quorum [count] watchers that must agree, at most as many as there are */
  constructor(detectors: readonly FailureDetector[], quorum: number) {
    this.detectors = detectors
    this.quorum = requireNumber('quorum', quorum, { min: 1, max: detectors.length, integer: true })
  }

  /** A heartbeat reached watcher number `watcher`. */
  heartbeat(now: number, watcher: number): void {
    this.detectors[watcher]?.heartbeat(now)
  }

  /** [count] watchers that suspect the node now. */
  suspecting(now: number): number {
    let count = 0
    for (const detector of this.detectors) if (detector.isSuspected(now)) count++
    return count
  }

  isSuspected(now: number): boolean {
    return this.suspecting(now) >= this.quorum
  }

  /** [ms] when the quorum will suspect if no watcher hears any more: the quorum-th smallest time of the watchers. */
  suspectedAt(): number {
    const times = this.detectors.map((detector) => detector.suspectedAt()).sort((a, b) => a - b)
    return times[this.quorum - 1]!
  }

  save(out: StateWriter): void {
    for (const detector of this.detectors) detector.save(out)
  }

  load(input: StateReader): void {
    for (const detector of this.detectors) detector.load(input)
  }
}

const fields = {
  quorum: field(
    1,
    'Quorum',
    'Watchers that must suspect a node before it counts as failed.',
    integer('count', 2, { min: 1, max: 1000 }),
  ),
}

/** The quorum over these watchers. Throws ParamError when it is more than there are. */
export type QuorumFactory = (detectors: readonly FailureDetector[]) => QuorumSuspicion

export const quorumSuspicion: BuildableMember<'quorum-suspicion', typeof fields, QuorumFactory> = {
  id: 'quorum-suspicion',
  number: 4,
  label: 'Quorum of watchers',
  help: 'A node counts as failed when enough watchers suspect it.',
  fields,
  source: 'Redis Sentinel documentation, SDOWN and ODOWN failure state',
  sourceUrl: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  formula: 'failed ⇔ suspecting watchers ≥ quorum',
  deviations: 'No leader is elected among the watchers.',
  create: ({ quorum }) => {
    requireNumber('quorum', quorum, { min: 1, max: 1000, integer: true })
    return (detectors) => new QuorumSuspicion(detectors, quorum)
  },
}
