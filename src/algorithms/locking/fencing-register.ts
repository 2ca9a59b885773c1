/**
 * Fencing register: a store that refuses writes with an old token.
 *
 * How: a write carries the fencing token of its lock; it is accepted if the token is at least the highest seen for the resource.
 * Bound: once a write with token t was accepted, none with a lower token is: the effects of lock holders never interleave, even when a
 * holder goes on after its lease ended.
 * Units: tokens [count]. Cost: O(1), no allocation apart from growth. Time is not used. Randomness: none. Throws: never.
 * Source: M. Kleppmann, "How to do distributed locking" (2016), "Making the lock safe with fencing". An equal token is accepted,
 * since a holder may write more than once.
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseTable } from './lease-table'

/** See the head of this file. Resources are whole numbers in [0, 2^32). */
export class FencingRegister implements Saveable {
  private readonly highest = new LeaseTable()

  /** Whether the write is accepted; if so its token becomes the highest seen. NaN is refused. */
  write(resource: number, token: number): boolean {
    const row = this.highest.findOrAdd(resource)
    if (!(token >= this.highest.lastToken(row))) return false
    this.highest.setToken(row, token)
    return true
  }

  /** Highest token seen for the resource, 0 at first. */
  highestToken(resource: number): number {
    return this.highest.lastToken(this.highest.find(resource))
  }

  save(out: StateWriter): void {
    this.highest.save(out)
  }

  load(input: StateReader): void {
    this.highest.load(input)
  }
}

const fields = {}

export const fencingRegister: BuildableMember<'fencing-register', typeof fields, FencingRegister> = {
  id: 'fencing-register',
  number: 1,
  label: 'Fencing register',
  help: 'A store that refuses writes with a lower token than it has seen, so that a holder who went on too long does no harm.',
  fields,
  source: 'Kleppmann, "How to do distributed locking" (2016), making the lock safe with fencing',
  sourceUrl: 'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
  formula: 'accept ⇔ token ≥ highest token seen',
  deviations: 'An equal token is accepted: a holder may write more than once.',
  create: () => new FencingRegister(),
}
