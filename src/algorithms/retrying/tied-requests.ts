/**
 * Tied requests: the same request waits in several queues, and the first server to begin it calls the others off.
 *
 * How: a copy that begins while none has begun becomes the owner and sends cancellations, which take `cancelMs` to arrive. A copy
 * that begins before its cancellation arrives runs too, as waste; one that was called off in time is dropped from its queue.
 * Bound: at most one copy is run in full where cancellations arrive before the other queues get to it.
 * Units: time [ms]. Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: J. Dean, L. A. Barroso, "The tail at scale", CACM 56 (2013), "Tied requests". Differs: the article sends the second copy
 * two average message delays late so that both rarely begin at once; that delay belongs to the sender.
 */

import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** What a server does with a copy that has come to the front of its queue. */
export type TiedTurn = 'run' | 'run-as-waste' | 'drop'

/** See the head of this file. One instance follows one request. */
export class TiedRequest implements Saveable {
  private readonly cancelMs: number
  private ownerCopy = -1
  private begunAt = Infinity
  private wasteCount = 0

  /** @param cancelMs [ms] how long a cancellation takes from one server to another */
  constructor(cancelMs: number) {
    this.cancelMs = requireNumber('cancelMs', cancelMs, { min: 0 })
  }

  /** The copy that runs for the answer, or −1. */
  get owner(): number {
    return this.ownerCopy
  }

  /** [ms] when the cancellations reach the other servers; infinity while no copy has begun. */
  get cancelledAt(): number {
    return this.begunAt + this.cancelMs
  }

  /** Copies that ran besides the owner. */
  get waste(): number {
    return this.wasteCount
  }

  /** A copy comes to the front of its queue. A cancellation that arrives at this very moment is in time. */
  begin(now: number, copy: number): TiedTurn {
    if (this.ownerCopy === -1) {
      this.ownerCopy = copy
      this.begunAt = now
      return 'run'
    }
    if (copy === this.ownerCopy) return 'run'
    if (now >= this.cancelledAt) return 'drop'
    this.wasteCount++
    return 'run-as-waste'
  }

  save(out: StateWriter): void {
    out.number(this.ownerCopy)
    out.number(this.begunAt)
    out.number(this.wasteCount)
  }

  load(input: StateReader): void {
    this.ownerCopy = input.number()
    this.begunAt = input.number()
    this.wasteCount = input.number()
  }
}

const fields = {
  cancelMs: field(
    1,
    'Travel time of a cancellation',
    'How long it takes from one server to the other. Copies that begin meanwhile are wasted.',
    number('ms', 1, { max: 60_000, scale: 'log' }),
  ),
}

export const tiedRequests: BuildableMember<'tied-requests', typeof fields, TiedRequest> = {
  id: 'tied-requests',
  number: 2,
  label: 'Tied requests',
  help: 'The same request waits in several queues; the first server to begin it calls the others off.',
  fields,
  source: 'Dean and Barroso, "The tail at scale" (CACM 56, 2013), tied requests',
  sourceUrl: 'https://doi.org/10.1145/2408776.2408794',
  formula: 'waste ⇔ another copy begins before the cancellation arrives',
  deviations: 'The delay with which the second copy is sent belongs to the sender.',
  create: ({ cancelMs }) => new TiedRequest(cancelMs),
}
