/**
 * ARC as in golang-lru: whole-number steps, and ghosts trimmed by the border instead of by the size of the lists.
 *
 * How: as ARC, but steps divide whole numbers, room for an unknown newcomer is always made by the rule of the border, and before
 * it joins B1 is cut to c − p keys and B2 to p keys, one key at a time.
 * Units, cost and errors as ARC.
 * Source: hashicorp/golang-lru v2.0.7, arc; hit for hit. It departs from the paper of Megiddo and Modha in all three points.
 * Differs: where the rule points to an empty T2 the library holds one key above its capacity; here T1 gives up its last.
 */

import { Arc } from './arc'
import type { EvictionMember } from './caching'

/** See the head of this file. */
export class ArcWhole extends Arc {
  protected override stepOf(other: number, own: number): number {
    return Math.max(1, Math.floor(other / own))
  }

  protected override arrive(key: number): void {
    this.recognise(key)
  }

  protected override evictOne(): void {
    const held = this.t1.length
    const isOver = held > this.p || (held === this.p && this.isFromB2())
    if (held > 0 && (isOver || this.t2.length === 0)) this.evictTo(this.t1, this.b1)
    else this.evictTo(this.t2, this.b2)
  }

  /** A remembered newcomer leaves the ghosts only now, so while room was made it still took a place there. */
  protected override place(slot: number): void {
    if (this.isRemembered()) {
      this.forgetNewcomer(this.table.keys[slot]!)
    } else {
      if (this.b1.size > this.capacity - this.p) this.b1.forgetOldest()
      if (this.b2.size > this.p) this.b2.forgetOldest()
    }
    super.place(slot)
  }
}

const fields = {}

export const arcWhole: EvictionMember<'arc-whole', typeof fields> = {
  id: 'arc-whole',
  number: 11,
  label: 'ARC, whole steps',
  help: 'As ARC, with whole-number steps and shorter memory, as golang-lru does.',
  fields,
  source: 'hashicorp/golang-lru v2.0.7, arc',
  sourceUrl: 'https://github.com/hashicorp/golang-lru',
  formula: 'as ARC with ⌊|B2|/|B1|⌋ and ⌊|B1|/|B2|⌋; |B1| ≤ c − p, |B2| ≤ p',
  deviations:
    'Never holds a key above the capacity, as the library can where T2 is empty; it departs from the paper, and gets hits even on a cyclic scan',
  create: (_params, capacity) => new ArcWhole(capacity),
}
