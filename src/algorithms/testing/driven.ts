import type { SequentialRandom } from '../../lib/random'
import type { Saveable } from '../../lib/state'
import type { RoutingKey } from '../load-balancing/load-balancing'

/** Something that is driven: one round of all its operations at a time; the answers are compared between runs. */
export interface Driven {
  readonly round: (now: number, random: SequentialRandom) => readonly unknown[]
  /** Its state, where it has any. */
  readonly state: readonly Saveable[]
}

export interface Case {
  readonly name: string
  readonly create: () => Driven
}

/** A call that balancers may place. */
export const KEY: RoutingKey = { clientAddress: 0x0a000001, clientPort: 1, key: 7 }
