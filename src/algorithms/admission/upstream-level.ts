/**
 * What a caller remembers of the admission level of one callee, so that it refuses early what would be refused there.
 *
 * How: each reply carries the callee's level; the caller keeps the newest and sends a call only if its rank is at or below
 * that. Before the first reply everything is sent. After `staleMs` without a reply the level is forgotten, so that a
 * callee to which nothing is sent any more gets traffic again.
 * Cost: O(1), no allocation.
 * Source: Zhou et al., "Overload control for scaling WeChat microservices" (SoCC 2018), §4.2.4, collaborative admission.
 * Deviations: the paper leaves open what happens when nothing passes any more; forgetting is ours.
 */

import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** The last level heard from one callee. */
export class UpstreamLevel implements Saveable {
  private readonly staleMs: number
  private level = Number.POSITIVE_INFINITY
  private heardAt = Number.NEGATIVE_INFINITY

  /** @param staleMs [ms] how long a level is believed, at least 0; infinity for ever. */
  constructor(staleMs: number) {
    this.staleMs = requireNumber('staleMs', staleMs, { min: 0 })
  }

  /** A reply came with the callee's level. */
  learn(now: number, level: number): void {
    this.level = level
    this.heardAt = now
  }

  /** Whether a call of this rank is worth sending. */
  allows(now: number, rank: number): boolean {
    return rank <= this.level || now - this.heardAt > this.staleMs
  }

  save(out: StateWriter): void {
    out.number(this.level)
    out.number(this.heardAt)
  }

  load(input: StateReader): void {
    this.level = input.number()
    this.heardAt = input.number()
  }
}

const fields = {
  staleMs: field(
    1,
    'Forget after',
    'How long a level is believed without a new reply; then everything is sent again.',
    number('ms', 1000, { max: 1e7, scale: 'log' }),
  ),
}

export const upstreamLevel: BuildableMember<'upstream-level', typeof fields, UpstreamLevel> = {
  id: 'upstream-level',
  number: 1,
  label: 'Piggybacked admission level',
  help: 'A caller remembers the level that came with the last reply and keeps back what would be refused.',
  fields,
  source: 'Zhou et al., "Overload control for scaling WeChat microservices" (SoCC 2018), section 4.2.4',
  sourceUrl: 'https://arxiv.org/abs/1806.04075',
  formula: 'send ⇔ rank ≤ last level heard',
  deviations:
    'A level is forgotten after a while without replies; the paper leaves open what happens when nothing passes any more.',
  create: ({ staleMs }) => new UpstreamLevel(staleMs),
}
