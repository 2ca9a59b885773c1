/**
 * 2Q as in golang-lru: as 2Q, but a second use moves a key to the main list at once.
 *
 * How: a use of a key in In moves it to the main list. When room is needed, In gives up its oldest key if it holds more
 * than its share, or just its share and the newcomer is not remembered in Out; otherwise the main list gives up a key.
 * Units, cost and errors as 2Q.
 * Source: hashicorp/golang-lru v2.0.7, 2q.go; hit for hit. It departs from the paper of Johnson and Shasha in both points.
 */
import type { EvictionMember } from './caching'
import { TwoQueue, twoQueueFields } from './two-queue'

/** See the head of this file. */
export class TwoQueuePromoting extends TwoQueue {
  protected override shareOfRecent(share: number): number {
    return share
  }

  protected override arrive(key: number): void {
    this.wasGhost = this.ghosts.has(key)
  }

  /** The newcomer is forgotten only now, so while room was made it still took a place in Out. */
  protected override place(slot: number): void {
    if (this.wasGhost) this.ghosts.forget(this.table.keys[slot]!)
    super.place(slot)
  }

  protected override touch(slot: number): void {
    if (this.isInMain(slot)) {
      this.main.moveToFront(slot)
    } else {
      this.recent.unlink(slot)
      this.joinMain(slot)
    }
  }

  protected override evictOne(): void {
    const held = this.recent.length
    const isOver = held > this.recentShare || (held === this.recentShare && !this.wasGhost)
    if (held > 0 && (isOver || this.main.length === 0)) this.evictRecent()
    else this.give(this.main.popBack())
  }
}

export const twoQueuePromoting: EvictionMember<'2q-promoting', typeof twoQueueFields> = {
  id: '2q-promoting',
  number: 9,
  label: '2Q, promoting on a hit',
  help: 'As 2Q, but a second use moves a key to the main list at once, as golang-lru does.',
  fields: twoQueueFields,
  source: 'hashicorp/golang-lru v2.0.7, 2q.go',
  sourceUrl: 'https://github.com/hashicorp/golang-lru',
  formula:
    'use in In ⇒ Am; |In| > Kin, or = Kin for a key not in Out ⇒ evict the oldest of In, else the least recent of Am',
  deviations: 'None from the library; it departs from the paper, where a use in In changes nothing',
  create: (params, capacity) => new TwoQueuePromoting(params, capacity),
}
