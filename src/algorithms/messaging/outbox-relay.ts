/**
 * Outbox relay: reads committed events from an outbox now and then and publishes them.
 *
 * How: every pollMs at most batchSize events are published in order, each marked as sent after it. When the publisher refuses
 * one, the rest waits for the next poll: order is kept.
 * Bound: an event is published at most pollMs after its commit if the batch suffices; again after a crash before the mark.
 * Units: pollMs [ms], batchSize [count]. Time: due at exactly its time. Cost: O(batch). Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: C. Richardson, "Microservices Patterns" (2018), section 3.3.7, polling publisher.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** What the relay needs of an outbox. */
export interface EventSource {
  /** The oldest event not marked as sent, or a negative number. */
  next(): number
  markSent(): void
}

/** See the head of this file. */
export class OutboxRelay implements Saveable {
  private readonly pollMs: number
  private readonly batchSize: number
  private dueAt: number

  /** @param now [ms] time of the first poll */
  constructor(now: number, params: { pollMs: number; batchSize: number }) {
    this.pollMs = requireNumber('pollMs', params.pollMs, { min: Number.MIN_VALUE })
    this.batchSize = requireNumber('batchSize', params.batchSize, { min: 1, integer: true })
    this.dueAt = now
  }

  /** [ms] when to poll next. */
  nextPollAt(): number {
    return this.dueAt
  }

  /** Polls when due; `publish` says whether an event got through. Returns how many did. */
  poll(now: number, source: EventSource, publish: (id: number) => boolean): number {
    if (now < this.dueAt) return 0
    this.dueAt = now + this.pollMs
    let count = 0
    for (; count < this.batchSize; count++) {
      const id = source.next()
      if (id < 0 || !publish(id)) break
      source.markSent()
    }
    return count
  }

  save(out: StateWriter): void {
    out.number(this.dueAt)
  }

  load(input: StateReader): void {
    this.dueAt = input.number()
  }
}

const fields = {
  pollMs: field(
    1,
    'Poll interval',
    'How often the outbox is read. Shorter publishes sooner and asks the database more often.',
    number('ms', 1000, { min: 1, max: 1e7, scale: 'log' }),
  ),
  batchSize: field(
    2,
    'Batch size',
    'Events published per poll at most.',
    integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
  ),
}

/** A relay that polls for the first time at the given time [ms]. */
export type RelayFactory = (now: number) => OutboxRelay

export const outboxRelay: BuildableMember<'outbox-relay', typeof fields, RelayFactory> = {
  id: 'outbox-relay',
  number: 5,
  label: 'Outbox relay',
  help: 'Reads committed events from an outbox now and then and publishes them in order.',
  fields,
  source: 'Richardson, "Microservices Patterns" (2018), section 3.3.7; microservices.io, polling publisher',
  sourceUrl: 'https://microservices.io/patterns/data/polling-publisher.html',
  formula: 'delay after commit ≤ poll interval, while a batch suffices',
  deviations: '',
  create: (params) => {
    // Parameters are refused here already, not when a relay starts.
    new OutboxRelay(0, params)
    return (now) => new OutboxRelay(now, params)
  },
}
