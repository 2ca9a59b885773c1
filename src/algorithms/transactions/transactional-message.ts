/**
 * Transactional message: the broker keeps a message hidden until the sender's local transaction is known to be done.
 *
 * How: the sender stores a half message, runs its transaction, and commits or rolls back the message. If neither comes, the
 * broker asks back after checkAfterMs and again every checkEveryMs; after maxChecks questions without a clear answer it
 * rolls back.
 * Bound: a consumer sees only committed messages. A sender that answers truthfully in time never loses or invents one.
 * Units: checkAfterMs, checkEveryMs [ms], maxChecks [count]. Time: due at exactly its time; the last question is given one
 * more checkEveryMs for its answer. Cost: O(1) per message, O(open) per question of what is due. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Apache RocketMQ documentation, "Transaction Message" (15 checks by default). Differs: interval and number are per queue.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Parameters of {@link TransactionalMessages}. */
export interface TransactionalMessageParams {
  /** [ms] from the half message to the first question. */
  checkAfterMs: number
  /** [ms] between questions. */
  checkEveryMs: number
  /** [count] questions before the message is rolled back. */
  maxChecks: number
}

interface HalfMessage {
  dueAt: number
  checks: number
}

/** Answer of {@link TransactionalMessages.nextCheck} when no question is due. */
export const NOTHING_DUE = -1

/** See the head of this file. */
export class TransactionalMessages implements Saveable {
  private readonly params: TransactionalMessageParams
  private readonly open = new Map<number, HalfMessage>()
  private expiredCount = 0

  constructor(params: TransactionalMessageParams) {
    requireNumber('checkAfterMs', params.checkAfterMs, { min: 0 })
    requireNumber('checkEveryMs', params.checkEveryMs, { min: Number.MIN_VALUE })
    requireNumber('maxChecks', params.maxChecks, { min: 0, integer: true })
    this.params = { ...params }
  }

  /** [count] messages whose fate is open. */
  get openCount(): number {
    return this.open.size
  }

  /** [count] messages rolled back because nobody knew. */
  get expired(): number {
    return this.expiredCount
  }

  /** Stores a half message. */
  prepare(now: number, id: number): void {
    this.open.set(id, { dueAt: now + this.params.checkAfterMs, checks: 0 })
  }

  /** The message becomes visible. False when its fate is no longer open: it must not be delivered then. */
  commit(id: number): boolean {
    return this.open.delete(id)
  }

  /** The message is dropped. False when its fate is no longer open. */
  rollback(id: number): boolean {
    return this.open.delete(id)
  }

  /**
   * A message whose sender must be asked now, or {@link NOTHING_DUE}; call until then. The answer comes by `commit` or
   * `rollback`; no call means unknown. Messages that were asked about often enough are rolled back on the way.
   */
  nextCheck(now: number): number {
    for (const [id, message] of this.open) {
      if (now < message.dueAt) continue
      if (message.checks < this.params.maxChecks) {
        message.checks++
        message.dueAt = now + this.params.checkEveryMs
        return id
      }
      this.open.delete(id)
      this.expiredCount++
    }
    return NOTHING_DUE
  }

  /** [ms] when the next question or rollback is due; infinity when nothing is open. */
  nextDueAt(): number {
    let earliest = Infinity
    for (const { dueAt } of this.open.values()) earliest = Math.min(earliest, dueAt)
    return earliest
  }

  save(out: StateWriter): void {
    out.number(this.expiredCount)
    out.number(this.open.size)
    for (const [id, { dueAt, checks }] of this.open) {
      out.number(id)
      out.number(dueAt)
      out.number(checks)
    }
  }

  load(input: StateReader): void {
    this.expiredCount = input.number()
    this.open.clear()
    const size = input.number()
    for (let i = 0; i < size; i++) this.open.set(input.number(), { dueAt: input.number(), checks: input.number() })
  }
}

const fields = {
  checkAfterMs: field(
    1,
    'First question after',
    'How long the broker waits for the sender before it asks back.',
    number('ms', 6000, { max: 1e8, scale: 'log' }),
  ),
  checkEveryMs: field(
    2,
    'Question every',
    'Time between further questions.',
    number('ms', 30_000, { min: 1, max: 1e8, scale: 'log' }),
  ),
  maxChecks: field(
    3,
    'Questions',
    'After this many questions without a clear answer the message is rolled back.',
    integer('count', 15, { max: 1000 }),
  ),
}

export const transactionalMessage: BuildableMember<'transactional-message', typeof fields, TransactionalMessages> = {
  id: 'transactional-message',
  number: 4,
  label: 'Transactional message',
  help: 'The broker keeps a message hidden until the local transaction of the sender is known to be done.',
  fields,
  source: 'Apache RocketMQ documentation, transaction message',
  sourceUrl: 'https://rocketmq.apache.org/docs/featureBehavior/04transactionmessage/',
  formula: 'visible ⇔ committed by the sender, at once or when asked back',
  deviations: 'Interval and number of questions are per queue.',
  create: (params) => new TransactionalMessages(params),
}
